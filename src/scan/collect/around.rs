//! What stands around the candidates: who else holds the guide's API, and the way through nested groups.

use super::ledger::{Ledger, ask};
use crate::ids::{AppId, ObjectId};
use crate::scan::client::{Answer, Failure, Graph};
use crate::scan::requests::{Get, build};
use crate::snapshot::{AppRoleAssignment, Group, ServicePrincipal};
use std::collections::BTreeSet;

/// The most holders of an API that are looked up by name and publisher.
const HOLDERS: usize = 60;
/// The most groups whose own groups are asked for.
const NESTED: usize = 6;

/// Who holds permissions on the APIs that the guide is about.
pub(super) fn of_apis(ledger: &Ledger, apis: &BTreeSet<AppId>) -> Vec<Get> {
    let resources = ledger.resources.objects();
    resources
        .filter(|api| apis.contains(&api.app_id))
        .map(|api| build::api_holders(api.id))
        .collect()
}

/// Makes those requests.
pub(super) async fn holders(graph: &Graph<'_>, gets: Vec<Get>) -> Vec<Answer<AppRoleAssignment>> {
    ask(graph, gets).await
}

/// What the last wave but one asks beside the groups' roles.
pub(super) struct Around {
    holders: Vec<Get>,
    nesting: Vec<Get>,
}

/// Reads out of the ledger whom to look up; what a cap leaves out makes its section incomplete.
pub(super) fn around(ledger: &mut Ledger) -> Around {
    Around {
        holders: holder_lookups(ledger),
        nesting: ways(ledger),
    }
}

fn holder_lookups(ledger: &mut Ledger) -> Vec<Get> {
    let applications = ledger.api_holders.objects().filter(|held| {
        let kind = held.principal_type.as_deref();
        kind.is_none_or(|kind| kind == "ServicePrincipal")
    });
    let known: BTreeSet<ObjectId> = ledger
        .service_principals
        .objects()
        .map(|sp| sp.id)
        .collect();
    let ids: BTreeSet<ObjectId> = applications
        .filter_map(|held| held.principal_id)
        .filter(|id| !known.contains(id))
        .collect();
    let asked: Vec<ObjectId> = ids.iter().copied().take(HOLDERS).collect();
    if ids.len() > asked.len() {
        ledger
            .api_holder_principals
            .gaps
            .push(Failure::failed(format!(
                "{} applications hold such a permission, and only {HOLDERS} of them were looked up",
                ids.len()
            )));
    }
    ledger
        .api_holder_principals
        .silent("no other holder of such a permission was seen");
    ledger
        .api_holders
        .silent("no API of the guide was found in the tenant");
    build::api_holder_principals(&asked)
}

/// The groups that the guest's groups are in, where it is not a direct member of all of them.
fn ways(ledger: &mut Ledger) -> Vec<Get> {
    let direct: BTreeSet<ObjectId> = ledger.nesting.objects().map(|group| group.id).collect();
    let entered: BTreeSet<ObjectId> = ledger.user_groups.objects().map(|group| group.id).collect();
    if entered.is_subset(&direct) {
        return Vec::new();
    }
    // A role-assignable group has no group in it, so no way leads through one but from a user,
    // and the groups above the direct ones tell the way through two; a longer one stays short.
    let assignable = ledger
        .user_groups
        .objects()
        .filter(|g| g.is_assignable_to_role == Some(true));
    let assignable: BTreeSet<ObjectId> = assignable.map(|group| group.id).collect();
    let through: Vec<ObjectId> = direct.difference(&assignable).copied().collect();
    let asked: Vec<ObjectId> = through.iter().copied().take(NESTED).collect();
    if through.len() > asked.len() {
        ledger.nesting.gaps.push(Failure::failed(format!(
            "the guest is a direct member of {} groups, and the ways through only {NESTED} of them were asked for",
            through.len()
        )));
    }
    asked
        .iter()
        .map(|id| build::nesting_of_group(*id))
        .collect()
}

/// Makes the requests.
pub(super) async fn look_around(
    graph: &Graph<'_>,
    around: Around,
) -> (Vec<Answer<ServicePrincipal>>, Vec<Answer<Group>>) {
    tokio::join!(ask(graph, around.holders), ask(graph, around.nesting))
}
