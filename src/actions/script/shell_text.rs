//! Texts in the single quotes of a shell, and in a query within them.

use crate::actions::operation::{Part, Text};
use crate::document::escape::visible;

/// A known text in single quotes.
pub(super) fn one_line(text: &str) -> String {
    format!("'{}'", visible(text, &[]).replace('\'', "'\\''"))
}

/// JSON in single quotes. Its line ends are those of our own layout: a string has none.
pub(super) fn quoted(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| visible(line, &[]).replace('\'', "'\\''"))
        .collect();
    format!("'{}'", lines.join("\n"))
}

/// A text as it stands in a raw string of `JMESPath`.
pub(super) fn raw(text: &Text) -> Text {
    let parts = text.parts.iter().map(|part| match part {
        Part::Known(text) => Part::Known(text.replace('\\', "\\\\").replace('\'', "\\'")),
        other => other.clone(),
    });
    Text {
        parts: parts.collect(),
    }
}
