//! What could not be seen.

use super::{Trouble, with};
use crate::graph::{Fault, On, Options, RetryAfter};

/// Every refusal and failure that has a way out of its own.
pub(super) fn all() -> Vec<Trouble> {
    let ready = || with("", |_, _, _| {});
    let without = |name: &str, permissions: &[&str]| Trouble {
        name: name.to_owned(),
        options: Options::default().without(permissions),
        ..ready()
    };
    let fault = |name: &str, path: &str, fault: Fault| Trouble {
        name: name.to_owned(),
        faults: vec![(On::path(path), fault)],
        ..ready()
    };
    let licences = [
        "LicenseAssignment.Read.All",
        "Organization.Read.All",
        "Directory.Read.All",
    ];
    let mut unlicensed = without("no licence for PIM, and the licences refused", &licences);
    unlicensed.tenant.without_p2();
    let down = || Fault::Unavailable(503, RetryAfter::Seconds(0));
    let schedules = "*/roleEligibilityScheduleInstances";
    vec![
        Trouble {
            name: "nothing is allowed".to_owned(),
            options: Options::default().only(&[]),
            ..ready()
        },
        without("users refused", &["User.Read.All", "Directory.Read.All"]),
        without(
            "applications refused",
            &["Application.Read.All", "Directory.Read.All"],
        ),
        fault(
            "users refused in spite of the permission",
            "/v1.0/users?*",
            Fault::Denied,
        ),
        fault(
            "Conditional Access wants more",
            "*/appRoleAssignments",
            Fault::ClaimsChallenge,
        ),
        fault("down", "*/appRoleAssignments", down()),
        fault(
            "registrations cut short",
            "/v1.0/applications?*",
            Fault::BrokenJson,
        ),
        fault("eligibility refused", schedules, Fault::Denied),
        fault(
            "PIM says that it is not licensed",
            schedules,
            Fault::PremiumRequired,
        ),
        fault("groups down", "*/transitiveMemberOf/*", down()),
        unlicensed,
    ]
}
