//! Tests of reading guides.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod broken;
mod built_in;
mod expel;
mod format;
mod hostile;
mod parameters;
mod publishers;
mod rendered;

use super::{Guide, GuideError};
use crate::catalog::Catalog;
use std::sync::LazyLock;

/// A guide with one of each thing, to break in one place at a time.
const MINIMAL: &str = include_str!("tests/minimal.toml");

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::built_in().expect("the catalog loads"));

fn parse(text: &str) -> Result<Guide, GuideError> {
    Guide::parse("guide.toml", text, &CATALOG)
}

/// The minimal guide with its only occurrence of `from` replaced.
fn minimal_with(from: &str, to: &str) -> String {
    assert_eq!(MINIMAL.matches(from).count(), 1, "{from:?} stands once");
    MINIMAL.replace(from, to)
}

/// The error for a text that must have one.
fn problem(text: &str) -> GuideError {
    match parse(text) {
        Ok(_) => panic!("this should not have loaded:\n{text}"),
        Err(problem) => problem,
    }
}

#[test]
fn the_minimal_guide_loads() {
    if let Err(problem) = parse(MINIMAL) {
        panic!("{}", problem.render());
    }
}
