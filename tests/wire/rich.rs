//! A tenant that uses every feature that a scan looks at.

use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use crate::graph::tenant::Tenant;

const APP_NAME: &str = "Expel Defender for Endpoint Integration";
const OTHER_API: &str = "11111111-2222-4333-8444-555555555555";

/// A guest in three groups, PIM, PIM for Groups, Defender roles, both kinds of application and
/// another API; and so many users who have nothing to do with it.
pub fn tenant(users: usize) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    tenant.users(users);
    let guest = access_of_the_guest(&mut tenant);
    tenant.api(
        "Other API",
        OTHER_API,
        &[("Things.Read.All", "22222222-2222-4333-8444-555555555555")],
        &[],
    );
    tenant.user_app_role(&guest, OTHER_API, "Things.Read.All");
    let owner = tenant.user("adele.vance").id();
    let own = tenant.custom_app(APP_NAME);
    let registration = own.registration.clone().unwrap();
    tenant.secret(&registration, &ids::at(-10), &ids::at(200));
    tenant.certificate(&own.sp, &ids::at(-10), &ids::at(200));
    tenant.federated(
        &registration,
        "pipeline",
        "https://issuer.example",
        "subject",
    );
    tenant.owner(&registration, &owner);
    tenant.owner(&own.sp, &owner);
    tenant.request_and_grant(&own, WINDOWS_DEFENDER_ATP, "Alert.Read.All");
    tenant.request_and_grant(&own, MICROSOFT_GRAPH, "User.Read.All");
    tenant.grant_delegated(&own, MICROSOFT_GRAPH, "User.Read", None);
    let vendor = tenant.enterprise_app(
        APP_NAME,
        &ids::guid(&["vendor tenant"]),
        Some("Expel, Inc."),
    );
    tenant.grant_app_role(&vendor, WINDOWS_DEFENDER_ATP, "Machine.Read.All");
    tenant.grant_app_role(&vendor, OTHER_API, "Things.Read.All");
    tenant.application_signed_in(&own, &ids::at(-3), &ids::at(-1));
    tenant.application_signed_in(&vendor, &ids::at(-5), &ids::at(-4));
    let robots = tenant.group("Robots").id();
    tenant.member_of(&vendor.sp, &robots);
    tenant.owner(&robots, &guest);
    surroundings(&mut tenant);
    tenant
}

/// Settings that concern a guest, and somebody else who holds the API.
fn surroundings(tenant: &mut Tenant) {
    let home = ids::guid(&["fabrikam"]);
    let other = tenant.enterprise_app("Fabrikam Collector", &home, Some("Fabrikam"));
    tenant.grant_app_role(&other, WINDOWS_DEFENDER_ATP, "Alert.Read.All");
    tenant.defender_catalog();
    tenant.b2b_domains(&[], &["blocked.example"]);
    let everybody = serde_json::json!({"includeUsers": ["All"], "excludeUsers": []});
    tenant.conditional_access("MFA for all", "enabled", &everybody, &["mfa"]);
    tenant.cross_tenant_partner(&ids::guid(&["domain", "expel.io"]), "allowed");
}

fn access_of_the_guest(tenant: &mut Tenant) -> String {
    let guest = tenant
        .guest("expel_analyst@expel.io")
        .last_signed_in(&ids::at(-2))
        .id();
    let (inner, outer) = (tenant.group("Analysts").id(), tenant.group("Vendors").id());
    let privileged = tenant.group("Privileged").role_assignable().id();
    let eligible = tenant.group("Steps into").role_assignable().id();
    tenant.member_of(&guest, &inner);
    tenant.member_of(&inner, &outer);
    tenant.group_activated(&guest, &privileged, &ids::at(1));
    tenant.group_eligible(&guest, &eligible);
    let further = tenant.group("Further on").role_assignable().id();
    tenant.group_eligible(&inner, &further);
    tenant.directory_role(&further, role::DIRECTORY_READERS, "/");
    for role in [
        role::SECURITY_READER,
        role::SECURITY_OPERATOR,
        role::GLOBAL_READER,
    ] {
        tenant.directory_role(&guest, role, "/");
    }
    tenant.directory_role(&privileged, role::USER_ADMINISTRATOR, "/");
    tenant.directory_role(&eligible, role::SECURITY_ADMINISTRATOR, "/");
    tenant.eligible(&guest, role::APPLICATION_ADMINISTRATOR, "/");
    tenant.activated(&guest, role::DIRECTORY_READERS, "/", &ids::at(1));
    for (name, holder) in [
        ("Own", &guest),
        ("Vendors'", &outer),
        ("Eligible", &eligible),
    ] {
        let actions = ["microsoft.xdr/secops/securitydata/read"];
        let defender = tenant.defender_role(name, &actions);
        tenant.defender_assign(&defender, &[holder], &["/"]);
    }
    guest
}
