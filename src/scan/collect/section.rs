//! Closes the ledger: answers become sections, in an order that timing cannot change.

use super::ledger::{Answers, Ledger};
use crate::scan::client::Failure;
use crate::snapshot::{Problem, Section, Sections, Seen, State};
use std::collections::BTreeSet;

/// When two objects with one id are the same sighting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// Whoever was asked about.
    Everywhere,
    /// Only when the same principal was asked about: a group that two candidates are in is seen twice.
    PerSubject,
}

/// Closes every section.
pub(super) fn close(ledger: Ledger) -> Sections {
    use Same::{Everywhere, PerSubject};
    Sections {
        organization: section(ledger.organization, Everywhere),
        licences: section(ledger.licences, Everywhere),
        users: section(ledger.users, Everywhere),
        service_principals: section(ledger.service_principals, Everywhere),
        applications: section(ledger.applications, Everywhere),
        resources: section(ledger.resources, Everywhere),
        app_role_assignments: section(ledger.app_role_assignments, PerSubject),
        delegated_grants: section(ledger.delegated_grants, PerSubject),
        user_app_roles: section(ledger.user_app_roles, PerSubject),
        owners: section(ledger.owners, PerSubject),
        federated_credentials: section(ledger.federated_credentials, PerSubject),
        user_groups: section(ledger.user_groups, PerSubject),
        service_principal_groups: section(ledger.service_principal_groups, PerSubject),
        group_eligibility: section(ledger.group_eligibility, PerSubject),
        eligible_groups: section(ledger.eligible_groups, Everywhere),
        directory_roles: section(ledger.directory_roles, Everywhere),
        role_eligibility: section(ledger.role_eligibility, Everywhere),
        role_schedules: section(ledger.role_schedules, Everywhere),
        defender_assignments: section(ledger.defender_assignments, Everywhere),
        defender_roles: section(ledger.defender_roles, Everywhere),
        defender_actions: section(ledger.defender_actions, Everywhere),
        nesting: section(ledger.nesting, PerSubject),
        api_holders: section(ledger.api_holders, Everywhere),
        api_holder_principals: section(ledger.api_holder_principals, Everywhere),
        vendor_tenant: section(ledger.vendor_tenant, Everywhere),
        authorization_policy: section(ledger.authorization_policy, Everywhere),
        cross_tenant_default: section(ledger.cross_tenant_default, Everywhere),
        cross_tenant_partner: section(ledger.cross_tenant_partner, Everywhere),
        b2b_policy: section(ledger.b2b_policy, Everywhere),
        security_defaults: section(ledger.security_defaults, Everywhere),
        conditional_access: section(ledger.conditional_access, Everywhere),
        user_sign_ins: section(ledger.user_sign_ins, Everywhere),
    }
}

/// Closes one section.
pub(super) fn section<T>(answers: Answers<T>, same: Same) -> Section<T> {
    let mut made = answers.made;
    made.sort_by(|a, b| {
        (a.request.subject, &a.request.url).cmp(&(b.request.subject, &b.request.url))
    });
    let mut failures: Vec<Failure> = made
        .iter()
        .filter_map(|answer| answer.failure.clone())
        .collect();
    let failed = failures.len();
    failures.extend(answers.gaps);
    let total = made.len();

    let mut requests = Vec::with_capacity(total);
    let mut items: Vec<(String, Seen<T>)> = Vec::new();
    let mut ids = BTreeSet::new();
    for (index, answer) in (0_u32..).zip(made) {
        let subject = answer.request.subject.filter(|_| same == Same::PerSubject);
        for item in answer.items {
            if !item.id.is_empty() && !ids.insert((subject, item.id.clone())) {
                continue;
            }
            items.push((
                item.id,
                Seen {
                    request: index,
                    object: item.object,
                },
            ));
        }
        requests.push(answer.request);
    }
    items.sort_by(|(a, x), (b, y)| (a, x.request).cmp(&(b, y.request)));
    let items = items.into_iter().map(|(_, seen)| seen).collect();

    match worst(&failures) {
        Some((state, mut problem)) => {
            if failed > 0 && total > 1 {
                problem.message = format!("{} ({failed} of {total} requests)", problem.message);
            }
            Section::incomplete(state, problem, requests, items)
        }
        None if total == 0 => Section::not_asked(
            answers
                .silence
                .as_deref()
                .unwrap_or("there was nobody to ask about"),
        ),
        None => Section::collected(requests, items),
    }
}

/// The failure that speaks for a section: refused before failed; not licensed only if nothing else is wrong.
pub(super) fn worst(failures: &[Failure]) -> Option<(State, Problem)> {
    let first = |state: State| failures.iter().find(|failure| failure.state == state);
    let failure = first(State::Denied)
        .or_else(|| first(State::Failed))
        .or_else(|| failures.first())?;
    Some((failure.state, failure.problem.clone()))
}
