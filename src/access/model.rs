//! Grants and their holders.

use super::holding::Holding;
use super::sighting::SightingRef;
use super::via::Via;
use super::{Bound, Contradiction, Unresolved};
use crate::catalog::Entitlement;
use crate::ids::{AppId, ObjectId};
use jiff::Timestamp;

/// The holders in a snapshot, with their grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Users first, then applications; each in the snapshot's order.
    pub holders: Vec<Holder>,
    /// Other users, who were seen only because they hold a role that a scan lists for its own sake.
    pub role_holders: Vec<Holder>,
}

/// The kind of a holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolderKind {
    /// A user: `item` counts in the section `users`.
    User {
        /// Index into the section's items.
        item: usize,
    },
    /// An application: its service principal, its registration, or both.
    Application {
        /// The application id, where the answer gives it.
        app_id: Option<AppId>,
        /// Index into the section `service-principals`.
        service_principal: Option<usize>,
        /// Index into the section `applications`.
        registration: Option<usize>,
    },
    /// A user of which only a role was seen: `item` counts in the section `role-holders`.
    RoleHolder {
        /// Index into the section's items.
        item: usize,
    },
}

/// A principal that can hold grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The object id: of the user, of the service principal, or of the registration where there is no other.
    pub id: ObjectId,
    /// Its kind.
    pub kind: HolderKind,
    /// Its grants, sorted.
    pub grants: Vec<Grant>,
    /// Everything else that it holds, sorted: credentials, assignments and ownerships.
    pub holdings: Vec<Holding>,
    /// Items that were seen, but could not be read as a grant.
    pub unresolved: Vec<Unresolved>,
    /// Pairs of answers about it that cannot both be right.
    pub contradictions: Vec<Contradiction>,
}

/// The state in which an entitlement is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It works now.
    Active,
    /// It works now, because an eligible assignment was activated.
    Activated,
    /// It can be activated, and does not work until then.
    Eligible,
    /// It is given by a role that is disabled.
    SwitchedOff,
    /// A registration asks for it; nobody has consented.
    Requested,
    /// The answer does not say if it is in force.
    Untold,
}

/// The scope in which an entitlement works.
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
    /// For some data sources of Defender, without Defender for Endpoint.
    DataSources(Vec<String>),
    /// The answer does not say.
    Unstated,
}

/// An entitlement that is held (or nearly so), with the path that gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The entitlement.
    pub entitlement: Entitlement,
    /// The tenant's own name for it, where the catalog knows none.
    pub name: Option<String>,
    /// The value of a permission as the tenant stores it, where it is spelled otherwise.
    pub stored: Option<String>,
    /// The state in which it is held.
    pub held: Held,
    /// The scope in which it works.
    pub scope: Scope,
    /// The path to it, from the holder on; empty when direct.
    pub via: Vec<Via>,
    /// The start.
    pub starts: Bound,
    /// The end.
    pub ends: Bound,
    /// True if it comes by a wildcard that also gives actions that Microsoft adds later.
    pub wildcard: bool,
    /// True if it comes only with another permission of the same action: a permission to manage includes reading.
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
}

/// A fact about a grant that the answer does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The scope.
    Scope,
    /// The start.
    Start,
    /// The end.
    End,
    /// The state.
    State,
}

impl Grant {
    /// Returns `true` if the grant certainly works in the whole tenant at the given moment.
    pub fn works(&self, as_of: Timestamp) -> bool {
        self.parts(as_of)
            .into_iter()
            .all(|(part, _)| part == Some(true))
    }

    /// The facts that the answer lacks about a grant that may work: with them it would be known.
    ///
    /// Empty where it works, and where the known facts show that it does not.
    pub fn lacks(&self, as_of: Timestamp) -> Vec<Lack> {
        let parts = self.parts(as_of);
        if parts.iter().any(|(part, _)| *part == Some(false)) {
            return Vec::new();
        }
        let untold = parts.into_iter().filter(|(part, _)| part.is_none());
        untold.map(|(_, lack)| lack).collect()
    }

    /// Each condition of working, where it is known, with the fact that decides it.
    fn parts(&self, as_of: Timestamp) -> [(Option<bool>, Lack); 4] {
        let held = match self.held {
            Held::Active | Held::Activated => Some(true),
            Held::Eligible | Held::SwitchedOff | Held::Requested => Some(false),
            Held::Untold => None,
        };
        let scope = match self.scope {
            Scope::Tenant => Some(true),
            Scope::Unstated => None,
            _ => Some(false),
        };
        [
            (scope, Lack::Scope),
            (self.starts.has_begun(as_of), Lack::Start),
            (self.ends.goes_on(as_of), Lack::End),
            (held, Lack::State),
        ]
    }
}
