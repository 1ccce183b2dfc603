//! Roles and permissions that can be held: the full key of a role or permission, never its bare name.

use crate::ids::{AppId, RoleTemplateId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The way an API permission is granted: the same value can exist in both types with different ids.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PermissionType {
    /// An app role that the application holds itself (app-only access).
    Application,
    /// A scope that the application may use on behalf of a signed-in user.
    Delegated,
}

impl PermissionType {
    /// The type that a row of a list begins with: `a` or `d`.
    pub(super) fn of_row(field: &str) -> Option<Self> {
        match field {
            "a" => Some(Self::Application),
            "d" => Some(Self::Delegated),
            _ => None,
        }
    }
}

impl fmt::Display for PermissionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Application => "application",
            Self::Delegated => "delegated",
        })
    }
}

/// Something that a principal can hold.
///
/// The order of the variants and of their fields is the order of every output.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entitlement {
    /// A Microsoft Entra directory role.
    DirectoryRole(RoleTemplateId),
    /// A permission of an API, application or delegated.
    ApiPermission {
        /// The application id of the API (resource).
        resource: AppId,
        /// Application or delegated.
        kind: PermissionType,
        /// The permission's value, such as `Alert.Read.All`.
        value: String,
    },
    /// A permission of classic Defender for Endpoint RBAC, as guides name them.
    DefenderClassic {
        /// The parent in the portal, such as `View data`.
        group: String,
        /// The child in the portal, such as `Security operations`.
        name: String,
    },
    /// A permission of Defender XDR Unified RBAC, by its id in the catalog.
    DefenderUnified(String),
    /// An action of Unified RBAC that the catalog does not know, as the tenant spells it.
    DefenderAction(String),
}

impl Entitlement {
    /// True for two that name one entitlement. Values of permissions are compared without case: Microsoft does so with
    /// scopes, and an application permission is granted by its id, of which the value is only the API's spelling.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::ApiPermission {
                    resource,
                    kind,
                    value,
                },
                Self::ApiPermission {
                    resource: r,
                    kind: k,
                    value: v,
                },
            ) => resource == r && kind == k && value.eq_ignore_ascii_case(v),
            _ => self == other,
        }
    }
}
