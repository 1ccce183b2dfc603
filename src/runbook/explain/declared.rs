//! Permissions that a guide declares because the built-in catalogue lacks them.

use super::contexts::Contexts;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::guide::format2::model::{DeclaredPermission, Guide};
use crate::ids::{AppId, PermissionId};

/// A permission as a guide declares it.
pub(super) struct Declared<'a> {
    pub(super) guide: &'a Guide,
    pub(super) permission: &'a DeclaredPermission,
    /// The application id of its API.
    pub(super) resource: AppId,
}

impl Declared<'_> {
    /// The entitlement that it is.
    pub(super) fn entitlement(&self) -> Entitlement {
        Entitlement::ApiPermission {
            resource: self.resource,
            kind: self.permission.kind,
            value: self.permission.value.clone(),
        }
    }

    /// Its id, where the guide gives one.
    pub(super) fn id(&self) -> Option<PermissionId> {
        self.permission.id.map(PermissionId::new)
    }
}

/// Every permission that an adopted guide declares.
pub(super) fn all<'a>(contexts: &Contexts<'a>) -> Vec<Declared<'a>> {
    let catalog = contexts.catalog();
    let of_guide = |guide: &'a Guide| {
        let all = guide.names.permissions.iter();
        all.filter_map(move |permission| {
            let resource = resource(catalog, guide, permission.api.as_str())?;
            Some(Declared {
                guide,
                permission,
                resource,
            })
        })
    };
    contexts.guides().flat_map(of_guide).collect()
}

/// The declaration of a permission; none where no guide declares it.
pub(super) fn find<'a>(
    contexts: &Contexts<'a>,
    (resource, kind): (AppId, PermissionType),
    value: &str,
) -> Option<Declared<'a>> {
    all(contexts).into_iter().find(|one| {
        let permission = one.permission;
        (one.resource, permission.kind) == (resource, kind) && permission.value == value
    })
}

fn resource(catalog: &Catalog, guide: &Guide, name: &str) -> Option<AppId> {
    let declared = guide.names.apis.iter();
    let mut declared = declared.filter(|api| api.name.as_str() == name);
    let declared = declared.next().map(|api| api.app_id);
    declared.or_else(|| Some(catalog.resource_named(name)?.app_id))
}

/// The name and the title that a guide gives an API.
pub(super) fn api<'a>(contexts: &Contexts<'a>, resource: AppId) -> Option<(&'a str, &'a str)> {
    let mut apis = contexts.guides().flat_map(|guide| &guide.names.apis);
    let api = apis.find(|api| api.app_id == resource)?;
    Some((api.name.as_str(), api.title.as_str()))
}
