//! How an application proves who it is: `application-addpassword`, `application-removepassword`
//! (and the same of a service principal), certificates, federated credentials.

use super::{Call, Done, NO_CONTENT};
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

/// Days that a credential lives when the request does not say: "the default is startDateTime +
/// 2 years".
const LIFE: i64 = 730;

/// The secret is in the answer, and nowhere else.
pub fn add_password(tenant: &mut Tenant, call: &Call<'_>, set: Set) -> Done {
    let id = call.owner(tenant, set)?;
    let key = tenant.new_id();
    let asked = &call.body["passwordCredential"];
    let secret = format!("simulated~{}", ids::hex(&key, 30));
    let or = |name: &str, default: String| {
        let said = asked[name].as_str();
        said.map_or(default, str::to_owned)
    };
    let mut credential = json!({
        "keyId": key, "displayName": asked["displayName"], "hint": &secret[..3], "secretText": null, "customKeyIdentifier": null,
        "startDateTime": or("startDateTime", ids::NOW.to_owned()), "endDateTime": or("endDateTime", ids::at(LIFE)),
    });
    let mut held = tenant.get(set, &id).unwrap_or_default()["passwordCredentials"].take();
    match held.as_array_mut() {
        Some(list) => list.push(credential.clone()),
        None => held = json!([credential]),
    }
    tenant.set(&id, "passwordCredentials", held);
    credential["secretText"] = json!(secret);
    credential["@odata.context"] =
        json!("https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential");
    Ok((200, credential))
}

pub fn remove_password(tenant: &mut Tenant, call: &Call<'_>, set: Set) -> Done {
    let id = call.owner(tenant, set)?;
    let mut held = tenant.get(set, &id).unwrap_or_default()["passwordCredentials"].take();
    let list = held.as_array_mut();
    let before = list.as_ref().map_or(0, |list| list.len());
    let left = list.map_or(0, |list| {
        list.retain(|one| !super::same(&one["keyId"], call.text("keyId")));
        list.len()
    });
    if left == before {
        return Err(Refusal::bad("No password credential found with keyId."));
    }
    tenant.set(&id, "passwordCredentials", held);
    Ok(NO_CONTENT)
}

/// Certificates as they are kept: with an id and dates, without the key.
pub fn kept(keys: &mut Value, owner: &str) {
    for (index, key) in keys.as_array_mut().into_iter().flatten().enumerate() {
        let text = key["key"].as_str().unwrap_or_default().to_owned();
        let mut whole = json!({
            "keyId": ids::guid(&["key", owner, &index.to_string(), &text]), "displayName": null, "type": "AsymmetricX509Cert",
            "usage": "Verify", "customKeyIdentifier": ids::hex(&text, 40).to_ascii_uppercase(),
            "startDateTime": ids::NOW, "endDateTime": ids::at(LIFE),
        });
        super::merge::into(&mut whole, key);
        whole["key"] = Value::Null;
        *key = whole;
    }
}

/// `application-post-federatedidentitycredentials`: the name is unique in the application, and
/// so is the pair of issuer and subject.
pub fn federate(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::Applications)?;
    let same = |one: &Value, name: &str| one[name] == call.body[name];
    let taken = |one: &Value| same(one, "name") || (same(one, "issuer") && same(one, "subject"));
    if tenant.federated_of(&id).iter().any(taken) {
        return Err(Refusal::conflict(format!(
            "FederatedIdentityCredential with name {} already exists.",
            call.text("name")
        )));
    }
    let mut credential = json!({"id": tenant.new_id(), "description": null});
    super::merge::into(&mut credential, call.body);
    tenant.add_federated(&id, credential.clone());
    Ok(call.created(&credential))
}

pub fn unfederate(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::Applications)?;
    if tenant.remove_federated(&id, call.key(1)) {
        Ok(NO_CONTENT)
    } else {
        Err(Refusal::missing(call.key(1)))
    }
}
