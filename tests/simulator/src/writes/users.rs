//! Users: `user-update`, `user-delete`.

use super::{Call, Done, NO_CONTENT, merge};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::Value;

pub fn update(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let (id, stored) = stored(tenant, call)?;
    if let Some(name) = call.body["userPrincipalName"].as_str() {
        let taken = |user: &Value| {
            super::same(&user["userPrincipalName"], name) && !super::same(&user["id"], &id)
        };
        if tenant.all(Set::Users).iter().any(taken) {
            return Err(Refusal::bad(
                "Another object with the same value for property userPrincipalName already exists.",
            ));
        }
    }
    merge::into_stored(tenant, &id, &stored, call.body);
    Ok(NO_CONTENT)
}

/// "When deleted, user resources are moved to a temporary container and can be restored within
/// 30 days."
pub fn delete(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let (id, _) = stored(tenant, call)?;
    tenant.soft_delete(Set::Users, &id);
    Ok(NO_CONTENT)
}

/// A user that can be changed: the crowd cannot.
fn stored(tenant: &Tenant, call: &Call<'_>) -> Result<(String, Value), Refusal> {
    let id = call.owner(tenant, Set::Users)?;
    let mut users = tenant.all(Set::Users).iter();
    let found = users.find(|user| super::same(&user["id"], &id)).cloned();
    let user = found.ok_or_else(|| Refusal::unserved("writes to filler users"))?;
    Ok((id, user))
}
