//! Lints: remarks that do not prevent the use of a guide.

mod found;
mod names;
mod requirements;
mod rule;
mod unused;

use super::load::{Library, Loaded, load};
use crate::guide::GuideError;
use crate::guide::error::line_and_column;
use found::{Found, Subject};
use std::fmt;

pub use rule::LintRule;

/// One remark of a lint rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The rule that it comes from.
    pub rule: LintRule,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The remark, a lower-case fragment.
    pub what: String,
    /// The suggested improvement.
    pub help: String,
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.rule, self.what, self.help)
    }
}

/// Every lint of a guide, in the file's order, or everything that keeps it from being loaded.
pub fn lint(file_name: &str, text: &str, library: &Library<'_>) -> Result<Vec<Lint>, GuideError> {
    let Loaded {
        guide,
        file,
        built_in,
    } = load(file_name, text, library)?;
    let subject = Subject {
        guide: &guide,
        file: &file,
        built_in: &built_in,
        others: library.guides,
    };
    let mut found = Found::default();
    requirements::types(&subject, &mut found);
    requirements::alternatives(&subject, &mut found);
    requirements::asked_twice(&subject, &mut found);
    requirements::steps(&subject, &mut found);
    requirements::sources(&subject, &mut found);
    unused::principals(&subject, &mut found);
    unused::parameters(&subject, &mut found);
    unused::conditions(&subject, &mut found);
    names::declared(&subject, &mut found);
    found
        .lints
        .sort_by(|a, b| (a.0.start, a.1, &a.2).cmp(&(b.0.start, b.1, &b.2)));
    let lints = found.lints.into_iter();
    Ok(lints
        .map(|(span, rule, what, help)| {
            let (line, column) = line_and_column(text, span.start);
            Lint {
                rule,
                line,
                column,
                what,
                help,
            }
        })
        .collect())
}
