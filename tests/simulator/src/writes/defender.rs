//! Defender's Unified RBAC, beta: `rbacapplication-post-roledefinitions`,
//! `rbacapplicationmultiple-post-roleassignments`, and their changes.
//!
//! Where it was never activated each call answers 403.

use super::{Call, Done, NO_CONTENT, merge};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

pub fn serve(tenant: &mut Tenant, method: &str, call: &Call<'_>) -> Done {
    if !tenant.unified_rbac_is_active() {
        return Err(Refusal::denied());
    }
    let set = if call.target.template.contains("/roleDefinitions") {
        Set::DefenderDefinitions
    } else {
        Set::DefenderAssignments
    };
    if set == Set::DefenderAssignments && method != "DELETE" {
        pointed_at(tenant, call)?;
    }
    match method {
        "POST" => Ok(create(tenant, call, set)),
        "PATCH" => {
            let id = call.owner(tenant, set)?;
            let stored = tenant.get(set, &id).unwrap_or_default();
            merge::into_stored(tenant, &id, &stored, call.body);
            // `unifiedroledefinition-update` answers 204, `unifiedroleassignmentmultiple-update` 200.
            if set == Set::DefenderDefinitions {
                return Ok(NO_CONTENT);
            }
            Ok((200, tenant.get(set, &id).unwrap_or_default()))
        }
        _ => {
            let id = call.owner(tenant, set)?;
            // What becomes of the assignments of a deleted role is not documented: they go first.
            let used = |object: &Value| super::same(&object["roleDefinitionId"], &id);
            if tenant.all(Set::DefenderAssignments).iter().any(used) {
                return Err(Refusal::bad(
                    "The role definition is in use: delete its assignments first.",
                ));
            }
            tenant.delete(&id);
            Ok(NO_CONTENT)
        }
    }
}

fn create(tenant: &mut Tenant, call: &Call<'_>, set: Set) -> (u16, Value) {
    let id = tenant.new_id();
    let mut object = if set == Set::DefenderDefinitions {
        json!({"id": id, "description": null, "isBuiltIn": false, "isEnabled": true})
    } else {
        json!({"id": id, "description": null, "condition": null, "directoryScopeIds": ["/"], "appScopeIds": []})
    };
    merge::into(&mut object, call.body);
    if let Some(permissions) = object["rolePermissions"].as_array_mut() {
        for permission in permissions {
            if permission.get("condition").is_none() {
                permission["condition"] = Value::Null;
            }
        }
    }
    tenant.add(set, object.clone());
    call.created(&object)
}

/// The role and the principals of an assignment must exist.
fn pointed_at(tenant: &Tenant, call: &Call<'_>) -> Result<(), Refusal> {
    if let Some(role) = call.body["roleDefinitionId"].as_str() {
        tenant
            .get(Set::DefenderDefinitions, role)
            .ok_or_else(|| Refusal::missing(role))?;
    }
    let principals = call.body["principalIds"].as_array().into_iter().flatten();
    for principal in principals.filter_map(Value::as_str) {
        tenant
            .directory_object(principal)
            .ok_or_else(|| Refusal::missing(principal))?;
    }
    Ok(())
}
