//! Cases that stand for public reports, each a snapshot in `tests/fixtures/cases/`.

use crate::expected::{Ready, ReadyWithFindings, Satisfied};
use crate::roll_call::{Said, judged};
use rolecall::assess::{Assessment, NoteKind};
use rolecall::report::{Format, Style, render};
use rolecall::snapshot;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn case(name: &str) -> Assessment {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/cases")
        .join(format!("{name}.json"));
    let snapshot = snapshot::read(&fs::read(path).unwrap()).unwrap();
    judged(&snapshot, &Said::default())
}

fn document(assessment: &Assessment) -> Value {
    let bytes = render(assessment, Format::Json, &Style::default()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn plan_1_alone_is_said_with_what_it_lacks() {
    let assessment = case("licence-plan-1-only");
    assert_eq!(assessment.readiness, ReadyWithFindings);
    let advice: Vec<_> = assessment.advice.iter().filter(|one| one.weighs).collect();
    assert_eq!(advice.len(), 1);
    for word in [
        "Microsoft Defender for Endpoint Plan 1",
        "AdvancedQuery.Read.All",
        "Vulnerability.Read.All",
        "Machine.CollectForensics",
    ] {
        assert!(advice[0].text.contains(word), "{word}: {}", advice[0].text);
    }
}

#[test]
fn a_secret_of_273_years_is_held_and_keeps_the_answer_from_plain_ready() {
    let assessment = case("secret-2299");
    assert_eq!(assessment.readiness, ReadyWithFindings);
    let id = "expel-mde/api/client-secret";
    let secret = assessment.findings.iter().find(|f| f.id == id).unwrap();
    assert_eq!(secret.verdict, Satisfied);
    let concern = |note: &&rolecall::assess::Note| note.kind == NoteKind::Concern;
    let note = secret.notes.iter().find(concern).unwrap();
    assert!(note.text.contains("2299-12-30"), "{}", note.text);
    let document = document(&assessment);
    let frameworks = document["controls"].as_array().unwrap().iter();
    let mut controls = frameworks.flat_map(|one| one["controls"].as_array().unwrap());
    let short_lived = controls.find(|one| one["id"] == "5.1.5.4").unwrap();
    assert_eq!(
        (short_lived["open"].as_u64(), &short_lived["status"]),
        (Some(1), &"open".into())
    );
    // Somebody is told what to do about it.
    let actions = document["actions"].as_array().unwrap();
    let closes = |action: &&Value| action["closes"][0] == id;
    assert_eq!(actions.iter().filter(closes).count(), 1);
}

#[test]
fn a_lapsed_p2_leaves_the_tenant_ready() {
    let assessment = case("lapsed-p2");
    assert_eq!(
        assessment.readiness, Ready,
        "{}",
        assessment.readiness_reason
    );
    // An older scan did not ask whether the APIs are in use: that is said, and held against nobody.
    let id = "expel-mde/advice/api-state";
    let said = assessment.advice.iter().find(|one| one.id == id).unwrap();
    assert!(!said.weighs);
    assert!(said.text.contains("WindowsDefenderATP"), "{}", said.text);
}
