//! Microsoft Entra directory roles, loaded from `catalog/directory-roles.toml`.

use super::{Catalog, Risk};
use crate::ids::RoleTemplateId;
use serde::Deserialize;

/// A built-in directory role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DirectoryRole {
    /// The template id, which is also the role definition's id.
    pub id: RoleTemplateId,
    /// Microsoft's name.
    pub name: String,
    /// Microsoft's label of it as privileged.
    pub privileged: bool,
    /// Its purpose, in our words.
    pub description: String,
    /// The harm that it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// The source of the entry.
    pub source: String,
}

/// `catalog/directory-roles.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DirectoryRoles {
    #[serde(rename = "checked")]
    _checked: String,
    pub(super) role: Vec<DirectoryRole>,
}

impl Catalog {
    /// Every directory role, by name.
    pub fn directory_roles(&self) -> &[DirectoryRole] {
        &self.directory_roles
    }

    /// The directory role with this template id.
    pub fn directory_role(&self, id: RoleTemplateId) -> Option<&DirectoryRole> {
        self.directory_roles.iter().find(|role| role.id == id)
    }

    /// The directory role with this name, in any case of its ASCII letters.
    pub fn directory_role_named(&self, name: &str) -> Option<&DirectoryRole> {
        self.directory_roles
            .iter()
            .find(|role| role.name.eq_ignore_ascii_case(name))
    }
}
