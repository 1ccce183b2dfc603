//! The phases, one after the other.

use super::advisory::Advisory;
use super::candidates::{Candidates, Most, counterparts};
use super::eligibility::describe;
use super::follow::follow;
use super::groups::name_resources;
use super::ledger::Ledger;
use super::{defender, holders, nesting, reasons};
use crate::ids::{ObjectId, TenantId};
use crate::quote::Quoted;
use crate::scan::ScanError;
use crate::scan::client::{Failure, Graph, Kind};
use crate::scan::requests::{Batch, ValueSet, Values, batch, batches};
use crate::scan::targets::Targets;
use crate::snapshot::{Feature, NeededFor, Phase, SectionName, Sections, State};
use std::collections::BTreeSet;
use url::Url;

/// The round trips that following groups may take.
const FOLLOWED: usize = 3;

/// Asks everything, and closes the sections. An error only when nothing could be read at all.
///
/// `home` is the tenant, where the token or whoever signed in named it.
pub(in crate::scan) async fn collect(
    graph: &Graph<'_>,
    host: &Url,
    targets: &Targets,
    home: Option<TenantId>,
) -> Result<Sections, ScanError> {
    let mut advisory = Advisory::new(graph);
    let values = targets.values();
    let mut ledger = ask(graph, &mut advisory, Phase::Find, &values, Vec::new()).await;
    reasons::not_sought(&mut ledger, targets);
    if let Some(problem) = unreachable(&ledger, &advisory.brought, host) {
        return Err(problem);
    }
    let home = match home {
        Some(home) => Some(home),
        None => home_by_its_answer(&mut advisory).await,
    };
    let asked = read(graph, &mut advisory, &mut ledger, (targets, home)).await;
    reasons::nobody_found(&mut ledger, targets);
    let found = Candidates::found(&ledger, targets);
    reasons::too_many(&mut ledger, &found, Most::of(targets));
    last(graph, &mut advisory, &mut ledger, &asked).await;
    if targets.service_plans || lacks_pim(&ledger) {
        advisory.until(NeededFor::VerdictWithoutPim).await;
    }
    ledger.absorb(advisory.close().await);
    Ok(ledger.close())
}

/// Makes the requests of a phase that these values make possible, and `more` beside them. Gives the
/// answers that verdicts depend on.
async fn ask<'g>(
    graph: &'g Graph<'g>,
    advisory: &mut Advisory<'g>,
    phase: Phase,
    values: &Values,
    more: impl IntoIterator<Item = Batch>,
) -> Ledger {
    let (apart, mut needed): (Vec<Batch>, Vec<Batch>) = batches(phase, values)
        .into_iter()
        .partition(|batch| batch.section.is_advisory());
    for batch in apart {
        advisory.ask(batch);
    }
    needed.extend(more);
    advisory.beside(Ledger::ask_all(graph, needed)).await
}

/// The tenant as it names itself. What is registered where depends on it.
async fn home_by_its_answer(advisory: &mut Advisory<'_>) -> Option<TenantId> {
    advisory.until(NeededFor::VerdictWithoutTenant).await;
    let named = advisory.brought.organization.objects();
    named.filter_map(|tenant| tenant.id.copied()).min()
}

/// Asks what each candidate holds and for the other halves of applications, then what those hold
/// that were found only so. Gives the candidates of either turn.
async fn read<'g>(
    graph: &'g Graph<'g>,
    advisory: &mut Advisory<'g>,
    ledger: &mut Ledger,
    (targets, home): (&Targets, Option<TenantId>),
) -> [Candidates; 2] {
    let most = Most::of(targets);
    let known = Candidates::found(ledger, targets).beyond(&Candidates::default(), most);
    let mut values = known.values(ledger, targets);
    let mut vendors = targets.vendor_tenants.clone();
    let found = ledger.vendor_tenant.objects();
    vendors.extend(found.filter_map(|tenant| tenant.tenant_id.copied()));
    let vendors = vendors.into_iter();
    values.sets.extend(vendors.map(ValueSet::vendor_tenant));
    let apis = holders::apis(ledger, &targets.watched);
    let principals = ledger.service_principals.objects();
    let principals = principals.filter_map(|found| found.id.copied()).collect();
    advisory.begin(holders::holders(graph, apis, principals));
    let counterparts = counterparts(ledger, home, most);
    let held = ask(graph, advisory, Phase::Read, &values, counterparts).await;
    ledger.absorb(held);
    let found_later = Candidates::found(ledger, targets).beyond(&known, most);
    if found_later != Candidates::default() {
        let values = found_later.values(ledger, targets);
        let held = ask(graph, advisory, Phase::Read, &values, Vec::new()).await;
        ledger.absorb(held);
    }
    [known, found_later]
}

/// Names, nested groups, schedules, and what the candidates' groups hold.
async fn last(
    graph: &Graph<'_>,
    advisory: &mut Advisory<'_>,
    ledger: &mut Ledger,
    asked: &[Candidates; 2],
) {
    // What has taken a round trip of its own is not there to follow groups with.
    let delays =
        usize::from(ledger.users.fell_back()) + usize::from(asked[1] != Candidates::default());
    describe(ledger);
    let all = |of: fn(&Candidates) -> &Vec<ObjectId>| -> Vec<ObjectId> {
        asked.iter().flat_map(of).copied().collect()
    };
    let present = all(|found| &found.service_principals);
    let batches = vec![nesting::ways(ledger), schedules(&present, ledger)];
    // On the heap: everything that is under way at once is in it.
    let needed = Box::pin(async {
        tokio::join!(
            name_resources(graph, ledger),
            Ledger::ask_all(graph, batches),
            follow(graph, ledger, FOLLOWED.saturating_sub(delays).max(1)),
        )
    });
    let (resources, more, (behind, groups)) = advisory.beside(needed).await;
    ledger.absorb(resources);
    ledger.absorb(more);
    ledger.absorb(behind);
    ledger
        .eligible_groups
        .not_asked("no group was seen that a candidate can step into");
    let ours: BTreeSet<ObjectId> = all(|found| &found.users)
        .into_iter()
        .chain(groups.all)
        .collect();
    defender::keep(ledger, &ours);
}

/// The requests for how service principals hold directory roles: of those that were seen to hold one,
/// or of all where that could not be seen. Whoever holds none has none that ends.
fn schedules(service_principals: &[ObjectId], known: &Ledger) -> Batch {
    let roles = &known.directory_roles;
    let holders: Option<BTreeSet<ObjectId>> = roles
        .objects()
        .map(|held| held.principal_id.copied())
        .collect();
    // A role whose holder the answer does not give may be anybody's.
    let holders = holders.filter(|_| roles.whole());
    let sets: Vec<ValueSet> = service_principals
        .iter()
        .filter(|id| holders.as_ref().is_none_or(|holders| holders.contains(id)))
        .map(|id| ValueSet::principal(*id))
        .collect();
    batch(SectionName::RoleSchedules, Phase::Read, &sets)
}

/// The error of a scan whose first phase, settings apart, brought nothing at all.
fn unreachable(ledger: &Ledger, advisory: &Ledger, host: &Url) -> Option<ScanError> {
    let (kind, code) = reach(ledger, advisory)?;
    let host = Quoted::new(host.host_str().unwrap_or_default());
    Some(match kind {
        Kind::Unreachable(why) => ScanError::Unreachable {
            host,
            why: why.to_owned(),
        },
        _ => ScanError::NotAccepted { host, code },
    })
}

/// The failure of the scan as a whole, where the first phase brought nothing at all, and nothing
/// had come beside it.
pub(super) fn reach(ledger: &Ledger, advisory: &Ledger) -> Option<(Kind, Option<String>)> {
    let sections = || {
        SectionName::ALL
            .iter()
            .filter(|one| !one.row().subject.is_settings())
    };
    let beside = sections().flat_map(|section| advisory.outcomes(*section));
    let outcomes = beside.chain(sections().flat_map(|section| ledger.outcomes(*section)));
    let mut refused = None;
    let mut unreachable = None;
    for failure in outcomes {
        let Failure { kind, problem, .. } = failure?;
        match *kind {
            Kind::NotAccepted => refused = refused.or(Some((*kind, problem.code.clone()))),
            Kind::Unreachable(_) => unreachable = unreachable.or(Some((*kind, None))),
            _ => return None,
        }
    }
    refused.or(unreachable)
}

/// The service has no licence for PIM, so that a verdict depends on the list of licences.
fn lacks_pim(ledger: &Ledger) -> bool {
    let mut sections = SectionName::ALL.iter();
    sections.any(|section| {
        let mut failures = ledger.outcomes(*section).into_iter().flatten();
        section.requires(Feature::Pim) && failures.any(|one| one.state == State::NotLicensed)
    })
}
