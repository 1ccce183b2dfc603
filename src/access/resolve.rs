//! Ids to names, through the tenant's own resource service principals.
//!
//! App role ids are chosen by whoever wrote the API, so an id alone proves
//! nothing: only an id on a resource whose application id is known does. The
//! catalog helps where the tenant's resource does not list the id.

use super::index::Index;
use crate::catalog::{Entitlement, PermissionType};
use crate::ids::{AppId, PermissionId};

/// A permission by its id: by the tenant's names, else the catalog's, else the id itself.
pub(super) fn permission(
    index: &Index<'_>,
    app: AppId,
    kind: PermissionType,
    id: PermissionId,
) -> Entitlement {
    let offered = match kind {
        PermissionType::Application => index.app_role(app, id),
        PermissionType::Delegated => index.scope(app, id),
    };
    let value = offered
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .or_else(|| {
            index
                .catalog
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
