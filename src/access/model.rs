//! Grants and their holders.

use crate::catalog::Entitlement;
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::SectionName;
use jiff::Timestamp;

/// Everybody in a snapshot and what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Users first, then applications; each in the snapshot's order.
    pub holders: Vec<Holder>,
    /// Other users, who were seen only because they hold a role that a scan lists for its own sake.
    pub role_holders: Vec<Holder>,
}

/// What kind of principal a holder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolderKind {
    /// A user: `item` counts in the section `users`.
    User {
        /// Index into the section's items.
        item: usize,
    },
    /// An application: its service principal, its registration, or both.
    Application {
        /// The application id.
        app_id: AppId,
        /// Index into the section `service-principals`.
        service_principal: Option<usize>,
        /// Index into the section `applications`.
        registration: Option<usize>,
    },
    /// A user of whom no more was seen than a role: `item` counts in the section `role-holders`.
    RoleHolder {
        /// Index into the section's items.
        item: usize,
    },
}

/// Somebody who can hold grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The object id: of the user, of the service principal, or of the registration where there is no other.
    pub id: ObjectId,
    /// What kind.
    pub kind: HolderKind,
    /// What it holds, sorted.
    pub grants: Vec<Grant>,
    /// Grants that were seen, but whose meaning could not be read.
    pub unresolved: Vec<Unresolved>,
}

/// In which state an entitlement is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It works now.
    Active,
    /// It works now, because an eligible assignment was activated.
    Activated,
    /// It can be activated, and does not work until then.
    Eligible,
    /// It is given by a role that is switched off.
    SwitchedOff,
    /// A registration asks for it; nobody has consented.
    Requested,
}

/// Where an entitlement works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In the whole tenant.
    Tenant,
    /// In one administrative unit, by its id.
    AdministrativeUnit(String),
    /// On one object, by its path.
    Object(String),
    /// For one user alone (delegated permissions).
    OneUser(Option<ObjectId>),
    /// For some data sources of Defender, which Defender for Endpoint is not among.
    DataSources(Vec<String>),
    /// The answer does not say.
    Unstated,
}

/// A hop between a holder and an entitlement. Names are the tenant's: claims, and hostile text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// Member of a group, directly or through other groups.
    Group {
        /// The group.
        id: ObjectId,
        /// Its display name.
        name: Option<String>,
    },
    /// Could become a member of a group by activation.
    EligibleGroup {
        /// The group.
        id: ObjectId,
        /// Its display name.
        name: Option<String>,
    },
    /// A role of Defender Unified RBAC.
    DefenderRole {
        /// The role's id.
        id: String,
        /// Its display name.
        name: Option<String>,
        /// The action in it that gives the permission.
        action: String,
    },
}

/// An item of a section: the sighting that proves a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SightingRef {
    /// The section.
    pub section: SectionName,
    /// Index into its items.
    pub item: usize,
}

/// An entitlement that is held (or nearly so), with the way that gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// What.
    pub entitlement: Entitlement,
    /// The tenant's own name for it, where the catalog knows none.
    pub name: Option<String>,
    /// In which state.
    pub held: Held,
    /// Where it works.
    pub scope: Scope,
    /// The way to it, from the holder on; empty when direct.
    pub via: Vec<Via>,
    /// From when, where the answer says.
    pub starts: Option<Timestamp>,
    /// Until when; absent for ever, or where the answer does not say.
    pub ends: Option<Timestamp>,
    /// Whether it comes by a wildcard that also gives what Microsoft adds later.
    pub wildcard: bool,
    /// Whether it comes only with another permission of the same action: whoever may manage may read.
    pub implied: bool,
    /// The sightings that prove it.
    pub seen: Vec<SightingRef>,
}

impl Grant {
    /// The action of a Defender role that gives it.
    pub fn action(&self) -> Option<&str> {
        match self.via.last()? {
            Via::DefenderRole { action, .. } => Some(action),
            Via::Group { .. } | Via::EligibleGroup { .. } => None,
        }
    }

    /// Whether the grant works in the whole tenant at the given moment.
    pub fn works(&self, as_of: Timestamp) -> bool {
        matches!(self.held, Held::Active | Held::Activated)
            && self.scope == Scope::Tenant
            && self.starts.is_none_or(|start| start <= as_of)
            && self.ends.is_none_or(|end| end > as_of)
    }
}

/// A grant that was seen, but whose meaning could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unresolved {
    /// The section that would have given the meaning.
    pub lacking: SectionName,
    /// What was seen, in words.
    pub what: String,
    /// The API's service principal, where it is a grant on one.
    pub resource: Option<ObjectId>,
    /// The id of the app role, where it is one.
    pub permission: Option<PermissionId>,
    /// The sighting.
    pub seen: SightingRef,
}
