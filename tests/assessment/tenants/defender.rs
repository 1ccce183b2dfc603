//! A role of Defender's Unified RBAC.

use super::*;
use crate::graph::scenarios::parts::{DEFENDER_ACTIONS, GUEST, full_app};
use serde_json::json;

const APPLICATION_HANDLING: &str =
    "console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementApplicationHandling";

/// A tenant whose application is ready, and whose guest has what `give` gives it.
fn with_guest(give: impl FnOnce(&mut Tenant, &str)) -> Tenant {
    let mut tenant = tenant();
    let guest = tenant.guest(GUEST).id();
    give(&mut tenant, &guest);
    full_app(&mut tenant);
    tenant
}

/// A role with these actions, for all data sources.
fn with_actions(actions: &[&str]) -> Tenant {
    with_guest(|tenant, guest| {
        let role = tenant.defender_role("Expel SOC", actions);
        tenant.defender_assign(&role, &[guest], &["/"]);
    })
}

fn rbac(readiness: rolecall::assess::Readiness, but: &'static [Line]) -> Expected {
    Expected {
        options: RBAC_CUSTOM,
        ..comes_to(readiness, but)
    }
}

fn actions_but(without: &str) -> Vec<&'static str> {
    DEFENDER_ACTIONS
        .into_iter()
        .filter(|action| !action.contains(without))
        .collect()
}

#[test]
fn a_role_for_all_data_sources_or_for_endpoints_is_held() {
    for source in ["/", "Mde"] {
        let tenant = with_guest(|tenant, guest| {
            let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
            tenant.defender_assign(&role, &[guest], &[source]);
        });
        check(
            source,
            tenant,
            &rbac(Ready, &[(APPLICATION_HANDLING, Absent)]),
        );
    }
}

#[test]
fn a_wildcard_gives_everything_asked_and_everything_else() {
    let but = &[
        ("console/defender/*", Satisfied),
        (APPLICATION_HANDLING, Satisfied),
        (
            "console/defender/ManageSecuritySettingsInSecurityCenter",
            Excess,
        ),
        ("excess/*/defender-action/microsoft.xdr/*", Excess),
    ];
    let tenant = with_actions(&["microsoft.xdr/*"]);
    let assessment = check("wildcard", tenant, &rbac(ReadyWithFindings, but));
    // One finding names the wildcard and the role, and lists what it gives beside.
    assert_eq!(assessment.count(Excess), 2);
    let id = "expel-mde/excess/guest/defender-action/microsoft.xdr/*";
    let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
    assert!(found.title.contains("microsoft.xdr/*"), "{}", found.title);
    assert!(found.actual.contains("Expel SOC"), "{}", found.actual);
    for permission in [
        "Authorization (manage)",
        "Secure Score",
        "Email & collaboration quarantine",
    ] {
        assert!(found.reason.contains(permission), "{}", found.reason);
    }
    assert_eq!(found.paths.len(), 1, "{:?}", found.paths);
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.kind == rolecall::assess::NoteKind::Drift)
    );
    assert_eq!(
        found.risk.as_ref().unwrap().level,
        rolecall::catalog::RiskLevel::Critical
    );
}

#[test]
fn what_is_given_by_name_beside_a_wildcard_is_an_excess_of_its_own() {
    let mut actions = DEFENDER_ACTIONS.to_vec();
    actions.push("microsoft.xdr/secops/rawdata/*/read");
    actions.push("microsoft.xdr/secops/rawdata/emailcontent/read");
    let but = &[
        (
            "excess/*/defender-action/microsoft.xdr/secops/rawdata/*/read",
            Excess,
        ),
        ("excess/*/defender-unified/email-content-read", Excess),
    ];
    let tenant = with_actions(&actions);
    let assessment = check("both", tenant, &rbac(ReadyWithFindings, but));
    assert_eq!(assessment.count(Excess), 2);
}

#[test]
fn two_wildcards_are_two_findings() {
    let mut actions = DEFENDER_ACTIONS.to_vec();
    actions.push("microsoft.xdr/secops/rawdata/*/read");
    actions.push("microsoft.xdr/configuration/*");
    let but = &[
        (
            "excess/*/defender-action/microsoft.xdr/secops/rawdata/*/read",
            Excess,
        ),
        (
            "excess/*/defender-action/microsoft.xdr/configuration/*",
            Excess,
        ),
        (
            "console/defender/ManageSecuritySettingsInSecurityCenter",
            Excess,
        ),
    ];
    let tenant = with_actions(&actions);
    check("two wildcards", tenant, &rbac(ReadyWithFindings, but));
}

#[test]
fn one_manage_action_is_one_excess() {
    let mut actions = DEFENDER_ACTIONS.to_vec();
    actions.push("microsoft.xdr/configuration/authorization/manage");
    let but = &[("excess/*/defender-unified/authorization-manage", Excess)];
    let tenant = with_actions(&actions);
    let assessment = check("manage", tenant, &rbac(ReadyWithFindings, but));
    assert_eq!(assessment.count(Excess), 1);
    let id = "expel-mde/excess/guest/defender-unified/authorization-manage";
    let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
    let note = |text: &str| found.notes.iter().any(|note| note.text.contains(text));
    assert!(note("Authorization (read)"), "{:?}", found.notes);
}

#[test]
fn a_manage_and_a_read_action_are_two_excesses() {
    let mut actions = DEFENDER_ACTIONS.to_vec();
    actions.push("microsoft.xdr/configuration/authorization/manage");
    actions.push("microsoft.xdr/configuration/authorization/read");
    let but = &[
        ("excess/*/defender-unified/authorization-manage", Excess),
        ("excess/*/defender-unified/authorization-read", Excess),
    ];
    let tenant = with_actions(&actions);
    check("manage and read", tenant, &rbac(ReadyWithFindings, but));
}

#[test]
fn a_role_for_mail_alone_is_partial() {
    let tenant = with_guest(|tenant, guest| {
        let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
        tenant.defender_assign(&role, &[guest], &["Mdo"]);
    });
    let but = &[
        ("console/defender/*", Partial),
        (APPLICATION_HANDLING, Absent),
        (
            "console/defender/ManageSecuritySettingsInSecurityCenter",
            Absent,
        ),
    ];
    check("mail alone", tenant, &rbac(NotReady, but));
}

#[test]
fn a_role_through_nested_groups_is_held() {
    let tenant = with_guest(|tenant, guest| {
        let (inner, outer) = (tenant.group("Inner").id(), tenant.group("Outer").id());
        tenant.member_of(guest, &inner);
        tenant.member_of(&inner, &outer);
        let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
        tenant.defender_assign(&role, &[&outer], &["Mde"]);
    });
    check("nested", tenant, &rbac(Ready, &[]));
}

#[test]
fn an_action_nobody_knows_may_be_the_uncertain_one_that_lacks() {
    let mut actions = actions_but("vulnerabilitymanagement");
    actions.push("microsoft.xdr/securityposture/posturemanagement/tvm/read");
    let but = &[
        (
            "console/defender/ViewData/DefenderVulnerabilityManagement",
            Unknown,
        ),
        // Part of it has no certain spelling either.
        (
            "console/defender/ManageSecuritySettingsInSecurityCenter",
            Unknown,
        ),
        ("excess/*/defender-action/*", Unknown),
    ];
    check(
        "uncertain",
        with_actions(&actions),
        &rbac(Undetermined, but),
    );
}

#[test]
fn an_action_nobody_knows_excuses_no_certain_one_that_lacks() {
    let mut actions = actions_but("alerts");
    actions.push("microsoft.xdr/secops/somethingnew/manage");
    let but = &[
        ("console/defender/AlertsInvestigation", Missing),
        // Part of it has no certain spelling either.
        (
            "console/defender/ManageSecuritySettingsInSecurityCenter",
            Unknown,
        ),
        ("excess/*/defender-action/*", Unknown),
    ];
    check("certain", with_actions(&actions), &rbac(NotReady, but));
}

#[test]
fn a_role_that_is_switched_off_is_partial() {
    let tenant = with_guest(|tenant, guest| {
        let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
        tenant.set(&role, "isEnabled", json!(false));
        tenant.defender_assign(&role, &[guest], &["/"]);
    });
    let but = &[
        ("console/defender/*", Partial),
        (APPLICATION_HANDLING, Absent),
        (
            "console/defender/ManageSecuritySettingsInSecurityCenter",
            Absent,
        ),
    ];
    check("switched off", tenant, &rbac(NotReady, but));
}

#[test]
fn an_assignment_without_data_sources_does_not_say_where_it_applies() {
    let tenant = with_guest(|tenant, guest| {
        let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
        tenant.defender_assign(&role, &[guest], &[]);
    });
    let but = &[("console/d*", Unknown)];
    let expected = Expected {
        options: "directory-roles-full + defender-rbac | custom-application",
        ..rbac(Undetermined, but)
    };
    check("no data sources", tenant, &expected);
}

#[test]
fn two_roles_give_together_what_is_asked() {
    let tenant = with_guest(|tenant, guest| {
        let (one, other) = DEFENDER_ACTIONS.split_at(4);
        for (name, actions) in [("One", one), ("Other", other)] {
            let role = tenant.defender_role(name, actions);
            tenant.defender_assign(&role, &[guest], &["Mde"]);
        }
    });
    check("two roles", tenant, &rbac(Ready, &[]));
}

#[test]
fn one_permission_held_for_endpoints_and_for_mail_is_held() {
    let tenant = with_guest(|tenant, guest| {
        let role = tenant.defender_role("Expel SOC", &DEFENDER_ACTIONS);
        tenant.defender_assign(&role, &[guest], &["Mdo"]);
        tenant.defender_assign(&role, &[guest], &["Mde"]);
    });
    check("both sources", tenant, &rbac(Ready, &[]));
}

#[test]
fn security_settings_that_are_held_are_in_excess_because_the_guide_says_so() {
    let mut actions = DEFENDER_ACTIONS.to_vec();
    actions.push("microsoft.xdr/configuration/security/core/manage");
    let but = &[(
        "console/defender/ManageSecuritySettingsInSecurityCenter",
        Excess,
    )];
    let tenant = with_actions(&actions);
    let assessment = check("settings", tenant, &rbac(ReadyWithFindings, but));
    // That who may manage may read is part of the same excess.
    assert_eq!(assessment.count(Excess), 1);
}

#[test]
fn application_handling_that_is_held_is_neither_gap_nor_excess() {
    let mut actions = DEFENDER_ACTIONS.to_vec();
    actions.push("microsoft.xdr/securityposture/posturemanagement/applicationhandling/manage");
    let but = &[(APPLICATION_HANDLING, Satisfied)];
    check(
        "application handling",
        with_actions(&actions),
        &rbac(Ready, but),
    );
}

#[test]
fn a_recommended_permission_that_lacks_does_not_stand_in_the_way() {
    let actions = actions_but("liveresponse");
    let but = &[(
        "console/defender/LiveResponseCapabilities/Advanced",
        Partial,
    )];
    check(
        "no live response",
        with_actions(&actions),
        &rbac(ReadyWithFindings, but),
    );
    let actions = actions_but("exceptionhandling");
    let but = &[(
        "console/defender/ActiveRemediationActions/DefenderVulnerabilityManagementExceptionHandling",
        Missing,
    )];
    check(
        "no exceptions",
        with_actions(&actions),
        &rbac(ReadyWithFindings, but),
    );
}
