//! Unified RBAC: both lists at once, and of them what concerns the candidates.
//!
//! The lists are asked whole. A tenant has few Defender roles and assignments,
//! whatever its size; the filter by principal is in no reference, and asking
//! role by role would take a round trip more. What concerns nobody that the
//! guide is about is dropped here, and reaches no snapshot.

use super::ledger::{Answers, Ledger, ask};
use crate::ids::ObjectId;
use crate::scan::client::{Answer, Failure, Graph};
use crate::scan::requests::build;
use crate::snapshot::{DefenderRoleAssignment, DefenderRoleDefinition};
use std::collections::BTreeSet;

/// Asks for both lists, where there is anybody to look for in them.
pub(super) async fn lists(
    graph: &Graph<'_>,
    sought: bool,
) -> (
    Vec<Answer<DefenderRoleAssignment>>,
    Vec<Answer<DefenderRoleDefinition>>,
) {
    if !sought {
        return (Vec::new(), Vec::new());
    }
    tokio::join!(
        ask(graph, vec![build::defender_assignments()]),
        ask(graph, vec![build::defender_roles()]),
    )
}

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
