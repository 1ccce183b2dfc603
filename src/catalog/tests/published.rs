//! The published lists are whole, and each name in them is found by its full key.

use super::catalog;
use crate::catalog::{ActionExtent, ApiPermission, Entitlement, PermissionType, RoleState};
use crate::ids::PermissionId;
use PermissionType::{Application, Delegated};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The rows of a list that are not its head.
fn rows(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("catalog")
        .join(file);
    let text = fs::read_to_string(path).unwrap();
    assert!(text.ends_with('\n') && !text.contains('\r'), "{file}");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(str::to_owned).collect()
}

/// The one value that an API publishes twice in a type, each with an id of its own.
const TWICE: (&str, PermissionType, &str) = ("ExchangeOnline", Delegated, "User.ReadBasic.All");

fn every_permission() -> impl Iterator<Item = (crate::ids::AppId, &'static ApiPermission)> {
    let apis = catalog().resources().iter();
    apis.flat_map(|api| api.permissions().iter().map(|one| (api.app_id, one)))
}

#[test]
fn no_row_of_a_list_is_lost() {
    let catalog = catalog();
    let permissions = every_permission().count() + catalog.resources().len();
    assert_eq!(permissions, rows("published/api-permissions.tsv").len());
    let roles = catalog.directory_roles().len();
    assert_eq!(roles, rows("published/directory-roles.tsv").len());
    let azure = catalog.azure_roles().len();
    assert_eq!(azure, rows("published/azure-roles.tsv").len());
    assert!(permissions > 2_300 && roles > 140 && azure > 900);
}

#[test]
fn every_list_has_its_date_and_its_source() {
    let catalog = catalog();
    for list in [
        catalog.permission_list(),
        catalog.directory_role_list(),
        catalog.azure_role_list(),
    ] {
        assert!(list.date.parse::<jiff::civil::Date>().is_ok(), "{list:?}");
        assert!(list.source.contains('@'), "{list:?}");
    }
}

#[test]
fn every_permission_is_found_by_its_value_in_any_case_and_by_its_id() {
    let catalog = catalog();
    let mut keys = BTreeSet::new();
    for (app, one) in every_permission() {
        let (kind, value) = (one.kind, &one.value);
        assert_eq!(catalog.api_permission_by_id(app, kind, one.id), Some(one));
        let api = catalog.resource(app).unwrap();
        if (api.name.as_str(), kind, value.as_str()) == TWICE {
            continue;
        }
        assert_eq!(api.named(kind, value), Some(one));
        assert_eq!(api.named(kind, &value.to_ascii_uppercase()), Some(one));
        let key = catalog.key(&Entitlement::ApiPermission {
            resource: app,
            kind,
            value: value.clone(),
        });
        assert!(keys.insert(key.clone()), "{key}");
    }
    assert!(catalog.resources().is_sorted_by_key(|api| &api.name));
    let names: BTreeSet<String> = catalog
        .resources()
        .iter()
        .map(|api| api.name.to_ascii_lowercase())
        .collect();
    assert_eq!(names.len(), catalog.resources().len());
}

/// A GUID alone is no key: these are both an application permission and a scope of one API.
#[test]
fn an_id_of_both_types_is_looked_up_in_each() {
    let catalog = catalog();
    let of = |kind| -> BTreeSet<(crate::ids::AppId, PermissionId)> {
        let all = every_permission().filter(move |(_, one)| one.kind == kind);
        all.map(|(app, one)| (app, one.id)).collect()
    };
    let (roles, scopes) = (of(Application), of(Delegated));
    let both: Vec<_> = roles.intersection(&scopes).collect();
    assert_eq!(both.len(), 26);
    for (app, id) in both {
        for kind in [Application, Delegated] {
            let found = catalog.api_permission_by_id(*app, kind, *id).unwrap();
            assert_eq!((found.kind, found.id), (kind, *id));
        }
    }
}

#[test]
fn a_value_that_is_published_twice_has_two_ids() {
    let (api, kind, value) = TWICE;
    let api = catalog().resource_named(api).unwrap();
    let all = api.permissions().iter();
    let alike: BTreeSet<PermissionId> = all
        .filter(|one| one.kind == kind && one.value == value)
        .map(|one| one.id)
        .collect();
    assert_eq!(alike.len(), 2);
    assert!(alike.contains(&api.named(kind, value).unwrap().id));
}

#[test]
fn roles_of_both_planes_are_known_with_what_they_do() {
    let catalog = catalog();
    let owner = catalog.azure_role_named("owner").unwrap();
    assert_eq!(owner.name, "Owner");
    assert_eq!(owner.actions, ActionExtent::All);
    assert!(owner.writes() && !owner.has_data_actions());
    assert_eq!(catalog.azure_role(owner.id), Some(owner));
    let reader = catalog.azure_role_named("Reader").unwrap();
    assert!(!reader.writes() && !reader.has_data_actions());
    let images = catalog.azure_role_named("AcrQuarantineReader").unwrap();
    assert!(!images.writes() && images.has_data_actions());
    for name in ["Owner", "User Access Administrator", "Contributor"] {
        assert!(catalog.azure_role_named(name).unwrap().writes(), "{name}");
    }
    let partner = catalog.directory_role_named("Partner Tier2 Support");
    assert_eq!(partner.unwrap().state, RoleState::Partner);
    let states = catalog.directory_roles().iter().map(|role| role.state);
    assert_eq!(states.filter(|one| *one == RoleState::System).count(), 3);
}
