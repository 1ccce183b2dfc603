//! Redirect addresses: registered for the platform that is asked, and nothing concluded from what was not told.

use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Finding, Readiness, Verdict};
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ASKED: &str = "https://acme.example/Back";

/// A guide that asks for a redirect address of the customer's own application, with the `platform` key or without.
fn guide(tier: &str, platform: &str) -> Guide {
    parsed(&acme(&format!(
        r#"
[[principal]]
id = "app"
kind = "application"
home = "own"
title = "App"
name = "Acme"
[[requirement]]
id = "back"
tier = "{tier}"
hold = {{ of = "app", redirect-uri = "{ASKED}"{platform} }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
"#
    )))
}

/// The snapshot of a tenant with the application, as JSON.
fn scanned() -> Value {
    let mut tenant = Tenant::new("contoso");
    tenant.custom_app("Acme");
    let guide = guide("required", "");
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    serde_json::from_slice(&snapshot::write(&snapshot).unwrap()).unwrap()
}

/// The finding, where the registration has these properties beside its own.
fn judged(guide: &Guide, scanned: &Value, properties: &Value) -> (Finding, Readiness) {
    let mut json = scanned.clone();
    let object = &mut json["snapshot"]["sections"]["applications"]["items"][0]["object"];
    let registration = object.as_object_mut().unwrap();
    for platform in ["web", "spa", "publicClient"] {
        assert!(
            registration.contains_key(platform),
            "{platform} was not asked for"
        );
    }
    for (name, value) in properties.as_object().unwrap() {
        match value {
            Value::String(text) if text == "absent" => registration.remove(name),
            value => registration.insert(name.clone(), value.clone()),
        };
    }
    let snapshot = snapshot::read(&serde_json::to_vec(&json).unwrap()).unwrap();
    let assessment = judged_by(guide, &snapshot, &Said::default());
    let mut findings = assessment.findings.iter();
    let found = findings.find(|one| one.id == "acme/back").unwrap().clone();
    (found, assessment.readiness)
}

fn on(address: &str) -> Value {
    json!({"redirectUris": [address]})
}

#[test]
fn an_address_is_registered_or_not_or_it_cannot_be_told() {
    let scanned = scanned();
    let other = "https://other.example/";
    let table: [(&str, Value, Verdict, Readiness); 13] = [
        (
            "",
            json!({"web": on(ASKED)}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "",
            json!({"spa": on(ASKED)}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            "",
            json!({"publicClient": on(ASKED)}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        // Scheme and host count without regard to case.
        (
            "",
            json!({"web": on("HTTPS://Acme.Example/Back")}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        // The path counts with it.
        (
            "",
            json!({"web": on("https://acme.example/back")}),
            Verdict::Partial,
            Readiness::NotReady,
        ),
        (
            "",
            json!({"web": on(other)}),
            Verdict::Missing,
            Readiness::NotReady,
        ),
        ("", json!({}), Verdict::Missing, Readiness::NotReady),
        (
            ", platform = \"web\"",
            json!({"web": on(ASKED)}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        (
            ", platform = \"web\"",
            json!({"spa": on(ASKED)}),
            Verdict::Partial,
            Readiness::NotReady,
        ),
        (
            ", platform = \"public\"",
            json!({"publicClient": on(ASKED)}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
        // What the answer leaves out may be it.
        (
            "",
            json!({"spa": "absent"}),
            Verdict::Unknown,
            Readiness::Undetermined,
        ),
        (
            "",
            json!({"web": {"redirectUris": [other, 7]}}),
            Verdict::Unknown,
            Readiness::Undetermined,
        ),
        // Another platform's is no matter where one is asked.
        (
            ", platform = \"web\"",
            json!({"spa": "absent", "web": on(ASKED)}),
            Verdict::Satisfied,
            Readiness::Ready,
        ),
    ];
    for (platform, properties, verdict, readiness) in table {
        let (found, ready) = judged(&guide("required", platform), &scanned, &properties);
        assert_eq!(
            found.verdict, verdict,
            "{platform} {properties}: {found:#?}"
        );
        assert_eq!(ready, readiness, "{platform} {properties}");
        assert_eq!(
            found.remedies.is_empty(),
            verdict == Verdict::Satisfied,
            "{found:#?}"
        );
    }
}

#[test]
fn an_address_that_the_guide_forbids_is_too_much() {
    let scanned = scanned();
    let refused = guide("forbidden", "");
    let (found, ready) = judged(&refused, &scanned, &json!({"web": on(ASKED)}));
    assert_eq!(
        (found.verdict, ready),
        (Verdict::Excess, Readiness::NotReady)
    );
    let (found, _) = judged(&refused, &scanned, &json!({}));
    assert_eq!(found.verdict, Verdict::Absent);
    let (found, ready) = judged(&refused, &scanned, &json!({"web": "absent"}));
    assert_eq!(
        (found.verdict, ready),
        (Verdict::Unknown, Readiness::Undetermined)
    );
}
