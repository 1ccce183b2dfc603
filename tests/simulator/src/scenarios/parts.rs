//! Parts that scenarios are put together from: each one whole and right.

use crate::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use crate::tenant::{App, Tenant};

pub const GUEST: &str = "expel_analyst@expel.io";
pub const APP_NAME: &str = "Expel Defender for Endpoint Integration";
pub const FULL_ROLES: [&str; 3] = [
    role::SECURITY_ADMINISTRATOR,
    role::SECURITY_OPERATOR,
    role::SECURITY_READER,
];
/// The application permissions on `WindowsDefenderATP` that the guide asks.
pub const DEFENDER_API: [&str; 16] = [
    "AdvancedQuery.Read.All",
    "Alert.Read.All",
    "File.Read.All",
    "Ip.Read.All",
    "Machine.CollectForensics",
    "Machine.Isolate",
    "Machine.Read.All",
    "Score.Read.All",
    "SecurityConfiguration.Read.All",
    "SecurityRecommendation.Read.All",
    "Software.Read.All",
    "Ti.ReadWrite",
    "Ti.ReadWrite.All",
    "Url.Read.All",
    "User.Read.All",
    "Vulnerability.Read.All",
];
/// And on Microsoft Graph.
pub const GRAPH_API: [&str; 2] = ["User.Read.All", "User.ReadWrite.All"];
/// What the guide's required and recommended Defender permissions are in Unified RBAC.
pub const DEFENDER_ACTIONS: [&str; 9] = [
    "microsoft.xdr/secops/securitydata/read",
    "microsoft.xdr/securityposture/posturemanagement/vulnerabilitymanagement/read",
    "microsoft.xdr/secops/securitydata/alerts/manage",
    "microsoft.xdr/secops/securitydata/response/manage",
    "microsoft.xdr/securityposture/posturemanagement/exceptionhandling/manage",
    "microsoft.xdr/securityposture/posturemanagement/remediationhandling/manage",
    "microsoft.xdr/secops/securitydata/liveresponse-basic/manage",
    "microsoft.xdr/secops/securitydata/liveresponse-advanced/manage",
    "microsoft.xdr/secops/securitydata/filecollection/manage",
];

/// The vendor's own tenant.
pub fn vendor_tenant() -> String {
    ids::guid(&["vendor tenant"])
}

/// A guest with every directory role of the full option.
pub fn full_guest(tenant: &mut Tenant) -> String {
    let guest = tenant.guest(GUEST).id();
    for role in FULL_ROLES {
        tenant.directory_role(&guest, role, "/");
    }
    guest
}

/// The custom application, with its secret and the delegated `User.Read`, and no application permission.
pub fn bare_app(tenant: &mut Tenant, secret_ends: i64) -> App {
    let app = tenant.custom_app(APP_NAME);
    let registration = app
        .registration
        .clone()
        .expect("a custom application has a registration");
    tenant.secret(&registration, &ids::at(-100), &ids::at(secret_ends));
    tenant.request_permission(&app, MICROSOFT_GRAPH, "User.Read", "Scope");
    tenant.grant_delegated(&app, MICROSOFT_GRAPH, "User.Read", None);
    app
}

/// The custom application with everything that the guide asks.
pub fn full_app(tenant: &mut Tenant) -> App {
    app_but(tenant, 300, &[])
}

/// The custom application without some `WindowsDefenderATP` permissions.
pub fn app_but(tenant: &mut Tenant, secret_ends: i64, missing: &[&str]) -> App {
    let app = bare_app(tenant, secret_ends);
    for value in DEFENDER_API.iter().filter(|value| !missing.contains(value)) {
        tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, value);
    }
    for value in GRAPH_API {
        tenant.request_and_grant(&app, MICROSOFT_GRAPH, value);
    }
    app
}

/// The vendor's enterprise application with everything that the guide lists.
pub fn vendor_app(tenant: &mut Tenant) -> App {
    let app = tenant.enterprise_app(APP_NAME, &vendor_tenant(), Some("Expel, Inc."));
    for value in DEFENDER_API {
        tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, value);
    }
    for value in GRAPH_API {
        tenant.grant_app_role(&app, MICROSOFT_GRAPH, value);
    }
    tenant.grant_delegated(&app, MICROSOFT_GRAPH, "User.Read", None);
    app
}
