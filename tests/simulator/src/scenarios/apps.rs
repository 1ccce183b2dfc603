//! What can be wrong with the application.

use super::Scenario;
use super::access::contoso;
use super::parts::{
    APP_NAME, DEFENDER_API, GRAPH_API, app_but, bare_app, full_app, full_guest, vendor_app,
};
use crate::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};

pub fn consent_missing() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    let app = bare_app(&mut tenant, 300);
    for value in DEFENDER_API {
        tenant.request_permission(&app, WINDOWS_DEFENDER_ATP, value, "Role");
    }
    for value in GRAPH_API {
        tenant.request_permission(&app, MICROSOFT_GRAPH, value, "Role");
    }
    Scenario::new(
        "consent-missing",
        "every permission is requested and none is granted",
        tenant,
    )
}

pub fn delegated_instead_of_application() -> Scenario {
    const DELEGATED: [&str; 7] = [
        "File.Read.All",
        "Ip.Read.All",
        "Machine.CollectForensics",
        "Machine.Isolate",
        "Ti.ReadWrite",
        "Url.Read.All",
        "User.Read.All",
    ];
    let mut tenant = contoso();
    full_guest(&mut tenant);
    let app = app_but(&mut tenant, 300, &DELEGATED);
    for value in DELEGATED {
        tenant.request_permission(&app, WINDOWS_DEFENDER_ATP, value, "Scope");
    }
    tenant.grant_delegated(&app, WINDOWS_DEFENDER_ATP, &DELEGATED.join(" "), None);
    Scenario::new(
        "delegated-instead-of-application",
        "seven permissions are granted as delegated ones",
        tenant,
    )
}

pub fn expired_secret() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    app_but(&mut tenant, -3, &[]);
    Scenario::new(
        "expired-secret",
        "the only secret ended three days ago",
        tenant,
    )
}

pub fn expiring_secret() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    app_but(&mut tenant, 12, &[]);
    Scenario::new(
        "expiring-secret",
        "ready; the only secret ends in twelve days",
        tenant,
    )
}

pub fn look_alike_app() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    let fake = tenant.enterprise_app(APP_NAME, &ids::guid(&["somebody else's tenant"]), None);
    for value in DEFENDER_API {
        tenant.grant_app_role(&fake, WINDOWS_DEFENDER_ATP, value);
    }
    for value in GRAPH_API {
        tenant.grant_app_role(&fake, MICROSOFT_GRAPH, value);
    }
    Scenario::new(
        "look-alike-app",
        "an application of that name, of an unknown tenant and without a verified publisher, holds everything",
        tenant,
    )
}

pub fn two_apps_same_name() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    vendor_app(&mut tenant);
    let own = full_app(&mut tenant);
    tenant.certificate(&own.sp, &ids::at(-30), &ids::at(335));
    Scenario::new(
        "two-apps-same-name",
        "the vendor's application and a custom one share the name",
        tenant,
    )
}

pub fn excess_app_permissions() -> Scenario {
    let mut tenant = contoso();
    full_guest(&mut tenant);
    let app = full_app(&mut tenant);
    for value in [
        "Machine.LiveResponse",
        "Machine.StopAndQuarantine",
        "Alert.ReadWrite.All",
    ] {
        tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, value);
    }
    tenant.grant_app_role(&app, MICROSOFT_GRAPH, "Directory.Read.All");
    let mail = tenant.api(
        "Office 365 Exchange Online",
        "00000002-0000-0ff1-ce00-000000000000",
        &[("full_access_as_app", "dc890d15-9560-4a4c-9b7f-a736ec74ec40")],
        &[],
    );
    tenant.grant_app_role(&app, &mail.app_id, "full_access_as_app");
    tenant.federated(
        app.registration.as_deref().expect("a registration"),
        "ci",
        "https://token.actions.githubusercontent.com",
        "repo:somebody/something:ref:refs/heads/main",
    );
    Scenario::new(
        "excess-app-permissions",
        "ready, and the application holds what nobody asked for, on three APIs",
        tenant,
    )
}
