//! Where in a data file something stands.

use std::fmt;

/// A place in a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the repository names it: `catalog/covers.toml`.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The place of the byte at `offset` of `text`; past the end means the end.
    pub(super) fn of(file: &'static str, text: &str, offset: usize) -> Self {
        let mut line = 1;
        let mut column = 1;
        for (_, character) in text.char_indices().take_while(|(at, _)| *at < offset) {
            if character == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        Self { file, line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
