//! GitHub-flavoured Markdown: tables and one heading per finding, for a repository or a ticket.

use super::model::Report;
use super::page::page;
use super::{ReportError, Settings};
use std::io::Write;

/// Writes the Markdown report, whole or in short.
pub(super) fn write(
    report: &Report<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let name = if settings.summary {
        "summary.md"
    } else {
        "report.md"
    };
    let templates = &settings.templates;
    templates.write(name, page(report, settings), report.length(), out)?;
    Ok(())
}
