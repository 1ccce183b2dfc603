//! GitHub-flavoured Markdown: tables and one heading per finding, for a repository or a ticket.

use super::ReportProblem;
use super::templates::environment;
use super::view::Page;
use crate::assess::Assessment;
use minijinja::context;
use minijinja::value::{Serde, Value};

/// Writes the Markdown report.
pub(super) fn render(assessment: &Assessment) -> Result<Vec<u8>, ReportProblem> {
    let page = Page::new(assessment);
    let environment = environment()?;
    let text = environment.get_template("report.md")?.render(context! {
        page => Value::from(Serde(&page)),
    })?;
    Ok(text.into_bytes())
}
