//! The answer in three sentences: each says what it is about and no more than was seen.

use super::fixture::{assessment, finding};
use super::text;
use rolecall::assess::{Assessment, Readiness, Verdict};
use rolecall::guide::Tier;
use rolecall::report::Format;
use rolecall::snapshot::State;
use serde_json::Value;

/// The sentences on work, excess and what was not seen.
fn sentences(assessment: &Assessment) -> [String; 3] {
    let report: Value = serde_json::from_str(&text(assessment, Format::Json)).unwrap();
    let said = &report["readiness"]["sentences"];
    ["work", "excess", "unseen"].map(|one| said[one].as_str().unwrap().to_owned())
}

/// An assessment that was read whole, with these findings.
fn with(findings: &[(Verdict, Option<Tier>)]) -> Assessment {
    let mut assessment = assessment();
    let numbered = findings.iter().enumerate();
    assessment.findings = numbered
        .map(|(place, (verdict, tier))| finding(&format!("one/{place}"), *verdict, *tier))
        .collect();
    assessment
        .ledger
        .retain(|one| one.state == State::Collected);
    assessment.collection.sections_asked = assessment.collection.sections_whole;
    assessment.readiness = Readiness::Ready;
    assessment
}

/// What no finding says: the guide is known in excerpts, needs another guide, or nothing of it is known to apply.
#[test]
fn the_first_is_never_better_than_the_answer() {
    let satisfied = [(Verdict::Satisfied, Some(Tier::Required))];
    for findings in [&satisfied[..], &[]] {
        for readiness in [Readiness::NotReady, Readiness::Undetermined] {
            let mut assessment = with(findings);
            assessment.readiness = readiness;
            "the guide is known in excerpts only".clone_into(&mut assessment.readiness_reason);
            let [work, ..] = sentences(&assessment);
            assert!(!work.contains("can do its work"), "{work}");
            assert!(
                work.contains("the guide is known in excerpts only"),
                "{work}"
            );
        }
    }
}

#[test]
fn the_first_says_whether_the_vendor_can_work() {
    let required = Some(Tier::Required);
    for (findings, words) in [
        (
            vec![(Verdict::Satisfied, required)],
            "Expel can do its work: everything that the guide requires is there.",
        ),
        (
            vec![(Verdict::Missing, required)],
            "1 required item is missing.",
        ),
        (
            vec![
                (Verdict::Missing, required),
                (Verdict::Missing, required),
                (Verdict::Partial, required),
            ],
            "Expel cannot do all of its work: 2 required items are missing, and 1 required item is not held as asked.",
        ),
        (
            vec![(Verdict::Unknown, required), (Verdict::Manual, required)],
            "Whether Expel can do its work is not settled: 1 required item is not seen, and 1 needs a person’s word.",
        ),
        (
            vec![
                (Verdict::Satisfied, required),
                (Verdict::Missing, Some(Tier::Recommended)),
            ],
            "everything that the guide requires is there. 1 recommended item is missing or not held as asked.",
        ),
    ] {
        let [work, ..] = sentences(&with(&findings));
        assert!(work.contains(words), "{findings:?}: {work}");
    }
}

#[test]
fn the_second_names_what_nobody_asked_for_worst_first() {
    let [_, none, _] = sentences(&with(&[(Verdict::Satisfied, Some(Tier::Required))]));
    assert_eq!(none, "Expel holds nothing else, as far as rolecall reads.");
    let [_, unseen, _] = sentences(&with(&[(Verdict::Unknown, None)]));
    assert_eq!(
        unseen,
        "Nothing was seen that nobody asked for, but not everything was seen."
    );
    let mut excess = assessment();
    excess.findings.retain(|one| one.verdict == Verdict::Excess);
    excess.findings.reverse();
    let [_, held, _] = sentences(&excess);
    let levels = ["critical", "high", "medium", "low", "unrated"];
    let mut places = levels.map(|level| held.find(&format!("({level})")));
    let told: Vec<usize> = places.iter().flatten().copied().collect();
    places.sort();
    assert!(told.len() > 1 && told.is_sorted(), "{held}");
    assert!(held.starts_with("Expel holds "), "{held}");
}

#[test]
fn the_third_names_what_was_not_read() {
    let [.., whole] = sentences(&with(&[(Verdict::Satisfied, Some(Tier::Required))]));
    assert_eq!(
        whole,
        "Everything that was asked of the tenant was read whole."
    );
    let mut part = with(&[(Verdict::Unknown, Some(Tier::Required))]);
    part.ledger[0].state = State::Denied;
    let section = part.ledger[0].section;
    let [.., said] = sentences(&part);
    assert_eq!(
        said,
        format!("Not read whole: {section}; 1 finding is open.")
    );
}

#[test]
fn every_format_for_people_begins_with_them() {
    let assessment = assessment();
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for format in [Format::Markdown, Format::Table] {
        let text = flowing(&text(&assessment, format)).replace('\\', "");
        for sentence in sentences(&assessment) {
            let first = flowing(&sentence).split(':').next().unwrap().to_owned();
            assert!(text.contains(&first), "{format}: {first}");
        }
    }
}
