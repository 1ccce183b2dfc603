//! One HTML file: nothing fetched, no script needed to read it, and a policy that would stop any other.

use super::ReportProblem;
use super::view::{FindingView, Known, Page};
use crate::assess::Assessment;
use crate::document::{Templates, policy};
use minijinja::context;
use minijinja::value::{Serde, Value};
use std::io::Write;

/// Writes the HTML report.
pub(super) fn write(
    page: &Page<'_>,
    assessment: &Assessment,
    known: &Known<'_>,
    templates: &Templates,
    out: &mut dyn Write,
) -> Result<(), ReportProblem> {
    let (style_sheet, script) = (templates.text("report.css"), templates.text("report.js"));
    let page = Value::from(Serde(page));
    let context = context! {
        page => page.clone(),
        style_sheet => Value::from_safe_string(style_sheet.to_owned()),
        script => Value::from_safe_string(script.to_owned()),
        policy => Value::from_safe_string(policy(style_sheet, &[script])),
    };
    let item = FindingView::items(page, assessment, known);
    templates.write("report.html", context, &item, out)?;
    Ok(())
}
