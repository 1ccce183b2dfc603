//! The waves, one after the other.

use super::around;
use super::details::{details, explain, mark_capped, merge};
use super::groups::{groups, look_behind, look_into_roles, settle_defender};
use super::ledger::Ledger;
use super::lookups::{self, Candidates, MOST};
use super::section::close;
use super::settings;
use crate::ids::ObjectId;
use crate::scan::ScanProblem;
use crate::scan::client::{Graph, Kind};
use crate::scan::targets::Targets;
use crate::snapshot::Sections;
use url::Url;

/// Asks everything, and closes the sections. An error only when nothing could be read at all.
pub(in crate::scan) async fn collect(
    graph: &Graph<'_>,
    host: &Url,
    targets: &Targets,
) -> Result<Sections, ScanProblem> {
    let mut ledger = Ledger::default();
    let ((), settings) = tokio::join!(
        lookups::look_up(graph, targets, &mut ledger),
        settings::settings(graph, targets),
    );
    settings::merge(&mut ledger, settings);
    if let Some((kind, code)) = lookups::reach(&ledger) {
        let host = host.host_str().unwrap_or_default().to_owned();
        return Err(match kind {
            Kind::Unreachable(why) => ScanProblem::Unreachable {
                host,
                why: why.to_owned(),
            },
            _ => ScanProblem::NotAccepted { host, code },
        });
    }

    let known = candidates(&ledger, targets, &Candidates::default());
    let counterparts = lookups::counterparts(&ledger);
    let apis = around::of_apis(&ledger, &targets.watched);
    let vendor = settings::vendor(targets, &ledger);
    let (first, (presence, registration), holders, partner) = tokio::join!(
        details(graph, &known),
        lookups::look_up_counterparts(graph, counterparts),
        around::holders(graph, apis),
        settings::partner(graph, vendor),
    );
    merge(&mut ledger, first);
    ledger.api_holders.add(holders);
    ledger.cross_tenant_partner.add(partner);
    ledger
        .cross_tenant_partner
        .silent("the vendor's tenant is not known; give it with --param vendor-tenant-id=…");
    ledger.service_principals.add(presence);
    ledger.applications.add(registration);
    let found_later = candidates(&ledger, targets, &known);
    if found_later != Candidates::default() {
        merge(&mut ledger, details(graph, &found_later).await);
    }
    explain(&mut ledger);
    let many_users = lookups::users(&ledger, targets).len() > MOST;
    let many_applications = lookups::service_principals(&ledger, targets).len() > MOST
        || lookups::applications(&ledger, targets).len() > MOST;
    mark_capped(&mut ledger, many_users, many_applications);

    let groups = groups(&ledger);
    let beside = around::around(&mut ledger);
    let ((), (principals, nesting)) = tokio::join!(
        look_behind(graph, &groups, &mut ledger),
        around::look_around(graph, beside),
    );
    ledger.api_holder_principals.add(principals);
    ledger.nesting.add(nesting);
    settle_defender(graph, &known, &groups, &mut ledger).await;
    look_into_roles(graph, &mut ledger).await;
    Ok(close(ledger))
}

/// Whom to ask about who was not asked about yet: at most [`MOST`] of each kind in all.
fn candidates(ledger: &Ledger, targets: &Targets, already: &Candidates) -> Candidates {
    let new = |found: Vec<ObjectId>, already: &[ObjectId]| -> Vec<ObjectId> {
        let room = MOST.saturating_sub(already.len());
        found
            .into_iter()
            .filter(|id| !already.contains(id))
            .take(room)
            .collect()
    };
    Candidates {
        users: new(lookups::users(ledger, targets), &already.users),
        service_principals: new(
            lookups::service_principals(ledger, targets),
            &already.service_principals,
        ),
        applications: new(
            lookups::applications(ledger, targets),
            &already.applications,
        ),
    }
}
