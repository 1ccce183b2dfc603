//! What could not be seen: it makes nothing better and nothing worse.

use super::*;
use crate::graph::ids::role;
use crate::graph::scenarios::parts::{FULL_ROLES, GUEST, full_app, full_guest};
use crate::graph::{Fault, On, Options, RetryAfter, Server};
use crate::roll_call::{Said, judged, roll_call_with, scanned};

fn ready() -> Tenant {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    tenant
}

/// The tenant with one kind of request going wrong.
fn with_fault(
    tenant: Tenant,
    options: Options,
    on: On,
    fault: Fault,
) -> rolecall::assess::Assessment {
    let server = Server::start(tenant, options);
    server.inject(on, fault);
    let said = Said::default();
    judged(&scanned(&server, &said), &said)
}

#[test]
fn where_everything_is_refused_everything_is_unknown() {
    let assessment = roll_call_with(ready(), Options::default().only(&[]), &Said::default());
    for finding in &assessment.findings {
        assert!(
            matches!(finding.verdict, Unknown | Manual),
            "{} is {}",
            finding.id,
            finding.verdict
        );
    }
    assert_eq!(assessment.readiness, Undetermined);
    assert_eq!(
        options(&assessment),
        "directory-roles-full + directory-roles-read-only + defender-rbac | enterprise-application + custom-application"
    );
}

#[test]
fn refused_users_say_nothing_about_the_application() {
    let on = On::path("/v1.0/users?*");
    let assessment = with_fault(ready(), Options::default(), on, Fault::Denied);
    let expected = Expected {
        readiness: Undetermined,
        options: "directory-roles-full + directory-roles-read-only + defender-rbac | custom-application",
        but: &[
            ("console/guest-account", Unknown),
            ("console/directory-role/*", Unknown),
            ("console/defender/*", Unknown),
            ("other-access/guest", Unknown),
            ("other-access/custom-application", Absent),
        ],
    };
    hold("users denied", &assessment, &expected);
}

#[test]
fn roles_on_the_first_page_stand_where_the_second_never_comes() {
    let on = On::path("/v1.0/roleManagement/directory/roleAssignments").page(2);
    let fault = || Fault::Error {
        status: 400,
        code: "Directory_ExpiredPageToken".to_owned(),
        message: "The page token has expired.".to_owned(),
    };
    let options = Options::default().pages_of(1);
    // PIM's schedules show the active roles too.
    let assessment = with_fault(ready(), options.clone(), on.clone(), fault());
    let but = &[
        ("console/directory-role/*", Satisfied),
        ("other-access/guest", Unknown),
        ("other-access/custom-application", Unknown),
    ];
    hold(
        "page 2, with PIM",
        &assessment,
        &comes_to(Undetermined, but),
    );

    let mut tenant = ready();
    tenant.without_p2();
    let assessment = with_fault(tenant, options, on, fault());
    let but = &[
        ("console/directory-role/SecurityAdministrator", Satisfied),
        ("console/directory-role/SecurityOperator", Unknown),
        ("console/directory-role/SecurityReader", Unknown),
        ("other-access/guest", Unknown),
        ("other-access/custom-application", Unknown),
    ];
    hold(
        "page 2, without PIM",
        &assessment,
        &comes_to(Undetermined, but),
    );
}

#[test]
fn a_section_that_fails_for_ever_is_unknown_and_the_rest_stands() {
    let on = On::path("*/appRoleAssignments");
    let fault = Fault::Unavailable(503, RetryAfter::Seconds(0));
    let assessment = with_fault(ready(), Options::default(), on, fault);
    let but = &[
        ("api/WindowsDefenderATP/application/*", Unknown),
        ("api/MicrosoftGraph/application/*", Unknown),
        ("other-access/custom-application", Unknown),
        ("other-access/guest", Unknown),
    ];
    hold("503", &assessment, &comes_to(Undetermined, but));
}

#[test]
fn a_gap_that_is_proven_stands_beside_what_is_refused() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).pending().id();
    for role in FULL_ROLES {
        tenant.directory_role(&guest, role, "/");
    }
    full_app(&mut tenant);
    let options = Options::default().without(&["RoleManagement.Read.Defender"]);
    let assessment = roll_call_with(tenant, options, &Said::default());
    let but = &[
        ("console/guest-account", Partial),
        ("console/defender/*", Unknown),
        ("other-access/guest", Unknown),
    ];
    hold("pending", &assessment, &comes_to(NotReady, but));
}

#[test]
fn refused_eligibility_makes_no_gap_of_what_may_be_eligible() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    full_app(&mut tenant);
    let on = On::path("*/roleEligibilityScheduleInstances");
    let assessment = with_fault(tenant, Options::default(), on, Fault::Denied);
    // With an eligible Security Administrator the full option would be meant.
    let expected = Expected {
        readiness: Undetermined,
        options: "directory-roles-full + directory-roles-read-only | custom-application",
        but: &[
            ("console/directory-role/SecurityAdministrator", Unknown),
            ("other-access/guest", Unknown),
            // No application can be eligible for anything, so nothing of it stays unseen.
            ("other-access/custom-application", Absent),
        ],
    };
    hold("eligibility refused", &assessment, &expected);
}

#[test]
fn a_tenant_without_licences_has_no_pim_and_can_be_ready() {
    let mut tenant = ready();
    tenant.without_licences();
    check("no licences", tenant, &comes_to(Ready, &[]));
}
