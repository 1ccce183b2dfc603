//! Service principals: `serviceprincipal-post-serviceprincipals`, `serviceprincipal-update`,
//! `serviceprincipal-delete`.

use super::{Call, Done, NO_CONTENT, credentials, merge};
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};

pub fn create(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let app_id = call.text("appId").to_owned();
    let present = |set: Set| {
        let mut all = tenant.all(set).iter();
        all.any(|object| super::same(&object["appId"], &app_id))
    };
    if present(Set::ServicePrincipals) {
        return Err(Refusal::conflict(format!(
            "The service principal cannot be created, updated, or restored because the service principal name {app_id} is already in use."
        )));
    }
    let made = tenant.instantiate(&app_id).ok_or_else(|| {
        Refusal::bad(format!(
            "The appId '{app_id}' of the service principal does not reference a valid application object."
        ))
    })?;
    let stored = tenant
        .get(Set::ServicePrincipals, &made.sp)
        .unwrap_or_default();
    merge::into_stored(tenant, &made.sp, &stored, call.body);
    let object = tenant
        .get(Set::ServicePrincipals, &made.sp)
        .unwrap_or_default();
    Ok(call.created(&object))
}

pub fn update(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::ServicePrincipals)?;
    let stored = tenant.get(Set::ServicePrincipals, &id).unwrap_or_default();
    let mut body = call.body.clone();
    if let Some(keys) = body.get_mut("keyCredentials") {
        credentials::kept(keys, &id);
    }
    merge::into_stored(tenant, &id, &stored, &body);
    Ok(NO_CONTENT)
}

pub fn delete(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::ServicePrincipals)?;
    tenant.soft_delete(Set::ServicePrincipals, &id);
    Ok(NO_CONTENT)
}
