//! Ids to names, through the tenant's own resource service principals.
//!
//! App role ids are chosen by whoever wrote the API, so an id alone proves
//! nothing: only an id on a resource whose application id is known does. The
//! catalog helps where the tenant's resource does not list the id.

use super::unresolved::Could;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::{Field, Resource, SectionName, Sections};

/// Why something could not be named: the section that lacks it, and what it lacks.
pub(super) struct Nameless {
    pub(super) lacking: SectionName,
    pub(super) lacks: String,
    pub(super) gone: bool,
    pub(super) could_be: Could,
}

/// An API that was found, and its application id.
pub(super) struct Api<'a> {
    pub(super) app_id: AppId,
    pub(super) seen: &'a Resource,
}

/// The API behind a service principal's object id.
pub(super) fn api(sections: &Sections, id: ObjectId) -> Result<Api<'_>, Nameless> {
    let all = || {
        sections
            .resources
            .sightings()
            .iter()
            .map(|seen| &seen.object)
    };
    let Some(seen) = all().find(|api| api.id.is(&id)) else {
        // What is on this one is on none of those that are there.
        let others = all().filter(|api| api.id.is_given());
        return Err(Nameless {
            lacking: SectionName::Resources,
            lacks: format!("has no service principal {id}"),
            gone: all().all(|api| api.id.is_given()),
            could_be: Could::PermissionBeside(
                others.filter_map(|api| api.app_id.copied()).collect(),
            ),
        });
    };
    match seen.app_id.copied() {
        Some(app_id) => Ok(Api { app_id, seen }),
        None => Err(Nameless {
            lacking: SectionName::Resources,
            lacks: format!("does not say which API the service principal {id} is"),
            gone: false,
            could_be: Could::Permission(None),
        }),
    }
}

fn api_by_app(sections: &Sections, app: AppId) -> Option<&Resource> {
    let all = sections.resources.sightings().iter();
    all.map(|seen| &seen.object).find(|api| api.app_id.is(&app))
}

/// What an API says of one of its permissions.
enum Offered {
    /// Its value.
    Named(String),
    /// It is not there any more, or has no value of its own.
    Not,
    /// The answer leaves it out.
    Untold,
}

fn offered(resource: &Resource, kind: PermissionType, id: PermissionId) -> Offered {
    let all: Option<Vec<(Option<PermissionId>, &Field<String>)>> = match kind {
        PermissionType::Application => resource.app_roles.whole().map(|roles| {
            roles
                .iter()
                .map(|role| (role.id.copied(), &role.value))
                .collect()
        }),
        PermissionType::Delegated => resource.oauth2_permission_scopes.whole().map(|scopes| {
            scopes
                .iter()
                .map(|one| (one.id.copied(), &one.value))
                .collect()
        }),
    };
    let Some(all) = all else {
        return Offered::Untold;
    };
    let whole = all.iter().all(|(known, _)| known.is_some());
    match all.iter().find(|(known, _)| *known == Some(id)) {
        Some((_, Field::Given(value))) if value.is_empty() => Offered::Not,
        Some((_, Field::Given(value))) => Offered::Named(value.clone()),
        None if whole => Offered::Not,
        Some(_) | None => Offered::Untold,
    }
}

/// A permission by its id: by the tenant's names, else the catalog's, else the id itself.
pub(super) fn permission(
    sections: &Sections,
    catalog: &Catalog,
    app: AppId,
    (kind, id): (PermissionType, PermissionId),
) -> Result<Entitlement, Nameless> {
    let offered = api_by_app(sections, app).map(|resource| offered(resource, kind, id));
    let known = || {
        catalog
            .api_permission_by_id(app, kind, id)
            .map(|p| p.value.clone())
    };
    let value = match offered {
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
pub(super) fn spelling(api: &Api<'_>, catalog: &Catalog, stored: &str) -> String {
    let scopes = api.seen.oauth2_permission_scopes.sightings().iter();
    let mut published = scopes.filter_map(|scope| scope.value.as_deref());
    let known = || {
        let all = catalog.resource(api.app_id)?.permissions.iter();
        let mut delegated = all.filter(|one| one.kind == PermissionType::Delegated);
        delegated.find(|one| one.value.eq_ignore_ascii_case(stored))
    };
    published
        .find(|value| value.eq_ignore_ascii_case(stored))
        .map(str::to_owned)
        .or_else(|| known().map(|one| one.value.clone()))
        .unwrap_or_else(|| stored.to_owned())
}

/// Every permission of the catalog that has this id: what a grant on an unknown API may be, in words.
pub(super) fn by_id_alone(
    catalog: &Catalog,
    kind: PermissionType,
    id: PermissionId,
) -> Vec<Entitlement> {
    let apis = catalog.resources().iter();
    apis.flat_map(|api| api.permissions.iter().map(move |one| (api.app_id, one)))
        .filter(|(_, one)| one.kind == kind && one.id == id)
        .map(|(resource, one)| Entitlement::ApiPermission {
            resource,
            kind,
            value: one.value.clone(),
        })
        .collect()
}
