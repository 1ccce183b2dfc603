//! "Do this first": what closes what, and in which order.

use super::fixture::{assessment, finding};
use super::text;
use rolecall::assess::{Assessment, Verdict};
use rolecall::catalog::Subject;
use rolecall::guide::Tier;
use rolecall::report::Format;
use serde_json::Value;

fn actions(assessment: &Assessment) -> Vec<Value> {
    let document: Value = serde_json::from_str(&text(assessment, Format::Json)).unwrap();
    document["actions"].as_array().unwrap().clone()
}

fn closed(action: &Value) -> Vec<&str> {
    let ids = action["closes"].as_array().unwrap().iter();
    ids.map(|id| id.as_str().unwrap()).collect()
}

#[test]
fn every_open_finding_is_closed_by_one_action_and_no_other() {
    let assessment = assessment();
    let actions = actions(&assessment);
    for finding in &assessment.findings {
        let times = actions
            .iter()
            .flat_map(closed)
            .filter(|id| *id == finding.id)
            .count();
        let expires = finding
            .notes
            .iter()
            .any(|note| note.kind == rolecall::assess::NoteKind::Expiry);
        let as_asked = matches!(
            finding.verdict,
            Verdict::Satisfied | Verdict::Absent | Verdict::Noted
        );
        let quiet = as_asked && !expires;
        assert_eq!(times, usize::from(!quiet), "{}", finding.id);
    }
}

#[test]
fn consent_is_granted_once_for_all_permissions_of_an_application() {
    let mut assessment = assessment();
    assessment.findings = ["One.Read.All", "Two.Read.All", "Three.Read"]
        .map(|value| {
            let id = format!("api/X/application/{value}");
            finding(&id, Verdict::Missing, Some(Tier::Required))
        })
        .to_vec();
    assessment.findings[1].verdict = Verdict::Partial;
    assessment.findings[2].subject = Subject::DelegatedPermission;
    let actions = actions(&assessment);
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(closed(&actions[0]).len(), 3);
    let title = actions[0]["title"].as_str().unwrap();
    assert!(title.contains("3 API permissions"), "{title}");
    assert!(title.contains("admin consent once"), "{title}");
}

#[test]
fn what_is_required_comes_first_and_what_is_looked_at_by_hand_last() {
    let order: Vec<String> = actions(&assessment())
        .iter()
        .map(|action| action["urgency"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(order.first().unwrap(), "required-gap");
    assert_eq!(order.last().unwrap(), "by-hand");
    let place = |urgency: &str| order.iter().position(|o| o == urgency);
    assert!(place("dangerous-excess") < place("undecided"));
    assert!(place("undecided") < place("ends-soon"));
    assert!(place("ends-soon") < place("excess"));
}

#[test]
fn every_look_alike_is_decided_by_itself() {
    let mut assessment = assessment();
    assessment.findings = ["one", "two"]
        .map(|who| {
            let mut finding = finding(&format!("api/other/{who}"), Verdict::Excess, None);
            finding.subject = Subject::OtherHolder;
            finding
        })
        .to_vec();
    assert_eq!(actions(&assessment).len(), 2);
}

#[test]
fn a_tenant_without_a_gap_has_nothing_to_do() {
    let mut assessment = assessment();
    assessment
        .findings
        .retain(|f| f.verdict == Verdict::Satisfied && f.notes.is_empty());
    assert_eq!(actions(&assessment), Vec::<Value>::new());
    assert!(text(&assessment, Format::Html).contains("Nothing is left to do."));
    assert!(text(&assessment, Format::Markdown).contains("Nothing is left to do."));
}
