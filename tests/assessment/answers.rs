//! Answers that leave something out, that say it in a strange way, or that contradict each other.

use crate::roll_call::{Said, judged};
use rolecall::assess::{Advice, Assessment, Finding, Readiness, Verdict};
use rolecall::snapshot;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

const READY: &str = "ready-custom-app-full-roles";
const SECRET: &str = "api/client-secret";
const READER: &str = "console/directory-role/SecurityReader";
const USER_READ: &str = "api/MicrosoftGraph/delegated/User.Read";

/// A sample, changed, and judged with everything attested that only a person can see.
fn with(sample: &str, change: impl FnOnce(&mut Value)) -> Assessment {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(format!("{sample}.json"));
    let mut json: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    change(&mut json["snapshot"]["sections"]);
    let said = Said {
        attest: true,
        ..Said::default()
    };
    judged(
        &snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap(),
        &said,
    )
}

fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let id = format!("expel-mde/{id}");
    let found = assessment.findings.iter().find(|one| one.id == id);
    found.unwrap_or_else(|| panic!("no finding {id}"))
}

fn verdict(assessment: &Assessment, id: &str) -> Verdict {
    finding(assessment, id).verdict
}

/// The object of a section's item.
fn object<'a>(sections: &'a mut Value, section: &str, item: usize) -> &'a mut Value {
    &mut sections[section]["items"][item]["object"]
}

fn items<'a>(sections: &'a mut Value, section: &str) -> &'a mut Vec<Value> {
    sections[section]["items"].as_array_mut().unwrap()
}

/// The only piece of advice about a contradiction. It keeps the answer from plain ready.
fn contradiction(assessment: &Assessment) -> &Advice {
    let found: Vec<&Advice> = assessment
        .advice
        .iter()
        .filter(|advice| advice.id.contains("/contradiction/"))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].weighs && !found[0].evidence.is_empty());
    assert_ne!(assessment.readiness, Readiness::Ready);
    found[0]
}

#[test]
fn an_end_is_read_however_it_is_written() {
    for valid in [
        "9999-12-31T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2027-01-01t00:00:00z",
        "2027-01-01T00:00:00.123456789012345678901234567890Z",
        "2027-01-01T00:00:00+14:00",
        "2027-01-01T00:00:00-1200",
        "2027-01-01T00:00Z",
        "2027-01-01 00:00:00Z",
    ] {
        let judged = with(READY, |sections| {
            let secrets = &mut object(sections, "applications", 0)["passwordCredentials"];
            secrets[0]["endDateTime"] = json!(valid);
        });
        assert_eq!(verdict(&judged, SECRET), Verdict::Satisfied, "{valid}");
    }
    for ended in ["0001-01-01T00:00:00Z", "2026-11-23T09:30:00+05:45"] {
        let judged = with(READY, |sections| {
            let secrets = &mut object(sections, "applications", 0)["passwordCredentials"];
            secrets[0]["startDateTime"] = json!("0001-01-01T00:00:00Z");
            secrets[0]["endDateTime"] = json!(ended);
        });
        assert_eq!(verdict(&judged, SECRET), Verdict::Partial, "{ended}");
    }
}

#[test]
fn a_date_that_cannot_be_read_costs_what_rests_on_it_and_nothing_else() {
    for strange in [
        json!("soon"),
        json!("2026-13-01T00:00:00Z"),
        json!(1_800_000_000),
        json!({"of": "another shape"}),
        json!("2027-01-01T00:00:00"),
    ] {
        let judged = with(READY, |sections| {
            let secrets = &mut object(sections, "applications", 0)["passwordCredentials"];
            secrets[0]["endDateTime"] = strange.clone();
            object(sections, "applications", 0)["createdDateTime"] = strange.clone();
            object(sections, "users", 0)["createdDateTime"] = strange.clone();
            object(sections, "organization", 0)["createdDateTime"] = strange.clone();
            object(sections, "user-sign-ins", 0)["signInActivity"] = strange.clone();
            sections["users"]["requests"][0]["at"] = strange.clone();
        });
        let secret = finding(&judged, SECRET);
        assert_eq!(secret.verdict, Verdict::Unknown, "{strange}");
        assert!(
            secret
                .reason
                .contains("section applications was collected, and does not give the dates"),
            "{}",
            secret.reason
        );
        let unknown = judged
            .findings
            .iter()
            .filter(|one| one.verdict == Verdict::Unknown);
        assert_eq!(unknown.count(), 1, "{strange}");
    }
}

#[test]
fn a_list_that_is_null_or_missing_is_not_seen_and_not_empty() {
    for lost in [Some(Value::Null), None, Some(json!(7)), Some(json!([null]))] {
        let lose = |object: &mut Value, field: &str| match &lost {
            Some(value) => object[field] = value.clone(),
            None => drop(object.as_object_mut().unwrap().remove(field)),
        };
        let judged = with(READY, |sections| {
            lose(object(sections, "applications", 0), "passwordCredentials");
        });
        let secret = finding(&judged, SECRET);
        assert_eq!(secret.verdict, Verdict::Unknown, "{lost:?}");
        assert!(secret.reason.contains("does not list its client secrets"));
        let judged = with("consent-missing", |sections| {
            lose(
                object(sections, "applications", 0),
                "requiredResourceAccess",
            );
        });
        let permission = "api/WindowsDefenderATP/application/Alert.Read.All";
        assert_eq!(verdict(&judged, permission), Verdict::Unknown, "{lost:?}");
        let judged = with("ready-enterprise-app-defender-rbac", |sections| {
            lose(object(sections, "defender-assignments", 0), "principalIds");
        });
        let alerts = "console/defender/AlertsInvestigation";
        assert_eq!(verdict(&judged, alerts), Verdict::Unknown, "{lost:?}");
        assert_eq!(
            verdict(&judged, "console/other-access/guest"),
            Verdict::Unknown
        );
    }
}

#[test]
fn a_consent_that_does_not_say_what_it_gives_is_no_proof_of_a_gap() {
    let judged = with(READY, |sections| {
        object(sections, "delegated-grants", 0)["scope"] = Value::Null;
    });
    let read = finding(&judged, USER_READ);
    assert_eq!(read.verdict, Verdict::Unknown);
    assert!(
        read.reason.contains(
            "section delegated-grants was collected, and does not say which permissions it gives"
        ),
        "{}",
        read.reason
    );
    assert_eq!(
        verdict(&judged, "api/other-access/custom-application"),
        Verdict::Unknown
    );
}

#[test]
fn a_name_that_is_not_told_makes_nobody_a_look_alike() {
    let judged = with(READY, |sections| {
        object(sections, "service-principals", 0)["displayName"] = Value::Null;
        object(sections, "applications", 0)["displayName"] = Value::Null;
    });
    assert_eq!(verdict(&judged, "api/application"), Verdict::Unknown);
    assert_eq!(judged.readiness, Readiness::Undetermined);
}

#[test]
fn a_look_alike_without_an_id_costs_nothing() {
    for lost in ["appId", "id"] {
        let judged = with(READY, |sections| {
            let mut fake = items(sections, "service-principals")[0].clone();
            fake["object"]["displayName"] = json!("Expel Defender for Endpoint Integration (test)");
            fake["object"]["id"] = json!("99999999-9999-4999-8999-999999999999");
            fake["object"]["appId"] = json!("99999999-9999-4999-8999-999999999998");
            fake["object"].as_object_mut().unwrap().remove(lost);
            items(sections, "service-principals").push(fake);
        });
        assert_eq!(judged.readiness, Readiness::Ready, "{lost}");
    }
}

#[test]
fn licences_whose_plans_are_not_told_do_not_show_that_there_is_no_pim() {
    let judged = with("pim-not-licensed", |sections| {
        object(sections, "licences", 0)["servicePlans"] = Value::Null;
    });
    assert_eq!(judged.readiness, Readiness::Undetermined);
}

#[test]
fn a_reason_names_the_section_that_lacks_the_fact_in_its_own_state() {
    let judged = with(READY, |sections| {
        for item in 0..3 {
            let role = object(sections, "directory-roles", item);
            role.as_object_mut().unwrap().remove("directoryScopeId");
        }
    });
    let reader = finding(&judged, READER);
    assert_eq!(reader.verdict, Verdict::Unknown);
    assert!(
        reader
            .reason
            .contains("section directory-roles was collected, and does not say where it applies"),
        "{}",
        reader.reason
    );
    assert!(!reader.reason.contains("eligibility"), "{}", reader.reason);
    assert!(!reader.reason.contains("failed"), "{}", reader.reason);
}

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
    assert_eq!(
        verdict(&judged, "console/other-access/guest"),
        Verdict::Unknown
    );
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
    let rest = finding(&judged, "console/other-access/guest");
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
    let rest = finding(&judged, "api/other-access/custom-application");
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
fn a_grant_that_may_be_what_is_asked_leaves_that_open_and_nothing_else() {
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
        [
            "expel-mde/api/WindowsDefenderATP/application/Alert.Read.All",
            "expel-mde/api/other-access/custom-application",
        ]
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
    let id = "api/WindowsDefenderATP/delegated/profile";
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
