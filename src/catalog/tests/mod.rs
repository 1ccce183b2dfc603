//! Tests of what the catalog must know, and of what it must not do with bad data or hostile text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod actions;
mod cmdlets;
mod companies;
mod consistency;
mod data;
mod guest_access;
mod loading;
mod lookups;
mod names;
mod published;
mod rating;
mod tasks;

use super::{Catalog, Entitlement, PermissionType};
use crate::ids::AppId;
use std::sync::LazyLock;

const MDE: &str = "fc780465-2017-40d4-a0c5-307022471b92";
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

fn catalog() -> &'static Catalog {
    static LOADED: LazyLock<Catalog> =
        LazyLock::new(|| Catalog::built_in().expect("the built-in data loads"));
    &LOADED
}

fn app(id: &str) -> AppId {
    id.parse().unwrap()
}

fn permission(resource: &str, kind: PermissionType, value: &str) -> Entitlement {
    Entitlement::ApiPermission {
        resource: app(resource),
        kind,
        value: value.to_owned(),
    }
}
