//! The door of the room.

use super::output::Output;
use super::view::{Known, Page};
use super::{Format, ReportProblem, Settings, Style};
use super::{csv, html, json, junit, markdown, ocsf, sarif, table};
use crate::assess::Assessment;
use crate::catalog::Controls;
use std::io::Write;

/// Writes an assessment in a format. UTF-8, ending in a line end.
///
/// What grows with the findings is made while it is written, one finding at a
/// time: a report of any length takes little memory beside the assessment.
pub fn write(
    assessment: &Assessment,
    format: Format,
    settings: &Settings,
    to: &mut dyn Write,
) -> Result<(), ReportProblem> {
    let controls = Controls::built_in()?;
    let known = Known {
        controls: &controls,
    };
    let mut out = Output::new(to);
    let page = || Page::new(assessment, &known);
    let written = match format {
        Format::Table => table::write(&page(), assessment, settings.style, &mut out)
            .map_err(ReportProblem::Output),
        Format::Markdown => markdown::write(&page(), assessment, &known, settings, &mut out),
        Format::Html => html::write(&page(), assessment, &known, &settings.templates, &mut out),
        Format::Csv => csv::write(assessment, &known, settings.csv_bom, &mut out),
        Format::Json => json::write(assessment, &known, &mut out),
        Format::Sarif => sarif::write(assessment, &known, &mut out),
        Format::Ocsf => ocsf::write(assessment, &known, &mut out),
        Format::Junit => junit::write(assessment, &mut out),
    };
    // Where the caller's writer refused, what the formats say of it says less.
    out.finish().map_err(ReportProblem::Output)?;
    written
}

/// The same into memory.
pub fn render_with(
    assessment: &Assessment,
    format: Format,
    settings: &Settings,
) -> Result<Vec<u8>, ReportProblem> {
    let mut bytes = Vec::new();
    write(assessment, format, settings, &mut bytes)?;
    Ok(bytes)
}

/// The same with nothing set but the style.
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
