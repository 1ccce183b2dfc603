//! Comparisons of two entitlements, which tell if one gives the other.

use super::context::Context;
use crate::catalog::Entitlement;

/// True if holding one gives the other.
pub(super) fn gives(context: &Context<'_>, held: &Entitlement, asked: &Entitlement) -> bool {
    same(held, asked) || context.catalog.covers(held, asked).is_some()
}

/// True if two name one entitlement.
pub(super) fn same(one: &Entitlement, other: &Entitlement) -> bool {
    one.is_same(other)
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
