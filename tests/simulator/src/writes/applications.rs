//! App registrations: `application-post-applications`, `application-update`, `application-delete`.

use super::{Call, Done, NO_CONTENT, credentials, merge};
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

/// What the request leaves out is as in the answer that the reference shows to a request with a
/// name alone: its audience is everybody, not this tenant.
pub fn create(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let mut object = json!({
        "id": tenant.new_id(), "appId": tenant.new_id(), "displayName": null, "deletedDateTime": null,
        "signInAudience": "AzureADandPersonalMicrosoftAccount", "createdDateTime": ids::NOW, "publisherDomain": tenant.domain(),
        "requiredResourceAccess": [], "passwordCredentials": [], "keyCredentials": [],
        "verifiedPublisher": {"displayName": null, "verifiedPublisherId": null, "addedDateTime": null},
        "isFallbackPublicClient": null, "tags": [], "identifierUris": [], "appRoles": [], "description": null, "notes": null,
        "web": {"redirectUris": [], "homePageUrl": null, "logoutUrl": null},
        "publicClient": {"redirectUris": []}, "spa": {"redirectUris": []},
        "api": {"oauth2PermissionScopes": [], "requestedAccessTokenVersion": 2},
    });
    let body = prepared(call)?;
    merge::into(&mut object, &body);
    tenant.add(Set::Applications, object.clone());
    Ok(call.created(&object))
}

pub fn update(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::Applications)?;
    let body = prepared(call)?;
    let stored = tenant.get(Set::Applications, &id).unwrap_or_default();
    merge::into_stored(tenant, &id, &stored, &body);
    // The service principal in the application's own tenant is renamed with it.
    if let Some(name) = body.get("displayName") {
        for sp in service_principals(tenant, &stored["appId"]) {
            tenant.set(&sp, "appDisplayName", name.clone());
            tenant.set(&sp, "displayName", name.clone());
        }
    }
    Ok(NO_CONTENT)
}

/// "When deleted, apps are moved to a temporary container and can be restored within 30 days";
/// the service principal in this tenant goes with its application.
pub fn delete(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let id = call.owner(tenant, Set::Applications)?;
    let app_id = tenant.get(Set::Applications, &id).unwrap_or_default()["appId"].take();
    for sp in service_principals(tenant, &app_id) {
        tenant.soft_delete(Set::ServicePrincipals, &sp);
    }
    tenant.soft_delete(Set::Applications, &id);
    Ok(NO_CONTENT)
}

fn service_principals(tenant: &Tenant, app_id: &Value) -> Vec<String> {
    let all = tenant.all(Set::ServicePrincipals).iter();
    all.filter(|object| object["appId"] == *app_id)
        .filter_map(|object| object["id"].as_str().map(str::to_owned))
        .collect()
}

/// The body, with its certificates as they are kept, if what it asks for is well-formed.
fn prepared(call: &Call<'_>) -> Result<Value, Refusal> {
    let mut body = call.body.clone();
    let asked = body["requiredResourceAccess"].as_array();
    for entry in asked.into_iter().flatten() {
        let accesses = entry["resourceAccess"].as_array().into_iter().flatten();
        for access in accesses {
            // "Specifies whether the id property references an oauth2PermissionScopes or an
            // appRoles. Possible values are Scope or Role": resources/resourceaccess.
            if !matches!(access["type"].as_str(), Some("Role" | "Scope")) {
                return Err(Refusal::bad(
                    "Invalid value specified for property 'type' of resource 'ResourceAccess'.",
                ));
            }
        }
    }
    if let Some(keys) = body.get_mut("keyCredentials") {
        credentials::kept(keys, call.key(0));
    }
    Ok(body)
}
