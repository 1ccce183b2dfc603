//! A place in a source.

use crate::guide::format2::ids::SourceId;

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The source.
    pub source: SourceId,
    /// The headings that lead to the place, then the item or row.
    pub heading: Vec<String>,
    /// The line, counted from 1.
    pub line: Option<u32>,
}
