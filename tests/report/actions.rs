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
    let all = actions(&assessment());
    let of = |goal: &str| -> Vec<String> {
        let of_goal = all.iter().filter(|action| action["goal"] == goal);
        of_goal
            .map(|action| action["urgency"].as_str().unwrap().to_owned())
            .collect()
    };
    let (work, safe) = (of("work"), of("safe"));
    assert_eq!(work.len() + safe.len(), all.len());
    assert_eq!(all[0]["goal"], "work");
    assert_eq!(all.last().unwrap()["goal"], "safe");
    assert_eq!(work.first().unwrap(), "required-gap");
    assert_eq!(work.last().unwrap(), "by-hand");
    let place =
        |list: &[String], urgency: &str| list.iter().position(|one| one == urgency).unwrap();
    assert!(place(&work, "undecided") < place(&work, "ends-soon"));
    assert!(place(&safe, "dangerous-excess") < place(&safe, "excess"));
    // Whatever anybody holds that nobody asked for is no matter of the vendor's work.
    assert!(!work.iter().any(|urgency| urgency.contains("excess")));
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
