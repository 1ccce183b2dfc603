//! GitHub-flavoured Markdown: tables and one heading per finding, for a repository or a ticket.

use super::view::Page;
use super::{ReportProblem, Settings};
use minijinja::context;
use minijinja::value::{Serde, Value};

/// Writes the Markdown report, whole or in short.
pub(super) fn render(page: &Page<'_>, settings: &Settings) -> Result<Vec<u8>, ReportProblem> {
    let name = if settings.summary {
        "summary.md"
    } else {
        "report.md"
    };
    let environment = settings.templates.environment()?;
    let text = environment.get_template(name)?.render(context! {
        page => Value::from(Serde(page)),
    })?;
    Ok(text.into_bytes())
}
