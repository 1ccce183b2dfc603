//! Items about a principal that could not be read as a grant.

use super::SightingRef;
use crate::catalog::Entitlement;
use crate::ids::{AppId, PermissionId};
use crate::snapshot::SectionName;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// The number of others of its kind that it stands for.
    pub(super) others: usize,
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
    PermissionBeside(Arc<BTreeSet<AppId>>),
    /// The app role with this id, of an API other than these.
    AppRole {
        /// Its id.
        id: PermissionId,
        /// The APIs that it is not of.
        beside: Arc<BTreeSet<AppId>>,
    },
    /// Anything that roles of Defender give.
    Defender,
    /// Anything that a group gives: directory roles, and roles of Defender.
    ByGroup,
}

/// The most of one kind that are listed of one holder; how many more there are is said.
pub(super) const LISTED: usize = 20;

impl Could {
    /// Any grant that a section can show.
    pub(super) const fn any_shown_in(section: SectionName) -> Self {
        match section {
            SectionName::DirectoryRoles
            | SectionName::RoleSchedules
            | SectionName::RoleEligibility
            | SectionName::RoleHolders => Self::DirectoryRole,
            SectionName::DefenderAssignments | SectionName::DefenderRoles => Self::Defender,
            SectionName::AppRoleAssignments
            | SectionName::UserAppRoles
            | SectionName::ApiHolders
            | SectionName::DelegatedGrants
            | SectionName::Applications => Self::Permission(None),
            _ => Self::Anything,
        }
    }

    /// Something that it could be, and the other as well.
    fn or(self, other: &Self) -> Self {
        if self == *other {
            return self;
        }
        match (self.class(), other.class()) {
            (Class::Role, Class::Role) => Self::DirectoryRole,
            (Class::Permission, Class::Permission) => Self::Permission(None),
            (Class::Defender, Class::Defender) => Self::Defender,
            (
                Class::Role | Class::Defender | Class::Group,
                Class::Role | Class::Defender | Class::Group,
            ) => Self::ByGroup,
            _ => Self::Anything,
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::DirectoryRole => Class::Role,
            Self::Permission(_) | Self::PermissionBeside(_) | Self::AppRole { .. } => {
                Class::Permission
            }
            Self::Defender => Class::Defender,
            Self::ByGroup => Class::Group,
            Self::Anything => Class::Any,
            Self::OneOf(all) => match all.as_slice() {
                [Entitlement::DirectoryRole(_)] => Class::Role,
                _ => Class::Any,
            },
        }
    }
}

/// The kind of grant that an unresolved item could be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Role,
    Permission,
    Defender,
    Group,
    Any,
}

/// The first of each kind in order, and one for all others of that kind, which could be whatever any of them could.
pub(super) fn few(mut all: Vec<Unresolved>) -> Vec<Unresolved> {
    all.sort();
    all.dedup();
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut rest: BTreeMap<Kind, Unresolved> = BTreeMap::new();
    let mut listed = Vec::new();
    for one in all {
        let kind = (one.lacking, one.seen.section, one.gone, one.more);
        let count = counts.entry(kind).or_default();
        if one.others == 0 && *count < LISTED {
            *count += 1;
            listed.push(one);
            continue;
        }
        let together = match rest.remove(&kind) {
            None => one,
            Some(known) => known.and(&one),
        };
        rest.insert(kind, together);
    }
    listed.extend(rest.into_values().map(|others| {
        let (more, section) = (others.others + 1, others.seen.section);
        Unresolved {
            what: format!("{more} more of section {section}"),
            ..others
        }
    }));
    listed.sort();
    listed
}

/// The key of a kind: the section that lacks the fact, the section of the sighting, and two flags: it is gone,
/// it may be more.
type Kind = (SectionName, SectionName, bool, bool);

impl Unresolved {
    /// Both as one.
    fn and(self, other: &Self) -> Self {
        Self {
            others: self.others + other.others + 1,
            lacks: if self.lacks == other.lacks {
                self.lacks
            } else {
                "lacks what they name".to_owned()
            },
            could_be: self.could_be.or(&other.could_be),
            ..self
        }
    }
}
