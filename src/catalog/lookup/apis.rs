//! APIs and their permissions.

use crate::catalog::{ApiPermission, ApiResource, Catalog, PermissionType};
use crate::ids::{AppId, PermissionId};

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

    /// The permission with this value, in any case, of an API and a type.
    pub fn api_permission(
        &self,
        resource: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<&ApiPermission> {
        self.resource(resource)?.named(kind, value)
    }

    /// The permission with this id, of an API and a type. Ids hold for the global cloud.
    pub fn api_permission_by_id(
        &self,
        resource: AppId,
        kind: PermissionType,
        id: PermissionId,
    ) -> Option<&ApiPermission> {
        self.resource(resource)?.with_id(kind, id)
    }

    /// The API of the scope that Microsoft's sign-in adds to any consent under this value, in any case.
    pub fn sign_in_scope(&self, value: &str) -> Option<AppId> {
        let mut apis = self.resources.iter();
        apis.find(|api| api.facts.comes_with_consent(value))
            .map(|api| api.app_id)
    }
}
