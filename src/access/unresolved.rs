//! What was seen of somebody, and could not be read as a grant.

use super::SightingRef;
use crate::catalog::Entitlement;
use crate::ids::{AppId, PermissionId};
use crate::snapshot::SectionName;

/// Something that may be a grant, or give one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unresolved {
    /// The section that lacks the fact.
    pub lacking: SectionName,
    /// What was seen, in words: by what the answer itself says of it.
    pub what: String,
    /// Which fact is lacking, as the end of a sentence about the section.
    pub lacks: String,
    /// It is of something that the section would hold, and does not: left over, unless that comes back.
    pub gone: bool,
    /// What it could be.
    pub could_be: Could,
    /// Whether it may be more than was seen otherwise, and not only what is looked for.
    pub more: bool,
    /// The sighting.
    pub seen: SightingRef,
}

/// What something unread could be.
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
    /// Whatever roles of Defender give.
    Defender,
    /// Whatever a group gives: directory roles, and roles of Defender.
    ByGroup,
}
