//! One HTML file: nothing fetched, no script needed to read it, and a policy that would stop any other.

use super::view::Page;
use super::{ReportProblem, Templates};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::context;
use minijinja::value::{Serde, Value};
use sha2::{Digest as _, Sha256};

/// Writes the HTML report.
pub(super) fn render(page: &Page<'_>, templates: &Templates) -> Result<Vec<u8>, ReportProblem> {
    let (style_sheet, script) = (templates.text("report.css"), templates.text("report.js"));
    let environment = templates.environment()?;
    let html = environment.get_template("report.html")?.render(context! {
        page => Value::from(Serde(page)),
        style_sheet => Value::from_safe_string(style_sheet.to_owned()),
        script => Value::from_safe_string(script.to_owned()),
        policy => Value::from_safe_string(policy(style_sheet, script)),
    })?;
    Ok(html.into_bytes())
}

/// The Content-Security-Policy: this style sheet, this script and images in the page itself, and nothing else.
fn policy(style_sheet: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style_sheet),
        hash(script),
    )
}
