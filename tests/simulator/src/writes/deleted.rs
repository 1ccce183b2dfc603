//! Deleted items: `directory-deleteditems-restore`, `directory-deleteditems-delete`.
//!
//! An object comes back with what it had: "All properties are maintained, including `ObjectID`,
//! group memberships, roles, licenses, and application assignments" (Entra, "Recover from
//! deletions"). Restoring an application does not restore its service principal.

use super::{Call, Done, NO_CONTENT};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::json;

pub fn restore(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.key(0);
    let waiting = tenant
        .all(Set::DeletedServicePrincipals)
        .iter()
        .find(|object| super::same(&object["id"], id));
    let taken = waiting.is_some_and(|object| {
        tenant
            .all(Set::ServicePrincipals)
            .iter()
            .any(|other| other["appId"] == object["appId"])
    });
    if taken {
        return Err(Refusal::conflict(
            "The service principal cannot be created, updated, or restored because the service principal name is already in use.",
        ));
    }
    let (kind, mut object) = tenant.restore(id).ok_or_else(|| Refusal::missing(id))?;
    object["@odata.type"] = json!(format!("#microsoft.graph.{kind}"));
    object["@odata.context"] =
        json!("https://graph.microsoft.com/v1.0/$metadata#directoryObjects/$entity");
    Ok((200, object))
}

pub fn purge(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    if tenant.purge(call.key(0)) {
        Ok(NO_CONTENT)
    } else {
        Err(Refusal::missing(call.key(0)))
    }
}
