//! Applications, service principals and what they are granted.

use super::{USERS, code, held, id, post, served, status};
use serde_json::{Value, json};
use simulator::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use simulator::tenant::Set;

#[test]
fn an_application_is_registered_with_its_service_principal_and_goes_with_it() {
    let (server, ..) = served();
    let api = server
        .change(|tenant| tenant.permission(WINDOWS_DEFENDER_ATP, "appRoles", "Alert.Read.All"));
    let asks = json!([{"resourceAppId": WINDOWS_DEFENDER_ATP, "resourceAccess": [{"id": api, "type": "Role"}]}]);
    let body = json!({"displayName": "New", "signInAudience": "AzureADMyOrg", "requiredResourceAccess": asks});
    let (status_of, app) = post(&server, "/v1.0/applications", &body);
    assert_eq!((status_of, &app["requiredResourceAccess"]), (201, &asks));
    let (_, plain) = post(
        &server,
        "/v1.0/applications",
        &json!({"displayName": "Plain"}),
    );
    assert_eq!(
        plain["signInAudience"],
        "AzureADandPersonalMicrosoftAccount"
    );
    let sp_body =
        json!({"appId": app["appId"], "tags": ["WindowsAzureActiveDirectoryIntegratedApp"]});
    let (status_of, sp) = post(&server, "/v1.0/servicePrincipals", &sp_body);
    assert_eq!((status_of, &sp["displayName"]), (201, &json!("New")));
    assert_eq!(sp["appOwnerOrganizationId"], server.tenant_id().as_str());
    let (status_of, twice) = post(&server, "/v1.0/servicePrincipals", &sp_body);
    assert_eq!(
        (status_of, code(&twice)),
        (409, "Request_MultipleObjectsWithSameKeyValue")
    );
    let (app_path, sp_path) = (
        format!("/v1.0/applications/{}", id(&app)),
        format!("/v1.0/servicePrincipals/{}", id(&sp)),
    );
    let off = json!({"accountEnabled": false});
    assert_eq!(server.send("PATCH", &sp_path, Some(&off)).0, 204);
    assert_eq!(
        server.send("GET", &sp_path, None).1["accountEnabled"],
        false
    );
    let web = json!({"web": {"redirectUris": ["https://vendor.example"]}});
    assert_eq!(server.send("PATCH", &app_path, Some(&web)).0, 204);
    assert_eq!(
        server.send("GET", &app_path, None).1["web"],
        json!({"homePageUrl": null, "logoutUrl": null, "redirectUris": ["https://vendor.example"]})
    );
    assert_eq!(status(&server, "DELETE", &app_path), 204);
    assert_eq!(status(&server, "GET", &sp_path), 404);
    let restore = |id: &str| {
        status(
            &server,
            "POST",
            &format!("/v1.0/directory/deletedItems/{id}/restore"),
        )
    };
    assert_eq!(restore(&id(&app)), 200);
    assert_eq!(status(&server, "GET", &app_path), 200);
    assert_eq!(status(&server, "GET", &sp_path), 404);
    assert_eq!(restore(&id(&sp)), 200);
    assert_eq!(status(&server, "GET", &sp_path), 200);
    assert_eq!(server.violations(), []);
}

#[test]
fn credentials_come_and_go() {
    let (server, _, _, app) = served();
    let registration = app.registration.clone().unwrap();
    let paths = [
        format!("/v1.0/applications/{registration}"),
        format!("/v1.0/servicePrincipals/{}", app.sp),
    ];
    for path in &paths {
        let named = json!({"passwordCredential": {"displayName": "rotated"}});
        let (status_of, made) = post(&server, &format!("{path}/addPassword"), &named);
        assert_eq!(
            (status_of, &made["endDateTime"]),
            (200, &json!("2028-11-22T09:00:00Z"))
        );
        assert!(
            made["secretText"]
                .as_str()
                .is_some_and(|text| text.len() > 15)
        );
        let stored = &server.send("GET", path, None).1["passwordCredentials"][0];
        assert_eq!(stored["keyId"], made["keyId"]);
        assert_eq!(stored["secretText"], Value::Null);
        let key = json!({"keyId": made["keyId"]});
        let remove = format!("{path}/removePassword");
        assert_eq!(post(&server, &remove, &key).0, 204);
        assert_eq!(post(&server, &remove, &key).0, 400);
    }
    let certificate = json!({"keyCredentials": [{"type": "AsymmetricX509Cert", "usage": "Verify", "key": "TUlJQg==", "displayName": "CN=vendor"}]});
    assert_eq!(server.send("PATCH", &paths[0], Some(&certificate)).0, 204);
    let key = &server.send("GET", &paths[0], None).1["keyCredentials"][0];
    assert_eq!(
        (&key["key"], &key["displayName"]),
        (&Value::Null, &json!("CN=vendor"))
    );
    let federated = format!("{}/federatedIdentityCredentials", paths[0]);
    let body = json!({"name": "ci", "issuer": "https://issuer.example", "subject": "repo", "audiences": ["api://AzureADTokenExchange"]});
    let (status_of, made) = post(&server, &federated, &body);
    assert_eq!((status_of, &made["name"]), (201, &json!("ci")));
    assert_eq!(post(&server, &federated, &body).0, 409);
    let one = format!("{federated}/{}", id(&made));
    assert_eq!(status(&server, "DELETE", &one), 204);
    assert_eq!(status(&server, "DELETE", &one), 404);
    assert_eq!(server.violations(), []);
}

#[test]
fn a_foreign_application_is_consented_to() {
    let (server, ..) = served();
    let (app_id, home) = (
        "0f7b3c1e-0000-4000-8000-00000000000a",
        "0f7b3c1e-0000-4000-8000-00000000000b",
    );
    let body = json!({"appId": app_id});
    let (status_of, unknown) = post(&server, "/v1.0/servicePrincipals", &body);
    assert_eq!((status_of, code(&unknown)), (400, "Request_BadRequest"));
    server.change(|tenant| {
        tenant.foreign_application(app_id, "Vendor cloud", home, Some("Vendor, Inc."));
    });
    let (status_of, sp) = post(&server, "/v1.0/servicePrincipals", &body);
    assert_eq!(
        (status_of, &sp["appOwnerOrganizationId"]),
        (201, &json!(home))
    );
    assert_eq!(sp["verifiedPublisher"]["displayName"], "Vendor, Inc.");
    server.change(|tenant| {
        tenant.consent(app_id, &[(WINDOWS_DEFENDER_ATP, "Alert.Read.All")]);
    });
    assert_eq!(held(&server, &id(&sp))[4], 1);
    assert_eq!(server.violations(), []);
}

#[test]
fn a_service_principal_takes_its_grants_and_memberships_along() {
    let (server, _, group, app) = served();
    let path = format!("/v1.0/servicePrincipals/{}", app.sp);
    let counts = || {
        server.change(|tenant| {
            let grants = tenant.all(Set::DelegatedGrants).len();
            (grants, tenant.members_of(&group).contains(&app.sp))
        })
    };
    assert_eq!((held(&server, &app.sp)[4], counts()), (1, (1, true)));
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!((held(&server, &app.sp)[4], counts()), (0, (0, false)));
    let registration = app.registration.clone().unwrap();
    assert_eq!(
        status(
            &server,
            "GET",
            &format!("/v1.0/applications/{registration}")
        ),
        200
    );
}

#[test]
fn application_permissions_are_granted_once_and_revoked() {
    let (server, guest, _, app) = served();
    let (api, alert) = server.change(|tenant| {
        (
            id(&tenant.resource(WINDOWS_DEFENDER_ATP)),
            tenant.permission(WINDOWS_DEFENDER_ATP, "appRoles", "Alert.Read.All"),
        )
    });
    let body = json!({"principalId": app.sp, "resourceId": api, "appRoleId": alert});
    let to = format!("/v1.0/servicePrincipals/{api}/appRoleAssignedTo");
    let from = format!("/v1.0/servicePrincipals/{}/appRoleAssignments", app.sp);
    let (status_of, made) = post(&server, &to, &body);
    assert_eq!(
        (status_of, &made["principalType"]),
        (201, &json!("ServicePrincipal"))
    );
    for path in [&to, &from] {
        let (status_of, again) = post(&server, path, &body);
        assert_eq!(
            (status_of, again["error"]["message"].as_str()),
            (
                400,
                Some("Permission being assigned already exists on the object")
            )
        );
    }
    let elsewhere = format!("/v1.0/servicePrincipals/{api}/appRoleAssignments");
    assert_eq!(post(&server, &elsewhere, &body).0, 400);
    let mut unknown = body.clone();
    unknown["appRoleId"] = json!(guest);
    assert_eq!(post(&server, &to, &unknown).0, 400);
    assert_eq!(
        status(&server, "DELETE", &format!("{from}/{}", id(&made))),
        204
    );
    assert_eq!(
        status(&server, "DELETE", &format!("{to}/{}", id(&made))),
        404
    );
    let of_guest = format!("{USERS}/{guest}/appRoleAssignments");
    let (_, list) = server.send("GET", &of_guest, None);
    assert_eq!(
        status(
            &server,
            "DELETE",
            &format!("{of_guest}/{}", id(&list["value"][0]))
        ),
        204
    );
    assert_eq!(server.violations(), []);
}

#[test]
fn delegated_permissions_are_granted_changed_and_revoked() {
    let (server, guest, _, app) = served();
    let path = "/v1.0/oauth2PermissionGrants";
    let graph = server.change(|tenant| id(&tenant.resource(MICROSOFT_GRAPH)));
    let mut body = json!({"clientId": app.sp, "consentType": "AllPrincipals", "resourceId": graph, "scope": "User.Read.All"});
    let (status_of, again) = post(&server, path, &body);
    assert_eq!(
        (status_of, code(&again)),
        (409, "Request_MultipleObjectsWithSameKeyValue")
    );
    body["consentType"] = json!("Principal");
    body["principalId"] = json!(guest);
    let (status_of, made) = post(&server, path, &body);
    assert_eq!((status_of, &made["scope"]), (201, &json!("User.Read.All")));
    let one = format!("{path}/{}", id(&made));
    let less = json!({"scope": "User.Read"});
    assert_eq!(server.send("PATCH", &one, Some(&less)).0, 204);
    assert_eq!(server.send("GET", &one, None).1["scope"], "User.Read");
    assert_eq!(status(&server, "DELETE", &one), 204);
    assert_eq!(status(&server, "DELETE", &one), 404);
    assert_eq!(server.violations(), []);
}
