//! Guides of format 2, and the words of a reader on them.

use crate::roundtrip::Given;
use rolecall::assess::adopted::Reader;
use rolecall::catalog::Catalog;
use rolecall::guide::format2::Library;
use rolecall::guide::format2::model::Guide;
use std::sync::LazyLock;

/// The built-in catalogue.
pub static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::built_in().unwrap());

/// Expel's guide.
pub static EXPEL: LazyLock<Guide> = LazyLock::new(|| {
    let text = include_str!("../../guides/expel-mde/2026-11-23.toml");
    read(text, &[])
});

/// All ten guides.
pub static TEN: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/guides-v2");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let mut guides: Vec<Guide> = vec![EXPEL.clone()];
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        guides.push(read(&text, &guides));
    }
    assert_eq!(guides.len(), 10);
    guides
});

/// A guide from its text.
pub fn read(text: &str, guides: &[Guide]) -> Guide {
    let library = Library {
        catalog: &CATALOG,
        guides,
    };
    Guide::parse("a-guide.toml", text, &library)
        .unwrap_or_else(|error| panic!("{}", error.render()))
}

/// What a reader says: parameters and choices of whichever guide has them.
pub fn reader(guides: &[Guide], given: &Given) -> Reader {
    let mut reader = Reader {
        onboarding: given.onboarding,
        ..Reader::default()
    };
    for guide in guides {
        for parameter in &guide.parameters {
            let said = given.parameters.get(parameter.id.as_str());
            let values = said.map_or_else(|| parameter.default.clone(), |one| vec![one.clone()]);
            if !values.is_empty() {
                let key = (guide.id.clone(), parameter.id.clone());
                reader.values.insert(key, values);
            }
        }
        for choice in &guide.choices {
            if let Some(option) = given.choose.get(choice.id.as_str()) {
                let key = (guide.id.clone(), choice.id.clone());
                reader.chosen.insert(key, option.parse().unwrap());
            }
        }
        for fact in &guide.facts {
            if let Some(answer) = given.facts.get(fact.id.as_str()) {
                let key = (guide.id.clone(), fact.id.clone());
                reader.facts.insert(key, *answer);
            }
        }
    }
    reader
}
