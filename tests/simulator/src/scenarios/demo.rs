//! The tenant of the demonstration.

use super::Scenario;
use super::parts::{APP_NAME, GUEST, app_but};
use crate::ids::{self, WINDOWS_DEFENDER_ATP, role};
use crate::tenant::Tenant;

/// A medium company half-way through onboarding, with something of everything.
pub fn first_demo() -> Scenario {
    let mut tenant = Tenant::new("contoso");
    tenant.users(400);
    let guest = tenant
        .guest(GUEST)
        .named("Expel SOC")
        .last_signed_in(&ids::at(-2))
        .id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.directory_role(&guest, role::SECURITY_OPERATOR, "/");
    tenant.eligible_until(
        &guest,
        role::SECURITY_ADMINISTRATOR,
        "/",
        Some(&ids::at(90)),
    );
    let visitors = tenant.group("All guests").id();
    tenant.member_of(&guest, &visitors);

    let app = app_but(&mut tenant, 20, &["Machine.Isolate", "Url.Read.All"]);
    tenant.request_permission(&app, WINDOWS_DEFENDER_ATP, "Machine.Isolate", "Role");
    tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, "Machine.LiveResponse");
    let owner = tenant.user("adele.vance").named("Adele Vance").id();
    tenant.owner(app.registration.as_deref().expect("a registration"), &owner);
    tenant.owner(&app.sp, &owner);

    let look_alike = tenant.enterprise_app(APP_NAME, &ids::guid(&["somebody else's tenant"]), None);
    tenant.grant_app_role(&look_alike, WINDOWS_DEFENDER_ATP, "Alert.Read.All");
    let other = tenant.enterprise_app(
        "Fabrikam Log Collector",
        &ids::guid(&["fabrikam"]),
        Some("Fabrikam"),
    );
    tenant.grant_app_role(&other, WINDOWS_DEFENDER_ATP, "Alert.Read.All");
    let guests = serde_json::json!({
        "includeUsers": ["GuestsOrExternalUsers"], "excludeUsers": [],
    });
    tenant.conditional_access("Guests need MFA", "enabled", &guests, &["mfa"]);
    Scenario::new(
        "first-demo",
        "satisfied, partial, missing, excess and unknown together",
        tenant,
    )
    .without(&["RoleManagement.Read.Defender"])
}
