//! Microsoft Entra directory roles.

use crate::catalog::{Catalog, DirectoryRole};
use crate::ids::RoleTemplateId;

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
