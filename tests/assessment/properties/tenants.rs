//! Tenants for the properties: each has what only one part of the assessment looks at.

use crate::graph::Tenant;
use crate::graph::ids::{self, role};
use crate::graph::scenarios::parts::{FULL_ROLES, GUEST, bare_app, full_app, full_guest};
use serde_json::{Value, json};

/// A guest whose roles all come through a group that it has stepped into until tomorrow.
pub fn lapsing() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).last_signed_in(&ids::at(-2)).id();
    let group = tenant.group("Privileged").role_assignable().id();
    tenant.group_activated(&guest, &group, &ids::at(1));
    for role in FULL_ROLES {
        tenant.directory_role(&group, role, "/");
    }
    let app = full_app(&mut tenant);
    tenant.application_signed_in(&app, &ids::at(-3), &ids::at(-1));
    tenant
}

/// A ready tenant whose settings would stop the vendor, were it not for one thing each.
pub fn sparing() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = full_guest(&mut tenant);
    full_app(&mut tenant);
    let (vendors, others) = (tenant.group("Vendors").id(), tenant.group("Others").id());
    tenant.member_of(&guest, &vendors);
    let vendor = ids::guid(&["domain", "expel.io"]);
    tenant.cross_tenant_partner(&vendor, "allowed");
    let refuse = json!({"accessType": "blocked", "targets": [{"target": "AllUsers"}]});
    tenant.set_policy(
        "/policies/crossTenantAccessPolicy/default",
        "b2bCollaborationInbound",
        json!({"usersAndGroups": refuse, "applications": refuse}),
    );
    tenant.set_policy(
        "/policies/crossTenantAccessPolicy/default",
        "inboundTrust",
        json!({"isMfaAccepted": true, "isCompliantDeviceAccepted": true}),
    );
    let tenants = json!({"membershipKind": "enumerated", "members": [vendor]});
    let kinds =
        json!({"guestOrExternalUserTypes": "b2bCollaborationGuest", "externalTenants": tenants});
    for (name, users, control) in [
        (
            "By group",
            json!({"includeUsers": ["All"], "excludeGroups": [vendors]}),
            "block",
        ),
        ("For a group", json!({"includeGroups": [others]}), "block"),
        (
            "By role",
            json!({"includeUsers": ["All"], "excludeRoles": FULL_ROLES}),
            "block",
        ),
        (
            "For a role",
            json!({"includeRoles": [role::GLOBAL_ADMINISTRATOR]}),
            "block",
        ),
        (
            "By tenant",
            json!({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": kinds}),
            "block",
        ),
        (
            "By trust",
            json!({"includeUsers": ["All"]}),
            "compliantDevice",
        ),
    ] {
        tenant.conditional_access(name, "enabled", &users, &[control]);
    }
    tenant
}

/// A ready tenant with policies that may stop the vendor: its guest, and its application.
pub fn stopping() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = full_guest(&mut tenant);
    full_app(&mut tenant);
    let vendors = tenant.group("Vendors").id();
    tenant.member_of(&guest, &vendors);
    for (name, users, control) in [
        ("For a group", json!({"includeGroups": [vendors]}), "block"),
        (
            "For a role",
            json!({"includeRoles": FULL_ROLES}),
            "approvedApplication",
        ),
        (
            "For devices",
            json!({"includeUsers": ["All"]}),
            "compliantDevice",
        ),
        ("For services", json!({"includeUsers": ["None"]}), "block"),
    ] {
        tenant.conditional_access(name, "enabled", &users, &[control]);
    }
    let services = json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]});
    tenant.change_policy("For services", "/conditions/clientApplications", services);
    tenant
}

/// A ready tenant, and a guest of another domain with the vendor's name and a role.
pub fn imitated() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    full_guest(&mut tenant);
    full_app(&mut tenant);
    let fake = tenant.guest("expel-soc@evil.test").id();
    tenant.directory_role(&fake, ids::role::SECURITY_READER, "/");
    tenant
}

/// A guest that is known to have redeemed its invitation only because it has signed in.
pub fn stateless() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "externalUserState", Value::Null);
    let activity = serde_json::json!({"lastSuccessfulSignInDateTime": ids::at(-1)});
    tenant.set(&guest, "signInActivity", activity);
    full_app(&mut tenant);
    tenant
}

/// A tenant in which Defender's API has been switched off, or was never there.
pub fn with_api(switch: Option<&str>) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    full_guest(&mut tenant);
    let api = tenant.resource(ids::WINDOWS_DEFENDER_ATP)["id"].clone();
    let api = api.as_str().unwrap();
    if let Some(property) = switch {
        full_app(&mut tenant);
        tenant.set(api, property, json!(false));
    } else {
        bare_app(&mut tenant, 300);
        tenant.delete(api);
    }
    tenant
}

/// A guest whose Defender role gives everything, under a plan that has ended.
pub fn by_wildcard() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    let role = tenant.defender_role("Expel SOC", &["microsoft.xdr/*"]);
    tenant.defender_assign(&role, &[&guest], &["/"]);
    let app = full_app(&mut tenant);
    tenant.certificate(&app.sp, &ids::at(-1), "2299-12-30T00:00:00Z");
    tenant.only_licence("WINDEFATP", "Suspended", "Success");
    tenant
}
