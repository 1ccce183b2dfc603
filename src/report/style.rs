//! The look of the terminal table. No other format takes notice.

/// Everything that the caller knows about the terminal; this module asks nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// True if ANSI colours are welcome. The signs and words say the same without.
    pub colour: bool,
    /// The number of columns; 100 when nobody knows. Less than 60 is taken as 60.
    pub width: Option<u16>,
    /// True if satisfied findings without an expiry note share one line per principal.
    pub brief: bool,
    /// The order of the table, and the findings in it.
    pub layout: Layout,
}

/// The order of a table, and the findings in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// The answer, then every finding: for a file, which is read from its beginning.
    #[default]
    File,
    /// The findings that are open or end soon, then the answer: for a terminal, which shows the end.
    Open,
    /// Every finding, then the answer.
    Everything,
}

impl Layout {
    /// True if the answer stands at the end.
    pub(super) fn ends_with_answer(self) -> bool {
        self != Self::File
    }

    /// True if findings that need nothing are left out.
    pub(super) fn is_of_open(self) -> bool {
        self == Self::Open
    }
}

impl Style {
    /// The width to lay out for.
    pub(super) fn columns(self) -> u16 {
        self.width.unwrap_or(100).max(60)
    }
}
