//! Azure built-in roles.

use crate::catalog::{AzureRole, Catalog};
use crate::ids::AzureRoleId;

impl Catalog {
    /// Every Azure built-in role, by name.
    pub fn azure_roles(&self) -> &[AzureRole] {
        self.azure_roles.all()
    }

    /// The Azure built-in role with this role definition id.
    pub fn azure_role(&self, id: AzureRoleId) -> Option<&AzureRole> {
        self.azure_roles().iter().find(|role| role.id == id)
    }

    /// The Azure built-in role with this name, in any case of its ASCII letters.
    pub fn azure_role_named(&self, name: &str) -> Option<&AzureRole> {
        let mut roles = self.azure_roles().iter();
        roles.find(|role| role.name.eq_ignore_ascii_case(name))
    }
}
