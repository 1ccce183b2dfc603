//! Guides with options within options, in which a choice has more ways to come out.

use crate::roll_call::{EXPEL, Said, judged_by, parsed};
use proptest::prelude::*;
use rolecall::assess::Assessment;
use rolecall::guide::format2::model::Guide;
use rolecall::snapshot::{SectionName, Snapshot};
use std::sync::LazyLock;

use super::weaken::weakened;
use super::{SAMPLES, blows, law, read, sample};

/// Requirements of the console.
const READER: &str = "directory-role/SecurityReader";
const VIEW: &str = "defender/ViewData/SecurityOperations";

/// One more option of the console.
fn option(text: &str, id: &str) -> String {
    let new = format!(
        "[[choice.option]]\nid = \"{id}\"\ntitle = \"{id}\"\nsummary = \"Made up.\"\n\
         cite = {{ heading = [\"Step 1\"], line = 37 }}\n\n"
    );
    let api = "[[choice]]\nid = \"api\"";
    assert!(text.contains(api));
    text.replacen(api, &format!("{new}{api}"), 1)
}

/// An option asks a requirement too.
fn asks(text: &str, requirement: &str, id: &str) -> String {
    let at = text
        .find(&format!("id = \"console/{requirement}\""))
        .unwrap();
    let (before, after) = text.split_at(at);
    let (to, after) = after.split_once("when = ").unwrap();
    let (when, after) = after.split_once('\n').unwrap();
    format!("{before}{to}when = {{ any = [{when}, \"console/{id}\"] }}\n{after}")
}

/// The built-in guide, and others with more options of the same principal, each within the next.
static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let text = EXPEL;
    let reader = asks(&option(text, "reader"), READER, "reader");
    let view = asks(&option(text, "view"), VIEW, "view");
    let mut both = option(&option(&reader, "view"), "mixed");
    for (of, id) in [(VIEW, "view"), (READER, "mixed"), (VIEW, "mixed")] {
        both = asks(&both, of, id);
    }
    let guides = [text.to_owned(), reader, view, both];
    let all = guides.map(|text| parsed(&text));
    let options = all.each_ref().map(|guide| guide.choices[0].options.len());
    assert_eq!(options, [3, 4, 4, 6]);
    all.into()
});

fn judged(guide: &Guide, snapshot: &Snapshot) -> Assessment {
    judged_by(guide, snapshot, &Said::default())
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
