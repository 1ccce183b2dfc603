//! Groups that can be stepped into: their names, and what can be stepped into from them.
//!
//! A member of a group that is eligible for another can activate its own
//! membership of that other group, and from there perhaps of a third
//! (entra-docs, concept-pim-for-groups.md, "group nesting").

use super::groups::capped;
use super::ledger::Ledger;
use crate::ids::ObjectId;
use crate::scan::client::{Answer, Graph, Item};
use crate::scan::requests::{ValueSet, batch};
use crate::snapshot::{Group, Phase, SectionName};
use std::collections::BTreeSet;

/// Moves the groups that came with an eligibility to the section of such groups.
///
/// Each keeps the request that brought it, which is its evidence.
pub(super) fn describe(ledger: &mut Ledger) {
    let mut described = Vec::new();
    for answer in &mut ledger.group_eligibility.made {
        let groups = answer.items.iter_mut().filter_map(|item| {
            let group = item.object.group.take()?;
            let id = group.id.copied()?;
            // What is said of another group than the one named proves nothing about it.
            item.object.group_id.is(&id).then_some((id, group))
        });
        let items: Vec<Item<Group>> = groups
            .map(|(id, group)| Item {
                id: id.to_string(),
                object: group,
            })
            .collect();
        if !items.is_empty() {
            described.push(Answer {
                request: answer.request.clone(),
                items,
                failure: None,
            });
        }
    }
    ledger.eligible_groups.add(described);
}

/// Asks for the groups whose names did not come, in a ledger of its own.
pub(super) async fn name_groups(graph: &Graph<'_>, known: &Ledger) -> Ledger {
    let named = known.eligible_groups.objects();
    let named: BTreeSet<ObjectId> = named.filter_map(|group| group.id.copied()).collect();
    let eligible = known.group_eligibility.objects();
    let eligible: BTreeSet<ObjectId> = eligible
        .filter_map(|found| found.group_id.copied())
        .collect();
    let unnamed = eligible.difference(&named).copied().collect();
    let (asked, gap) = capped(unnamed, "groups to step into");
    let sets = ValueSet::objects("groups", &asked);
    let groups = batch(SectionName::EligibleGroups, Phase::Follow, &sets);
    let mut ledger = Ledger::ask(graph, groups).await;
    ledger.eligible_groups.gaps.extend(gap);
    ledger
}

/// Asks what members of these groups can step into, in a ledger of its own.
pub(super) async fn look_further(
    graph: &Graph<'_>,
    from: &BTreeSet<ObjectId>,
    one_by_one: bool,
) -> Ledger {
    let (asked, gap) = capped(from.iter().copied().collect(), "groups");
    let eligibility = |sets: &[ValueSet]| batch(SectionName::GroupEligibility, Phase::Follow, sets);
    let each: Vec<ValueSet> = asked.iter().copied().map(ValueSet::principal).collect();
    let mut asked_for = eligibility(&each);
    if !one_by_one {
        let each = asked_for.gets;
        asked_for = eligibility(&ValueSet::any_principal(&asked));
        asked_for.fallback = each;
    }
    let mut ledger = Ledger::ask(graph, asked_for).await;
    ledger.group_eligibility.gaps.extend(gap);
    describe(&mut ledger);
    ledger
}
