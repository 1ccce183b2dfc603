//! One HTML file: nothing fetched, no script needed to read it, and a policy that would stop any other.

use super::model::Report;
use super::page::page;
use super::{ReportError, Settings};
use crate::document::policy;
use minijinja::context;
use minijinja::value::{Value, merge_maps};
use std::io::Write;

/// Writes the HTML report.
pub(super) fn write(
    report: &Report<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let templates = &settings.templates;
    let (style_sheet, script) = (templates.text("report.css"), templates.text("report.js"));
    let own = context! {
        style_sheet => Value::from_safe_string(style_sheet.to_owned()),
        script => Value::from_safe_string(script.to_owned()),
        policy => Value::from_safe_string(policy(style_sheet, &[script])),
    };
    let context = merge_maps([own, page(report, settings)]);
    templates.write("report.html", context, report.length(), out)?;
    Ok(())
}
