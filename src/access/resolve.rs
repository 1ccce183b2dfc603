//! Ids to names, through the tenant's own resource service principals.
//!
//! App role ids are chosen by whoever wrote the API, so an id alone proves
//! nothing: only an id on a resource whose application id is known does. The
//! catalog helps where the tenant's resource does not list the id.

use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::{Resource, Sections};

/// The API behind a service principal's object id.
pub(super) fn resource(sections: &Sections, id: ObjectId) -> Option<&Resource> {
    sections
        .resources
        .sightings()
        .iter()
        .map(|seen| &seen.object)
        .find(|r| r.id == id)
}

fn resource_by_app(sections: &Sections, app: AppId) -> Option<&Resource> {
    sections
        .resources
        .sightings()
        .iter()
        .map(|seen| &seen.object)
        .find(|r| r.app_id == app)
}

/// A permission by its id: by the tenant's names, else the catalog's, else the id itself.
pub(super) fn permission(
    sections: &Sections,
    catalog: &Catalog,
    app: AppId,
    kind: PermissionType,
    id: PermissionId,
) -> Entitlement {
    let offered = resource_by_app(sections, app).and_then(|resource| match kind {
        PermissionType::Application => resource
            .app_roles
            .iter()
            .find(|role| role.id == id)
            .and_then(|r| r.value.clone()),
        PermissionType::Delegated => resource
            .oauth2_permission_scopes
            .iter()
            .find(|scope| scope.id == id)
            .and_then(|s| s.value.clone()),
    });
    let value = offered
        .filter(|value| !value.is_empty())
        .or_else(|| {
            catalog
                .api_permission_by_id(app, kind, id)
                .map(|p| p.value.clone())
        })
        .unwrap_or_else(|| id.to_string());
    Entitlement::ApiPermission {
        resource: app,
        kind,
        value,
    }
}
