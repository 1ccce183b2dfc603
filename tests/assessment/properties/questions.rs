//! A verdict rests on lookups that were made: one that is taken away makes it unknown, and another guide's snapshot
//! says nothing of what nobody looked for.

use super::{SAMPLES, law, read};
use crate::roll_call::{EXPEL, GUIDE, Said, judged, judged_by, parsed};
use rolecall::assess::{Assessment, Readiness, Verdict};
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot::{SectionName, Snapshot};
use serde_json::Value;
use std::collections::BTreeMap;

/// The snapshot without one request of a section and what it showed.
fn without(json: &Value, section: SectionName, request: usize) -> Option<Snapshot> {
    let mut json = json.clone();
    let section = &mut json["snapshot"]["sections"][section.as_str()];
    let requests = section.get_mut("requests")?.as_array_mut()?;
    if request >= requests.len() {
        return None;
    }
    requests.remove(request);
    if let Some(items) = section.get_mut("items").and_then(Value::as_array_mut) {
        items.retain(|item| item["request"] != request);
        for item in items {
            let of = item["request"].as_u64().unwrap();
            item["request"] = (of - u64::from(of > request as u64)).into();
        }
    }
    Some(read(&json))
}

#[test]
fn a_request_taken_away_turns_verdicts_into_unknown_only() {
    let mut broken = Vec::new();
    let mut taken = 0;
    for (name, json) in SAMPLES.iter() {
        let whole = judged(&read(json), &Said::default());
        for section in SectionName::ALL {
            for request in 0.. {
                let Some(less) = without(json, *section, request) else {
                    break;
                };
                taken += 1;
                let less = judged(&less, &Said::default());
                for breach in law::breaches(&whole, &less) {
                    broken.push(format!(
                        "{name} without request {request} of {section}: {breach}"
                    ));
                }
            }
        }
    }
    assert!(taken > 500, "{taken}");
    let count = broken.len();
    broken.truncate(30);
    assert!(
        broken.is_empty(),
        "{count} breaches:\n{}",
        broken.join("\n")
    );
}

/// The built-in guide under another id, with other defaults.
fn other_guide(changes: &[(&str, &str)]) -> Guide {
    let mut text = EXPEL.replacen("id = \"expel-mde\"", "id = \"other-mde\"", 1);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    parsed(&text)
}

fn judged_for(guide: &Guide, given: &[(&str, &str)], snapshot: &Snapshot) -> Assessment {
    let given = given.iter();
    let said = given.fold(Said::default(), |said, (id, value)| said.param(id, value));
    judged_by(guide, snapshot, &said)
}

#[test]
fn nothing_is_missing_of_an_account_that_nobody_looked_for() {
    let guide = other_guide(&[]);
    let given = [
        ("guest-address", "soc@other.example"),
        ("app-name", "Another Application"),
    ];
    for (name, json) in SAMPLES.iter() {
        let assessment = judged_for(&guide, &given, &read(json));
        for finding in &assessment.findings {
            let said = matches!(
                finding.verdict,
                Verdict::Missing | Verdict::Partial | Verdict::Absent
            );
            // The APIs are the same, and were looked for: of one that is not there nobody holds anything.
            let looked_for = finding.id.contains("/in-tenant/") || finding.waits();
            assert!(
                !said || looked_for,
                "{name}: {} is {}",
                finding.id,
                finding.verdict
            );
        }
        // Whoever the scan found because it looked for somebody else looks like nobody here. Who holds a role of the
        // guide by the vendor's name was listed for this guide too.
        let others = assessment
            .findings
            .iter()
            .filter(|one| one.id.contains("/other/"));
        let others: Vec<&str> = others.map(|one| one.id.as_str()).collect();
        let imitated = name == "a look-alike among the readers";
        assert_eq!(others.is_empty(), !imitated, "{name}: {others:?}");
        assert_ne!(assessment.readiness, Readiness::Ready, "{name}");
    }
}

#[test]
fn a_snapshot_for_another_guide_answers_what_was_looked_for() {
    let guide = other_guide(&[]);
    for (name, json) in SAMPLES.iter() {
        let snapshot = read(json);
        let same = judged(&snapshot, &Said::default());
        let other = judged_for(&guide, &[], &snapshot);
        let verdicts = |assessment: &Assessment| -> BTreeMap<String, Verdict> {
            let findings = assessment.findings.iter();
            findings
                .map(|one| (one.id.split_once('/').unwrap().1.to_owned(), one.verdict))
                .collect()
        };
        assert_eq!(verdicts(&same), verdicts(&other), "{name}");
    }
    assert_eq!(GUIDE.id.as_str(), "expel-mde");
}
