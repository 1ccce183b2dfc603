//! The formats that a command line names, and the place for what is written in them.

use super::error::CliError;
use super::files;
use crate::report::Format;
use anyhow::anyhow;
use std::path::Path;

/// Each format once, in the order in which they are named.
pub(super) fn once<T: Copy + PartialEq>(named: &[T]) -> Vec<T> {
    let mut formats = Vec::new();
    for format in named {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    formats
}

/// Refuses the short form of Markdown where that is not named.
pub(super) fn fit(formats: &[Format], summary: bool) -> Result<(), CliError> {
    if summary && !formats.contains(&Format::Markdown) {
        return Err(CliError::input(anyhow!(
            "--summary is a form of markdown; add --format markdown"
        )));
    }
    Ok(())
}

/// Refuses a place that cannot hold the reports: standard output and a file hold one.
pub(super) fn place(formats: &[Format], output: Option<&Path>) -> Result<(), CliError> {
    match (formats, output) {
        ([_] | [], _) => Ok(()),
        (_, Some(path)) => {
            files::no_file_name(path, "--output", Format::ALL.map(Format::extension))
        }
        (several, None) => Err(CliError::input(anyhow!(
            "standard output holds one report, and {} formats are named; name a folder for them with --output, or one \
             format with --format",
            several.len()
        ))),
    }
}
