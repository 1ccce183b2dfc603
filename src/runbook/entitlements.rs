//! The roles and permissions of the catalogue that rights are.

use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::guide::format2::kinds::AskedType;
use crate::guide::format2::model::RightKind;
use crate::ids::RoleTemplateId;

/// The role or permission that a right is, as the catalogue spells it.
pub(super) fn entitlement(catalog: &Catalog, kind: &RightKind) -> Option<Entitlement> {
    entitlements(catalog, kind).into_iter().next()
}

/// The roles or permissions any of which is what a right asks for: of a type that is not stated, each that is known.
pub(super) fn entitlements(catalog: &Catalog, kind: &RightKind) -> Vec<Entitlement> {
    match kind {
        RightKind::ApiPermission { api, kind, value } => {
            let permission = |kind: PermissionType| Entitlement::ApiPermission {
                resource: *api,
                kind,
                value: value.clone(),
            };
            let is_known = |kind: &PermissionType| {
                let known = catalog.api_permission(*api, *kind, value);
                known.is_some()
            };
            let types = types(*kind);
            let known: Vec<PermissionType> = types.iter().copied().filter(is_known).collect();
            let types = if known.is_empty() { types } else { known };
            types.into_iter().map(permission).collect()
        }
        RightKind::DirectoryRole(named) => {
            let id = named.id.map(RoleTemplateId::new);
            id.map(Entitlement::DirectoryRole).into_iter().collect()
        }
        RightKind::Defender { group, name } => vec![classic(catalog, group, name)],
        _ => Vec::new(),
    }
}

/// The types that a permission may be granted as.
fn types(asked: AskedType) -> Vec<PermissionType> {
    match asked {
        AskedType::Application => vec![PermissionType::Application],
        AskedType::Delegated => vec![PermissionType::Delegated],
        AskedType::Either | AskedType::Unstated => {
            vec![PermissionType::Application, PermissionType::Delegated]
        }
    }
}

/// A classic permission of Defender by the names of the catalogue, which a guide may spell otherwise.
fn classic(catalog: &Catalog, group: &str, name: &str) -> Entitlement {
    let known = catalog.classic_permission(group, name);
    let (group, name) = known.map_or((group, name), |one| (&one.group, &one.name));
    Entitlement::DefenderClassic {
        group: group.to_owned(),
        name: name.to_owned(),
    }
}

/// True where `held` is `asked`, or a part of it: of a permission of Defender's older model, or of an action.
pub(super) fn gives(catalog: &Catalog, asked: &Entitlement, held: &Entitlement) -> bool {
    match (asked, held) {
        (asked, held) if asked.is_same(held) => true,
        (Entitlement::DefenderAction(action), Entitlement::DefenderUnified(id)) => {
            catalog.expand_action(action).permissions.contains(id)
        }
        (asked, held) => catalog.parts(asked).contains(held),
    }
}
