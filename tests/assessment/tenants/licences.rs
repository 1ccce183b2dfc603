//! Which plan the tenant has, and what may do nothing under it.

use super::*;
use crate::graph::scenarios::parts::{full_app, full_guest};
use crate::graph::{Fault, On, Options, Server};
use crate::roll_call::{Said, judged, scanned};
use rolecall::assess::{Advice, Assessment};

const ENDPOINT: &str = "expel-mde/advice/licences/defender-for-endpoint";
/// What Plan 1 has not.
const BEYOND_PLAN_1: [&str; 7] = [
    "AdvancedQuery.Read.All",
    "Machine.CollectForensics",
    "Score.Read.All",
    "SecurityConfiguration.Read.All",
    "SecurityRecommendation.Read.All",
    "Software.Read.All",
    "Vulnerability.Read.All",
];

fn ready() -> Tenant {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    tenant
}

fn with(change: impl FnOnce(&mut Tenant)) -> Assessment {
    let mut tenant = ready();
    change(&mut tenant);
    roll_call(tenant)
}

fn advice(assessment: &Assessment) -> &Advice {
    let found = assessment.advice.iter().find(|one| one.id == ENDPOINT);
    found.unwrap_or_else(|| panic!("no advice: {:?}", assessment.advice))
}

#[test]
fn the_plan_of_the_tenant_is_said_and_changes_nothing() {
    let assessment = with(|_| {});
    let said = advice(&assessment);
    assert!(said.title.contains("Plan 2"), "{}", said.title);
    assert!(said.text.contains("SPE_E5"), "{}", said.text);
    assert!(!said.weighs);
    assert!(!said.evidence.is_empty());
    assert_eq!(assessment.readiness, Ready);
}

#[test]
fn a_plan_that_lacks_something_names_the_permissions_that_may_do_nothing() {
    let assessment = with(|tenant| {
        tenant.only_licence("MDE_LITE", "Enabled", "Success");
        tenant.licence("P2", &["AAD_PREMIUM_P2"]);
    });
    let said = advice(&assessment);
    assert!(said.text.contains("Plan 1"), "{}", said.text);
    for value in BEYOND_PLAN_1 {
        assert!(said.text.contains(value), "{value}: {}", said.text);
    }
    for value in ["Alert.Read.All", "Machine.Isolate", "Ti.ReadWrite"] {
        assert!(!said.text.contains(value), "{value}: {}", said.text);
    }
    // What no source says is worded so.
    assert!(said.text.contains("may do nothing"), "{}", said.text);
    assert!(said.weighs);
    assert_eq!(assessment.readiness, ReadyWithFindings);
    assert!(!assessment.findings.iter().any(|f| f.verdict == Missing));
}

#[test]
fn defender_for_business_manages_vulnerabilities_and_does_not_hunt() {
    let assessment = with(|tenant| {
        tenant.only_licence("MDE_SMB", "Warning", "Success");
        tenant.licence("P2", &["AAD_PREMIUM_P2"]);
    });
    let said = advice(&assessment);
    assert!(
        said.text.contains("AdvancedQuery.Read.All"),
        "{}",
        said.text
    );
    assert!(
        !said.text.contains("Vulnerability.Read.All"),
        "{}",
        said.text
    );
    assert_eq!(assessment.readiness, ReadyWithFindings);
}

#[test]
fn a_plan_that_is_not_in_use_names_every_permission() {
    for (subscription, provisioned) in [
        ("Suspended", "Success"),
        ("LockedOut", "Success"),
        ("Deleted", "Success"),
        ("Enabled", "Disabled"),
        ("Enabled", "PendingInput"),
        ("Enabled", "PendingActivation"),
        ("Enabled", "PendingProvisioning"),
        ("Enabled", "Error"),
    ] {
        let assessment = with(|tenant| {
            tenant.only_licence("WINDEFATP", subscription, provisioned);
            tenant.licence("P2", &["AAD_PREMIUM_P2"]);
        });
        let said = advice(&assessment);
        assert!(said.weighs, "{subscription} {provisioned}");
        for word in [
            subscription,
            provisioned,
            "Alert.Read.All",
            "Ti.ReadWrite.All",
        ] {
            assert!(said.text.contains(word), "{word}: {}", said.text);
        }
        assert_eq!(assessment.readiness, ReadyWithFindings);
    }
}

#[test]
fn an_ended_plan_beside_one_in_use_is_no_concern() {
    let assessment = with(|tenant| tenant.licence_in("MDE_LITE", "Suspended", "Success"));
    assert!(!advice(&assessment).weighs);
    assert_eq!(assessment.readiness, Ready);
}

#[test]
fn no_plan_in_the_list_is_a_note_that_changes_nothing() {
    let assessment = with(|tenant| {
        tenant.without_licences();
        tenant.licence("P2", &["AAD_PREMIUM_P2"]);
    });
    let said = advice(&assessment);
    assert!(
        said.text.contains("in the subscription list"),
        "{}",
        said.text
    );
    assert!(
        said.text
            .contains("Defender for Servers is not shown there"),
        "{}",
        said.text
    );
    assert!(!said.weighs);
    assert_eq!(assessment.readiness, Ready);
}

#[test]
fn a_list_that_was_not_read_keeps_the_answer_from_plain_ready() {
    let server = Server::start(ready(), Options::default());
    server.inject(On::path("/v1.0/subscribedSkus*"), Fault::Denied);
    let said = Said::default();
    let assessment = judged(&scanned(&server, &said), &said);
    let advice = advice(&assessment);
    assert!(advice.title.contains("not read"), "{}", advice.title);
    assert!(advice.weighs);
    assert_eq!(assessment.readiness, ReadyWithFindings);
}

#[test]
fn a_lapsed_or_switched_off_p2_is_none() {
    for (subscription, provisioned) in [
        ("LockedOut", "Success"),
        ("Suspended", "Success"),
        ("Enabled", "Disabled"),
    ] {
        let mut tenant = ready();
        tenant.without_p2();
        let server = Server::start(tenant, Options::default());
        let said = Said::default();
        let snapshot = scanned(&server, &said);
        let mut json: serde_json::Value =
            serde_json::from_slice(&rolecall::snapshot::write(&snapshot).unwrap()).unwrap();
        let items = &mut json["snapshot"]["sections"]["licences"]["items"];
        items.as_array_mut().unwrap().push(serde_json::json!({
            "request": 0,
            "object": {
                "skuPartNumber": "AAD_PREMIUM_P2", "capabilityStatus": subscription,
                "servicePlans": [{
                    "servicePlanId": "eec0eb4f-6444-4f95-aba0-50c24d67f998",
                    "servicePlanName": "AAD_PREMIUM_P2", "provisioningStatus": provisioned,
                }],
            },
        }));
        let snapshot = rolecall::snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap();
        let assessment = judged(&snapshot, &said);
        assert_eq!(assessment.readiness, Ready, "{subscription} {provisioned}");
    }
}
