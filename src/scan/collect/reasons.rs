//! The reasons why a section was not asked, or not for everybody.

use super::answers::Answers;
use super::candidates::{Candidates, Most};
use super::ledger::Ledger;
use crate::scan::client::Failure;
use crate::scan::targets::Targets;
use crate::snapshot::{SectionName, Subject, TOO_MANY};

/// Says why a section of the first phase has no request.
pub(super) fn not_sought(ledger: &mut Ledger, targets: &Targets) {
    if targets.cut_off.is_empty() && targets.seeks_guests() {
        let asks = guides(targets, "the guide asks", "the guides ask");
        let why = format!("{asks} for no role of Defender, so RBAC need not be turned on for it");
        ledger.not_asked(SectionName::RoleHolders, &why);
    }
    if targets.domains.is_empty() && targets.seeks_guests() {
        let why = "the tenant of the vendor is given";
        ledger.not_asked(SectionName::VendorTenant, why);
    }
    let names = guides(targets, "the guide names", "the guides name");
    ledger.resources.not_asked(&format!("{names} no API"));
    let with = guides(
        targets,
        "the guide, with its parameters, names",
        "the guides, with their parameters, name",
    );
    let asks = guides(targets, "the guide asks", "the guides ask");
    for &section in SectionName::ALL {
        let why = match section.row().subject {
            Subject::SoughtGuests => format!("{with} no guest to look for"),
            Subject::SoughtApplications => format!("{with} no application to look for"),
            subject if subject.is_settings() && !targets.seeks_guests() => {
                format!("{asks} for no guest, whom this setting could concern")
            }
            _ => continue,
        };
        ledger.not_asked(section, &why);
    }
}

/// The words for one guide, or those for several.
const fn guides(targets: &Targets, one: &'static str, several: &'static str) -> &'static str {
    if targets.guides > 1 { several } else { one }
}

/// Says why a section about the candidates has no request.
pub(super) fn nobody_found(ledger: &mut Ledger, targets: &Targets) {
    let names = guides(targets, "the guide names", "the guides name");
    let guest = nobody(&ledger.users, "guest", names);
    let application = nobody(&ledger.service_principals, "service principal", names);
    let registration = nobody(&ledger.applications, "registration", names);
    let either = format!("{guest}; {application}");
    let halves = format!("{application}; {registration}");
    let mut unknown = "the vendor's tenant is not known".to_owned();
    if let Some(parameter) = targets.home_parameters.first() {
        unknown = format!("{unknown}; give it with --param {parameter}=…");
    }
    ledger.cross_tenant_partner.not_asked(&unknown);
    if !ledger.service_principals.made.is_empty() {
        let roles = "no application was seen to hold a directory role";
        ledger
            .role_schedules
            .not_asked(&format!("{guest}; {roles}"));
    }
    ledger.defender_roles.not_asked(&guest);
    for &section in SectionName::ALL {
        let why = match section.row().subject {
            Subject::Guests => &guest,
            Subject::ServicePrincipals => &application,
            Subject::Registrations => &registration,
            Subject::ApplicationHalves => &halves,
            Subject::GuestsAndServicePrincipals => &either,
            _ => continue,
        };
        ledger.not_asked(section, why);
    }
}

fn nobody<T>(lookup: &Answers<T>, whom: &str, names: &str) -> String {
    if lookup.made.is_empty() {
        format!("{names} no {whom} to look for")
    } else if lookup.whole() {
        format!("no {whom} was found, so there was nobody to ask about")
    } else {
        format!("the lookup of the {whom} was not answered whole and showed nobody to ask about")
    }
}

/// Says that a section leaves out those of too many candidates who were not asked about.
pub(super) fn too_many(ledger: &mut Ledger, found: &Candidates, most: Most) {
    let users = found.users.len() > most.users;
    let halves = [found.service_principals.len(), found.applications.len()];
    let applications = halves.iter().any(|found| *found > most.applications);
    let gap = |what: &str, most: usize| {
        let mut failure = Failure::failed(format!(
            "more than {most} candidates for the {what} were found, and only the first {most} were asked about; rename \
             or delete those that have nothing to do with the vendor"
        ));
        failure.problem.code = Some(TOO_MANY.to_owned());
        failure
    };
    for &section in SectionName::ALL {
        let subject = section.row().subject;
        if users && subject.has_guests() {
            ledger.gap(section, gap("guest", most.users));
        }
        if applications && subject.has_applications() {
            ledger.gap(section, gap("application", most.applications));
        }
    }
}
