//! Registrations of which the answer leaves something out.

use crate::properties::{SAMPLES, read};
use crate::roll_call::{Said, judged};
use rolecall::assess::Readiness;
use serde_json::Value;

/// Owners and outside identities are asked for by the id of the registration.
#[test]
fn a_registration_without_an_id_may_have_owners_that_nobody_asked_for() {
    let mut samples = SAMPLES.iter();
    let (_, text) = samples
        .find(|(name, _)| name == "ready-custom-app-full-roles")
        .unwrap();
    let mut snapshot: Value = serde_json::to_value(read(text)).unwrap();
    let said = Said {
        attest: true,
        ..Said::default()
    };
    let whole = serde_json::from_value(snapshot.clone()).unwrap();
    let whole = judged(&whole, &said).readiness;
    assert_ne!(whole, Readiness::Undetermined);
    let sections = &mut snapshot["sections"];
    let registration = &mut sections["applications"]["items"][0]["object"];
    registration.as_object_mut().unwrap().remove("id").unwrap();
    for section in ["owners", "federated-credentials"] {
        let asked = &mut sections[section];
        asked["items"] = Value::Array(Vec::new());
        let requests = asked["requests"].as_array_mut().unwrap();
        requests.retain(|one| !one["url"].as_str().unwrap().contains("/applications/"));
    }
    let partly = serde_json::from_value(snapshot).unwrap();
    assert_eq!(judged(&partly, &said).readiness, Readiness::Undetermined);
}
