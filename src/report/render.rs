//! Reports into a writer, or into memory.

use super::model::{Report, Source};
use super::output::Output;
use super::{Format, ReportError, Settings, Style};
use crate::assess::Assessment;
use std::io::Write;
use std::sync::Arc;

/// Writes an assessment in a format. UTF-8, ending in a line end.
///
/// What grows with the findings is made while it is written, one finding at a
/// time: a report of any length takes little memory beside the assessment.
pub fn write(
    assessment: &Arc<Assessment>,
    format: Format,
    settings: &Settings,
    to: &mut dyn Write,
) -> Result<(), ReportError> {
    write_all(std::slice::from_ref(assessment), format, settings, to)
}

/// Writes the assessments of several guides in one tenant together. Formats for people show an overview; the others
/// have everything of each guide. One assessment is written by itself.
pub fn write_all(
    assessments: &[Arc<Assessment>],
    format: Format,
    settings: &Settings,
    to: &mut dyn Write,
) -> Result<(), ReportError> {
    let sources = assessments.iter().map(|one| Source::new(Arc::clone(one)));
    let sources: Vec<Source> = sources.collect::<Result<_, _>>()?;
    let reports: Vec<Report<'_>> = sources.iter().map(Report::from_assessment).collect();
    let mut out = Output::new(to);
    let written = format.write(&reports, settings, &mut out);
    // Where the caller's writer refused, what the formats say of it says less.
    out.finish().map_err(ReportError::Output)?;
    written
}

/// The same into memory, which then holds the report and a copy of the assessment.
pub fn render_with(
    assessment: &Assessment,
    format: Format,
    settings: &Settings,
) -> Result<Vec<u8>, ReportError> {
    let mut bytes = Vec::new();
    write(&Arc::new(assessment.clone()), format, settings, &mut bytes)?;
    Ok(bytes)
}

/// The same with nothing set but the style.
pub fn render(
    assessment: &Assessment,
    format: Format,
    style: &Style,
) -> Result<Vec<u8>, ReportError> {
    let settings = Settings {
        style: *style,
        ..Settings::default()
    };
    render_with(assessment, format, &settings)
}
