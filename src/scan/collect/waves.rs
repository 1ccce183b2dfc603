//! The waves, one after the other.

use super::details::{details, explain, mark_capped, schedules};
use super::eligibility::describe;
use super::follow::follow;
use super::groups::name_resources;
use super::ledger::Ledger;
use super::lookups::{self, Candidates, MOST};
use super::together::was_refused;
use super::{around, defender, settings};
use crate::ids::ObjectId;
use crate::quote::Quoted;
use crate::scan::ScanProblem;
use crate::scan::client::{Graph, Kind};
use crate::scan::targets::Targets;
use crate::snapshot::Sections;
use std::collections::BTreeSet;
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
    ledger.absorb(settings);
    if let Some((kind, code)) = lookups::reach(&ledger) {
        let host = Quoted::new(host.host_str().unwrap_or_default());
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
        details(graph, &known, &ledger),
        lookups::look_up_counterparts(graph, counterparts),
        around::holders(graph, apis),
        settings::partner(graph, vendor),
    );
    ledger.absorb(first);
    ledger.api_holders.add(holders);
    ledger.cross_tenant_partner.add(partner);
    ledger
        .cross_tenant_partner
        .silent("the vendor's tenant is not known; give it with --param vendor-tenant-id=…");
    ledger.service_principals.add(presence);
    ledger.applications.add(registration);
    let found_later = candidates(&ledger, targets, &known);
    if found_later != Candidates::default() {
        let later = details(graph, &found_later, &ledger).await;
        ledger.absorb(later);
    }
    explain(&mut ledger);
    let many_users = lookups::users(&ledger, targets).len() > MOST;
    let many_applications = lookups::service_principals(&ledger, targets).len() > MOST
        || lookups::applications(&ledger, targets).len() > MOST;
    mark_capped(&mut ledger, many_users, many_applications);

    // What has taken a round trip of its own is not there to follow groups with.
    let delays =
        usize::from(was_refused(&ledger.users)) + usize::from(found_later != Candidates::default());
    describe(&mut ledger);
    let beside = around::around(&mut ledger);
    let present: Vec<ObjectId> = [&known, &found_later]
        .into_iter()
        .flat_map(|found| found.service_principals.iter().copied())
        .collect();
    let (resources, (principals, nesting), schedules, behind) = tokio::join!(
        name_resources(graph, &ledger),
        around::look_around(graph, beside),
        schedules(graph, &present, &ledger),
        follow(graph, &ledger, FOLLOWED.saturating_sub(delays).max(1)),
    );
    ledger.absorb(resources);
    ledger.api_holder_principals.add(principals);
    ledger.nesting.add(nesting);
    ledger.role_schedules.add(schedules);
    let (behind, groups) = behind;
    ledger.absorb(behind);
    ledger
        .eligible_groups
        .silent("no group was seen that a candidate can step into");
    let ours: BTreeSet<ObjectId> = known.users.iter().copied().chain(groups.all).collect();
    defender::keep(&mut ledger, &ours);
    Ok(ledger.close())
}

/// The round trips that following groups may take.
const FOLLOWED: usize = 3;

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
