//! Operations as scripts that a person runs.
//!
//! Every value passes through an escape of its language (`document::escape`):
//! what a tenant says stays one string. A script ends at the first read that
//! fails, since nothing may be concluded from an answer that did not come.

mod address;
mod azure_cli;
pub(crate) mod hcl;
mod json;
mod language;
mod powershell;
mod shell_text;

pub(crate) use azure_cli::AzureCli;
pub(crate) use powershell::PowerShell;

use super::operation::{Body, Operation, When};
use std::collections::BTreeSet;

/// The purpose of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Show what is there: before a change, and after it.
    Look,
    /// Read, and write what is lacking.
    Change,
}

/// The names whose finding decides whether something is written: what a reader wants to see.
fn deciding(operations: &[Operation], found: &mut BTreeSet<&'static str>) {
    for operation in operations {
        match operation {
            Operation::Write {
                when: When::Unless(name) | When::If(name),
                ..
            }
            | Operation::Each { name, .. } => {
                found.insert(name);
            }
            Operation::Loop { body, .. } => deciding(body, found),
            _ => {}
        }
    }
}

/// True for an object that is written on one line: two short texts at most, nothing inside.
fn is_small(body: &Body) -> bool {
    let Body::Object(fields) = body else {
        return false;
    };
    let short = |(_, value): &(&str, Body)| match value {
        Body::Text(text) => text.as_known().is_some_and(|text| text.len() <= 40),
        Body::Flag(_) => true,
        _ => false,
    };
    fields.len() <= 2 && fields.iter().all(short)
}

/// True for operations at which a look shows something.
pub(crate) fn shows(operations: &[Operation]) -> bool {
    let mut found = BTreeSet::new();
    deciding(operations, &mut found);
    !found.is_empty()
}

/// Lines with an indent that follows blocks.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    /// Writes a line, or several that keep their own indent below the present one.
    fn push(&mut self, line: &str, unit: &str) {
        for part in line.split('\n') {
            if !part.is_empty() {
                for _ in 0..self.depth {
                    self.text.push_str(unit);
                }
                self.text.push_str(part);
            }
            self.text.push('\n');
        }
    }
}
