//! Two answers about one principal that cannot both be right.

use super::SightingRef;
use crate::snapshot::SectionName;

/// A fact in one section that another contradicts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The section that shows it.
    pub shown_in: SectionName,
    /// The reason why it cannot be right.
    pub against: Against,
    /// A description of what is shown. Names are the tenant's: hostile text.
    pub what: String,
    /// The sighting.
    pub seen: SightingRef,
}

/// The reason to doubt a sighting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// A section that would show it too was read whole, and does not.
    Absent(SectionName),
    /// The service does not allow groups within a group that directory roles can be assigned to
    /// (entra-docs, groups-concept.md).
    Nesting,
}
