//! The second wave: what each candidate holds.

use super::ledger::{Ledger, ask};
use super::lookups::{Candidates, MOST, nobody};
use crate::ids::ObjectId;
use crate::scan::client::{Failure, Graph};
use crate::scan::requests::{Get, build};

fn each(ids: &[ObjectId], get: fn(ObjectId) -> Get) -> Vec<Get> {
    ids.iter().map(|id| get(*id)).collect()
}

fn both(a: &[ObjectId], b: &[ObjectId], get: fn(ObjectId) -> Get) -> Vec<Get> {
    a.iter().chain(b).map(|id| get(*id)).collect()
}

/// Asks what these candidates hold. The answers come in a ledger of their own.
pub(super) async fn details(graph: &Graph<'_>, whom: &Candidates) -> Ledger {
    let (users, sps, apps) = (&whom.users, &whom.service_principals, &whom.applications);
    let mut owners = each(sps, build::service_principal_owners);
    owners.extend(each(apps, build::application_owners));
    let everybody: Vec<ObjectId> = users.iter().chain(sps).copied().collect();
    let mut ledger = Ledger::default();
    // Two joins inside one, so that neither is too wide to read.
    let (held, roles) = tokio::join!(
        async {
            tokio::join!(
                ask(graph, each(users, build::user_groups)),
                ask(graph, each(users, build::user_app_roles)),
                ask(graph, each(users, build::group_eligibility)),
                ask(graph, each(sps, build::service_principal_groups)),
                ask(graph, each(sps, build::app_role_assignments)),
                ask(graph, each(sps, build::delegated_grants)),
                ask(graph, owners),
                ask(graph, each(apps, build::federated_credentials)),
            )
        },
        async {
            tokio::join!(
                ask(graph, build::directory_roles(&everybody)),
                ask(graph, both(users, sps, build::role_eligibility)),
                ask(graph, both(users, sps, build::role_schedules)),
                ask(graph, each(users, build::defender_assignments)),
                ask(graph, each(users, build::user_sign_ins)),
                ask(graph, each(users, build::nesting_of_user)),
            )
        },
    );
    ledger.user_groups.add(held.0);
    ledger.user_app_roles.add(held.1);
    ledger.group_eligibility.add(held.2);
    ledger.service_principal_groups.add(held.3);
    ledger.app_role_assignments.add(held.4);
    ledger.delegated_grants.add(held.5);
    ledger.owners.add(held.6);
    ledger.federated_credentials.add(held.7);
    ledger.directory_roles.add(roles.0);
    ledger.role_eligibility.add(roles.1);
    ledger.role_schedules.add(roles.2);
    ledger.defender_assignments.add(roles.3);
    ledger.user_sign_ins.add(roles.4);
    ledger.nesting.add(roles.5);
    ledger
}

/// Takes the second wave's answers over.
pub(super) fn merge(ledger: &mut Ledger, more: Ledger) {
    ledger.user_groups.add(more.user_groups.made);
    ledger.user_app_roles.add(more.user_app_roles.made);
    ledger.group_eligibility.add(more.group_eligibility.made);
    ledger
        .service_principal_groups
        .add(more.service_principal_groups.made);
    ledger
        .app_role_assignments
        .add(more.app_role_assignments.made);
    ledger.delegated_grants.add(more.delegated_grants.made);
    ledger.owners.add(more.owners.made);
    ledger
        .federated_credentials
        .add(more.federated_credentials.made);
    ledger.directory_roles.add(more.directory_roles.made);
    ledger.role_eligibility.add(more.role_eligibility.made);
    ledger.role_schedules.add(more.role_schedules.made);
    ledger
        .defender_assignments
        .add(more.defender_assignments.made);
    ledger.user_sign_ins.add(more.user_sign_ins.made);
    ledger.nesting.add(more.nesting.made);
}

/// Says, for every section of the second wave that has no request, why.
pub(super) fn explain(ledger: &mut Ledger) {
    let guest = nobody(&ledger.users, "guest");
    let application = nobody(&ledger.service_principals, "service principal");
    let registration = nobody(&ledger.applications, "registration");
    ledger.user_groups.silent(&guest);
    ledger.user_app_roles.silent(&guest);
    ledger.group_eligibility.silent(&guest);
    ledger.defender_assignments.silent(&guest);
    ledger.user_sign_ins.silent(&guest);
    ledger.nesting.silent(&guest);
    ledger.service_principal_groups.silent(&application);
    ledger.app_role_assignments.silent(&application);
    ledger.delegated_grants.silent(&application);
    ledger.federated_credentials.silent(&registration);
    ledger.owners.silent(&application);
    let either = format!("{guest}; {application}");
    ledger.directory_roles.silent(&either);
    ledger.role_eligibility.silent(&either);
    ledger.role_schedules.silent(&either);
}

/// Marks what a cap on candidates left unasked.
pub(super) fn mark_capped(ledger: &mut Ledger, users: bool, applications: bool) {
    let gap = |what: &str, pin: &str| {
        Failure::failed(format!(
            "more than {MOST} candidates for the {what} were found, and only the first {MOST} were asked about; {pin}"
        ))
    };
    let mut shared = Vec::new();
    if users {
        let gap = gap("guest", "set its address more exactly with --param");
        ledger.user_groups.gaps.push(gap.clone());
        ledger.user_app_roles.gaps.push(gap.clone());
        ledger.group_eligibility.gaps.push(gap.clone());
        ledger.defender_assignments.gaps.push(gap.clone());
        shared.push(gap);
    }
    if applications {
        let gap = gap("application", "pin the right one with --param app-id=…");
        ledger.service_principal_groups.gaps.push(gap.clone());
        ledger.app_role_assignments.gaps.push(gap.clone());
        ledger.delegated_grants.gaps.push(gap.clone());
        ledger.owners.gaps.push(gap.clone());
        ledger.federated_credentials.gaps.push(gap.clone());
        shared.push(gap);
    }
    ledger.directory_roles.gaps.extend(shared.clone());
    ledger.role_eligibility.gaps.extend(shared.clone());
    ledger.role_schedules.gaps.extend(shared);
}
