//! The beginning or the end of a grant.

use crate::snapshot::{Field, Moment};
use jiff::Timestamp;

/// The beginning or the end of a grant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// There is none.
    Open,
    /// A moment.
    At(Moment),
    /// Unknown: the answer does not say if there is one, or cannot be read.
    Untold,
}

impl Bound {
    /// A beginning, which every answer of PIM has.
    pub(super) fn start(field: &Field<Moment>) -> Self {
        field.cloned().map_or(Self::Untold, Self::At)
    }

    /// An end. PIM gives null for an assignment without one (unifiedRoleAssignmentScheduleInstance,
    /// privilegedAccessGroupAssignmentScheduleInstance: `endDateTime`).
    pub(super) fn end(field: &Field<Moment>) -> Self {
        match field {
            Field::Null => Self::Open,
            Field::Given(moment) => Self::At(moment.clone()),
            Field::Absent | Field::Misfit(_) => Self::Untold,
        }
    }

    /// The moment, where there is one that was read.
    pub const fn moment(&self) -> Option<&Moment> {
        match self {
            Self::At(moment) => Some(moment),
            Self::Open | Self::Untold => None,
        }
    }

    /// True if the start has passed; `None` where that is not known.
    pub fn has_begun(&self, as_of: Timestamp) -> Option<bool> {
        match self {
            Self::Open => Some(true),
            Self::At(moment) => Some(*moment <= as_of),
            Self::Untold => None,
        }
    }

    /// True if the end has not passed; `None` where that is not known.
    pub fn goes_on(&self, as_of: Timestamp) -> Option<bool> {
        match self {
            Self::Open => Some(true),
            Self::At(moment) => Some(*moment > as_of),
            Self::Untold => None,
        }
    }

    /// The end of something that lasts as long as both.
    pub(super) fn earlier(self, other: Self) -> Self {
        match (self, other) {
            (Self::Open, one) | (one, Self::Open) => one,
            (Self::At(one), Self::At(other)) => Self::At(one.min(other)),
            (Self::Untold, _) | (_, Self::Untold) => Self::Untold,
        }
    }

    /// The end of something that lasts as long as any.
    pub(super) fn latest(all: impl IntoIterator<Item = Self>) -> Self {
        let later = |one: Self, other: Self| match (one, other) {
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::At(one), Self::At(other)) => Self::At(one.max(other)),
            (Self::Untold, _) | (_, Self::Untold) => Self::Untold,
        };
        all.into_iter().reduce(later).unwrap_or(Self::Open)
    }
}
