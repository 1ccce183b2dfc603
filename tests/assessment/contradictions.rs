//! Answers that contradict each other, and grants that lead nowhere.

use crate::answers::*;
use rolecall::assess::{Assessment, Readiness, Verdict};
use serde_json::{Value, json};

#[test]
fn roles_that_only_pim_lists_are_said() {
    let judged = with(READY, |sections| items(sections, "directory-roles").clear());
    let advice = contradiction(&judged);
    assert!(advice.text.contains("Security Reader"), "{}", advice.text);
    assert!(
        advice
            .text
            .contains("Section directory-roles was read whole")
    );
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
}

#[test]
fn roles_that_pim_does_not_list_are_said() {
    let judged = with(READY, |sections| items(sections, "role-schedules").clear());
    let advice = contradiction(&judged);
    assert!(
        advice
            .text
            .contains("Section role-schedules was read whole")
    );
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
}

#[test]
fn a_membership_that_only_pim_lists_is_said_and_leaves_a_doubt() {
    let judged = with("nothing-granted", |_| {});
    assert_eq!(judged.readiness, Readiness::NotReady);
    let judged = with("nested-group-access", |sections| {
        let group = "5fac96c5-83ee-5ac0-b1bf-de8f0c8b2a58";
        for section in ["user-groups", "nesting"] {
            items(sections, section).retain(|seen| seen["object"]["id"] != group);
        }
        let guest = object(sections, "users", 0)["id"].clone();
        sections["group-schedules"]["items"] = json!([{"request": 0, "object": {
            "id": "one", "principalId": guest, "groupId": group, "accessId": "member",
            "assignmentType": "assigned", "startDateTime": "2026-05-27T09:00:00Z", "endDateTime": null,
        }}]);
        sections["directory-roles"]["items"] = json!([]);
        sections["role-schedules"]["items"] = json!([]);
    });
    let advice = contradiction(&judged);
    assert!(
        advice.text.contains("Section user-groups was read whole"),
        "{}",
        advice.text
    );
    assert_eq!(verdict(&judged, "other-access/guest"), Verdict::Unknown);
}

#[test]
fn a_group_within_a_role_assignable_one_gives_nothing_and_is_said() {
    let group = "5fac96c5-83ee-5ac0-b1bf-de8f0c8b2a58";
    let judged = with("nested-group-access", |sections| {
        let analysts = json!("e2b00b03-21f5-5357-bb6c-72cb0a3eeda2");
        let requests = sections["nesting"]["requests"].as_array().unwrap();
        let of = |request: &Value| request["subject"] == analysts;
        let through = requests.iter().position(of).unwrap();
        let seen = items(sections, "nesting").iter_mut();
        for seen in seen.filter(|seen| seen["object"]["id"] == group) {
            seen["request"] = json!(through);
        }
    });
    for role in [
        "SecurityReader",
        "SecurityOperator",
        "SecurityAdministrator",
    ] {
        let held = judged
            .findings
            .iter()
            .find(|one| one.id.ends_with(&format!("directory-role/{role}")));
        assert_ne!(
            held.map(|one| one.verdict),
            Some(Verdict::Satisfied),
            "{role}"
        );
    }
    let rest = finding(&judged, "other-access/guest");
    assert_eq!(rest.verdict, Verdict::Unknown);
    assert!(
        rest.reason.contains("has no groups in it"),
        "{}",
        rest.reason
    );
    let advice = contradiction(&judged);
    assert!(
        advice.text.contains("Expel directory roles"),
        "{}",
        advice.text
    );
}

#[test]
fn a_permission_that_only_its_api_lists_is_said_and_is_no_gap() {
    let id = "71fe6b80-7034-4028-9ed8-0f316df9c3ff";
    let judged = with(READY, |sections| {
        items(sections, "app-role-assignments").retain(|seen| seen["object"]["appRoleId"] != id);
    });
    let advice = contradiction(&judged);
    assert!(advice.text.contains("Alert.Read.All"), "{}", advice.text);
    let alerts = finding(&judged, "api/WindowsDefenderATP/application/Alert.Read.All");
    assert_eq!(alerts.verdict, Verdict::Unknown, "{}", alerts.reason);
    let judged = with(READY, |sections| {
        items(sections, "api-holders").retain(|seen| seen["object"]["appRoleId"] != id);
    });
    assert!(
        contradiction(&judged)
            .text
            .contains("Section api-holders was read whole")
    );
}

#[test]
fn a_grant_on_an_api_that_is_gone_is_named_by_what_it_says() {
    let judged = with(READY, |sections| {
        let fake = "22222222-2222-4222-8222-222222222222";
        let mut grant = items(sections, "app-role-assignments")[0].clone();
        grant["object"]["id"] = json!("gone");
        grant["object"]["resourceId"] = json!(fake);
        grant["object"]["resourceDisplayName"] = json!("Retired API");
        // Machine.LiveResponse, which the catalog knows on one API alone.
        grant["object"]["appRoleId"] = json!("1629b959-c0af-42a1-92f0-f6162060bdf1");
        items(sections, "app-role-assignments").push(grant);
    });
    let rest = finding(&judged, "other-access/custom-application");
    assert_eq!(rest.verdict, Verdict::Unknown);
    let path = rest.paths[0].hops.join(" ");
    for part in [
        "Retired API",
        "22222222-2222-4222-8222-222222222222",
        "1629b959-c0af-42a1-92f0-f6162060bdf1",
        "Machine.LiveResponse",
    ] {
        assert!(path.contains(part), "{path}");
        assert!(rest.reason.contains(part), "{}", rest.reason);
    }
    assert!(
        rest.reason
            .contains("section resources was collected, and has no service principal")
    );
    let shown = rest.evidence.iter().filter_map(|one| one.object.as_deref());
    assert!(shown.clone().any(|object| object.contains("Retired API")));
    // It could be none of what the guide asks for, so that stands as it was.
    let unknown = judged
        .findings
        .iter()
        .filter(|one| one.verdict == Verdict::Unknown);
    assert_eq!(unknown.count(), 1);
}

#[test]
fn a_consent_on_an_api_that_is_gone_is_named_by_its_scopes() {
    let judged = |scope: &str| {
        with(READY, |sections| {
            let mut consent = items(sections, "delegated-grants")[0].clone();
            consent["object"]["id"] = json!("gone");
            consent["object"]["resourceId"] = json!("22222222-2222-4222-8222-222222222222");
            consent["object"]["scope"] = json!(scope);
            items(sections, "delegated-grants").push(consent);
        })
    };
    let rest = |judged: &Assessment| finding(judged, "other-access/custom-application").clone();
    let named = rest(&judged(" Files.Read  mail.send"));
    assert_eq!(named.verdict, Verdict::Unknown);
    for text in [&named.reason, &named.paths[0].hops.join(" ")] {
        assert!(text.contains("Files.Read, mail.send"), "{text}");
    }
    // A consent to nothing gives nothing.
    assert_eq!(judged(" ").readiness, Readiness::Ready);
}

#[test]
fn a_grant_on_another_service_principal_than_the_apis_is_no_grant_on_the_api() {
    let alerts = "71fe6b80-7034-4028-9ed8-0f316df9c3ff";
    let judged = with(READY, |sections| {
        for section in ["app-role-assignments", "api-holders"] {
            for seen in items(sections, section) {
                if seen["object"]["appRoleId"] == alerts {
                    seen["object"]["resourceId"] = json!("22222222-2222-4222-8222-222222222222");
                }
            }
        }
    });
    let unknown: Vec<&str> = judged
        .findings
        .iter()
        .filter(|one| one.verdict == Verdict::Unknown)
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(
        unknown,
        // An API has one service principal, which was read: what is held on another is held on something else.
        ["expel-mde/other-access/custom-application"]
    );
}

#[test]
fn an_api_that_has_a_scope_of_its_own_called_profile_gives_more_than_a_sign_in() {
    let grant = |sections: &mut Value, scope: &str| {
        object(sections, "delegated-grants", 0)["scope"] = json!(scope);
    };
    let judged = with(READY, |sections| {
        grant(sections, "OpenId\tUser.Read\u{a0}EMAIL offline_access")
    });
    assert_eq!(judged.readiness, Readiness::Ready);
    let judged = with(READY, |sections| {
        let defender = items(sections, "resources")
            .iter()
            .position(|seen| seen["object"]["appId"] == "fc780465-2017-40d4-a0c5-307022471b92")
            .unwrap();
        let api = object(sections, "resources", defender)["id"].clone();
        let mut second = items(sections, "delegated-grants")[0].clone();
        second["object"]["id"] = json!("second");
        second["object"]["resourceId"] = api;
        second["object"]["scope"] = json!("profile");
        items(sections, "delegated-grants").push(second);
        let scope = json!({"id": "14dad69e-099b-42c9-810b-d002981feec2", "value": "profile", "isEnabled": true});
        let scopes = &mut object(sections, "resources", defender)["oauth2PermissionScopes"];
        scopes.as_array_mut().unwrap().push(scope);
    });
    assert_eq!(judged.readiness, Readiness::ReadyWithFindings);
    let id = "excess/custom-application/WindowsDefenderATP/delegated/profile";
    assert_eq!(verdict(&judged, id), Verdict::Excess);
}

#[test]
fn an_object_of_which_two_answers_differ_is_not_settled_by_the_first() {
    for (section, id) in [
        ("service-principals", "api/application"),
        ("users", "console/guest-account"),
    ] {
        let judged = with(READY, |sections| {
            let mut other = items(sections, section)[0].clone();
            other["object"]["accountEnabled"] = json!(false);
            items(sections, section).push(other);
        });
        assert_eq!(verdict(&judged, id), Verdict::Unknown, "{section}");
        assert!(contradiction(&judged).text.contains("different things"));
    }
}

#[test]
fn another_tenant_than_was_asked_is_never_ready() {
    let judged = with(READY, |sections| {
        object(sections, "organization", 0)["id"] = json!("33333333-3333-4333-8333-333333333333");
    });
    assert!(
        contradiction(&judged)
            .text
            .contains("33333333-3333-4333-8333-333333333333")
    );
}

#[test]
fn a_role_that_pim_lists_at_another_scope_is_said() {
    let unit = "/administrativeUnits/33333333-3333-4333-8333-333333333333";
    for section in ["role-schedules", "directory-roles"] {
        let judged = with(READY, |sections| {
            object(sections, section, 0)["directoryScopeId"] = json!(unit);
        });
        let found: Vec<&str> = judged.advice.iter().map(|one| one.id.as_str()).collect();
        let said = |id: &&&str| id.contains("/contradiction/guest/");
        assert_eq!(found.iter().filter(said).count(), 2, "{section}: {found:?}");
        assert_eq!(judged.readiness, Readiness::ReadyWithFindings, "{section}");
    }
}

#[test]
fn a_role_that_only_the_list_of_its_holders_shows_is_said() {
    let judged = with(READY, |sections| {
        items(sections, "directory-roles").clear();
        items(sections, "role-schedules").clear();
    });
    let advice = contradiction(&judged);
    assert!(
        advice.text.contains("Section role-holders shows this"),
        "{}",
        advice.text
    );
    // That list is asked apart: no verdict rests on it.
    assert_eq!(verdict(&judged, READER), Verdict::Missing);
}

#[test]
fn an_account_that_only_the_holders_of_a_role_show_is_said_and_is_no_look_alike() {
    let judged = with(READY, |sections| items(sections, "users").clear());
    let advice = contradiction(&judged);
    assert!(
        advice
            .text
            .contains("Section users was read whole and does not list it"),
        "{}",
        advice.text
    );
    assert!(!judged.findings.iter().any(|one| one.id.contains("/other/")));
}

#[test]
fn an_own_application_whose_registration_is_not_listed_may_have_a_secret() {
    let judged = with(READY, |sections| items(sections, "applications").clear());
    let secret = finding(&judged, SECRET);
    assert_eq!(secret.verdict, Verdict::Unknown);
    assert!(
        secret
            .reason
            .contains("section applications was collected, and does not list its registration"),
        "{}",
        secret.reason
    );
}

#[test]
fn a_second_organization_is_another_tenant() {
    let judged = with(READY, |sections| {
        let mut second = items(sections, "organization")[0].clone();
        second["object"]["id"] = json!("33333333-3333-4333-8333-333333333333");
        items(sections, "organization").push(second);
    });
    assert!(contradiction(&judged).text.contains("33333333-3333"));
}
