//! Directory roles of the guest.

use super::*;
use crate::graph::ids::{self, role};
use crate::graph::scenarios::parts::{FULL_ROLES, GUEST, full_app, full_guest};
use rolecall::assess::NoteKind;

#[test]
fn roles_through_a_group_are_held() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    let group = tenant.group("Expel").role_assignable().id();
    tenant.member_of(&guest, &group);
    for role in FULL_ROLES {
        tenant.directory_role(&group, role, "/");
    }
    full_app(&mut tenant);
    check("roles through a group", tenant, &comes_to(Ready, &[]));
}

#[test]
fn a_role_through_a_group_in_one_unit_is_partial() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    let group = tenant.group("Expel").role_assignable().id();
    tenant.member_of(&guest, &group);
    let unit = tenant.administrative_unit("Branch office");
    let scope = format!("/administrativeUnits/{unit}");
    tenant.directory_role(&group, role::SECURITY_OPERATOR, &scope);
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_ADMINISTRATOR, "/");
    full_app(&mut tenant);
    let but = &[("console/directory-role/SecurityOperator", Partial)];
    check("group in one unit", tenant, &comes_to(NotReady, but));
}

#[test]
fn an_activated_role_is_held_until_it_lapses() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    tenant.activated(&guest, role::SECURITY_ADMINISTRATOR, "/", &ids::at(1));
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    full_app(&mut tenant);
    let id = "console/directory-role/SecurityAdministrator";
    let but = &[("console/directory-role/SecurityAdministrator", Satisfied)];
    let assessment = check("activated", tenant, &comes_to(ReadyWithFindings, but));
    assert!(noted(&assessment, id, NoteKind::Expiry));
}

#[test]
fn without_pim_an_active_role_is_just_active() {
    let mut tenant = tenant();
    tenant.without_p2();
    let guest = tenant.guest(GUEST).id();
    tenant.activated(&guest, role::SECURITY_ADMINISTRATOR, "/", &ids::at(1));
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    full_app(&mut tenant);
    check("activated before P2 ended", tenant, &comes_to(Ready, &[]));
}

#[test]
fn active_through_a_group_beats_eligible_by_oneself() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    let group = tenant.group("Expel").role_assignable().id();
    tenant.member_of(&guest, &group);
    for role in FULL_ROLES {
        tenant.directory_role(&group, role, "/");
        tenant.eligible(&guest, role, "/");
    }
    full_app(&mut tenant);
    check("both", tenant, &comes_to(Ready, &[]));
}

#[test]
fn a_role_that_ends_next_week_is_held_with_a_warning() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    let end = ids::at(7);
    tenant.directory_role_until(&guest, role::SECURITY_READER, "/", Some(&end));
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    tenant.directory_role(&guest, role::SECURITY_ADMINISTRATOR, "/");
    full_app(&mut tenant);
    let but = &[("console/directory-role/SecurityReader", Satisfied)];
    let assessment = check("ends", tenant, &comes_to(ReadyWithFindings, but));
    let id = "console/directory-role/SecurityReader";
    assert!(noted(&assessment, id, NoteKind::Expiry));
}

#[test]
fn a_role_that_the_tenant_made_itself_is_in_excess_under_its_own_name() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    let made = tenant.custom_directory_role("Helpdesk plus", &["microsoft.directory/users/*"]);
    tenant.directory_role(&guest, &made, "/");
    full_app(&mut tenant);
    let assessment = roll_call(tenant);
    let id = format!("expel-mde/excess/guest/directory-role/{made}");
    let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
    assert_eq!(found.verdict, Excess);
    assert!(found.title.contains("Helpdesk plus"), "{}", found.title);
    assert_eq!(assessment.readiness, ReadyWithFindings);
}

#[test]
fn an_eligible_global_administrator_is_in_excess_too() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.eligible(&guest, role::GLOBAL_ADMINISTRATOR, "/");
    full_app(&mut tenant);
    let but = &[("excess/*/directory-role/GlobalAdministrator", Excess)];
    check("eligible", tenant, &comes_to(ReadyWithFindings, but));
}

#[test]
fn a_membership_activated_for_a_day_gives_the_roles() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    let group = tenant.group("Expel").role_assignable().id();
    tenant.group_activated(&guest, &group, &ids::at(1));
    for role in FULL_ROLES {
        tenant.directory_role(&group, role, "/");
    }
    full_app(&mut tenant);
    let assessment = roll_call(tenant);
    for finding in assessment
        .findings
        .iter()
        .filter(|f| f.id.contains("directory-role"))
    {
        assert_eq!(finding.verdict, Satisfied, "{}", finding.id);
    }
}

#[test]
fn twenty_one_groups_are_all_looked_at() {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    for number in 0..20 {
        let group = tenant.group(&format!("Group {number}")).id();
        tenant.member_of(&guest, &group);
    }
    let last = tenant.group("Zone").role_assignable().id();
    tenant.member_of(&guest, &last);
    for role in FULL_ROLES {
        tenant.directory_role(&last, role, "/");
    }
    full_app(&mut tenant);
    check("21 groups", tenant, &comes_to(Ready, &[]));
}

#[test]
fn more_groups_than_are_asked_about_leave_a_doubt() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    for number in 0..61 {
        let group = tenant.group(&format!("Group {number}")).id();
        tenant.member_of(&guest, &group);
    }
    full_app(&mut tenant);
    let but = &[
        ("console/defender/*", Unknown),
        ("console/defender-role-in-force", Unknown),
        ("console/device-groups", Unknown),
        ("other-access/guest", Unknown),
        ("other-access/custom-application", Unknown),
    ];
    check("62 groups", tenant, &comes_to(Undetermined, but));
}
