//! GitHub-flavoured Markdown: tables and one heading per finding, for a repository or a ticket.

use super::view::{FindingView, Known, Page};
use super::{ReportProblem, Settings};
use crate::assess::Assessment;
use minijinja::context;
use minijinja::value::{Serde, Value};
use std::io::Write;

/// Writes the Markdown report, whole or in short.
pub(super) fn write(
    page: &Page<'_>,
    assessment: &Assessment,
    known: &Known<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportProblem> {
    let name = if settings.summary {
        "summary.md"
    } else {
        "report.md"
    };
    let page = Value::from(Serde(page));
    let context = context! { page => page.clone() };
    let item = FindingView::items(page, assessment, known);
    settings.templates.write(name, context, &item, out)?;
    Ok(())
}
