//! The door of the room.

use super::{Format, ReportProblem, Style, csv, html, json, markdown, table};
use crate::assess::Assessment;

/// Writes an assessment in a format. UTF-8, ending in a line end.
pub fn render(
    assessment: &Assessment,
    format: Format,
    style: &Style,
) -> Result<Vec<u8>, ReportProblem> {
    match format {
        Format::Table => Ok(table::render(assessment, *style)),
        Format::Markdown => markdown::render(assessment),
        Format::Html => html::render(assessment),
        Format::Csv => csv::render(assessment),
        Format::Json => json::render(assessment),
    }
}
