//! What can be wrong with the guest.

use super::Scenario;
use super::access::contoso;
use super::parts::{FULL_ROLES, GUEST, full_app, full_guest};
use serde_json::json;

pub fn look_alike_guest() -> Scenario {
    let mut tenant = contoso();
    let upn = format!("expel_analyst_expel.io.evil.com#EXT#@{}", tenant.domain());
    let by_name = tenant
        .guest("expel_analyst@expel.io.evil.com")
        .upn(&upn)
        .named("expel_analyst")
        .id();
    let by_other = tenant
        .guest("mallory@evil.example")
        .with("otherMails", json!([GUEST]))
        .other_mails_only("mallory@evil.example")
        .id();
    for guest in [&by_name, &by_other] {
        for role in FULL_ROLES {
            tenant.directory_role(guest, role, "/");
        }
    }
    full_app(&mut tenant);
    Scenario::new(
        "look-alike-guest",
        "two guests look like the vendor's and hold the roles; the true one was never invited",
        tenant,
    )
}

pub fn member_with_vendor_address() -> Scenario {
    let mut tenant = contoso();
    let upn = format!("expel_analyst@{}", tenant.domain());
    let member = tenant.guest(GUEST).member().upn(&upn).id();
    for role in FULL_ROLES {
        tenant.directory_role(&member, role, "/");
    }
    full_app(&mut tenant);
    Scenario::new(
        "member-with-vendor-address",
        "a member account carries the vendor's address",
        tenant,
    )
}

pub fn guest_pending() -> Scenario {
    let mut tenant = contoso();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "externalUserState", json!("PendingAcceptance"));
    full_app(&mut tenant);
    Scenario::new(
        "guest-pending",
        "the guest has the roles and never accepted the invitation",
        tenant,
    )
}

pub fn guest_disabled() -> Scenario {
    let mut tenant = contoso();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "accountEnabled", json!(false));
    full_app(&mut tenant);
    Scenario::new(
        "guest-disabled",
        "the guest has the roles and may not sign in",
        tenant,
    )
}
