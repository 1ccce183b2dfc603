//! Grants that count as access: those that are held, and that do not come with every consent.

use super::context::Context;
use crate::access::{Grant, Held};
use crate::catalog::{Entitlement, PermissionType};

/// True for a grant that somebody holds, and that may be too much.
pub(super) fn is_access(context: &Context<'_>, grant: &Grant) -> bool {
    grant.held != Held::Requested && !is_sign_in_scope(context, &grant.entitlement)
}

/// True if it is a scope that Microsoft's sign-in adds to any consent.
///
/// An API that publishes a scope of the same value has one of its own, which is another thing.
fn is_sign_in_scope(context: &Context<'_>, held: &Entitlement) -> bool {
    let Entitlement::ApiPermission {
        resource,
        kind: PermissionType::Delegated,
        value,
    } = held
    else {
        return false;
    };
    let Some(host) = context.catalog.sign_in_scope(value) else {
        return false;
    };
    let resources = context.snapshot.sections.resources.sightings().iter();
    let of_api = resources.filter(|seen| seen.object.app_id.is(resource));
    let mut scopes = of_api.flat_map(|seen| seen.object.oauth2_permission_scopes.sightings());
    host == *resource || !scopes.any(|scope| scope.value.says(value))
}
