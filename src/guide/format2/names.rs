//! The names that a guide may use: the catalogue's, and those that the guide declares.
//!
//! A permission is known by its API, its type and its value, a role by where it is
//! assigned and its name: never by a name or a GUID alone. Names are compared
//! without regard to case.

use super::kinds::{RolePlane, SettingOwner};
use super::model::{
    DeclaredApi, DeclaredPermission, DeclaredRole, DeclaredServicePlan, DeclaredSetting, Named,
};
use crate::catalog::{ApiResource, Catalog, ClassicPermission, PermissionType, PublishedList};
use crate::ids::AppId;
use std::collections::BTreeMap;

/// An API that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownApi {
    /// Its name, as it is spelled.
    pub name: String,
    /// Its application id.
    pub app_id: AppId,
}

/// Every name that is known: what a guide declares, over the built-in catalogue.
///
/// A name that is in both is shown as Microsoft publishes it.
#[derive(Clone, Debug)]
pub struct Names<'c> {
    catalog: &'c Catalog,
    apis: BTreeMap<String, KnownApi>,
    permissions: BTreeMap<(AppId, PermissionType, String), Named>,
    roles: BTreeMap<(RolePlane, String), Named>,
    service_plans: BTreeMap<String, Named>,
    settings: BTreeMap<String, (String, SettingOwner)>,
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

impl<'c> Names<'c> {
    /// The names of the built-in catalogue.
    pub const fn of(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            apis: BTreeMap::new(),
            permissions: BTreeMap::new(),
            roles: BTreeMap::new(),
            service_plans: BTreeMap::new(),
            settings: BTreeMap::new(),
        }
    }

    /// Adds an API that a guide declares.
    pub(crate) fn declare_api(&mut self, api: &DeclaredApi) {
        let known = KnownApi {
            name: api.name.as_str().to_owned(),
            app_id: api.app_id,
        };
        self.apis.entry(folded(&known.name)).or_insert(known);
    }

    /// Adds a permission that a guide declares, where its API is known.
    pub(crate) fn declare_permission(&mut self, permission: &DeclaredPermission) {
        if let Some(api) = self.api(permission.api.as_str()).map(|api| api.app_id) {
            let key = (api, permission.kind, folded(&permission.value));
            self.permissions.entry(key).or_insert_with(|| Named {
                name: permission.value.clone(),
                id: permission.id,
            });
        }
    }

    /// Adds a role that a guide declares.
    pub(crate) fn declare_role(&mut self, role: &DeclaredRole) {
        let key = (role.plane, folded(&role.name));
        self.roles.entry(key).or_insert_with(|| Named {
            name: role.name.clone(),
            id: role.id,
        });
    }

    /// Adds a service plan that a guide declares.
    pub(crate) fn declare_service_plan(&mut self, plan: &DeclaredServicePlan) {
        let entry = self.service_plans.entry(folded(&plan.name));
        entry.or_insert_with(|| Named {
            name: plan.name.clone(),
            id: plan.id,
        });
    }

    /// Adds a setting that a guide declares.
    pub(crate) fn declare_setting(&mut self, setting: &DeclaredSetting) {
        let name = setting.name.as_str();
        let known = (name.to_owned(), setting.of);
        self.settings.entry(folded(name)).or_insert(known);
    }

    /// The words by which a company's name is compared with others; none where nothing of a name is left.
    pub(crate) fn company(&self, name: &str) -> Vec<String> {
        self.catalog.company(name)
    }

    /// An API by its name.
    pub fn api(&self, name: &str) -> Option<KnownApi> {
        let built_in = self.catalog.resource_named(name).map(|api| KnownApi {
            name: api.name.clone(),
            app_id: api.app_id,
        });
        built_in.or_else(|| self.apis.get(&folded(name)).cloned())
    }

    /// The names of every API.
    pub fn api_names(&self) -> Vec<&str> {
        let built_in = self.catalog.resources().iter();
        let declared = self.apis.values().map(|api| api.name.as_str());
        sorted(built_in.map(|api| api.name.as_str()).chain(declared))
    }

    /// A permission of an API and a type, as it is spelled, with its id.
    pub fn permission(&self, api: AppId, kind: PermissionType, value: &str) -> Option<Named> {
        let built_in = self.catalog.api_permission(api, kind, value);
        // A role for users of an old portal is no permission, though it is published as one.
        let built_in = built_in
            .filter(|known| !known.legacy_user_role)
            .map(|known| Named {
                name: known.value.clone(),
                id: Some(known.id.uuid()),
            });
        built_in.or_else(|| self.permissions.get(&(api, kind, folded(value))).cloned())
    }

    /// Every permission of an API and a type.
    pub fn permissions(&self, api: AppId, kind: PermissionType) -> Vec<&str> {
        let known = self.catalog.resource(api);
        let built_in = known.map(ApiResource::permissions).unwrap_or_default();
        let built_in = built_in
            .iter()
            .filter(|one| one.kind == kind && !one.legacy_user_role)
            .map(|one| one.value.as_str());
        let declared = self
            .permissions
            .iter()
            .filter(|((of, known, _), _)| *of == api && *known == kind)
            .map(|(_, named)| named.name.as_str());
        sorted(built_in.chain(declared))
    }

    /// A role by where it is assigned and its name.
    pub fn role(&self, plane: RolePlane, name: &str) -> Option<Named> {
        let built_in = match plane {
            RolePlane::Directory => self.catalog.directory_role_named(name).map(|role| Named {
                name: role.name.clone(),
                id: Some(role.id.uuid()),
            }),
            RolePlane::Azure => self.catalog.azure_role_named(name).map(|role| Named {
                name: role.name.clone(),
                id: Some(role.id.uuid()),
            }),
            RolePlane::Exchange | RolePlane::ExchangeGroup => None,
        };
        built_in.or_else(|| self.roles.get(&(plane, folded(name))).cloned())
    }

    /// The names of every role that is assigned there.
    pub fn role_names(&self, plane: RolePlane) -> Vec<&str> {
        let directory = self.catalog.directory_roles().iter();
        let directory = directory.map(|role| role.name.as_str());
        let built_in: Vec<&str> = match plane {
            RolePlane::Directory => directory.collect(),
            RolePlane::Azure => {
                let azure = self.catalog.azure_roles().iter();
                azure.map(|role| role.name.as_str()).collect()
            }
            RolePlane::Exchange | RolePlane::ExchangeGroup => Vec::new(),
        };
        let declared = self.roles.iter().filter(|((of, _), _)| *of == plane);
        let declared = declared.map(|(_, role)| role.name.as_str());
        sorted(built_in.into_iter().chain(declared))
    }

    /// The list in which the names of roles are looked up; absent where there is none.
    pub fn role_list(&self, plane: RolePlane) -> Option<&'c PublishedList> {
        match plane {
            RolePlane::Directory => Some(self.catalog.directory_role_list()),
            RolePlane::Azure => Some(self.catalog.azure_role_list()),
            RolePlane::Exchange | RolePlane::ExchangeGroup => None,
        }
    }

    /// The list in which the names of an API's permissions are looked up; absent for an API that is in none.
    pub fn permission_list(&self, api: AppId) -> Option<&'c PublishedList> {
        let known = self.catalog.resource(api);
        known.map(|_| self.catalog.permission_list())
    }

    /// The list in which the names of APIs are looked up.
    pub const fn api_list(&self) -> &'c PublishedList {
        self.catalog.permission_list()
    }

    /// A service plan, as it is spelled, with its id.
    pub fn service_plan(&self, name: &str) -> Option<Named> {
        let mut plans = self.catalog.licences().plans().iter();
        let built_in = plans.find(|plan| folded(&plan.name) == folded(name));
        let built_in = built_in.map(|plan| Named {
            name: plan.name.clone(),
            id: Some(plan.id),
        });
        built_in.or_else(|| self.service_plans.get(&folded(name)).cloned())
    }

    /// The names of every service plan.
    pub fn service_plan_names(&self) -> Vec<&str> {
        let built_in = self.catalog.licences().plans().iter();
        let declared = self.service_plans.values();
        let declared = declared.map(|plan| plan.name.as_str());
        sorted(built_in.map(|plan| plan.name.as_str()).chain(declared))
    }

    /// A setting, as it is spelled, and what it is a setting of.
    pub fn setting(&self, name: &str) -> Option<(&str, SettingOwner)> {
        let (name, of) = self.settings.get(&folded(name))?;
        Some((name, *of))
    }

    /// The names of every setting.
    pub fn setting_names(&self) -> Vec<&str> {
        self.settings
            .values()
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// A permission of Defender by its classic group and name.
    pub fn defender(&self, group: &str, name: &str) -> Option<&'c ClassicPermission> {
        self.catalog.classic_permission(group, name)
    }

    /// Every permission of Defender, by its classic name.
    pub fn defender_permissions(&self) -> &'c [ClassicPermission] {
        self.catalog.classic_permissions()
    }
}

/// Names in their order, each once.
fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut all: Vec<&str> = names.collect();
    all.sort_unstable();
    all.dedup();
    all
}
