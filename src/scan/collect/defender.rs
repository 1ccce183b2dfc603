//! Unified RBAC: of both lists, what concerns the candidates.
//!
//! The lists are asked whole. What concerns nobody that the guide is about is dropped here, and
//! reaches no snapshot.

use super::answers::Answers;
use super::ledger::Ledger;
use crate::ids::ObjectId;
use crate::scan::client::Failure;
use std::collections::BTreeSet;

/// Keeps the candidates' and their groups' assignments, and the roles in those.
pub(super) fn keep(ledger: &mut Ledger, principals: &BTreeSet<ObjectId>) {
    // An assignment that does not say whose it is may be a candidate's.
    retain(&mut ledger.defender_assignments, |assignment| {
        let holders = &assignment.principal_ids;
        let ours = holders.sightings().iter().any(|id| principals.contains(id));
        ours || holders.whole().is_none()
    });
    let named: BTreeSet<String> = ledger
        .defender_assignments
        .objects()
        .filter_map(|assignment| assignment.role_definition_id.as_deref())
        .map(str::to_ascii_lowercase)
        .collect();
    retain(&mut ledger.defender_roles, |role| {
        let id = role.id.as_deref();
        id.is_none_or(|id| named.contains(&id.to_ascii_lowercase()))
    });
    let roles = ledger.defender_roles.objects();
    let listed: BTreeSet<String> = roles
        .filter_map(|role| role.id.as_deref())
        .map(str::to_ascii_lowercase)
        .collect();
    if ledger.defender_roles.whole() && !named.is_subset(&listed) {
        ledger.defender_roles.gaps.push(Failure::failed(
            "an assignment names a Defender role that is not there any more",
        ));
    }
}

fn retain<T>(answers: &mut Answers<T>, keep: impl Fn(&T) -> bool) {
    for answer in &mut answers.made {
        answer.items.retain(|item| keep(&item.object));
    }
}
