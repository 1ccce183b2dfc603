//! The place of an item that proves something.

use crate::snapshot::SectionName;

/// An item of a section: the sighting that proves a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SightingRef {
    /// The section.
    pub section: SectionName,
    /// Index into its items.
    pub item: usize,
}
