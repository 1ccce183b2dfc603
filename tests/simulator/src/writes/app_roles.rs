//! Application permissions and app roles: `serviceprincipal-post-approleassignedto`,
//! `serviceprincipal-post-approleassignments`, `user-post-approleassignments`, and their removal.

use super::{Call, Done, NO_CONTENT};
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

/// The role that every application has: "use the default app role ID of
/// 00000000-0000-0000-0000-000000000000" (`resources/approleassignment`).
const DEFAULT: &str = "00000000-0000-0000-0000-000000000000";

/// Grants; `side` is the property that must be the object of the path.
pub fn grant(tenant: &mut Tenant, call: &Call<'_>, set: Set, side: &str) -> Done {
    let owner = call.owner(tenant, set)?;
    let [principal, resource, role] =
        ["principalId", "resourceId", "appRoleId"].map(|name| call.text(name).to_owned());
    if !super::same(&call.body[side], &owner) {
        return Err(Refusal::bad("Not a valid reference update."));
    }
    let (kind, holder) = tenant
        .directory_object(&principal)
        .ok_or_else(|| Refusal::missing(&principal))?;
    let api = tenant
        .get(Set::ServicePrincipals, &resource)
        .ok_or_else(|| Refusal::missing(&resource))?;
    let offered = api["appRoles"].as_array().into_iter().flatten();
    let known = offered
        .into_iter()
        .any(|one| super::same(&one["id"], &role));
    if !known && role != DEFAULT {
        return Err(Refusal::bad(
            "Permission being assigned was not found on application",
        ));
    }
    let is = |object: &Value| {
        super::same(&object["principalId"], &principal)
            && super::same(&object["resourceId"], &resource)
            && super::same(&object["appRoleId"], &role)
    };
    if tenant.all(Set::AppRoleAssignments).iter().any(is) {
        return Err(Refusal::bad(
            "Permission being assigned already exists on the object",
        ));
    }
    let kind = match kind {
        "user" => "User",
        "group" => "Group",
        _ => "ServicePrincipal",
    };
    let object = json!({
        "id": ids::hex(&format!("{principal} {resource} {role}"), 43), "appRoleId": role, "principalId": principal,
        "principalType": kind, "principalDisplayName": holder["displayName"], "resourceId": resource,
        "resourceDisplayName": api["displayName"], "createdDateTime": ids::NOW, "deletedDateTime": null,
    });
    tenant.add(Set::AppRoleAssignments, object.clone());
    Ok(call.created(&object))
}

/// Revokes; the assignment must be one of the object of the path.
pub fn revoke(tenant: &mut Tenant, call: &Call<'_>, set: Set, side: &str) -> Done {
    let owner = call.owner(tenant, set)?;
    // Unlike other ids, these tell upper case from lower.
    let gone = tenant.remove_where(Set::AppRoleAssignments, |object| {
        object["id"] == call.key(1) && super::same(&object[side], &owner)
    });
    if gone.is_empty() {
        return Err(Refusal::missing(call.key(1)));
    }
    Ok(NO_CONTENT)
}
