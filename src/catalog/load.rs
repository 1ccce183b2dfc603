//! Loads the catalog from the data in `catalog/`.

use super::{
    ApiPermission, ApiResource, ClassicPermission, Cover, DirectoryRole, Entitlement, Expansion,
    PermissionType, Risk, ServicePlanFact, UnifiedPermission,
};
use crate::ids::{AppId, PermissionId, RoleTemplateId};
use thiserror::Error;

/// Why the catalog's data cannot be used.
#[derive(Debug, Error)]
pub enum CatalogProblem {}

/// The whole catalog.
#[derive(Clone, Debug, Default)]
pub struct Catalog {}

#[allow(missing_docs, unused_variables, clippy::unused_self, reason = "stub")]
impl Catalog {
    pub fn built_in() -> Result<Self, CatalogProblem> {
        Ok(Self {})
    }
    pub fn directory_roles(&self) -> &[DirectoryRole] {
        &[]
    }
    pub fn directory_role(&self, id: RoleTemplateId) -> Option<&DirectoryRole> {
        None
    }
    pub fn directory_role_named(&self, name: &str) -> Option<&DirectoryRole> {
        None
    }
    pub fn resources(&self) -> &[ApiResource] {
        &[]
    }
    pub fn resource(&self, app: AppId) -> Option<&ApiResource> {
        None
    }
    pub fn resource_named(&self, name: &str) -> Option<&ApiResource> {
        None
    }
    pub fn api_permission(
        &self,
        resource: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<&ApiPermission> {
        None
    }
    pub fn api_permission_by_id(
        &self,
        resource: AppId,
        kind: PermissionType,
        id: PermissionId,
    ) -> Option<&ApiPermission> {
        None
    }
    pub fn classic_permissions(&self) -> &[ClassicPermission] {
        &[]
    }
    pub fn classic_permission(&self, group: &str, name: &str) -> Option<&ClassicPermission> {
        None
    }
    pub fn unified_permissions(&self) -> &[UnifiedPermission] {
        &[]
    }
    pub fn unified_permission(&self, id: &str) -> Option<&UnifiedPermission> {
        None
    }
    pub fn expand_action(&self, action: &str) -> Expansion {
        Expansion {
            permissions: Vec::new(),
            wildcard: false,
            known: false,
        }
    }
    pub fn service_plans(&self) -> &[ServicePlanFact] {
        &[]
    }
    pub fn covers(&self, held: &Entitlement, asked: &Entitlement) -> Option<&Cover> {
        None
    }
    pub fn risk(&self, entitlement: &Entitlement) -> Option<&Risk> {
        None
    }
    pub fn key(&self, entitlement: &Entitlement) -> String {
        String::new()
    }
    pub fn title(&self, entitlement: &Entitlement) -> String {
        String::new()
    }
}
