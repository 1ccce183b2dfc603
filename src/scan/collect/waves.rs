//! The waves, one after the other.

use super::aside::Aside;
use super::details::{details, explain, inform, mark_capped, schedules};
use super::eligibility::describe;
use super::follow::follow;
use super::groups::name_resources;
use super::ledger::{Answers, Ledger, ask};
use super::lookups::{self, Candidates, MOST};
use super::together::was_refused;
use super::{defender, holders, nesting, settings};
use crate::ids::{ObjectId, TenantId};
use crate::quote::Quoted;
use crate::scan::ScanProblem;
use crate::scan::client::{Graph, Kind};
use crate::scan::requests::build;
use crate::scan::targets::Targets;
use crate::snapshot::{Sections, State};
use std::collections::BTreeSet;
use url::Url;

/// Asks everything, and closes the sections. An error only when nothing could be read at all.
///
/// `home` is the tenant, where the token or whoever signed in named it.
pub(in crate::scan) async fn collect(
    graph: &Graph<'_>,
    host: &Url,
    targets: &Targets,
    home: Option<TenantId>,
) -> Result<Sections, ScanProblem> {
    let mut aside = Aside::new(graph);
    let mut ledger = first(graph, &mut aside, targets).await;
    if let Some(problem) = reach(&ledger, &aside.brought, host) {
        return Err(problem);
    }
    let home = match home {
        Some(home) => Some(home),
        None => home_by_its_answer(&mut aside).await,
    };
    let asked = second(graph, &mut aside, &mut ledger, (targets, home)).await;
    explain(&mut ledger);
    let many_users = lookups::users(&ledger, targets).len() > MOST;
    let many_applications = lookups::service_principals(&ledger, targets).len() > MOST
        || lookups::applications(&ledger, targets).len() > MOST;
    mark_capped(&mut ledger, many_users, many_applications);
    last(graph, &mut aside, &mut ledger, &asked).await;
    if lacks_pim(&ledger) {
        let come = |brought: &Ledger| !brought.licences.made.is_empty();
        aside.until(come).await;
    }
    ledger.absorb(aside.close().await);
    Ok(ledger.close())
}

/// The first wave: whoever could be meant, and what can be asked before anything is known.
async fn first(graph: &Graph<'_>, aside: &mut Aside<'_>, targets: &Targets) -> Ledger {
    let tenant = vec![build::organization()];
    aside.ask(tenant, |ledger| &mut ledger.organization);
    aside.ask(vec![build::licences()], |ledger| &mut ledger.licences);
    settings::advise(aside, targets);
    let mut ledger = Ledger::default();
    let needed = async {
        tokio::join!(
            lookups::look_up(graph, targets, &mut ledger),
            settings::settings(graph, targets),
        )
    };
    let ((), settings) = aside.beside(needed).await;
    ledger.absorb(settings);
    ledger
}

/// The tenant as it names itself. What is registered where rests on it.
async fn home_by_its_answer(aside: &mut Aside<'_>) -> Option<TenantId> {
    let come = |brought: &Ledger| !brought.organization.made.is_empty();
    aside.until(come).await;
    let named = aside.brought.organization.objects();
    named.filter_map(|tenant| tenant.id.copied()).min()
}

/// The second wave: what each candidate holds, and the other halves of applications; then what
/// those hold that only so were found. Gives whom was asked about in each.
async fn second<'g>(
    graph: &'g Graph<'g>,
    aside: &mut Aside<'g>,
    ledger: &mut Ledger,
    (targets, home): (&Targets, Option<TenantId>),
) -> [Candidates; 2] {
    let known = candidates(ledger, targets, &Candidates::default());
    let counterparts = lookups::counterparts(ledger, home);
    let vendor = settings::vendor(targets, ledger);
    inform(aside, &known, ledger);
    let apis = holders::apis(ledger, &targets.watched);
    let principals = ledger.service_principals.objects();
    let principals = principals.filter_map(|found| found.id.copied()).collect();
    aside.begin(holders::holders(graph, apis, principals));
    let needed = async {
        tokio::join!(
            details(graph, &known),
            lookups::look_up_counterparts(graph, counterparts),
            settings::partner(graph, vendor),
        )
    };
    let (held, (presence, registration), partner) = aside.beside(needed).await;
    ledger.absorb(held);
    ledger.cross_tenant_partner.add(partner);
    ledger
        .cross_tenant_partner
        .silent("the vendor's tenant is not known; give it with --param vendor-tenant-id=…");
    ledger.service_principals.add(presence);
    ledger.applications.add(registration);
    let found_later = candidates(ledger, targets, &known);
    if found_later != Candidates::default() {
        inform(aside, &found_later, ledger);
        let later = aside.beside(details(graph, &found_later)).await;
        ledger.absorb(later);
    }
    [known, found_later]
}

/// Why nothing could be read, where that is so.
fn reach(ledger: &Ledger, aside: &Ledger, host: &Url) -> Option<ScanProblem> {
    let (kind, code) = lookups::reach(ledger, aside)?;
    let host = Quoted::new(host.host_str().unwrap_or_default());
    Some(match kind {
        Kind::Unreachable(why) => ScanProblem::Unreachable {
            host,
            why: why.to_owned(),
        },
        _ => ScanProblem::NotAccepted { host, code },
    })
}

/// The last waves: names, nested groups, schedules, and what the candidates' groups hold.
async fn last(
    graph: &Graph<'_>,
    aside: &mut Aside<'_>,
    ledger: &mut Ledger,
    asked: &[Candidates; 2],
) {
    // What has taken a round trip of its own is not there to follow groups with.
    let delays =
        usize::from(was_refused(&ledger.users)) + usize::from(asked[1] != Candidates::default());
    describe(ledger);
    let ways = nesting::ways(ledger);
    let all = |of: fn(&Candidates) -> &Vec<ObjectId>| -> Vec<ObjectId> {
        asked.iter().flat_map(of).copied().collect()
    };
    let present = all(|found| &found.service_principals);
    // On the heap: everything that is under way at once is in it.
    let needed = Box::pin(async {
        tokio::join!(
            name_resources(graph, ledger),
            ask(graph, ways),
            schedules(graph, &present, ledger),
            follow(graph, ledger, FOLLOWED.saturating_sub(delays).max(1)),
        )
    });
    let (resources, nesting, schedules, (behind, groups)) = aside.beside(needed).await;
    ledger.absorb(resources);
    ledger.nesting.add(nesting);
    ledger.role_schedules.add(schedules);
    ledger.absorb(behind);
    ledger
        .eligible_groups
        .silent("no group was seen that a candidate can step into");
    let ours: BTreeSet<ObjectId> = all(|found| &found.users)
        .into_iter()
        .chain(groups.all)
        .collect();
    defender::keep(ledger, &ours);
}

/// Whether the service has no licence for PIM, so that a verdict rests on the list of licences.
fn lacks_pim(ledger: &Ledger) -> bool {
    fn lacks<T>(answers: &Answers<T>) -> bool {
        let failures = answers
            .made
            .iter()
            .filter_map(|answer| answer.failure.as_ref());
        failures
            .into_iter()
            .any(|failure| failure.state == State::NotLicensed)
    }
    lacks(&ledger.role_eligibility)
        || lacks(&ledger.role_schedules)
        || lacks(&ledger.group_eligibility)
        || lacks(&ledger.group_schedules)
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
