//! Guides with options within options, in which a choice has more ways to come out.

use crate::roll_call::CATALOG;
use proptest::prelude::*;
use rolecall::assess::{AssessOptions, Assessment, assess};
use rolecall::guide::{self, Guide, Parameters};
use rolecall::snapshot::{SectionName, Snapshot};
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::weaken::weakened;
use super::{SAMPLES, blows, law, read, sample};

/// One more option of the console.
fn option(text: &str, id: &str) -> String {
    let new = format!(
        "[[choice.option]]\nid = \"{id}\"\ntitle = \"{id}\"\nsummary = \"Made up.\"\nprincipal = \"guest\"\n\
         cite = {{ step = \"Step 1\", line = 37 }}\n\n"
    );
    let api = "[[choice]]\nid = \"api\"";
    assert!(text.contains(api));
    text.replacen(api, &format!("{new}{api}"), 1)
}

/// An option asks the requirement that holds this text too.
fn asks(text: &str, of: &str, id: &str) -> String {
    let at = text.find(of).unwrap();
    let start = text[..at].rfind("options = [").unwrap();
    let mut text = text.to_owned();
    let place = start + "options = [".len();
    text.insert_str(place, &format!("\"console/{id}\", "));
    text
}

/// The built-in guide, and others with more options of the same principal, each within the next.
static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let text = guide::find_built_in("expel-mde", None).unwrap().text;
    let reader = asks(
        &option(text, "reader"),
        "directory-role = \"Security Reader\"",
        "reader",
    );
    let view = asks(
        &option(text, "view"),
        "defender = { group = \"View data\", name = \"Security operations\" }",
        "view",
    );
    let mut both = option(&option(&reader, "view"), "mixed");
    for (of, id) in [
        (
            "defender = { group = \"View data\", name = \"Security operations\" }",
            "view",
        ),
        ("directory-role = \"Security Reader\"", "mixed"),
        (
            "defender = { group = \"View data\", name = \"Security operations\" }",
            "mixed",
        ),
    ] {
        both = asks(&both, of, id);
    }
    let guides = [text.to_owned(), reader, view, both];
    let parsed = guides.map(|text| Guide::parse("guide.toml", &text, &CATALOG).unwrap());
    let options = parsed
        .each_ref()
        .map(|guide| guide.choices[0].options.len());
    assert_eq!(options, [3, 4, 4, 6]);
    parsed.into()
});

fn judged(guide: &Guide, snapshot: &Snapshot) -> Assessment {
    let parameters = Parameters::resolve(guide, &BTreeMap::new()).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    assess(guide, &parameters, &CATALOG, snapshot, &options).unwrap()
}

#[test]
fn a_section_taken_away_leaves_what_every_guide_asks() {
    let mut broken = Vec::new();
    for (number, guide) in GUIDES.iter().enumerate().skip(1) {
        for (name, json) in SAMPLES.iter() {
            let whole = judged(guide, &read(json));
            for one in SectionName::ALL {
                let mut less = read(json);
                less.sections.remove(*one);
                for breach in law::breaches(&whole, &judged(guide, &less)) {
                    broken.push(format!("guide {number}, {name} without {one}: {breach}"));
                }
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evidence_taken_away_leaves_what_every_guide_asks(
        guide in 1..4_usize,
        sample in sample(),
        blows in blows(),
    ) {
        let guide = &GUIDES[guide];
        let (name, json) = &SAMPLES[sample];
        let whole = judged(guide, &read(json));
        let less = judged(guide, &read(&weakened(json, &blows)));
        let breaches = law::breaches(&whole, &less);
        prop_assert!(breaches.is_empty(), "{name}: {}", breaches.join("\n"));
    }
}
