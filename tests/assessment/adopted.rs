//! Guides judged on the sample tenants, alone and together.

use crate::properties::{SAMPLES, read};
use crate::roll_call::{CATALOG, EXPEL, GUIDE};
use rolecall::assess::semantics::{self, Readiness};
use rolecall::assess::{AdoptedAnswer, AssessOptions, Reader, judge};
use rolecall::guide::format2::Library;
use rolecall::guide::format2::kinds::Tier;
use rolecall::guide::format2::model::{Guide, Right, RightKind};
use rolecall::snapshot::Snapshot;

fn reader(guide: &Guide) -> Reader {
    let given = guide
        .parameters
        .iter()
        .filter(|parameter| !parameter.default.is_empty());
    let defaults = given.map(|one| ((guide.id.clone(), one.id.clone()), one.default.clone()));
    Reader {
        values: defaults.collect(),
        ..Reader::default()
    }
}

fn answered(guide: &Guide, snapshot: &Snapshot) -> AdoptedAnswer {
    let options = AssessOptions::detect(snapshot.ended);
    judge(
        std::slice::from_ref(guide),
        &CATALOG,
        snapshot,
        &options,
        &reader(guide),
    )
}

/// The ten guides of the specification.
fn library() -> Vec<Guide> {
    let folder = format!("{}/tests/fixtures/guides-v2", env!("CARGO_MANIFEST_DIR"));
    let library = Library {
        catalog: &CATALOG,
        guides: &[],
    };
    let mut guides = vec![GUIDE.clone()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        guides.push(Guide::parse("guide.toml", &text, &library).unwrap());
    }
    guides
}

/// True for a right of a service that this version reads.
fn is_read(right: &Right) -> bool {
    !matches!(
        right.kind,
        RightKind::AzureRole { .. } | RightKind::AzureActions { .. } | RightKind::ExchangeRole(_)
    )
}

#[test]
fn what_is_not_read_is_unknown_and_no_guide_is_ready_by_it() {
    let guides = library();
    assert_eq!(guides.len(), 10);
    let mut unread = 0;
    for (name, json) in SAMPLES.iter() {
        let snapshot = read(json);
        for guide in &guides {
            let answer = answered(guide, &snapshot).answer;
            let of_guide = &answer.guides[&guide.id];
            for asked in &guide.requirements {
                let verdict = of_guide.requirements[&asked.id].verdict;
                let rights: Vec<&Right> = asked.need.rights().collect();
                if rights.is_empty() || rights.iter().any(|right| is_read(right)) {
                    continue;
                }
                unread += 1;
                let said = [
                    semantics::Verdict::Unknown,
                    semantics::Verdict::NotAsked,
                    semantics::Verdict::Noted,
                ];
                assert!(
                    said.contains(&verdict),
                    "{name}: {} {}: {verdict}",
                    guide.id,
                    asked.id
                );
                let required =
                    asked.tier == Tier::Required && verdict == semantics::Verdict::Unknown;
                assert!(
                    !required || of_guide.readiness <= Readiness::Undetermined,
                    "{name}: {} is {}",
                    guide.id,
                    of_guide.readiness
                );
            }
        }
    }
    assert!(unread > 150, "{unread}");
}

#[test]
fn two_guides_that_ask_for_one_application_share_it() {
    let (_, json) = SAMPLES
        .iter()
        .find(|(name, _)| name == "ready-custom-app-full-roles")
        .unwrap();
    let snapshot = read(json);
    let text = EXPEL.replacen("id = \"expel-mde\"", "id = \"other-mde\"", 1);
    let library = Library {
        catalog: &CATALOG,
        guides: &[],
    };
    let other = Guide::parse("other.toml", &text, &library).unwrap();
    let both = [GUIDE.clone(), other];
    let mut said = reader(&both[0]);
    said.values.extend(reader(&both[1]).values);
    let options = AssessOptions::detect(snapshot.ended);
    let together = judge(&both, &CATALOG, &snapshot, &options, &said).answer;
    let alone = answered(&GUIDE, &snapshot).answer;
    assert_eq!(together.excess, alone.excess);
    for guide in &both {
        let (one, of_one) = (&together.guides[&guide.id], &alone.guides[&GUIDE.id]);
        assert_eq!(one.readiness, of_one.readiness, "{}", guide.id);
        assert_eq!(one.requirements, of_one.requirements, "{}", guide.id);
    }
}
