//! Owners of applications: `application-post-owners`, `application-delete-owners`, and the same of service principals
//! and of groups.

use super::{Call, Done, NO_CONTENT};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};

pub fn add(tenant: &mut Tenant, call: &Call<'_>, set: Set) -> Done {
    let object = call.owner(tenant, set)?;
    let link = call.text("@odata.id");
    let owner = link.trim_end_matches('/').rsplit('/').next();
    let owner = owner.unwrap_or_default();
    let (kind, found) = tenant
        .directory_object(owner)
        .ok_or_else(|| Refusal::missing(owner))?;
    // "Currently, only individual users and service principals are supported as application owners."
    if !matches!(kind, "user" | "servicePrincipal") {
        return Err(Refusal::bad(format!(
            "An object of type {kind} cannot be an owner of an application."
        )));
    }
    let owner = found["id"].as_str().unwrap_or_default().to_owned();
    if tenant
        .owners_of(&object)
        .iter()
        .any(|id| id.eq_ignore_ascii_case(&owner))
    {
        return Err(Refusal::bad(
            "One or more added object references already exist for the following modified properties: 'owners'.",
        ));
    }
    tenant.owner(&object, &owner);
    Ok(NO_CONTENT)
}

pub fn remove(tenant: &mut Tenant, call: &Call<'_>, set: Set) -> Done {
    let object = call.owner(tenant, set)?;
    if tenant.remove_owner(&object, call.key(1)) {
        Ok(NO_CONTENT)
    } else {
        Err(Refusal::missing(call.key(1)))
    }
}
