//! The first wave: whoever could be the guide's principals, and who of them is asked about.

use super::ledger::{Answers, Ledger, ask};
use super::together::ask_together;
use crate::ids::{AppId, ObjectId, TenantId};
use crate::scan::client::{Answer, Failure, Graph, Kind};
use crate::scan::requests::{Get, build};
use crate::scan::targets::Targets;
use crate::snapshot::{Application, ServicePrincipal, User};
use std::collections::{BTreeMap, BTreeSet};

/// The most candidates of one kind that are asked about.
pub(super) const MOST: usize = 10;

/// Makes the first wave.
pub(super) async fn look_up(graph: &Graph<'_>, targets: &Targets, ledger: &mut Ledger) {
    let (users, service_principals, applications, resources) = tokio::join!(
        ask_together(graph, targets.users(), targets.users_one_by_one()),
        ask(graph, targets.service_principals()),
        ask(graph, targets.applications()),
        ask(graph, targets.resources()),
    );
    ledger.users.add(users);
    ledger.service_principals.add(service_principals);
    ledger.applications.add(applications);
    ledger.resources.add(resources);
    ledger
        .users
        .silent("the guide, with its parameters, names no guest to look for");
    let no_application = "the guide, with its parameters, names no application to look for";
    ledger.service_principals.silent(no_application);
    ledger.applications.silent(no_application);
    ledger.resources.silent("the guide names no API");
}

/// What the first wave says about the scan as a whole, when it brought nothing at all, and
/// nothing had come beside it.
pub(super) fn reach(ledger: &Ledger, aside: &Ledger) -> Option<(Kind, Option<String>)> {
    fn heard<T>(answers: &Answers<T>, failures: &mut Vec<Option<Failure>>) {
        failures.extend(answers.made.iter().map(|answer| answer.failure.clone()));
    }
    let mut failures = Vec::new();
    heard(&aside.organization, &mut failures);
    heard(&aside.licences, &mut failures);
    heard(&ledger.users, &mut failures);
    heard(&ledger.service_principals, &mut failures);
    heard(&ledger.applications, &mut failures);
    heard(&ledger.resources, &mut failures);
    let mut refused = None;
    let mut unreachable = None;
    for failure in failures {
        let failure = failure?;
        match failure.kind {
            Kind::NotAccepted => refused = refused.or(Some((failure.kind, failure.problem.code))),
            Kind::Unreachable(_) => unreachable = unreachable.or(Some((failure.kind, None))),
            _ => return None,
        }
    }
    refused.or(unreachable)
}

/// Whom the next waves ask about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Candidates {
    pub(super) users: Vec<ObjectId>,
    pub(super) service_principals: Vec<ObjectId>,
    pub(super) applications: Vec<ObjectId>,
}

/// The users that are asked about: those whose address fits best come first.
pub(super) fn users(ledger: &Ledger, targets: &Targets) -> Vec<ObjectId> {
    let same = |address: &str| {
        targets
            .addresses
            .iter()
            .any(|sought| sought.eq_ignore_ascii_case(address))
    };
    let rank = |user: &User| {
        let by_mail = user.mail.as_deref().is_some_and(same);
        let others = user.other_mails.sightings();
        let by_other = others.iter().any(|address| same(address));
        let id = user.id.copied()?;
        Some(((!by_mail, !by_other, id), id))
    };
    ranked(ledger.users.objects().filter_map(rank))
}

/// The service principals that are asked about: pinned before named before look-alikes.
pub(super) fn service_principals(ledger: &Ledger, targets: &Targets) -> Vec<ObjectId> {
    let found = ledger.service_principals.objects();
    let named = found.map(|sp| {
        (
            sp.app_id.copied(),
            sp.display_name.as_deref(),
            sp.id.copied(),
        )
    });
    ranked(named.filter_map(|found| rank(found, targets)))
}

/// The registrations that are asked about, in the same order.
pub(super) fn applications(ledger: &Ledger, targets: &Targets) -> Vec<ObjectId> {
    let found = ledger.applications.objects();
    let named = found.map(|app| {
        (
            app.app_id.copied(),
            app.display_name.as_deref(),
            app.id.copied(),
        )
    });
    ranked(named.filter_map(|found| rank(found, targets)))
}

/// One without an id cannot be asked about.
fn rank(
    (app, name, id): (Option<AppId>, Option<&str>, Option<ObjectId>),
    targets: &Targets,
) -> Option<((bool, bool, ObjectId), ObjectId)> {
    let named = name.is_some_and(|name| targets.names.contains(name));
    let pinned = app.is_some_and(|app| targets.apps.contains(&app));
    let id = id?;
    Some(((!pinned, !named, id), id))
}

/// Ids by rank, each once.
fn ranked<K: Ord>(found: impl Iterator<Item = (K, ObjectId)>) -> Vec<ObjectId> {
    let by_rank: BTreeMap<K, ObjectId> = found.collect();
    let mut seen = BTreeSet::new();
    by_rank
        .into_values()
        .filter(|id| seen.insert(*id))
        .collect()
}

/// What was found in one list only, to be looked up in the other by its application id.
///
/// A registration exists only in the tenant that made it, so an application of
/// another tenant is not looked for.
pub(super) fn counterparts(ledger: &Ledger, home: Option<TenantId>) -> (Vec<Get>, Vec<Get>) {
    let present: BTreeSet<AppId> = ledger
        .service_principals
        .objects()
        .filter_map(|sp| sp.app_id.copied())
        .collect();
    let registered: BTreeSet<AppId> = ledger
        .applications
        .objects()
        .filter_map(|app| app.app_id.copied())
        .collect();
    let asked = |answers: &[String], app: AppId| {
        // A lookup by this very id has been made.
        answers
            .iter()
            .any(|url| url.contains(&format!("appId%20eq%20%27{app}%27")))
    };
    let presence: Vec<String> = urls(&ledger.service_principals);
    let registration: Vec<String> = urls(&ledger.applications);
    let foreign: BTreeSet<AppId> = ledger
        .service_principals
        .objects()
        .filter(|sp| matches!((sp.app_owner_organization_id.copied(), home), (Some(owner), Some(home)) if owner != home))
        .filter_map(|sp| sp.app_id.copied())
        .collect();
    let missing_presence = registered
        .difference(&present)
        .filter(|app| !asked(&presence, **app));
    let missing_registration = present
        .difference(&registered)
        .filter(|app| !foreign.contains(app) && !asked(&registration, **app));
    (
        missing_presence
            .take(MOST)
            .map(|app| build::service_principals_by_app_id(*app))
            .collect(),
        missing_registration
            .take(MOST)
            .map(|app| build::applications_by_app_id(*app))
            .collect(),
    )
}

fn urls<T>(answers: &Answers<T>) -> Vec<String> {
    answers
        .made
        .iter()
        .map(|answer| answer.request.url.clone())
        .collect()
}

/// Makes the lookups of [`counterparts`].
pub(super) async fn look_up_counterparts(
    graph: &Graph<'_>,
    (presence, registration): (Vec<Get>, Vec<Get>),
) -> (Vec<Answer<ServicePrincipal>>, Vec<Answer<Application>>) {
    tokio::join!(ask(graph, presence), ask(graph, registration))
}

/// Why there was nobody to ask about.
pub(super) fn nobody<T>(lookup: &Answers<T>, whom: &str) -> String {
    if lookup.made.is_empty() {
        format!("the guide names no {whom} to look for")
    } else if lookup.whole() {
        format!("no {whom} was found, so there was nobody to ask about")
    } else {
        format!("the lookup of the {whom} was not answered whole and showed nobody to ask about")
    }
}
