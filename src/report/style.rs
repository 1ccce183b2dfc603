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
}

impl Style {
    /// The width to lay out for.
    pub(super) fn columns(self) -> u16 {
        self.width.unwrap_or(100).max(60)
    }
}
