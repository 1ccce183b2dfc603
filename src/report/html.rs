//! One HTML file: nothing fetched, no script needed to read it, and a policy that would stop any other.

use super::ReportProblem;
use super::view::Page;
use crate::document::{Templates, policy};
use minijinja::context;
use minijinja::value::{Serde, Value};

/// Writes the HTML report.
pub(super) fn render(page: &Page<'_>, templates: &Templates) -> Result<Vec<u8>, ReportProblem> {
    let (style_sheet, script) = (templates.text("report.css"), templates.text("report.js"));
    let environment = templates.environment()?;
    let html = environment.get_template("report.html")?.render(context! {
        page => Value::from(Serde(page)),
        style_sheet => Value::from_safe_string(style_sheet.to_owned()),
        script => Value::from_safe_string(script.to_owned()),
        policy => Value::from_safe_string(policy(style_sheet, &[script])),
    })?;
    Ok(html.into_bytes())
}
