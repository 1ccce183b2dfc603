//! The names that a guide may use: the catalogue's, and those that the guide declares.
//!
//! A permission is known by its API, its type and its value, a role by where it is
//! assigned and its name: never by a name or a GUID alone. Names are compared
//! without regard to case.

use super::kinds::{RolePlane, SettingOwner};
use super::model::{DeclaredApi, DeclaredPermission, DeclaredRole, DeclaredSetting, Named};
use crate::catalog::{Catalog, ClassicPermission, PermissionType};
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

/// Every name that is known.
#[derive(Clone, Debug)]
pub struct Names<'c> {
    catalog: &'c Catalog,
    apis: BTreeMap<String, KnownApi>,
    permissions: BTreeMap<(AppId, PermissionType, String), String>,
    roles: BTreeMap<(RolePlane, String), Named>,
    service_plans: BTreeMap<String, String>,
    settings: BTreeMap<String, (String, SettingOwner)>,
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

impl<'c> Names<'c> {
    /// The names of the built-in catalogue.
    pub fn of(catalog: &'c Catalog) -> Self {
        let mut names = Self {
            catalog,
            apis: BTreeMap::new(),
            permissions: BTreeMap::new(),
            roles: BTreeMap::new(),
            service_plans: BTreeMap::new(),
            settings: BTreeMap::new(),
        };
        for api in catalog.resources() {
            names.add_api(&api.name, api.app_id);
            // A role for users of an old portal is no permission, though it is published as one.
            for permission in api
                .permissions
                .iter()
                .filter(|known| !known.legacy_user_role)
            {
                names.add_permission(api.app_id, permission.kind, &permission.value);
            }
        }
        for role in catalog.directory_roles() {
            let known = Named {
                name: role.name.clone(),
                id: Some(role.id.uuid()),
            };
            names.add_role(RolePlane::Directory, known);
        }
        for plan in catalog.licences().plans() {
            names.add_service_plan(&plan.name);
        }
        names
    }

    fn add_api(&mut self, name: &str, app_id: AppId) {
        let known = KnownApi {
            name: name.to_owned(),
            app_id,
        };
        self.apis.entry(folded(name)).or_insert(known);
    }

    fn add_permission(&mut self, api: AppId, kind: PermissionType, value: &str) {
        let key = (api, kind, folded(value));
        self.permissions
            .entry(key)
            .or_insert_with(|| value.to_owned());
    }

    fn add_role(&mut self, plane: RolePlane, role: Named) {
        self.roles
            .entry((plane, folded(&role.name)))
            .or_insert(role);
    }

    fn add_service_plan(&mut self, name: &str) {
        let entry = self.service_plans.entry(folded(name));
        entry.or_insert_with(|| name.to_owned());
    }

    /// Adds an API that a guide declares.
    pub(crate) fn declare_api(&mut self, api: &DeclaredApi) {
        self.add_api(api.name.as_str(), api.app_id);
    }

    /// Adds a permission that a guide declares, where its API is known.
    pub(crate) fn declare_permission(&mut self, permission: &DeclaredPermission) {
        if let Some(api) = self.api(permission.api.as_str()).map(|api| api.app_id) {
            self.add_permission(api, permission.kind, &permission.value);
        }
    }

    /// Adds a role that a guide declares.
    pub(crate) fn declare_role(&mut self, role: &DeclaredRole) {
        let named = Named {
            name: role.name.clone(),
            id: role.id,
        };
        self.add_role(role.plane, named);
    }

    /// Adds a service plan that a guide declares.
    pub(crate) fn declare_service_plan(&mut self, name: &str) {
        self.add_service_plan(name);
    }

    /// Adds a setting that a guide declares.
    pub(crate) fn declare_setting(&mut self, setting: &DeclaredSetting) {
        let name = setting.name.as_str();
        let known = (name.to_owned(), setting.of);
        self.settings.entry(folded(name)).or_insert(known);
    }

    /// An API by its name.
    pub fn api(&self, name: &str) -> Option<&KnownApi> {
        self.apis.get(&folded(name))
    }

    /// The names of every API.
    pub fn api_names(&self) -> Vec<&str> {
        self.apis.values().map(|api| api.name.as_str()).collect()
    }

    /// A permission of an API and a type, as it is spelled.
    pub fn permission(&self, api: AppId, kind: PermissionType, value: &str) -> Option<&str> {
        let key = (api, kind, folded(value));
        self.permissions.get(&key).map(String::as_str)
    }

    /// Every permission of an API and a type.
    pub fn permissions(&self, api: AppId, kind: PermissionType) -> Vec<&str> {
        let of_kind = self.permissions.iter();
        of_kind
            .filter(|((of, known, _), _)| *of == api && *known == kind)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// A role by where it is assigned and its name.
    pub fn role(&self, plane: RolePlane, name: &str) -> Option<&Named> {
        self.roles.get(&(plane, folded(name)))
    }

    /// The names of every role that is assigned there.
    pub fn role_names(&self, plane: RolePlane) -> Vec<&str> {
        let all = self.roles.iter().filter(|((of, _), _)| *of == plane);
        all.map(|(_, role)| role.name.as_str()).collect()
    }

    /// A service plan, as it is spelled.
    pub fn service_plan(&self, name: &str) -> Option<&str> {
        self.service_plans.get(&folded(name)).map(String::as_str)
    }

    /// The names of every service plan.
    pub fn service_plan_names(&self) -> Vec<&str> {
        self.service_plans.values().map(String::as_str).collect()
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
