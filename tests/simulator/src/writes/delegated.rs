//! Delegated permissions: `oauth2permissiongrant-post`, `-update`, `-delete`.
//!
//! The service does not check that the API offers a scope, and neither is it checked here.

use super::{Call, Done, NO_CONTENT};
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

pub fn grant(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    for name in ["clientId", "resourceId"] {
        let id = call.text(name);
        tenant
            .get(Set::ServicePrincipals, id)
            .ok_or_else(|| Refusal::missing(id))?;
    }
    let kind = call.text("consentType");
    let person = match (kind, call.body["principalId"].as_str()) {
        ("AllPrincipals", None) => Value::Null,
        ("Principal", Some(person)) => {
            tenant
                .get(Set::Users, person)
                .ok_or_else(|| Refusal::missing(person))?;
            json!(person)
        }
        _ => {
            return Err(Refusal::bad(
                "consentType is AllPrincipals without, or Principal with a principalId.",
            ));
        }
    };
    let is = |object: &Value| {
        super::same(&object["clientId"], call.text("clientId"))
            && super::same(&object["resourceId"], call.text("resourceId"))
            && object["consentType"] == kind
            && object["principalId"] == person
    };
    if tenant.all(Set::DelegatedGrants).iter().any(is) {
        return Err(Refusal::conflict("Permission entry already exists."));
    }
    let id = ids::hex(&tenant.new_id(), 43);
    let mut object = json!({"id": id, "principalId": person});
    super::merge::into(&mut object, call.body);
    object["id"] = json!(id);
    tenant.add(Set::DelegatedGrants, object.clone());
    Ok(call.created(&object))
}

pub fn update(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::DelegatedGrants)?;
    tenant.set(&id, "scope", call.body["scope"].clone());
    Ok(NO_CONTENT)
}

pub fn revoke(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::DelegatedGrants)?;
    tenant.delete(&id);
    Ok(NO_CONTENT)
}
