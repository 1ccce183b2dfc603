//! Rights: a holder, what is held, and for some kinds the scope.

use crate::guide::format2::ids::{Holder, PrincipalRef};
use crate::guide::format2::kinds::{AskedType, Audience, Platform, ScopeKind, Which};
use crate::guide::format2::template::Template;
use crate::ids::AppId;
use std::fmt;
use uuid::Uuid;

/// A right: its holder, and what is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Right {
    /// The holder.
    pub of: Holder,
    /// The right itself.
    pub kind: RightKind,
}

/// A name as its list spells it, with its id where the list has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The id.
    pub id: Option<Uuid>,
}

/// The kind of a right. Names are spelled as the catalogue, or the guide's declaration, spells them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RightKind {
    /// It is there and enabled.
    Present,
    /// A permission of an API, granted with consent for the whole tenant.
    ApiPermission {
        /// The API.
        api: AppId,
        /// Application, delegated, either or unstated.
        kind: AskedType,
        /// The permission.
        value: String,
    },
    /// A directory role for the whole directory, also through a group.
    DirectoryRole(Named),
    /// An Azure role at the scope or above it.
    AzureRole {
        /// The role.
        role: Named,
        /// The scope.
        at: Scope,
    },
    /// Roles at the scope or above it that allow all these actions.
    AzureActions {
        /// The actions, sorted.
        actions: Vec<String>,
        /// The data actions, sorted.
        data_actions: Vec<String>,
        /// The scope.
        at: Scope,
    },
    /// A management role of Exchange.
    ExchangeRole(Named),
    /// A role group of Exchange.
    ExchangeRoleGroup(Named),
    /// A permission of Defender by its classic name, through a role that is in force.
    Defender {
        /// The parent in the portal.
        group: String,
        /// The child in the portal; the parent's name where there is none.
        name: String,
    },
    /// A client secret that is valid, and none that lasts longer.
    Secret {
        /// The longest lifetime, in days.
        max_days: Option<u32>,
    },
    /// A certificate that is valid, and none that lasts longer.
    Certificate {
        /// The longest lifetime, in days.
        max_days: Option<u32>,
    },
    /// A federated credential with both.
    Federated {
        /// The issuer of the tokens.
        issuer: Template,
        /// The subject of the tokens.
        subject: Template,
    },
    /// A redirect address.
    RedirectUri {
        /// The address.
        uri: Template,
        /// The platform it is registered for.
        platform: Option<Platform>,
    },
    /// The accounts that may sign in.
    Audience(Audience),
    /// Membership of a group principal, also through another group.
    MemberOf(PrincipalRef),
    /// A service plan that is enabled.
    ServicePlan(String),
    /// A setting that is as its title says.
    Setting {
        /// The setting.
        name: String,
        /// The scope, for a setting of something in Azure.
        at: Option<Scope>,
    },
}

/// A scope of Azure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The root.
    Root,
    /// A scope below it.
    Below {
        /// The kind of scope.
        kind: ScopeKind,
        /// Its id.
        id: Template,
        /// For an id whose parameter has several values: at each of them, or at any.
        which: Option<Which>,
    },
}

/// The source that shows if a right is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// An API shows it; it cannot be attested to.
    ByApi,
    /// No API shows it; a person attests to it.
    ByAttestation,
    /// One of two models is shown by an API, and the other is attested to.
    ByApiOrAttestation,
}

impl RightKind {
    /// The source that shows if it is held. A setting has no API unless the catalogue knows one, and it knows none yet.
    pub const fn shown(&self) -> Shown {
        match self {
            Self::Setting { .. } | Self::ExchangeRoleGroup(_) => Shown::ByAttestation,
            Self::Defender { .. } => Shown::ByApiOrAttestation,
            _ => Shown::ByApi,
        }
    }

    /// The scope, where it has one.
    pub const fn scope(&self) -> Option<&Scope> {
        match self {
            Self::AzureRole { at, .. } | Self::AzureActions { at, .. } => Some(at),
            Self::Setting { at, .. } => at.as_ref(),
            _ => None,
        }
    }

    /// Every template in it.
    pub fn templates(&self) -> Vec<&Template> {
        let mut found = Vec::new();
        if let Some(Scope::Below { id, .. }) = self.scope() {
            found.push(id);
        }
        match self {
            Self::Federated { issuer, subject } => found.extend([issuer, subject]),
            Self::RedirectUri { uri, .. } => found.push(uri),
            _ => {}
        }
        found
    }
}

impl fmt::Display for RightKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("to be there"),
            Self::ApiPermission { value, .. } => f.write_str(value),
            Self::DirectoryRole(role) => write!(f, "the directory role {}", role.name),
            Self::AzureRole { role, .. } => write!(f, "the Azure role {}", role.name),
            Self::AzureActions { .. } => f.write_str("actions in Azure"),
            Self::ExchangeRole(role) => write!(f, "the Exchange role {}", role.name),
            Self::ExchangeRoleGroup(group) => write!(f, "the Exchange role group {}", group.name),
            Self::Defender { group, name } if group == name => f.write_str(group),
            Self::Defender { group, name } => write!(f, "{group} / {name}"),
            Self::Secret { .. } => f.write_str("a client secret"),
            Self::Certificate { .. } => f.write_str("a certificate"),
            Self::Federated { .. } => f.write_str("a federated credential"),
            Self::RedirectUri { uri, .. } => write!(f, "the redirect address {}", uri.as_str()),
            Self::Audience(audience) => write!(f, "the audience {audience}"),
            Self::MemberOf(group) => write!(f, "membership of {group}"),
            Self::ServicePlan(name) => write!(f, "the service plan {name}"),
            Self::Setting { name, .. } => write!(f, "the setting {name}"),
        }
    }
}
