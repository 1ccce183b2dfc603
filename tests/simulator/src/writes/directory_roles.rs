//! Active directory roles: `rbacapplication-post-roleassignments`, `unifiedroleassignment-delete`.

use super::{Call, Done, NO_CONTENT};
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::Value;

pub fn assign(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let held = who_what_where(tenant, call)?;
    let held = (held.0.as_str(), held.1.as_str(), held.2.as_str());
    may_hold(tenant, held.0)?;
    if find(tenant, Set::RoleAssignments, held).is_some() {
        return Err(Refusal::bad(
            "A conflicting object with one or more of the specified property values is present in the directory.",
        ));
    }
    tenant.directory_role_between(held, false, ids::NOW, None);
    let made = find(tenant, Set::RoleAssignments, held).unwrap_or_default();
    Ok(call.created(&made))
}

pub fn remove(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.key(0);
    let gone = tenant.remove_where(Set::RoleAssignments, |object| {
        super::same(&object["id"], id)
    });
    if gone.is_empty() {
        return Err(Refusal::missing(id));
    }
    tenant.remove_where(Set::RoleSchedules, |object| {
        super::same(&object["roleAssignmentOriginId"], id)
    });
    Ok(NO_CONTENT)
}

/// Principal, role and scope of a body. Each must exist.
pub fn who_what_where(
    tenant: &Tenant,
    call: &Call<'_>,
) -> Result<(String, String, String), Refusal> {
    let (principal, role) = (call.text("principalId"), call.text("roleDefinitionId"));
    let scope = call.text("directoryScopeId");
    tenant
        .directory_object(principal)
        .ok_or_else(|| Refusal::missing(principal))?;
    tenant
        .get(Set::RoleDefinitions, role)
        .ok_or_else(|| Refusal::missing(role))?;
    if scope.is_empty() {
        return Err(Refusal::unserved("directory roles in the scope of an app"));
    }
    let within = scope.trim_start_matches('/').rsplit('/').next();
    if let Some(object) = within.filter(|id| !id.is_empty()) {
        tenant
            .directory_object(object)
            .ok_or_else(|| Refusal::missing(object))?;
    }
    Ok((principal.to_owned(), role.to_owned(), scope.to_owned()))
}

/// A group that was not made with `isAssignableToRole` holds no directory role: Entra, "Use
/// Microsoft Entra groups to manage role assignments". The words of the refusal are not Graph's.
pub fn may_hold(tenant: &Tenant, principal: &str) -> Result<(), Refusal> {
    match tenant.directory_object(principal) {
        Some(("group", group)) if group["isAssignableToRole"] != true => {
            Err(Refusal::bad(format!(
                "Group '{principal}' cannot be assigned to a role: isAssignableToRole is not set."
            )))
        }
        _ => Ok(()),
    }
}

/// What a principal holds of a role in a scope, in one of the sets of roles.
pub fn find(tenant: &Tenant, set: Set, held: (&str, &str, &str)) -> Option<Value> {
    tenant
        .all(set)
        .iter()
        .find(|object| is(object, held))
        .cloned()
}

/// Whether an object is about a principal, a role and a scope.
pub fn is(object: &Value, (principal, role, scope): (&str, &str, &str)) -> bool {
    super::same(&object["principalId"], principal)
        && super::same(&object["roleDefinitionId"], role)
        && super::same(&object["directoryScopeId"], scope)
}
