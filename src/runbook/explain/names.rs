//! Everything that can be held, and what people call it.

use super::contexts::Contexts;
use super::declared;
use crate::catalog::{ApiResource, Catalog, Entitlement, PermissionType};
use crate::guide::format2::kinds::RolePlane;
use crate::guide::near;
use crate::ids::{AppId, PermissionId, RoleTemplateId};
use crate::snapshot::{Resource, Snapshot};
use std::collections::BTreeSet;
use uuid::Uuid;

/// All that the catalog knows, and beside it what the APIs of the tenant offer and what the guides declare.
pub(super) fn all(contexts: &Contexts<'_>) -> BTreeSet<Entitlement> {
    let catalog = contexts.catalog();
    let mut all: BTreeSet<Entitlement> = BTreeSet::new();
    let roles = catalog.directory_roles().iter();
    all.extend(roles.map(|role| Entitlement::DirectoryRole(role.id)));
    for api in catalog.resources() {
        all.extend(
            api.permissions()
                .iter()
                .map(|one| permission(api.app_id, one.kind, &one.value)),
        );
    }
    let classic = catalog.classic_permissions().iter();
    all.extend(classic.map(|one| Entitlement::DefenderClassic {
        group: one.group.clone(),
        name: one.name.clone(),
    }));
    let unified = catalog.unified_permissions().iter();
    all.extend(unified.map(|one| Entitlement::DefenderUnified(one.id.clone())));
    all.extend(offered(contexts.index().snapshot).map(|(_, entitlement)| entitlement));
    all.extend(
        declared::all(contexts)
            .iter()
            .map(declared::Declared::entitlement),
    );
    all.extend(declared_roles(contexts).map(|(id, _)| Entitlement::DirectoryRole(id)));
    all
}

/// The directory roles that a guide declares with their ids, each with its name.
fn declared_roles<'t>(
    contexts: &'t Contexts<'_>,
) -> impl Iterator<Item = (RoleTemplateId, &'t str)> {
    let declared = contexts.guides().flat_map(|guide| &guide.names.roles);
    let declared = declared.filter(|role| role.plane == RolePlane::Directory);
    declared.filter_map(|role| Some((RoleTemplateId::new(role.id?), role.name.as_str())))
}

fn permission(resource: AppId, kind: PermissionType, value: &str) -> Entitlement {
    Entitlement::ApiPermission {
        resource,
        kind,
        value: value.to_owned(),
    }
}

/// The permissions that the APIs of the tenant offer, with the tenant's ids.
fn offered(
    snapshot: Option<&Snapshot>,
) -> impl Iterator<Item = (PermissionId, Entitlement)> + use<'_> {
    let resources = snapshot.into_iter().flat_map(|snapshot| {
        let seen = snapshot.sections.resources.sightings().iter();
        seen.map(|seen| &seen.object)
    });
    resources.flat_map(|api: &Resource| {
        let roles = api.app_roles.sightings().iter();
        let roles = roles.map(|one| (&one.id, PermissionType::Application, &one.value));
        let scopes = api.oauth2_permission_scopes.sightings().iter();
        let scopes = scopes.map(|one| (&one.id, PermissionType::Delegated, &one.value));
        let named = roles.chain(scopes);
        named.filter_map(|(id, kind, value)| {
            let value = value.as_deref().filter(|value| !value.is_empty())?;
            Some((id.copied()?, permission(api.app_id.copied()?, kind, value)))
        })
    })
}

/// The entitlements that a name means; more than one where several have it.
pub(super) fn called(contexts: &Contexts<'_>, name: &str) -> BTreeSet<Entitlement> {
    let index = contexts.index();
    if let Ok(id) = Uuid::parse_str(name) {
        return with_id(contexts, id);
    }
    if let Some((api, Some(kind), value)) = keyed(index.catalog, name)
        && let Some(known) = api.named(kind, value)
    {
        // The tenant's own spelling comes first.
        let key = permission(api.app_id, kind, &known.value);
        let wanted = spelled(&index.catalog.key(&key));
        let mut offered = offered(index.snapshot).map(|(_, one)| one);
        let same = offered.find(|one| spelled(&index.catalog.key(one)) == wanted);
        return BTreeSet::from([same.unwrap_or(key)]);
    }
    let all = all(contexts);
    let wanted = spelled(name);
    let with = |names: &dyn Fn(&Entitlement) -> Vec<String>| -> BTreeSet<Entitlement> {
        let is_called = |one: &&Entitlement| names(one).iter().any(|name| spelled(name) == wanted);
        all.iter().filter(is_called).cloned().collect()
    };
    let found = with(&|one| own(contexts, one));
    if found.is_empty() {
        with(&|one| parts(contexts.catalog(), one))
    } else {
        found
    }
}

/// Names are compared without regard to case, and with spaces around slashes or without.
fn spelled(name: &str) -> String {
    name.replace(" / ", "/").to_ascii_lowercase()
}

/// A directory role's template, or a permission in the global cloud or in this tenant.
fn with_id(contexts: &Contexts<'_>, id: Uuid) -> BTreeSet<Entitlement> {
    let catalog = contexts.catalog();
    let (role, wanted) = (RoleTemplateId::new(id), PermissionId::new(id));
    let mut found: BTreeSet<Entitlement> = catalog
        .directory_role(role)
        .map(|role| Entitlement::DirectoryRole(role.id))
        .into_iter()
        .collect();
    for api in catalog.resources() {
        let all = api.permissions().iter();
        let known = all.filter(|one| one.id == wanted);
        found.extend(known.map(|one| permission(api.app_id, one.kind, &one.value)));
    }
    let offered = offered(contexts.index().snapshot).filter(|(id, _)| *id == wanted);
    found.extend(offered.map(|(_, entitlement)| entitlement));
    let declared = declared::all(contexts);
    let declared = declared.iter().filter(|one| one.id() == Some(wanted));
    found.extend(declared.map(declared::Declared::entitlement));
    let roles = declared_roles(contexts).filter(|(id, _)| *id == role);
    found.extend(roles.map(|(id, _)| Entitlement::DirectoryRole(id)));
    found
}

/// The names that one thing has to itself, or shares with few.
pub(super) fn own(contexts: &Contexts<'_>, entitlement: &Entitlement) -> Vec<String> {
    let catalog = contexts.catalog();
    let mut names = vec![catalog.key(entitlement), catalog.title(entitlement)];
    match entitlement {
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => {
            names.push(value.clone());
            names.push(format!("{resource}/{kind}/{value}"));
            let known = catalog.resource(*resource).map(|api| api.name.clone());
            let declared = declared::api(contexts, *resource);
            if let Some((name, title)) = declared {
                names.push(format!("{name}/{kind}/{value}"));
                names.push(format!("{title} {value} ({kind})"));
            }
            let declared = declared.map(|(name, _)| name.to_owned());
            let apis = [Some(resource.to_string()), known, declared];
            for api in apis.into_iter().flatten() {
                names.push(format!("{api}/{value}"));
            }
        }
        Entitlement::DefenderClassic { group, name } => {
            names.push(format!("{group} / {name}"));
            names.push(name.clone());
            let known = catalog.classic_permission(group, name);
            names.extend(known.iter().flat_map(|one| one.aliases.clone()));
        }
        Entitlement::DefenderUnified(id) => names.push(id.clone()),
        Entitlement::DirectoryRole(id) => {
            let declared = declared_roles(contexts).filter(|(declared, _)| declared == id);
            names.extend(declared.map(|(_, name)| name.to_owned()));
        }
        Entitlement::DefenderAction(_) => {}
    }
    names
}

/// The API, the type where it is written, and the value that a name such as `API/type/value` or `API/value` consists of.
fn keyed<'c, 'n>(
    catalog: &'c Catalog,
    name: &'n str,
) -> Option<(&'c ApiResource, Option<PermissionType>, &'n str)> {
    let (api, rest) = name.split_once('/')?;
    let api = match api.parse() {
        Ok(id) => catalog.resource(id),
        Err(_) => catalog.resource_named(api),
    }?;
    let types = [PermissionType::Application, PermissionType::Delegated];
    let with_type = rest.split_once('/').and_then(|(written, value)| {
        let mut types = types.into_iter();
        let kind = types.find(|kind| written.eq_ignore_ascii_case(&kind.to_string()))?;
        Some((kind, value))
    });
    Some(match with_type {
        Some((kind, value)) => (api, Some(kind), value),
        None => (api, None, rest),
    })
}

/// Names near one that is written with its API: permissions of the same API, and of the same type where that is
/// written too. Absent for any other name.
pub(super) fn beside(catalog: &Catalog, name: &str) -> Option<Vec<String>> {
    let (api, kind, value) = keyed(catalog, name)?;
    let all = api.permissions().iter();
    let of_type = all.filter(|one| kind.is_none_or(|kind| kind == one.kind));
    let found = near(value, of_type.map(|one| one.value.as_str()));
    let names = found.into_iter().map(|value| match kind {
        Some(kind) => format!("{}/{kind}/{value}", api.name),
        None => format!("{}/{value}", api.name),
    });
    Some(names.collect())
}

/// The portal's name of a part of it: the parent of a permission, or its name without the parent.
fn parts(catalog: &Catalog, entitlement: &Entitlement) -> Vec<String> {
    match entitlement {
        Entitlement::DefenderClassic { group, .. } => vec![group.clone()],
        Entitlement::DefenderUnified(id) => match catalog.unified_permission(id) {
            Some(known) => {
                let level = match known.level {
                    crate::catalog::DefenderLevel::Read => "read",
                    crate::catalog::DefenderLevel::Manage => "manage",
                };
                vec![known.name.clone(), format!("{} ({level})", known.name)]
            }
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}
