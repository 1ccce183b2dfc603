//! The subject of a requirement, with its names looked up in the catalog.

use super::file::{ApiEntry, Ask, Check, DefenderEntry, RequirementEntry, Text};
use crate::catalog::{ApiResource, Catalog, Entitlement, PermissionType};
use crate::guide::error::Faults;
use crate::guide::nearest::{did_you_mean, not_listed};
use std::ops::Range;

/// The message when not exactly one of the keys is given that say what is asked for.
const ASKS: &str = "write one of check, directory-role, api and defender";

/// The way to go on with a name that no published list has.
const OTHERWISE: &str = "renew the list where Microsoft has published it since";

/// The subject of the entry; `None`, with the reason noted, when it cannot be resolved.
pub(super) fn ask(
    entry: &RequirementEntry,
    span: Range<usize>,
    catalog: &Catalog,
    faults: &mut Faults,
) -> Option<Ask> {
    let mut given: Vec<Range<usize>> = Vec::new();
    given.extend(entry.check.as_ref().map(toml::Spanned::span));
    given.extend(entry.directory_role.as_ref().map(toml::Spanned::span));
    given.extend(entry.api.as_ref().map(toml::Spanned::span));
    given.extend(entry.defender.as_ref().map(toml::Spanned::span));
    given.sort_by_key(|span| span.start);
    if let Some(second) = given.get(1) {
        faults.add_with_help(second.clone(), "a requirement asks one thing", ASKS);
        return None;
    }
    let entitlement = if let Some(check) = &entry.check {
        return Some(match check.get_ref() {
            Check::GuestAccount => Ask::GuestAccount,
            Check::ApplicationPresent => Ask::ApplicationPresent,
            Check::SingleTenant => Ask::SingleTenant,
            Check::ClientSecret => Ask::ClientSecret,
            Check::Attest => Ask::Attest,
        });
    } else if let Some(role) = &entry.directory_role {
        directory_role(role, catalog, faults)
    } else if let Some(api) = &entry.api {
        api_permission(api.get_ref(), catalog, faults)
    } else if let Some(defender) = &entry.defender {
        classic_permission(defender.get_ref(), catalog, faults)
    } else {
        faults.add_with_help(span, "the requirement asks nothing", ASKS);
        None
    };
    entitlement.map(Ask::Hold)
}

fn directory_role(name: &Text, catalog: &Catalog, faults: &mut Faults) -> Option<Entitlement> {
    if let Some(role) = catalog.directory_role_named(name.get_ref()) {
        return Some(Entitlement::DirectoryRole(role.id));
    }
    let names: Vec<&str> = catalog
        .directory_roles()
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    faults.add_with_help(
        name.span(),
        format!("the catalog has no directory role {:?}", name.get_ref()),
        not_listed(
            name.get_ref(),
            &names,
            Some(catalog.directory_role_list()),
            OTHERWISE,
        ),
    );
    None
}

fn api_permission(api: &ApiEntry, catalog: &Catalog, faults: &mut Faults) -> Option<Entitlement> {
    let Some(resource) = catalog.resource_named(api.resource.get_ref()) else {
        let names: Vec<&str> = catalog
            .resources()
            .iter()
            .map(|known| known.name.as_str())
            .collect();
        faults.add_with_help(
            api.resource.span(),
            format!("the catalog has no API {:?}", api.resource.get_ref()),
            not_listed(
                api.resource.get_ref(),
                &names,
                Some(catalog.permission_list()),
                OTHERWISE,
            ),
        );
        return None;
    };
    let kind = *api.kind.get_ref();
    let value = api.value.get_ref();
    let Some(permission) = catalog.api_permission(resource.app_id, kind, value) else {
        unknown_permission(api, resource, catalog, faults);
        return None;
    };
    if permission.legacy_user_role {
        faults.add(
            api.value.span(),
            format!("{value} is a role for users of the old portal and no API permission"),
        );
        return None;
    }
    Some(Entitlement::ApiPermission {
        resource: resource.app_id,
        kind,
        value: permission.value.clone(),
    })
}

/// Says that an API has no such permission: it is of the other type, or spelled in another way.
fn unknown_permission(
    api: &ApiEntry,
    resource: &ApiResource,
    catalog: &Catalog,
    faults: &mut Faults,
) {
    let (kind, value) = (*api.kind.get_ref(), api.value.get_ref());
    let other = match kind {
        PermissionType::Application => PermissionType::Delegated,
        PermissionType::Delegated => PermissionType::Application,
    };
    let of = |kind| {
        let all = resource.permissions().iter();
        let of_kind = all.filter(move |permission| permission.kind == kind);
        of_kind.map(|permission| permission.value.as_str())
    };
    if resource.named(other, value).is_some() {
        faults.add_with_help(
            api.kind.span(),
            format!("{value} of {} exists only as {other}", resource.title),
            format!("write type = \"{other}\""),
        );
        return;
    }
    let names: Vec<&str> = of(kind).collect();
    let hint = not_listed(value, &names, Some(catalog.permission_list()), OTHERWISE);
    faults.add_with_help(
        api.value.span(),
        format!("{} has no {kind} permission {value:?}", resource.title),
        hint,
    );
}

/// A permission without a parent in the portal is named by its group alone.
fn classic_permission(
    asked: &DefenderEntry,
    catalog: &Catalog,
    faults: &mut Faults,
) -> Option<Entitlement> {
    let group = asked.group.get_ref();
    let name = asked.name.as_ref().unwrap_or(&asked.group);
    if let Some(known) = catalog.classic_permission(group, name.get_ref()) {
        return Some(Entitlement::DefenderClassic {
            group: known.group.clone(),
            name: known.name.clone(),
        });
    }
    let known = catalog.classic_permissions();
    let in_group: Vec<&str> = known
        .iter()
        .filter(|permission| permission.group.eq_ignore_ascii_case(group))
        .map(|permission| permission.name.as_str())
        .collect();
    if in_group.is_empty() {
        let mut groups: Vec<&str> = known
            .iter()
            .map(|permission| permission.group.as_str())
            .collect();
        groups.dedup();
        faults.add_with_help(
            asked.group.span(),
            format!("the catalog has no Defender permissions under {group:?}"),
            did_you_mean(group, &groups),
        );
    } else {
        faults.add_with_help(
            name.span(),
            format!(
                "the catalog has no Defender permission {:?} under {group:?}",
                name.get_ref()
            ),
            did_you_mean(name.get_ref(), &in_group),
        );
    }
    None
}
