//! The overview of two guides that ask the same: whom they share and what is too much is shown once.

use crate::subject::{EXPEL, Subject};
use rolecall::assess::{Assessment, Readiness};
use rolecall::catalog::Catalog;
use rolecall::report::{Format, Settings, write_all};
use rolecall::snapshot;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

/// Expel's guide and the same under another id, on the demo.
fn both() -> Vec<Arc<Assessment>> {
    let catalog = Catalog::built_in().unwrap();
    let mut subject = Subject::expel(&catalog);
    let other = EXPEL.replacen("id = \"expel-mde\"", "id = \"other-mde\"", 1);
    let other = Subject::of(&other, &catalog, &BTreeMap::new());
    subject.guides.extend(other.guides);
    subject.values.extend(other.values);
    let file = format!("{}/samples/contoso-demo.json", env!("CARGO_MANIFEST_DIR"));
    let snapshot = snapshot::read(&fs::read(file).unwrap()).unwrap();
    let assessed = subject.assessed(&catalog, &snapshot, &subject.reader(&[]));
    assessed.into_iter().map(Arc::new).collect()
}

fn written(assessments: &[Arc<Assessment>], format: Format) -> String {
    let mut bytes = Vec::new();
    write_all(assessments, format, &Settings::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn what_two_guides_share_is_shown_once_with_who_asks_what() {
    let overview: Value = serde_json::from_str(&written(&both(), Format::Json)).unwrap();
    let guides = |one: &Value| -> Vec<String> {
        let by = one["by"].as_array().unwrap().iter();
        by.map(|by| by["guide"].as_str().unwrap().to_owned())
            .collect()
    };
    let shared = overview["shared"].as_array().unwrap();
    let guest = shared
        .iter()
        .find(|one| one["kind"] == "guest-user")
        .unwrap();
    assert_eq!(guides(guest), ["expel-mde", "other-mde"]);
    let asks = guest["by"][0]["asks"].as_array().unwrap();
    assert!(asks.contains(&"Security Reader".into()), "{asks:?}");
    assert_eq!(guest["by"][0]["asks"], guest["by"][1]["asks"]);
    let ids = shared.iter().map(|one| one["object_id"].as_str().unwrap());
    let ids: Vec<&str> = ids.collect();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!(ids, once);
}

#[test]
fn what_no_guide_asks_for_is_one_entry_with_a_finding_of_each_guide() {
    let both = both();
    let overview: Value = serde_json::from_str(&written(&both, Format::Json)).unwrap();
    let key = "excess/custom-application/WindowsDefenderATP/application/Machine.LiveResponse";
    let excess = overview["excess"].as_array().unwrap();
    assert_eq!(excess.len(), 2, "{excess:#?}");
    let ids = [format!("expel-mde/{key}"), format!("other-mde/{key}")];
    assert_eq!(excess[0]["findings"], serde_json::json!(ids));
    for format in [Format::Table, Format::Markdown, Format::Html] {
        let text = written(&both, format).replace("&#x2f;", "/");
        for id in &ids {
            assert_eq!(text.matches(id.as_str()).count(), 1, "{format}: {id}");
        }
    }
}

#[test]
fn the_worst_answer_is_that_of_all() {
    let mut both = both();
    let overview = |both: &[Arc<Assessment>]| -> Value {
        serde_json::from_str::<Value>(&written(both, Format::Json)).unwrap()["answer"].clone()
    };
    assert_eq!(overview(&both), "not-ready");
    for (readiness, answer) in [
        (Readiness::Ready, "undetermined"),
        (Readiness::ReadyWithFindings, "undetermined"),
        (Readiness::Undetermined, "undetermined"),
        (Readiness::NotReady, "not-ready"),
    ] {
        Arc::make_mut(&mut both[0]).readiness = readiness;
        Arc::make_mut(&mut both[1]).readiness = Readiness::Undetermined;
        assert_eq!(overview(&both), answer);
    }
}
