//! The whole catalog. What can be asked of it stands with what it holds.

use super::company_names::CompanyNames;
use super::covers::Covers;
use super::defender::Defender;
use super::directory_roles::DirectoryRoles;
use super::load::read_data;
use super::{
    ApiResource, CatalogError, CredentialLimits, DirectoryRole, Entitlement, GuestAccess, Licences,
    Risk,
};

/// The whole catalog. Every list that is handed out whole is sorted.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(super) directory_roles: Vec<DirectoryRole>,
    pub(super) resources: Vec<ApiResource>,
    pub(super) defender: Defender,
    pub(super) covers: Covers,
    pub(super) licences: Licences,
    pub(super) guest_access: GuestAccess,
    pub(super) company_names: CompanyNames,
    credential_limits: CredentialLimits,
}

impl Catalog {
    /// Reads the data that is part of the program.
    pub fn built_in() -> Result<Self, CatalogError> {
        let roles: DirectoryRoles = read_data!("catalog/directory-roles.toml")?;
        let mut catalog = Self {
            directory_roles: roles.role,
            resources: vec![
                read_data!("catalog/api/microsoft-graph.toml")?,
                read_data!("catalog/api/microsoft-threat-protection.toml")?,
                read_data!("catalog/api/windows-defender-atp.toml")?,
            ],
            defender: read_data!("catalog/defender.toml")?,
            covers: read_data!("catalog/covers.toml")?,
            licences: read_data!("catalog/licences.toml")?,
            guest_access: read_data!("catalog/guest-access.toml")?,
            company_names: read_data!("catalog/company-names.toml")?,
            credential_limits: read_data!("catalog/credentials.toml")?,
        };
        catalog.sort();
        Ok(catalog)
    }

    fn sort(&mut self) {
        self.directory_roles.sort_by(|a, b| a.name.cmp(&b.name));
        self.resources.sort_by(|a, b| a.name.cmp(&b.name));
        for resource in &mut self.resources {
            let permissions = &mut resource.permissions;
            permissions.sort_by(|a, b| (a.kind, &a.value).cmp(&(b.kind, &b.value)));
        }
        self.defender.sort();
        self.licences.sort();
    }

    /// The subscription list's plans, and the permissions that work under each.
    pub const fn licences(&self) -> &Licences {
        &self.licences
    }

    /// The limits of the lifetime of credentials.
    pub const fn credential_limits(&self) -> &CredentialLimits {
        &self.credential_limits
    }

    /// Settings of a tenant that may keep a guest out.
    pub const fn guest_access(&self) -> &GuestAccess {
        &self.guest_access
    }

    /// The harm that an entitlement can do; `None` means unrated, which is not low.
    pub fn risk(&self, entitlement: &Entitlement) -> Option<&Risk> {
        match entitlement {
            Entitlement::DirectoryRole(id) => self.directory_role(*id)?.risk.as_ref(),
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            } => self.api_permission(*resource, *kind, value)?.risk.as_ref(),
            Entitlement::DefenderClassic { group, name } => {
                self.classic_permission(group, name)?.risk.as_ref()
            }
            Entitlement::DefenderUnified(id) => self.unified_permission(id)?.risk.as_ref(),
            Entitlement::DefenderAction(_) => None,
        }
    }
}
