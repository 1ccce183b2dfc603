//! Guests: `invitation-post`, and "reset redemption status" of `resources/invitation`.

use super::{Call, Done};
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::{Set, Tenant};
use serde_json::{Value, json};

pub fn invite(tenant: &mut Tenant, call: &Call<'_>) -> Done {
    let address = call.text("invitedUserEmailAddress");
    let (local, domain) = address
        .split_once('@')
        .filter(|parts| !parts.0.is_empty() && parts.1.contains('.'))
        .ok_or_else(|| Refusal::bad("The invited user email address is not valid."))?;
    if is_own(tenant, domain) {
        return Err(Refusal::bad("Invitee is in inviter tenant"));
    }
    let reset = call.body["resetRedemption"] == true;
    let user = if reset {
        let id = call.body["invitedUser"]["id"].as_str().unwrap_or_default();
        let known = tenant
            .get(Set::Users, id)
            .ok_or_else(|| Refusal::missing(id))?;
        reinvite(tenant, id, address);
        known
    } else if let Some(known) = with_address(tenant, address) {
        if known["externalUserState"].is_null() {
            return Err(Refusal::bad(format!(
                "The invited user already exists in the directory as object ID: {}. They can use that account to sign in to shared apps and resources.",
                known["id"].as_str().unwrap_or_default()
            )));
        }
        known
    } else {
        let id = tenant.new_id();
        let kind = call.body["invitedUserType"].as_str().unwrap_or("Guest");
        let name = call.body["invitedUserDisplayName"]
            .as_str()
            .unwrap_or(local);
        tenant
            .guest_with_id(&id, address)
            .pending()
            .with("displayName", json!(name))
            .with("userType", json!(kind))
            .with("createdDateTime", json!(ids::NOW))
            .with("externalUserStateChangeDateTime", json!(ids::NOW));
        tenant.get(Set::Users, &id).unwrap_or_default()
    };
    let id = user["id"].as_str().unwrap_or_default();
    let accepted = !reset && user["externalUserState"] == "Accepted";
    let status = if accepted {
        "Completed"
    } else {
        "PendingAcceptance"
    };
    let mut answer = json!({
        "id": tenant.new_id(), "inviteRedeemUrl": format!("https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d{}%26user%3d{id}", tenant.id()),
        "invitedUserDisplayName": null, "invitedUserType": "Guest", "sendInvitationMessage": false, "resetRedemption": false,
        "invitedUserMessageInfo": {"messageLanguage": null, "customizedMessageBody": null, "ccRecipients": [{"emailAddress": {"name": null, "address": null}}]},
        "status": status,
    });
    super::merge::into(&mut answer, call.body);
    answer["invitedUser"] = json!({"id": id});
    Ok(call.created(&answer))
}

/// Whether the domain is verified in this tenant.
fn is_own(tenant: &Tenant, domain: &str) -> bool {
    let organizations = tenant.all(Set::Organization).iter();
    organizations
        .filter_map(|one| one["verifiedDomains"].as_array())
        .flatten()
        .any(|own| super::same(&own["name"], domain))
}

/// The user whose address it is: a guest before anybody else. A further address, which people
/// set themselves, is not looked at.
fn with_address(tenant: &Tenant, address: &str) -> Option<Value> {
    let mut found: Vec<&Value> = tenant
        .all(Set::Users)
        .iter()
        .filter(|user| super::same(&user["mail"], address))
        .collect();
    found.sort_by_key(|user| user["externalUserState"].is_null());
    found.first().map(|user| (*user).clone())
}

/// The user keeps its id, memberships and assignments, and has to accept again.
fn reinvite(tenant: &mut Tenant, id: &str, address: &str) {
    tenant.set(id, "externalUserState", json!("PendingAcceptance"));
    tenant.set(id, "externalUserStateChangeDateTime", json!(ids::NOW));
    tenant.set(id, "mail", json!(address));
    tenant.set(id, "otherMails", json!([address]));
    tenant.set(id, "proxyAddresses", json!([format!("SMTP:{address}")]));
}
