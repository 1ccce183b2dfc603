//! The second wave: what each candidate holds.

use super::aside::Aside;
use super::defender;
use super::ledger::{Ledger, ask};
use super::lookups::{Candidates, MOST, nobody};
use crate::ids::{AppId, ObjectId};
use crate::scan::client::{Answer, Failure, Graph};
use crate::scan::requests::{Get, build};
use crate::scan::sections::{About, about};
use crate::snapshot::{RoleSchedule, SectionName, TOO_MANY};
use std::collections::BTreeSet;

fn each(ids: &[ObjectId], get: fn(ObjectId) -> Get) -> Vec<Get> {
    ids.iter().map(|id| get(*id)).collect()
}

/// Asks what else there is to say of these candidates.
pub(super) fn inform(aside: &Aside<'_>, whom: &Candidates, known: &Ledger) {
    let (users, sps, apps) = (&whom.users, &whom.service_principals, &whom.applications);
    let mut owners = each(sps, build::service_principal_owners);
    owners.extend(each(apps, build::application_owners));
    aside.ask(owners, |ledger| &mut ledger.owners);
    let sign_ins = each(users, build::user_sign_ins);
    aside.ask(sign_ins, |ledger| &mut ledger.user_sign_ins);
    let sign_ins: Vec<Get> = sps
        .iter()
        .filter_map(|sp| Some(build::application_sign_ins(app_of(known, *sp)?, *sp)))
        .collect();
    aside.ask(sign_ins, |ledger| &mut ledger.application_sign_ins);
}

/// Asks what these candidates hold. The answers come in a ledger of their own.
pub(super) async fn details(graph: &Graph<'_>, whom: &Candidates) -> Ledger {
    let (users, sps, apps) = (&whom.users, &whom.service_principals, &whom.applications);
    let everybody: Vec<ObjectId> = users.iter().chain(sps).copied().collect();
    let mut ledger = Ledger::default();
    // Joins inside one, so that none is too wide to read.
    let (of_users, of_applications, of_roles, (assignments, roles)) = tokio::join!(
        async {
            tokio::join!(
                ask(graph, each(users, build::user_groups)),
                ask(graph, each(users, build::user_app_roles)),
                ask(graph, each(users, build::group_eligibility)),
                ask(graph, each(users, build::group_schedules)),
                ask(graph, each(users, build::nesting_of_user)),
            )
        },
        async {
            tokio::join!(
                ask(graph, each(sps, build::service_principal_groups)),
                ask(graph, each(sps, build::app_role_assignments)),
                ask(graph, each(sps, build::delegated_grants)),
                ask(graph, each(apps, build::federated_credentials)),
            )
        },
        async {
            tokio::join!(
                ask(graph, build::directory_roles(&everybody)),
                ask(graph, each(users, build::role_eligibility)),
                ask(graph, each(users, build::role_schedules)),
            )
        },
        defender::lists(graph, !users.is_empty()),
    );
    ledger.user_groups.add(of_users.0);
    ledger.user_app_roles.add(of_users.1);
    ledger.group_eligibility.add(of_users.2);
    ledger.group_schedules.add(of_users.3);
    ledger.nesting.add(of_users.4);
    ledger.service_principal_groups.add(of_applications.0);
    ledger.app_role_assignments.add(of_applications.1);
    ledger.delegated_grants.add(of_applications.2);
    ledger.federated_credentials.add(of_applications.3);
    ledger.directory_roles.add(of_roles.0);
    ledger.role_eligibility.add(of_roles.1);
    ledger.role_schedules.add(of_roles.2);
    ledger.defender_assignments.add(assignments);
    ledger.defender_roles.add(roles);
    ledger
}

/// Asks how service principals hold directory roles: of those that were seen to hold one, or of
/// all where that could not be seen. Whoever holds none has none that ends.
pub(super) async fn schedules(
    graph: &Graph<'_>,
    service_principals: &[ObjectId],
    known: &Ledger,
) -> Vec<Answer<RoleSchedule>> {
    let roles = &known.directory_roles;
    let holders: Option<BTreeSet<ObjectId>> = roles
        .objects()
        .map(|held| held.principal_id.copied())
        .collect();
    // A role whose holder the answer does not give may be anybody's.
    let holders = holders.filter(|_| roles.whole());
    let asked = service_principals
        .iter()
        .filter(|id| holders.as_ref().is_none_or(|holders| holders.contains(id)));
    ask(graph, asked.map(|id| build::role_schedules(*id)).collect()).await
}

fn app_of(ledger: &Ledger, service_principal: ObjectId) -> Option<AppId> {
    let mut found = ledger.service_principals.objects();
    found
        .find(|sp| sp.id.is(&service_principal))
        .and_then(|sp| sp.app_id.copied())
}

/// Says, for every section of the second wave that has no request, why.
pub(super) fn explain(ledger: &mut Ledger) {
    let guest = nobody(&ledger.users, "guest");
    let application = nobody(&ledger.service_principals, "service principal");
    let registration = nobody(&ledger.applications, "registration");
    let either = format!("{guest}; {application}");
    if !ledger.service_principals.made.is_empty() {
        let roles = "no application was seen to hold a directory role";
        ledger.role_schedules.silent(&format!("{guest}; {roles}"));
    }
    for &section in SectionName::ALL {
        let why = match about(section) {
            About::Guest => &guest,
            About::Application => &application,
            About::Registration => &registration,
            About::Both => &either,
            _ if section == SectionName::DefenderRoles => &guest,
            About::Nobody | About::Settings | About::Named => continue,
        };
        ledger.silent(section, why);
    }
}

/// Marks what a cap on candidates left unasked.
pub(super) fn mark_capped(ledger: &mut Ledger, users: bool, applications: bool) {
    let gap = |what: &str| {
        let mut failure = Failure::failed(format!(
            "more than {MOST} candidates for the {what} were found, and only the first {MOST} were asked about; rename \
             or delete those that have nothing to do with the vendor"
        ));
        failure.problem.code = Some(TOO_MANY.to_owned());
        failure
    };
    for &section in SectionName::ALL {
        let (of_users, of_applications) = match about(section) {
            About::Guest => (users, false),
            About::Application | About::Registration => (false, applications),
            About::Both => (users, applications),
            About::Nobody | About::Settings | About::Named => continue,
        };
        if of_users {
            ledger.gap(section, gap("guest"));
        }
        if of_applications {
            ledger.gap(section, gap("application"));
        }
    }
}
