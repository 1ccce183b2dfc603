//! Comparisons of two entitlements, which tell if one gives the other.

use super::context::Context;
use crate::catalog::Entitlement;

/// True if holding one gives the other.
pub(super) fn gives(context: &Context<'_>, held: &Entitlement, asked: &Entitlement) -> bool {
    same(held, asked) || context.catalog.covers(held, asked).is_some()
}

/// True if two name one entitlement. Values of permissions are compared without case: Microsoft does so with
/// scopes, and an application permission is granted by its id, of which the value is only the API's spelling.
pub(super) fn same(one: &Entitlement, other: &Entitlement) -> bool {
    match (one, other) {
        (
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            },
            Entitlement::ApiPermission {
                resource: r,
                kind: k,
                value: v,
            },
        ) => resource == r && kind == k && value.eq_ignore_ascii_case(v),
        _ => one == other,
    }
}

pub(super) fn wrong_type(held: &Entitlement, asked: &Entitlement) -> bool {
    match (held, asked) {
        (
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            },
            Entitlement::ApiPermission {
                resource: r,
                kind: k,
                value: v,
            },
        ) => resource == r && kind != k && value.eq_ignore_ascii_case(v),
        _ => false,
    }
}
