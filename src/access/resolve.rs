//! Ids to names, through the tenant's own resource service principals.
//!
//! App role ids are chosen by the API's author, so an id alone proves
//! nothing: only an id on a resource whose application id is known does. The
//! catalog helps where the tenant's resource does not list the id.

use super::index::Index;
use super::published::Offered;
use super::unresolved::Could;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::quote;
use crate::snapshot::{Resource, SectionName};

/// The reason why something could not be named: the section that lacks it, and the missing fact.
pub(super) struct Nameless {
    pub(super) lacking: SectionName,
    pub(super) lacks: String,
    pub(super) gone: bool,
    pub(super) could_be: Could,
}

/// An API that was found, and its ids.
pub(super) struct Api<'a> {
    pub(super) id: ObjectId,
    pub(super) app_id: AppId,
    seen: &'a Resource,
}

impl Api<'_> {
    /// The tenant's name for it.
    pub(super) fn name(&self) -> Option<String> {
        self.seen.display_name.as_deref().map(quote::name)
    }
}

/// The API behind a service principal's object id.
pub(super) fn api<'a>(index: &Index<'a>, id: ObjectId) -> Result<Api<'a>, Nameless> {
    let Some(seen) = index.apis.with_id(id) else {
        // This API is none of those that were read, so its permissions are none of theirs.
        return Err(Nameless {
            lacking: SectionName::Resources,
            lacks: format!("has no service principal {id}"),
            gone: index.apis.are_named(),
            could_be: Could::PermissionBeside(index.apis.others()),
        });
    };
    match seen.app_id.copied() {
        Some(app_id) => Ok(Api { id, app_id, seen }),
        None => Err(Nameless {
            lacking: SectionName::Resources,
            lacks: format!("does not say which API the service principal {id} is"),
            gone: false,
            could_be: Could::Permission(None),
        }),
    }
}

/// A permission by its id: by the tenant's names, else the catalog's, else the id itself.
pub(super) fn permission(
    index: &Index<'_>,
    app: AppId,
    (kind, id): (PermissionType, PermissionId),
) -> Result<Entitlement, Nameless> {
    let known = || {
        let known = index.catalog.api_permission_by_id(app, kind, id);
        known.map(|permission| permission.value.clone())
    };
    let value = match index.apis.offered(app, (kind, id)) {
        Some(Offered::Named(value)) => value,
        Some(Offered::Not) => known().unwrap_or_else(|| id.to_string()),
        Some(Offered::Untold) | None => known().ok_or_else(|| Nameless {
            lacking: SectionName::Resources,
            lacks: format!("does not give the value of the permission {id}"),
            gone: false,
            could_be: Could::Permission(Some(app)),
        })?,
    };
    Ok(Entitlement::ApiPermission {
        resource: app,
        kind,
        value,
    })
}

/// A scope as the API spells it, else as the catalog does, else as it is stored.
///
/// Microsoft compares scopes without case (microsoft-authentication-library-for-js, `ScopeSet`: "Scopes are
/// case-insensitive"; AspNetCore.Docs, "Use Graph API with ASP.NET Core Blazor WebAssembly").
pub(super) fn spelling(index: &Index<'_>, api: &Api<'_>, stored: &str) -> String {
    let known = || {
        let delegated = PermissionType::Delegated;
        index.catalog.api_permission(api.app_id, delegated, stored)
    };
    let published = index.apis.spelling(api.id, stored).map(str::to_owned);
    published
        .or_else(|| known().map(|one| one.value.clone()))
        .unwrap_or_else(|| stored.to_owned())
}

/// Every permission of the catalog that has this id: the possible meanings of a grant on an unknown API, in words.
pub(super) fn by_id_alone(
    catalog: &Catalog,
    kind: PermissionType,
    id: PermissionId,
) -> Vec<Entitlement> {
    let apis = catalog.resources().iter();
    apis.filter_map(|api| Some((api.app_id, api.with_id(kind, id)?)))
        .map(|(resource, one)| Entitlement::ApiPermission {
            resource,
            kind,
            value: one.value.clone(),
        })
        .collect()
}
