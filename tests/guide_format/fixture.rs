//! The guides that the tests read.

use rolecall::catalog::Catalog;
use rolecall::guide::format2::Library;
use rolecall::guide::format2::model::Guide;
use rolecall::guide::{self, GuideError};
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

pub(crate) static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::built_in().expect("the catalogue loads"));

/// A file of the repository.
pub(crate) fn file(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The texts of the ten guides, by id: those of the fixtures, and the newest edition of each that is built in.
pub(crate) static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = format!("{}/tests/fixtures/guides-v2", env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(folder).unwrap();
    let others = entries.map(|entry| {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        (id, fs::read_to_string(path).unwrap())
    });
    let built_in = guide::built_in().iter();
    let built_in = built_in.map(|one| (one.id.to_owned(), one.text.to_owned()));
    others.chain(built_in).collect()
});

/// The ten guides. None of them extends another.
pub(crate) static GUIDES: LazyLock<Vec<Guide>> = LazyLock::new(|| {
    let alone = library(&[]);
    let parsed = TEXTS
        .iter()
        .map(|(id, text)| match Guide::parse(id, text, &alone) {
            Ok(guide) => guide,
            Err(problem) => panic!("{}", problem.render()),
        });
    parsed.collect()
});

pub(crate) fn library(guides: &[Guide]) -> Library<'_> {
    Library {
        catalog: &CATALOG,
        guides,
    }
}

/// Reads a guide with the ten guides available.
pub(crate) fn parse(text: &str) -> Result<Guide, GuideError> {
    Guide::parse("guide.toml", text, &library(&GUIDES))
}
