//! The whole catalog. What can be asked of it stands in `lookup/`.

use super::api_facts::ApiFactsFile;
use super::azure_roles::AzureRoles;
use super::company_names::CompanyNames;
use super::covers::Covers;
use super::defender::Defender;
use super::directory_roles::DirectoryRoles;
use super::load::read_data;
use super::published::{PublishedList, read_list};
use super::rating_rules::{HoldingClass, RatingRules, RatingRulesFile};
use super::ratings::ApiRatings;
use super::{
    ApiResource, CatalogError, CredentialLimits, DirectoryRole, Entitlement, GuestAccess, Licences,
    Risk, RiskLevel,
};

/// The whole catalog. Every list that is handed out whole is sorted.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(super) directory_roles: Vec<DirectoryRole>,
    pub(super) azure_roles: AzureRoles,
    pub(super) resources: Vec<ApiResource>,
    pub(super) defender: Defender,
    pub(super) covers: Covers,
    pub(super) licences: Licences,
    pub(super) guest_access: GuestAccess,
    pub(super) company_names: CompanyNames,
    rating_rules: RatingRules,
    published: Published,
    credential_limits: CredentialLimits,
}

/// The published lists.
#[derive(Clone, Copy, Debug)]
struct Published {
    api_permissions: PublishedList,
    directory_roles: PublishedList,
}

impl Catalog {
    /// Reads the data that is part of the program.
    pub fn built_in() -> Result<Self, CatalogError> {
        let published = Published {
            api_permissions: read_list!("catalog/published/api-permissions.tsv"),
            directory_roles: read_list!("catalog/published/directory-roles.tsv"),
        };
        let azure = read_list!("catalog/published/azure-roles.tsv");
        let roles: DirectoryRoles = read_data!("catalog/directory-roles.toml")?;
        let rating_rules: RatingRulesFile = read_data!("catalog/rating-rules.toml")?;
        let mut catalog = Self {
            directory_roles: roles.of(&published.directory_roles),
            azure_roles: AzureRoles::of(azure),
            resources: ApiResource::published(&published.api_permissions),
            defender: read_data!("catalog/defender.toml")?,
            covers: read_data!("catalog/covers.toml")?,
            licences: read_data!("catalog/licences.toml")?,
            guest_access: read_data!("catalog/guest-access.toml")?,
            company_names: read_data!("catalog/company-names.toml")?,
            rating_rules: RatingRules::from(rating_rules),
            published,
            credential_limits: read_data!("catalog/credentials.toml")?,
        };
        catalog.add_facts([
            read_data!("catalog/api/microsoft-graph.toml")?,
            read_data!("catalog/api/microsoft-threat-protection.toml")?,
            read_data!("catalog/api/windows-defender-atp.toml")?,
        ]);
        catalog.defender.sort();
        catalog.licences.sort();
        Ok(catalog)
    }

    /// Adds what is known of permissions beyond the published list.
    fn add_facts(&mut self, files: [ApiFactsFile; 3]) {
        for file in files {
            let app = file.app_id;
            let mut apis = self.resources.iter_mut();
            if let Some(api) = apis.find(|api| api.app_id == app) {
                api.facts = file.into();
            }
        }
        for (app, ratings) in ApiRatings::of_list(read_list!("catalog/ratings.tsv")) {
            let mut apis = self.resources.iter_mut();
            if let Some(api) = apis.find(|api| api.app_id == app) {
                api.ratings = ratings;
            }
        }
    }

    /// The list of the APIs and their permissions.
    pub const fn permission_list(&self) -> &PublishedList {
        &self.published.api_permissions
    }

    /// The list of the directory roles.
    pub const fn directory_role_list(&self) -> &PublishedList {
        &self.published.directory_roles
    }

    /// The list of the Azure roles.
    pub const fn azure_role_list(&self) -> &PublishedList {
        &self.azure_roles.list
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

    /// The harm that something can do that is held besides roles and permissions. `worst` is the highest level of what
    /// the application may do that it stands on.
    pub fn holding_risk(&self, class: HoldingClass, worst: Option<RiskLevel>) -> Option<Risk> {
        self.rating_rules.of_holding(class, worst)
    }

    /// The harm that an entitlement can do: by a person's word, else by a rule; `None` means unrated, which is not low.
    pub fn risk(&self, entitlement: &Entitlement) -> Option<&Risk> {
        match entitlement {
            Entitlement::DirectoryRole(id) => {
                let role = self.directory_role(*id)?;
                let by_rule = || self.rating_rules.of_role(role);
                role.risk.as_ref().or_else(by_rule)
            }
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            } => {
                // What an API that nobody knows means by a name, no rule can tell.
                let api = self.resource(*resource)?;
                let known = api.named(*kind, value);
                let by_rule = || self.rating_rules.of_permission(value);
                known.and_then(|known| known.risk.as_ref()).or_else(by_rule)
            }
            Entitlement::DefenderClassic { group, name } => {
                self.classic_permission(group, name)?.risk.as_ref()
            }
            Entitlement::DefenderUnified(id) => self.unified_permission(id)?.risk.as_ref(),
            Entitlement::DefenderAction(_) => None,
        }
    }
}
