//! Ways to sign in, assignments and ownerships: everything that somebody holds besides roles and permissions.

use super::bound::Bound;
use super::sighting::SightingRef;
use super::via::Via;
use crate::ids::{AppId, ObjectId};
use uuid::Uuid;

/// Something that somebody holds besides roles and permissions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holding {
    /// The kind, with what tells it apart. Names are the tenant's: claims, and hostile text.
    pub what: HoldingKind,
    /// The start.
    pub starts: Bound,
    /// The end.
    pub ends: Bound,
    /// The path to it, from the holder on; empty when direct.
    pub via: Vec<Via>,
    /// The sightings that prove it.
    pub seen: Vec<SightingRef>,
}

/// The half of an application that something stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// The registration.
    Registration,
    /// The service principal.
    ServicePrincipal,
}

impl Half {
    /// The half within a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registration => "the registration",
            Self::ServicePrincipal => "the service principal",
        }
    }
}

/// The kind of something that is held, with what tells it apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldingKind {
    /// A client secret or a certificate of an application.
    Credential {
        /// Its kind.
        kind: CredentialKind,
        /// The half that it stands on.
        on: Half,
        /// Its id, where the answer gives it.
        id: Option<Uuid>,
        /// Its name.
        name: Option<String>,
    },
    /// An outside identity that may sign in as the application.
    Federated {
        /// Its id, where the answer gives it.
        id: Option<String>,
        /// Its name.
        name: Option<String>,
        /// The issuer of the tokens.
        issuer: Option<String>,
        /// The subject of the tokens.
        subject: Option<String>,
    },
    /// An assignment to an application without a role: plain access to it.
    Assignment {
        /// The assignment's id.
        id: Option<String>,
        /// The service principal of the application.
        resource: Option<ObjectId>,
        /// Its name.
        name: Option<String>,
        /// True if it names the holder and no group.
        direct: bool,
    },
    /// Somebody who owns the application, and so may add a credential to it.
    OwnedBy {
        /// The owner.
        owner: Option<ObjectId>,
        /// The kind of the owner.
        kind: OwnerKind,
        /// A name that its maker chose.
        name: Option<String>,
        /// A user's sign-in name.
        sign_in_name: Option<String>,
        /// The halves that it owns.
        of: Vec<Half>,
    },
    /// A group that the holder owns, and so may add members to.
    GroupOwner {
        /// The group.
        group: Option<ObjectId>,
        /// Its name.
        name: Option<String>,
        /// True if directory roles can be assigned to it; none where the answers do not tell.
        takes_roles: Option<bool>,
        /// The form of the ownership.
        form: Ownership,
    },
    /// Another application that the holder owns, and so may add a credential to.
    ApplicationOwner {
        /// The object that is owned.
        object: Option<ObjectId>,
        /// The application's id.
        app_id: Option<AppId>,
        /// Its name.
        name: Option<String>,
        /// The half of the application that it is.
        half: Half,
    },
}

/// A form of the ownership of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ownership {
    /// The group's own list of owners has it.
    Plain,
    /// PIM for Groups assigns it.
    Assigned,
    /// It must be activated first.
    Eligible,
}

/// The kind of an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerKind {
    /// A user.
    User,
    /// A service principal.
    ServicePrincipal,
    /// The answer does not tell.
    Untold,
}

/// The kind of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CredentialKind {
    /// A client secret.
    Secret,
    /// A certificate.
    Certificate,
}

impl CredentialKind {
    /// The word for one, or for several.
    pub const fn word(self, several: bool) -> &'static str {
        match (self, several) {
            (Self::Secret, false) => "client secret",
            (Self::Secret, true) => "client secrets",
            (Self::Certificate, false) => "certificate",
            (Self::Certificate, true) => "certificates",
        }
    }
}

impl Holding {
    /// The key that tells it apart from whatever else its holder holds: `credential/ID`, `owner/ID`, …
    pub fn key(&self) -> String {
        let or = |id: Option<String>| id.unwrap_or_else(|| "without-an-id".to_owned());
        let object = |id: &Option<ObjectId>| or(id.map(|id| id.to_string()));
        match &self.what {
            HoldingKind::Credential { id, .. } => {
                format!("credential/{}", or(id.map(|id| id.to_string())))
            }
            HoldingKind::Federated { id, .. } => format!("credential/{}", or(id.clone())),
            HoldingKind::Assignment { resource, .. } => {
                format!("assignment/{}", object(resource))
            }
            HoldingKind::OwnedBy { owner, .. } => format!("owner/{}", object(owner)),
            HoldingKind::GroupOwner { group, .. } => format!("group-owner/{}", object(group)),
            HoldingKind::ApplicationOwner { object: owned, .. } => {
                format!("application-owner/{}", object(owned))
            }
        }
    }
}
