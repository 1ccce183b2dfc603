//! Reports: one rich assessment through every format.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod actions;
mod advice;
mod collection;
mod controls;
mod documents;
mod fixture;
mod hostile;
mod identity;
mod look;
mod open;
mod overview;
mod parity;
mod properties;
mod schemas;
mod sentences;
mod snapshots;
mod streams;
#[path = "../subject/mod.rs"]
mod subject;
mod templates;

use rolecall::assess::Assessment;
use rolecall::report::{Format, Style, render};

/// A report as text, in the plain style.
fn text(assessment: &Assessment, format: Format) -> String {
    let bytes = render(assessment, format, &Style::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}
