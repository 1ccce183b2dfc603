//! The ten guides load, with their known contents.

use super::fixture::{GUIDES, TEXTS, library};
use rolecall::guide::format2::lint;

/// Requirements and rights of each guide, counted once with the specification's own checker.
const SIZES: [(&str, usize, usize); 10] = [
    ("cipp-gdap", 38, 38),
    ("datadog-azure", 7, 7),
    ("elastic-mde", 5, 5),
    ("expel-m365", 8, 11),
    ("expel-mde", 37, 35),
    ("huntress-itdr", 21, 21),
    ("redcanary-mde", 13, 12),
    ("sekoia-sentinel", 6, 6),
    ("servicenow-mde", 15, 15),
    ("veeam-m365", 22, 25),
];

#[test]
fn the_ten_guides_load() {
    let sizes: Vec<(&str, usize, usize)> = GUIDES
        .iter()
        .map(|guide| {
            let rights = guide
                .requirements
                .iter()
                .flat_map(|asked| asked.need.rights());
            (guide.id.as_str(), guide.requirements.len(), rights.count())
        })
        .collect();
    assert_eq!(sizes, SIZES);
}

#[test]
fn expels_guide_is_whole() {
    let expel = GUIDES
        .iter()
        .find(|guide| guide.id.as_str() == "expel-mde")
        .unwrap();
    assert_eq!(expel.steps.len(), 21);
    assert_eq!(expel.notices.len(), 30);
    assert_eq!(expel.handovers.len(), 1);
    assert_eq!(expel.handovers[0].fields.len(), 5);
    let cites = expel.requirements.iter().flat_map(|asked| &asked.cites);
    assert!(cites.clone().all(|cite| cite.line.is_some()));
    assert_eq!(cites.count(), 47);
}

/// The lints of the ten guides by the specification's own checker, rule by rule.
#[test]
fn the_ten_guides_have_these_lints() {
    let mut lints = Vec::new();
    for (id, text) in TEXTS.iter() {
        for found in lint(id, text, &library(&[])).unwrap() {
            lints.push(format!(
                "{id}:{}: {}: {}",
                found.line, found.rule, found.what
            ));
        }
    }
    insta::assert_snapshot!(lints.join("\n"));
}
