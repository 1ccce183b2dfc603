//! The way through nested groups.

use super::answers::Answers;
use super::ledger::Ledger;
use crate::ids::ObjectId;
use crate::scan::client::Failure;
use crate::scan::requests::{Batch, ValueSet, batch};
use crate::snapshot::{Group, Phase, SectionName};
use std::collections::BTreeSet;

/// The most groups whose own groups are asked for.
const NESTED: usize = 6;

/// The groups that the guest's groups are in, where it is not a direct member of all of them.
///
/// A cap that leaves some out makes the section incomplete.
pub(super) fn ways(ledger: &mut Ledger) -> Batch {
    let batch = |groups: Vec<ValueSet>| batch(SectionName::Nesting, Phase::Follow, &groups);
    let ids = |groups: &Answers<Group>| -> BTreeSet<ObjectId> {
        let groups = groups.objects();
        groups.filter_map(|group| group.id.copied()).collect()
    };
    let (direct, entered) = (ids(&ledger.nesting), ids(&ledger.user_groups));
    if entered.is_subset(&direct) {
        return batch(Vec::new());
    }
    // A role-assignable group has no group in it, so no way leads through one but from a user,
    // and the groups above the direct ones tell the way through two; a longer one stays short.
    let assignable = ledger
        .user_groups
        .objects()
        .filter(|g| g.is_assignable_to_role == Some(true));
    let assignable: BTreeSet<ObjectId> = assignable.filter_map(|group| group.id.copied()).collect();
    let through: Vec<ObjectId> = direct.difference(&assignable).copied().collect();
    let asked: Vec<ObjectId> = through.iter().copied().take(NESTED).collect();
    if through.len() > asked.len() {
        ledger.nesting.gaps.push(Failure::failed(format!(
            "the guest is a direct member of {} groups, and the ways through only {NESTED} of them were asked for",
            through.len()
        )));
    }
    let groups = asked.into_iter();
    batch(groups.map(|id| ValueSet::object("group", id)).collect())
}
