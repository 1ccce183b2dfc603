//! An entitlement that is held or asked for, by its full key.

use super::schema;
use crate::catalog::{self, PermissionType};
use schemars::JsonSchema;
use serde::Serialize;

/// Everything that is held or asked for, by its full key.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Entitlement<'a> {
    /// A directory role of Microsoft Entra ID.
    DirectoryRole {
        #[schemars(with = "schema::Guid")]
        template_id: String,
    },
    /// A permission on an API.
    ApiPermission {
        #[schemars(with = "schema::Guid")]
        resource_app_id: String,
        permission_type: PermissionType,
        value: &'a str,
    },
    /// A permission of Defender's classic roles.
    DefenderClassic { group: &'a str, name: &'a str },
    /// A permission of Defender Unified RBAC.
    DefenderUnified { permission: &'a str },
    /// A resource action of a custom role of Defender Unified RBAC.
    DefenderAction { action: &'a str },
}

impl<'a> From<&'a catalog::Entitlement> for Entitlement<'a> {
    fn from(entitlement: &'a catalog::Entitlement) -> Self {
        match entitlement {
            catalog::Entitlement::DirectoryRole(id) => Self::DirectoryRole {
                template_id: id.to_string(),
            },
            catalog::Entitlement::ApiPermission {
                resource,
                kind,
                value,
            } => Self::ApiPermission {
                resource_app_id: resource.to_string(),
                permission_type: *kind,
                value,
            },
            catalog::Entitlement::DefenderClassic { group, name } => {
                Self::DefenderClassic { group, name }
            }
            catalog::Entitlement::DefenderUnified(permission) => {
                Self::DefenderUnified { permission }
            }
            catalog::Entitlement::DefenderAction(action) => Self::DefenderAction { action },
        }
    }
}
