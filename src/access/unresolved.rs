//! Items about a principal that could not be read as a grant.

use super::SightingRef;
use crate::catalog::Entitlement;
use crate::ids::{AppId, PermissionId};
use crate::snapshot::SectionName;

/// An item that may be a grant, or give one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unresolved {
    /// The section that lacks the fact.
    pub lacking: SectionName,
    /// A description of the item, from its own text.
    pub what: String,
    /// The missing fact, as the end of a sentence about the section.
    pub lacks: String,
    /// True if it belongs to something that the section would hold, and does not: a remnant, unless that comes back.
    pub gone: bool,
    /// The grants that it could be.
    pub could_be: Could,
    /// True if it may be more than the other answers show, and not only the access in question.
    pub more: bool,
    /// The sighting.
    pub seen: SightingRef,
}

/// The grants that an unresolved item could be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Could {
    /// Any grant at all.
    Anything,
    /// One of these.
    OneOf(Vec<Entitlement>),
    /// Any directory role.
    DirectoryRole,
    /// Any permission of one API, or of any.
    Permission(Option<AppId>),
    /// Any permission of an API other than these.
    PermissionBeside(Vec<AppId>),
    /// The app role with this id, of an API other than these.
    AppRole {
        /// Its id.
        id: PermissionId,
        /// The APIs that it is not of.
        beside: Vec<AppId>,
    },
    /// Anything that roles of Defender give.
    Defender,
    /// Anything that a group gives: directory roles, and roles of Defender.
    ByGroup,
}
