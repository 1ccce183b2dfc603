//! Principals: users, applications and groups that are to hold access.

use super::{Cite, Condition};
use crate::guide::format2::ids::PrincipalId;
use crate::guide::format2::kinds::{AccountType, Home, PartnerRoute};
use crate::guide::format2::template::Template;

/// A principal that is to hold access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Its id.
    pub id: PrincipalId,
    /// Its title.
    pub title: String,
    /// The condition under which it is needed at all.
    pub when: Option<Condition>,
    /// The place in the article that names it.
    pub cite: Option<Cite>,
    /// The kind of principal, with the keys that it is found by.
    pub kind: PrincipalKind,
}

/// The kind of principal, with the keys that it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// A user.
    User {
        /// Guest, member or any.
        account: AccountType,
        /// The address.
        address: Template,
        /// The tenant it has to come from.
        home_tenant: Option<Template>,
    },
    /// An application.
    Application {
        /// The tenant in which it is registered.
        home: Home,
        /// Its name, which counts while no id has a value.
        name: Option<Template>,
        /// The application ids, any of which identifies the genuine one.
        app_ids: Vec<Template>,
        /// The tenant it has to come from.
        home_tenant: Option<Template>,
        /// The verified publisher's name; several where it has several.
        publishers: Vec<String>,
    },
    /// A managed identity.
    ManagedIdentity {
        /// Its name.
        name: Option<Template>,
        /// The Azure id of the resource that has it.
        resource: Option<Template>,
    },
    /// An agent identity.
    AgentIdentity {
        /// Its name, which counts while no id has a value.
        name: Option<Template>,
        /// The application ids, any of which identifies the genuine one.
        app_ids: Vec<Template>,
    },
    /// A group.
    Group {
        /// Its name.
        name: Option<Template>,
        /// Its object id.
        object_id: Option<Template>,
    },
    /// A partner.
    Partner {
        /// GDAP or Lighthouse.
        through: PartnerRoute,
        /// The name of the relationship, or of the partner's group.
        name: Option<Template>,
        /// The tenant it has to come from.
        home_tenant: Option<Template>,
    },
    /// The one of these principals that is needed.
    Chosen {
        /// The principals, each with a condition.
        among: Vec<PrincipalId>,
    },
}

impl PrincipalKind {
    /// The kind as a guide spells it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::User { .. } => "user",
            Self::Application { .. } => "application",
            Self::ManagedIdentity { .. } => "managed-identity",
            Self::AgentIdentity { .. } => "agent-identity",
            Self::Group { .. } => "group",
            Self::Partner { .. } => "partner",
            Self::Chosen { .. } => "chosen",
        }
    }

    /// The templates that say how it is found.
    pub fn templates(&self) -> Vec<&Template> {
        let mut found = Vec::new();
        match self {
            Self::User {
                address,
                home_tenant,
                ..
            } => {
                found.push(address);
                found.extend(home_tenant);
            }
            Self::Application {
                name,
                app_ids,
                home_tenant,
                ..
            } => {
                found.extend(name);
                found.extend(app_ids);
                found.extend(home_tenant);
            }
            Self::ManagedIdentity { name, resource } => {
                found.extend(name);
                found.extend(resource);
            }
            Self::AgentIdentity { name, app_ids } => {
                found.extend(name);
                found.extend(app_ids);
            }
            Self::Group { name, object_id } => {
                found.extend(name);
                found.extend(object_id);
            }
            Self::Partner {
                name, home_tenant, ..
            } => {
                found.extend(name);
                found.extend(home_tenant);
            }
            Self::Chosen { .. } => {}
        }
        found
    }
}
