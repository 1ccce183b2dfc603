//! What must hold in every tenant, whatever could not be seen of it.

mod additions;
mod advisory;
mod fields;
mod law;
mod mutation;
mod options;
mod questions;
mod tenants;
mod weaken;

use crate::expected::bad_ids;
use crate::graph::{Options, Server};
use crate::rich;
use crate::roll_call::{GUIDE, Said, judged, judged_by, scanned};
use crate::settings;
use proptest::prelude::*;
use rolecall::assess::{Readiness, Verdict};
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot::{self, SectionName};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tenants::*;
use weaken::{Blow, weakened};

/// Every sample and case by its name, as JSON.
pub static SAMPLES: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let mut samples = Vec::new();
    for folder in ["samples", "tests/fixtures/cases"] {
        snapshots(
            &PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut samples,
        );
    }
    samples.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(samples.len() >= 8);
    for (name, tenant) in [
        ("every feature", rich::tenant(20)),
        ("roles that lapse with a membership", lapsing()),
        ("settings that spare the vendor", sparing()),
        ("settings that may stop the vendor", stopping()),
        ("a look-alike among the readers", imitated()),
        ("a guest without a state", stateless()),
        (
            "an API that is switched off",
            with_api(Some("accountEnabled")),
        ),
        ("an API that is not there", with_api(None)),
        ("a wildcard and a plan that has ended", by_wildcard()),
    ] {
        let server = Server::start(tenant, Options::default());
        let bytes = snapshot::write(&scanned(&server, &Said::default())).unwrap();
        samples.push((name.to_owned(), serde_json::from_slice(&bytes).unwrap()));
    }
    samples
});

/// Every snapshot in a folder and those in it, by path.
fn snapshots(folder: &Path, found: &mut Vec<(String, Value)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            snapshots(&path, found);
        } else if path.extension().is_some_and(|end| end == "json") {
            let json: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            if json["schema"] == "rolecall/snapshot" {
                let name = path.file_stem().unwrap().to_string_lossy();
                let parent = folder.file_name().unwrap().to_string_lossy();
                let name = if name == "input" { parent } else { name };
                found.push((name.into_owned(), json));
            }
        }
    }
}

pub fn read(json: &Value) -> snapshot::Snapshot {
    snapshot::read(&serde_json::to_vec(json).unwrap()).unwrap()
}

/// Nothing chosen, or an option of one choice or of both.
fn said() -> impl Strategy<Value = Said> {
    let option = |choice: &rolecall::guide::format2::model::Choice| {
        let id = choice.id.to_string();
        let options: Vec<String> = choice
            .options
            .iter()
            .map(|option| option.id.to_string())
            .collect();
        prop::option::weighted(0.3, prop::sample::select(options))
            .prop_map(move |option| option.map(|option| (id.clone(), option)))
    };
    let choices: Vec<_> = GUIDE.choices.iter().map(option).collect();
    choices.prop_map(|chosen| Said {
        choose: chosen.into_iter().flatten().collect(),
        ..Said::default()
    })
}

/// A sample by its place, so that a failure prints a number and not the whole of it.
fn sample() -> impl Strategy<Value = usize> {
    0..SAMPLES.len()
}

/// Every section may be hit; most are not.
fn blows() -> impl Strategy<Value = Vec<Option<Blow>>> {
    (0.02_f64..0.5).prop_flat_map(|often| {
        prop::collection::vec(
            prop::option::weighted(often, Blow::any()),
            SectionName::ALL.len(),
        )
    })
}

#[test]
fn every_section_holds_something_that_can_be_taken_away() {
    for section in SectionName::ALL {
        let items = |json: &Value| {
            let items = &json["snapshot"]["sections"][section.as_str()]["items"];
            items.as_array().map_or(0, Vec::len)
        };
        let most = SAMPLES.iter().map(|(_, json)| items(json)).max();
        assert!(most > Some(0), "{section} is empty in every sample");
    }
}

/// The guide as it is, and without what a person has to attest to: only so can a tenant be ready by its answers.
fn guides() -> [&'static Guide; 2] {
    [&GUIDE, &settings::GUIDE]
}

#[test]
fn tenants_whose_settings_are_all_that_counts_come_to_what_they_should() {
    for (settings_that, readiness, weighing) in [
        ("settings that spare", "ready", 0),
        ("settings that may stop", "ready-with-findings", 4),
    ] {
        let mut samples = SAMPLES.iter();
        let (_, json) = samples
            .find(|(name, _)| name.starts_with(settings_that))
            .unwrap();
        let assessment = judged_by(&settings::GUIDE, &read(json), &Said::default());
        let advice = &assessment.advice;
        assert_eq!(assessment.readiness.as_str(), readiness, "{advice:#?}");
        let weighs = advice.iter().filter(|advice| advice.weighs).count();
        assert_eq!(weighs, weighing, "{advice:#?}");
    }
}

#[test]
fn a_section_taken_away_turns_verdicts_into_unknown_only() {
    let mut broken = Vec::new();
    let samples = SAMPLES
        .iter()
        .flat_map(|sample| guides().map(|guide| (guide, sample)));
    for (guide, (name, json)) in samples {
        let whole = judged_by(guide, &read(json), &Said::default());
        for one in SectionName::ALL {
            let mut less = read(json);
            less.sections.remove(*one);
            let less = judged_by(guide, &less, &Said::default());
            for breach in law::breaches(&whole, &less) {
                broken.push(format!("{name} without {one}: {breach}"));
            }
        }
    }
    let count = broken.len();
    broken.truncate(30);
    assert!(
        broken.is_empty(),
        "{count} breaches:\n{}",
        broken.join("\n")
    );
}

/// What the guide asks of an option that is granted whole, where only part of it is seen.
#[test]
fn what_is_asked_becomes_unknown_and_does_not_disappear() {
    let cases = [
        (
            "nested-group-access",
            SectionName::DefenderAssignments,
            &[
                "console/defender/ViewData/SecurityOperations",
                "console/defender/AlertsInvestigation",
                "console/defender/ManageSecuritySettingsInSecurityCenter",
            ][..],
        ),
        (
            "two-apps-same-name",
            SectionName::Applications,
            &["api/single-tenant", "api/client-secret"],
        ),
    ];
    for (name, section, ids) in cases {
        let (_, json) = SAMPLES.iter().find(|(known, _)| known == name).unwrap();
        let mut less = read(json);
        less.sections.remove(section);
        let less = judged(&less, &Said::default());
        for id in ids {
            let of = |f: &&rolecall::assess::Finding| f.id == format!("expel-mde/{id}");
            let finding = less.findings.iter().find(of);
            let finding = finding.unwrap_or_else(|| panic!("{name} without {section}: no {id}"));
            assert_eq!(finding.verdict, Verdict::Unknown, "{name}: {id}");
        }
        assert_eq!(less.readiness, Readiness::Undetermined, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evidence_taken_away_turns_verdicts_into_unknown_only(
        sample in sample(),
        said in said(),
        blows in blows(),
        attested in any::<bool>(),
    ) {
        let (name, json) = &SAMPLES[sample];
        let guide = guides()[usize::from(attested)];
        let whole = judged_by(guide, &read(json), &said);
        let less = judged_by(guide, &read(&weakened(json, &blows)), &said);
        let breaches = law::breaches(&whole, &less);
        prop_assert!(breaches.is_empty(), "{name}: {}", breaches.join("\n"));
        prop_assert_eq!(bad_ids(&less), Vec::<String>::new());
    }

    #[test]
    fn the_order_of_what_was_seen_changes_nothing(
        sample in sample(),
        said in said(),
        blows in blows(),
        seed in any::<u64>(),
    ) {
        let json = weakened(&SAMPLES[sample].1, &blows);
        let straight = judged(&read(&json), &said);
        prop_assert_eq!(&straight, &judged(&read(&json), &said));
        let shuffled = judged(&read(&weaken::shuffled(&json, seed)), &said);
        let verdicts = |assessment: &rolecall::assess::Assessment| {
            let mut all: Vec<_> = assessment.findings.iter().map(|f| (f.id.clone(), f.verdict)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(verdicts(&straight), verdicts(&shuffled));
        prop_assert_eq!(straight.readiness, shuffled.readiness);
        prop_assert_eq!(straight.readiness_reason, shuffled.readiness_reason);
    }

    #[test]
    fn no_snapshot_breaks_the_assessment(
        sample in sample(),
        said in said(),
        changes in prop::collection::vec(mutation::Change::any(), 1..12),
    ) {
        let mut json = SAMPLES[sample].1.clone();
        for change in &changes {
            change.apply(&mut json["snapshot"]);
        }
        if let Ok(snapshot) = snapshot::read(&serde_json::to_vec(&json).unwrap()) {
            let assessment = judged(&snapshot, &said);
            prop_assert_eq!(bad_ids(&assessment), Vec::<String>::new());
        }
    }
}
