//! A runbook in Markdown and in HTML: two templates over one value.

use super::{Runbook, RunbookError};
use crate::document::{Templates, policy};
use minijinja::context;
use minijinja::value::{Serde, Value};
use std::fmt;

/// A form in which a runbook can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One HTML file that fetches nothing.
    Html,
}

impl Form {
    /// Every form, in the order in which help lists them.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Html];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// The file name extension, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    /// Its description for help.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Markdown => "GitHub-flavoured Markdown, for a repository or a ticket",
            Self::Html => "one HTML file that fetches nothing, to hand to others or print",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The number of things that a runbook lists, for the bounds of its templates: what a person can do, whatever the tenant.
const ITEMS: usize = 800;

/// Writes a runbook. UTF-8, ending in a line end; the same runbook gives the same bytes.
pub fn render(
    runbook: &Runbook,
    form: Form,
    templates: &Templates,
) -> Result<Vec<u8>, RunbookError> {
    let book = Value::from(Serde(runbook));
    let mut out = Vec::new();
    match form {
        Form::Markdown => {
            templates.write("runbook.md", context! { book => book }, ITEMS, &mut out)?;
        }
        Form::Html => {
            let style_sheet = format!(
                "{}{}",
                templates.text("report.css"),
                templates.text("runbook.css")
            );
            let policy = policy(&style_sheet, &[]);
            let context = context! {
                book => book,
                style_sheet => Value::from_safe_string(style_sheet),
                policy => Value::from_safe_string(policy),
            };
            templates.write("runbook.html", context, ITEMS, &mut out)?;
        }
    }
    Ok(out)
}
