//! How the terminal table looks. No other format takes notice.

/// What the caller knows about the terminal; this room asks nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours are welcome. The signs and words say the same without.
    pub colour: bool,
    /// How many columns there are; 100 when nobody knows. Less than 60 is taken as 60.
    pub width: Option<u16>,
    /// Whether satisfied findings without an expiry note share one line per principal.
    pub brief: bool,
}

impl Style {
    /// The width to lay out for.
    pub(super) fn columns(self) -> u16 {
        self.width.unwrap_or(100).max(60)
    }
}
