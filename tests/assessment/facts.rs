//! Facts: what a subscription list and a cloud show, what the reader answers, and which of them counts.

use crate::properties::{SAMPLES, read};
use crate::roll_call::{CATALOG, acme};
use crate::subject::Subject;
use rolecall::assess::semantics::{Facts, Truth};
use rolecall::assess::{FactSeen, facts, facts_in_force};
use rolecall::snapshot::{SectionName, Snapshot};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const P2: &str = "eec0eb4f-6444-4f95-aba0-50c24d67f998";
const OTHER: &str = "11111111-1111-1111-1111-111111111111";

/// A guide with one fact.
fn guide(detect: &str) -> Subject {
    let text = acme(&format!(
        r#"
[[fact]]
id = "fact"
title = "It is so"
{detect}
[[principal]]
id = "app"
kind = "application"
home = "own"
title = "App"
name = "Acme"
[[requirement]]
id = "app"
tier = "required"
hold = {{ of = "app", present = true }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
[[catalog.service-plan]]
name = "ACME_PLAN"
title = "Acme's plan"
source = "a test"
[[catalog.setting]]
name = "acme-setting"
of = "tenant"
title = "It is set"
source = "a test"
"#
    ));
    Subject::of(&text, &CATALOG, &BTreeMap::new())
}

/// The demo with these subscriptions.
fn with_subscriptions(subscriptions: &Value) -> Snapshot {
    let (_, text) = SAMPLES
        .iter()
        .find(|(name, _)| name == "contoso-demo")
        .unwrap();
    let mut snapshot = serde_json::to_value(read(text)).unwrap();
    let items: Vec<Value> = subscriptions
        .as_array()
        .unwrap()
        .iter()
        .map(|object| json!({"request": 0, "object": object}))
        .collect();
    snapshot["sections"]["licences"]["items"] = items.into();
    serde_json::from_value(snapshot).unwrap()
}

fn subscription(status: Option<&str>, plans: &[Value]) -> Value {
    json!({"skuPartNumber": "SKU", "capabilityStatus": status, "servicePlans": plans})
}

fn plan(id: Option<&str>, name: Option<&str>, status: &str) -> Value {
    json!({"servicePlanId": id, "servicePlanName": name, "provisioningStatus": status})
}

fn seen(guide: &Subject, snapshot: &Snapshot, answer: Option<bool>) -> FactSeen {
    let key = ("acme".parse().unwrap(), "fact".parse().unwrap());
    let answers: Facts = answer.map(|answer| (key, answer)).into_iter().collect();
    let mut all = facts(&guide.guides, &CATALOG, snapshot, &answers);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// The fact by a service plan in a tenant with these subscriptions.
fn by_plan(name: &str, subscriptions: &Value) -> FactSeen {
    let guide = guide(&format!("detect = {{ service-plan = [\"{name}\"] }}"));
    seen(&guide, &with_subscriptions(subscriptions), None)
}

#[test]
fn a_service_plan_is_enabled_or_not_or_it_cannot_be_told() {
    let named = Some("AAD_PREMIUM_P2");
    let sku = |plan: Value| subscription(Some("Enabled"), &[plan]);
    for (what, subscriptions, expected) in [
        ("none at all", json!([]), Truth::No),
        (
            "enabled",
            json!([sku(plan(Some(P2), named, "Success"))]),
            Truth::Yes,
        ),
        (
            "in a second subscription",
            json!([
                sku(plan(Some(OTHER), Some("X"), "Success")),
                sku(plan(Some(P2), named, "Success"))
            ]),
            Truth::Yes,
        ),
        (
            "of a late payer",
            json!([subscription(
                Some("Warning"),
                &[plan(Some(P2), named, "Success")]
            )]),
            Truth::Yes,
        ),
        (
            "under another name",
            json!([sku(plan(Some(P2), Some("RENAMED"), "Success"))]),
            Truth::Yes,
        ),
        (
            "without an id",
            json!([sku(plan(None, named, "Success"))]),
            Truth::Yes,
        ),
        (
            "in other case",
            json!([sku(plan(None, Some("aad_premium_p2 "), "Success"))]),
            Truth::Yes,
        ),
        (
            "another plan",
            json!([sku(plan(Some(OTHER), Some("X"), "Success"))]),
            Truth::No,
        ),
        (
            "another id with the name",
            json!([sku(plan(Some(OTHER), named, "Success"))]),
            Truth::No,
        ),
        (
            "switched off",
            json!([sku(plan(Some(P2), named, "Disabled"))]),
            Truth::No,
        ),
        (
            "of an ended subscription",
            json!([subscription(
                Some("Deleted"),
                &[plan(Some(P2), named, "Success")]
            )]),
            Truth::No,
        ),
        (
            "on the way",
            json!([sku(plan(Some(P2), named, "PendingActivation"))]),
            Truth::Open,
        ),
        (
            "of a subscription without a state",
            json!([subscription(None, &[plan(Some(P2), named, "Success")])]),
            Truth::Open,
        ),
        (
            "without id and name",
            json!([sku(plan(None, None, "Success"))]),
            Truth::Open,
        ),
        (
            "without an id, by another name",
            json!([sku(plan(None, Some("X"), "Success"))]),
            Truth::Open,
        ),
        (
            "a subscription without its plans",
            json!([{"skuPartNumber": "SKU", "capabilityStatus": "Enabled"}]),
            Truth::Open,
        ),
        (
            "an ended one without its plans",
            json!([{"skuPartNumber": "SKU", "capabilityStatus": "Deleted"}]),
            Truth::No,
        ),
    ] {
        let found = by_plan("AAD_PREMIUM_P2", &subscriptions);
        assert_eq!(found.detected, expected, "{what}: {found:?}");
        assert!(found.why.is_some(), "{what}");
    }
}

#[test]
fn a_declared_plan_is_known_by_its_name_alone() {
    let sku = |plan: Value| json!([subscription(Some("Enabled"), &[plan])]);
    for (seen, expected) in [
        (plan(Some(OTHER), Some("ACME_PLAN"), "Success"), Truth::Yes),
        (plan(Some(OTHER), Some("X"), "Success"), Truth::No),
        (plan(Some(OTHER), None, "Success"), Truth::Open),
    ] {
        assert_eq!(by_plan("ACME_PLAN", &sku(seen)).detected, expected);
    }
}

#[test]
fn what_can_be_had_elsewhere_is_never_a_no() {
    let found = by_plan("WINDEFATP", &json!([]));
    assert_eq!(found.detected, Truth::Open);
    assert!(found.why.unwrap().contains("Defender for Servers"));
}

#[test]
fn a_list_that_was_not_read_is_open_and_what_it_shows_counts() {
    let guide = guide("detect = { service-plan = [\"AAD_PREMIUM_P2\"] }");
    let mut unread = with_subscriptions(&json!([]));
    unread.sections.remove(SectionName::Licences);
    assert_eq!(seen(&guide, &unread, None).detected, Truth::Open);

    let partly = |subscriptions: &Value| {
        let mut snapshot = serde_json::to_value(with_subscriptions(subscriptions)).unwrap();
        let licences = &mut snapshot["sections"]["licences"];
        licences["state"] = "failed".into();
        licences["problem"] = json!({"message": "cut short"});
        serde_json::from_value::<Snapshot>(snapshot).unwrap()
    };
    let none = seen(&guide, &partly(&json!([])), None);
    assert_eq!(none.detected, Truth::Open);
    assert!(none.why.unwrap().contains("cut short"));
    let held = json!([subscription(
        Some("Enabled"),
        &[plan(Some(P2), None, "Success")]
    )]);
    assert_eq!(seen(&guide, &partly(&held), None).detected, Truth::Yes);
}

#[test]
fn a_cloud_is_told_by_the_scan_and_a_setting_by_no_api() {
    for (detect, cloud, expected) in [
        ("{ cloud = [\"global\"] }", "global", Truth::Yes),
        ("{ cloud = [\"gcc-high\", \"dod\"] }", "dod", Truth::Yes),
        ("{ cloud = [\"gcc-high\", \"dod\"] }", "global", Truth::No),
        ("{ cloud = [\"global\"] }", "moon", Truth::Open),
        ("{ setting = \"acme-setting\" }", "global", Truth::Open),
    ] {
        let mut snapshot = with_subscriptions(&json!([]));
        cloud.clone_into(&mut snapshot.cloud);
        let found = seen(&guide(&format!("detect = {detect}")), &snapshot, None);
        assert_eq!(found.detected, expected, "{detect} in {cloud}");
    }
}

#[test]
fn what_is_detected_stands_and_an_answer_that_differs_is_shown_beside_it() {
    let by_cloud = "detect = { cloud = [\"global\"] }\nask = \"Is it?\"";
    let no = "detect = { cloud = [\"china\"] }\nask = \"Is it?\"";
    let asked = "ask = \"Is it?\"";
    for (detect, answer, counts, contradicted) in [
        (by_cloud, None, Some(true), false),
        (by_cloud, Some(true), Some(true), false),
        (by_cloud, Some(false), Some(true), true),
        (no, Some(true), Some(false), true),
        (no, Some(false), Some(false), false),
        (asked, None, None, false),
        (asked, Some(true), Some(true), false),
        (asked, Some(false), Some(false), false),
    ] {
        let found = seen(&guide(detect), &with_subscriptions(&json!([])), answer);
        assert_eq!(found.value(), counts, "{detect} {answer:?}");
        assert_eq!(found.is_contradicted(), contradicted, "{detect} {answer:?}");
        let known = facts_in_force(std::slice::from_ref(&found));
        assert_eq!(known.values().next().copied(), counts);
        assert_eq!(found.why.is_some(), detect.starts_with("detect"));
    }
}
