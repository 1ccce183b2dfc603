//! Answers that leave something out, that say it in a strange way, or that contradict each other.

use crate::roll_call::{Said, judged};
use rolecall::assess::{Advice, Assessment, Finding, Readiness, Verdict};
use rolecall::snapshot;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

pub const READY: &str = "ready-custom-app-full-roles";
pub const SECRET: &str = "api/client-secret";
pub const READER: &str = "console/directory-role/SecurityReader";
pub const USER_READ: &str = "api/MicrosoftGraph/delegated/User.Read";

/// A sample, changed, and judged with everything attested that only a person can see.
pub fn with(sample: &str, change: impl FnOnce(&mut Value)) -> Assessment {
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

pub fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let id = format!("expel-mde/{id}");
    let found = assessment.findings.iter().find(|one| one.id == id);
    found.unwrap_or_else(|| panic!("no finding {id}"))
}

pub fn verdict(assessment: &Assessment, id: &str) -> Verdict {
    finding(assessment, id).verdict
}

/// The object of a section's item.
pub fn object<'a>(sections: &'a mut Value, section: &str, item: usize) -> &'a mut Value {
    &mut sections[section]["items"][item]["object"]
}

pub fn items<'a>(sections: &'a mut Value, section: &str) -> &'a mut Vec<Value> {
    sections[section]["items"].as_array_mut().unwrap()
}

/// The only piece of advice about a contradiction. It keeps the answer from plain ready.
pub fn contradiction(assessment: &Assessment) -> &Advice {
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
        assert_eq!(verdict(&judged, "other-access/guest"), Verdict::Unknown);
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
        verdict(&judged, "other-access/custom-application"),
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
fn an_own_application_is_found_by_the_name_of_either_half() {
    for section in ["service-principals", "applications"] {
        let judged = with(READY, |sections| {
            object(sections, section, 0)["displayName"] = json!("Renamed");
        });
        assert_eq!(judged.readiness, Readiness::Ready, "{section}");
    }
    let judged = with(READY, |sections| {
        for section in ["service-principals", "applications"] {
            object(sections, section, 0)["displayName"] = json!("Renamed");
        }
    });
    assert_eq!(judged.readiness, Readiness::NotReady);
}
