//! Licences and permissions.

use super::client::{Parsed, client, get};
use serde_json::Value;
use simulator::{Options, Server, Tenant, scenarios};

const PIM: &str = "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances";
const DEFENDER: &str = "/beta/roleManagement/defender/roleAssignments";

#[tokio::test]
async fn missing_licences_have_their_own_codes() {
    let server = scenarios::pim_not_licensed().start();
    let (status, body) = get(&server, PIM).await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (400, &"AadPremiumLicenseRequired".into())
    );
    let mut tenant = Tenant::new("contoso");
    tenant.without_licences();
    let server = Server::start(tenant, Options::default());
    let (status, body) = get(&server, "/v1.0/users?$select=id,signInActivity").await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (
            403,
            &"Authentication_RequestFromNonPremiumTenantOrB2CTenant".into()
        )
    );
}

#[tokio::test]
async fn each_section_asks_for_its_permission() {
    let server = scenarios::ready_custom_app_full_roles().start();
    let table = [
        ("/v1.0/users", "User.Read.All", "Application.Read.All"),
        (
            "/v1.0/servicePrincipals",
            "Application.Read.All",
            "User.Read.All",
        ),
        (
            "/v1.0/oauth2PermissionGrants",
            "Directory.Read.All",
            "Application.Read.All",
        ),
        (PIM, "RoleManagement.Read.Directory", "Directory.Read.All"),
        (
            DEFENDER,
            "RoleManagement.Read.Defender",
            "Directory.Read.All",
        ),
        (
            "/v1.0/policies/authorizationPolicy",
            "Policy.Read.All",
            "Directory.Read.All",
        ),
        (
            "/v1.0/subscribedSkus",
            "LicenseAssignment.Read.All",
            "User.Read.All",
        ),
    ];
    for (path, enough, other) in table {
        let ask = |role: &str| {
            client(&server)
                .get(format!("{}{path}", server.http()))
                .bearer_auth(server.token(&[role]))
                .send()
        };
        assert_eq!(ask(enough).await.unwrap().status(), 200, "{path}");
        assert_eq!(ask(other).await.unwrap().status(), 403, "{path}");
    }
}

#[tokio::test]
async fn unified_rbac_that_was_never_activated_answers_403() {
    for scenario in [
        scenarios::unified_rbac_never_activated(),
        scenarios::defender_denied(),
    ] {
        let server = scenario.start();
        let response = super::client::send(&server, &format!("{}{DEFENDER}", server.http()), &[])
            .await
            .unwrap();
        assert_eq!(response.status(), 403);
        let body: Value = response.parsed().await;
        assert_eq!(body["error"]["code"], "Authorization_RequestDenied");
    }
}
