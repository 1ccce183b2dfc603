//! One HTML file: no script, nothing fetched, and a policy that would stop either.

use super::ReportProblem;
use super::templates::{STYLE_SHEET, environment};
use super::view::Page;
use crate::assess::Assessment;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::context;
use minijinja::value::{Serde, Value};
use sha2::{Digest as _, Sha256};

/// Writes the HTML report.
pub(super) fn render(assessment: &Assessment) -> Result<Vec<u8>, ReportProblem> {
    let page = Page::new(assessment);
    let environment = environment()?;
    let html = environment.get_template("report.html")?.render(context! {
        page => Value::from(Serde(&page)),
        style_sheet => Value::from_safe_string(STYLE_SHEET.to_owned()),
        policy => Value::from_safe_string(policy(STYLE_SHEET)),
    })?;
    Ok(html.into_bytes())
}

/// The Content-Security-Policy: this style sheet and images in the page itself, and nothing else.
fn policy(style_sheet: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style_sheet.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}
