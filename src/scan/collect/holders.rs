//! Others who hold permissions on the APIs that the guide is about: a list that grows with the tenant.
//!
//! It decides nothing, so it is read up to a bound, and the bound is said.

use super::ledger::Ledger;
use crate::ids::{AppId, ObjectId};
use crate::scan::client::{Failure, Graph};
use crate::scan::requests::{ValueSet, batch};
use crate::snapshot::{Phase, SectionName, Unread};
use std::collections::BTreeSet;

/// The most holders of an API that are looked up by name and publisher.
const LOOKED_UP: usize = 30;

/// The APIs that the guide is about, as this tenant knows them.
pub(super) fn apis(ledger: &Ledger, watched: &BTreeSet<AppId>) -> Vec<ObjectId> {
    let resources = ledger.resources.objects();
    let watched = resources.filter(|api| api.app_id.get().is_some_and(|id| watched.contains(id)));
    let ids: BTreeSet<ObjectId> = watched.filter_map(|api| api.id.copied()).collect();
    ids.into_iter().collect()
}

/// Asks who holds permissions on these APIs, and for the first of them that are not known yet by
/// name and publisher; in a ledger of its own.
pub(super) async fn holders(
    graph: &Graph<'_>,
    apis: Vec<ObjectId>,
    known: BTreeSet<ObjectId>,
) -> Ledger {
    let apis: Vec<ValueSet> = apis
        .into_iter()
        .map(|api| ValueSet::object("resource", api))
        .collect();
    let asked = batch(SectionName::ApiHolders, Phase::Read, &apis);
    let mut ledger = Ledger::ask(graph, asked).await;
    let applications = ledger.api_holders.objects().filter(|held| {
        let kind = held.principal_type.as_deref();
        kind.is_none_or(|kind| kind == "ServicePrincipal")
    });
    let ids: BTreeSet<ObjectId> = applications
        .filter_map(|held| held.principal_id.copied())
        .filter(|id| !known.contains(id))
        .collect();
    let asked: Vec<ObjectId> = ids.iter().copied().take(LOOKED_UP).collect();
    let sets = ValueSet::objects("holders", &asked);
    let principals = batch(SectionName::ApiHolderPrincipals, Phase::Follow, &sets);
    ledger.absorb(Ledger::ask(graph, principals).await);
    if ids.len() > asked.len() {
        let unread = Unread {
            total: u64::try_from(ids.len()).ok(),
        };
        let words = unread.words(u64::try_from(asked.len()).unwrap_or_default());
        ledger
            .api_holder_principals
            .gaps
            .push(Failure::failed(format!(
                "looked up by publisher and home: {words}"
            )));
    }
    ledger
        .api_holder_principals
        .not_asked("no other holder of such a permission was seen");
    ledger
        .api_holders
        .not_asked("no API of the guide was found in the tenant");
    ledger
}
