//! A text of a table, cut to the width that a terminal has for it.

use crate::document::escape::{shorten, terminal_line};

/// Longest text from a tenant in one place. The other formats have the whole of it.
pub(in crate::report) const LIMIT: usize = 200;

/// A text of any origin for one place in the table.
pub(in crate::report) fn cut(text: &str) -> String {
    shorten(&terminal_line(text), LIMIT)
}
