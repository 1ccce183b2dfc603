//! The door of the room.

use super::view::Page;
use super::{Format, ReportProblem, Settings, Style};
use super::{csv, html, json, junit, markdown, ocsf, sarif, table};
use crate::assess::Assessment;
use crate::catalog::Controls;

/// Writes an assessment in a format. UTF-8, ending in a line end.
pub fn render(
    assessment: &Assessment,
    format: Format,
    style: &Style,
) -> Result<Vec<u8>, ReportProblem> {
    let settings = Settings {
        style: *style,
        ..Settings::default()
    };
    render_with(assessment, format, &settings)
}

/// The same with everything that a caller may set.
pub fn render_with(
    assessment: &Assessment,
    format: Format,
    settings: &Settings,
) -> Result<Vec<u8>, ReportProblem> {
    let controls = Controls::built_in()?;
    let page = || Page::new(assessment, &controls);
    match format {
        Format::Table => Ok(table::render(&page(), assessment, settings.style)),
        Format::Markdown => markdown::render(&page(), settings),
        Format::Html => html::render(&page(), &settings.templates),
        Format::Csv => csv::render(assessment, &controls, settings.csv_bom),
        Format::Json => json::render(assessment, &controls),
        Format::Sarif => sarif::render(assessment, &controls),
        Format::Ocsf => ocsf::render(assessment, &controls),
        Format::Junit => junit::render(assessment),
    }
}
