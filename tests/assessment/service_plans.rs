//! Service plans that a guide asks of the tenant.

use crate::properties::{SAMPLES, read};
use crate::roll_call::{Said, acme, judged_by, parsed};
use rolecall::assess::{Finding, Readiness, Verdict};
use rolecall::snapshot::Snapshot;
use serde_json::{Value, json};

const P2: &str = "eec0eb4f-6444-4f95-aba0-50c24d67f998";

/// The demo with these subscriptions; with a list that was refused where there are none.
fn with_subscriptions(subscriptions: Option<Value>) -> Snapshot {
    let mut samples = SAMPLES.iter();
    let (_, text) = samples.find(|(name, _)| name == "contoso-demo").unwrap();
    let mut snapshot = serde_json::to_value(read(text)).unwrap();
    let section = &mut snapshot["sections"]["licences"];
    let listed = subscriptions.as_ref().and_then(Value::as_array);
    let items = listed.into_iter().flatten();
    let items: Vec<Value> = items
        .map(|object| json!({"request": 0, "object": object}))
        .collect();
    section["items"] = items.into();
    if subscriptions.is_none() {
        section["state"] = json!("denied");
        section["problem"] = json!({"message": "not allowed"});
    }
    serde_json::from_value(snapshot).unwrap()
}

fn subscription(status: &str, plan: &str, name: &str, provisioned: &str) -> Value {
    json!({"skuPartNumber": "SKU", "capabilityStatus": status, "servicePlans": [
        {"servicePlanId": plan, "servicePlanName": name, "provisioningStatus": provisioned}
    ]})
}

fn asked(tier: &str, plan: &str, snapshot: &Snapshot) -> (Finding, Readiness) {
    let text = acme(&format!(
        r#"
[[requirement]]
id = "plan"
tier = "{tier}"
hold = {{ of = "tenant", service-plan = "{plan}" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
[[catalog.service-plan]]
name = "ACME_PLAN"
title = "Acme's plan"
source = "a test"
"#
    ));
    let assessment = judged_by(&parsed(&text), snapshot, &Said::default());
    let mut findings = assessment.findings.iter();
    let found = findings.find(|one| one.id == "acme/plan").unwrap().clone();
    (found, assessment.readiness)
}

#[test]
fn a_plan_is_enabled_or_not_or_it_cannot_be_told() {
    let p2 = |status, provisioned| {
        Some(json!([subscription(
            status,
            P2,
            "AAD_PREMIUM_P2",
            provisioned
        )]))
    };
    let own = |name| {
        Some(json!([subscription(
            "Enabled",
            "11111111-1111-1111-1111-111111111111",
            name,
            "Success"
        )]))
    };
    let table = [
        (
            "AAD_PREMIUM_P2",
            p2("Enabled", "Success"),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "aad_premium_p2",
            p2("Enabled", "Success"),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "AAD_PREMIUM_P2",
            p2("Suspended", "Success"),
            Verdict::Missing,
            Readiness::NotReady,
        ),
        (
            "AAD_PREMIUM_P2",
            p2("Enabled", "Disabled"),
            Verdict::Missing,
            Readiness::NotReady,
        ),
        (
            "AAD_PREMIUM_P2",
            p2("Enabled", "Strange"),
            Verdict::Unknown,
            Readiness::Undetermined,
        ),
        (
            "AAD_PREMIUM_P2",
            Some(json!([])),
            Verdict::Missing,
            Readiness::NotReady,
        ),
        (
            "AAD_PREMIUM_P2",
            None,
            Verdict::Unknown,
            Readiness::Undetermined,
        ),
        // A plan that the guide declares is known by its name.
        (
            "ACME_PLAN",
            own("ACME_PLAN"),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "ACME_PLAN",
            own("OTHER"),
            Verdict::Missing,
            Readiness::NotReady,
        ),
    ];
    for (plan, subscriptions, verdict, readiness) in table {
        let snapshot = with_subscriptions(subscriptions.clone());
        let (found, ready) = asked("required", plan, &snapshot);
        assert_eq!(
            found.verdict, verdict,
            "{plan} {subscriptions:?}: {found:#?}"
        );
        assert_eq!(ready, readiness, "{plan} {subscriptions:?}: {found:#?}");
        assert_eq!(
            found.remedies.is_empty(),
            verdict == Verdict::Satisfied,
            "{found:#?}"
        );
        assert!(
            !found.evidence.is_empty(),
            "{plan} {subscriptions:?}: {found:#?}"
        );
    }
}

#[test]
fn a_plan_that_is_only_recommended_is_no_reason_not_to_be_ready() {
    let snapshot = with_subscriptions(Some(json!([])));
    let (found, ready) = asked("recommended", "AAD_PREMIUM_P2", &snapshot);
    assert_eq!(found.verdict, Verdict::Missing);
    assert_ne!(ready, Readiness::NotReady);
    assert_ne!(ready, Readiness::Undetermined);
}
