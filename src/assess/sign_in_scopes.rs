//! Scopes that come with every consent, and that nobody holds in excess.

use super::context::Context;
use crate::catalog::{Entitlement, PermissionType};

/// True if it is a scope that Microsoft's sign-in adds to any consent.
///
/// An API that publishes a scope of the same value has one of its own, which is another thing.
pub(super) fn is_one(context: &Context<'_>, held: &Entitlement) -> bool {
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
