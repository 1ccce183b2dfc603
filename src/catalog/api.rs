//! APIs and the permissions that they offer, loaded from `catalog/api/`.

use super::{Catalog, PermissionType, Risk};
use crate::ids::{AppId, PermissionId};
use serde::Deserialize;

/// An API (resource application) and its permissions: a file in `catalog/api/`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApiResource {
    /// The day when the file was last held against its sources.
    pub checked: String,
    /// The application id, the same in every tenant of one cloud.
    pub app_id: AppId,
    /// The name in finding ids: `WindowsDefenderATP`, `MicrosoftGraph`.
    pub name: String,
    /// The name for people: `Microsoft Graph`.
    pub title: String,
    /// The source of the entry.
    pub source: String,
    /// The permissions that it offers, sorted by type and value.
    #[serde(rename = "permission")]
    pub permissions: Vec<ApiPermission>,
}

/// A permission that an API offers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApiPermission {
    /// The id of the app role or scope. Ids differ between clouds: a fallback for reading, never a key.
    pub id: PermissionId,
    /// Application or delegated.
    #[serde(rename = "type")]
    pub kind: PermissionType,
    /// The value: `Alert.Read.All`.
    pub value: String,
    /// Microsoft's display name.
    pub title: String,
    /// The actions that it allows, in our words.
    pub allows: Option<String>,
    /// The need of an administrator's consent.
    pub admin_consent: bool,
    /// The harm that it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// The source of the entry.
    pub source: String,
    /// Microsoft's sign-in adds it to any consent, whoever asks for what.
    #[serde(default)]
    pub comes_with_consent: bool,
    /// It is a role for users of the old portal and no API permission.
    #[serde(default)]
    pub legacy_user_role: bool,
}

impl Catalog {
    /// Every API, by name.
    pub fn resources(&self) -> &[ApiResource] {
        &self.resources
    }

    /// The API with this application id.
    pub fn resource(&self, app: AppId) -> Option<&ApiResource> {
        self.resources
            .iter()
            .find(|resource| resource.app_id == app)
    }

    /// The API with this short name, such as `WindowsDefenderATP`, in any case.
    pub fn resource_named(&self, name: &str) -> Option<&ApiResource> {
        self.resources
            .iter()
            .find(|resource| resource.name.eq_ignore_ascii_case(name))
    }

    /// The permission with this value, spelled exactly, of an API and a type.
    pub fn api_permission(
        &self,
        resource: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<&ApiPermission> {
        self.resource(resource)?
            .permissions
            .iter()
            .find(|permission| permission.kind == kind && permission.value == value)
    }

    /// The permission with this id, of an API and a type. Ids hold for the global cloud.
    pub fn api_permission_by_id(
        &self,
        resource: AppId,
        kind: PermissionType,
        id: PermissionId,
    ) -> Option<&ApiPermission> {
        self.resource(resource)?
            .permissions
            .iter()
            .find(|permission| permission.kind == kind && permission.id == id)
    }

    /// The API of the scope that Microsoft's sign-in adds to any consent under this value, in any case.
    pub fn sign_in_scope(&self, value: &str) -> Option<AppId> {
        let added = |permission: &ApiPermission| {
            permission.comes_with_consent && permission.value.eq_ignore_ascii_case(value)
        };
        let mut apis = self.resources.iter();
        apis.find(|api| api.permissions.iter().any(added))
            .map(|api| api.app_id)
    }
}
