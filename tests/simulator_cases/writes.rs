//! A person's requests change the tenant as Microsoft documents.

use super::client::{client, get, rules};
use crate::graph::contract::{check_read, check_write};
use crate::graph::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use crate::graph::tenant::Set;
use crate::graph::{ADMINISTRATOR_TOKEN, App, Options, Server, Tenant, scenarios};
use serde_json::{Value, json};

const USERS: &str = "/v1.0/users";
const ROLES: &str = "/v1.0/roleManagement/directory/roleAssignments";
const ELIGIBLE: &str = "/v1.0/roleManagement/directory/roleEligibilityScheduleRequests";
const ACTIVE: &str = "/v1.0/roleManagement/directory/roleAssignmentScheduleRequests";
const DEFENDER: &str = "/beta/roleManagement/defender";
const GUEST: &str = "analyst@vendor.example";

/// A tenant with one guest who has something of everything.
fn served() -> (Server, String, String, App) {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    let group = tenant.group("Responders").role_assignable().id();
    let app = tenant.custom_app("Vendor app");
    let defender = tenant.defender_role("Responder", &["microsoft.xdr/secops/securitydata/read"]);
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    tenant.eligible(&guest, role::SECURITY_OPERATOR, "/");
    tenant.group_eligible(&guest, &group);
    tenant.member_of(&guest, &group);
    tenant.user_app_role(&guest, WINDOWS_DEFENDER_ATP, "readonly");
    tenant.defender_assign(&defender, &[&guest, &group], &["Mde"]);
    tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, "Machine.Read.All");
    tenant.grant_delegated(&app, MICROSOFT_GRAPH, "User.Read", None);
    tenant.member_of(&app.sp, &group);
    let server = Server::start(tenant, Options::default().writable());
    (server, guest, group, app)
}

fn code(body: &Value) -> &str {
    body["error"]["code"].as_str().unwrap_or("-")
}

fn id(body: &Value) -> String {
    body["id"]
        .as_str()
        .unwrap_or_else(|| panic!("no id: {body}"))
        .to_owned()
}

fn post(server: &Server, path: &str, body: &Value) -> (u16, Value) {
    server.send("POST", path, Some(body))
}

fn status(server: &Server, method: &str, path: &str) -> u16 {
    server.send(method, path, None).0
}

/// How many objects of the sets a principal has.
fn held(server: &Server, principal: &str) -> Vec<usize> {
    server.change(|tenant| {
        [
            Set::RoleAssignments,
            Set::RoleSchedules,
            Set::RoleEligibilities,
            Set::GroupEligibilities,
            Set::AppRoleAssignments,
        ]
        .map(|set| {
            let own = |object: &&Value| object["principalId"] == principal;
            tenant.all(set).iter().filter(own).count()
        })
        .to_vec()
    })
}

#[tokio::test]
async fn a_read_only_server_refuses_every_write() {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    let server = Server::start(tenant, Options::default());
    let path = format!("{USERS}/{guest}");
    for method in ["POST", "PATCH", "PUT", "DELETE"] {
        let (status, body) = server.send(method, &path, None);
        assert_eq!((status, code(&body)), (405, "Request_BadRequest"));
    }
    assert_eq!(rules(&server), ["write"; 4]);
    assert_eq!(get(&server, &path).await.0, 200);
}

#[tokio::test]
async fn writes_go_over_http_with_a_known_token() {
    let (server, guest, _, _) = served();
    let url = format!("{}{USERS}/{guest}", server.http());
    let send = |token: &str| {
        client(&server)
            .patch(&url)
            .bearer_auth(token)
            .body(r#"{"displayName":"Ana"}"#)
            .send()
    };
    assert_eq!(send("unknown").await.unwrap().status(), 401);
    let answer = send(ADMINISTRATOR_TOKEN).await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.bytes().await.unwrap().len(), 0);
    assert_eq!(send(&server.auditor_token()).await.unwrap().status(), 204);
    let (status, user) = server.send("GET", &format!("{USERS}/{guest}"), None);
    assert_eq!((status, &user["displayName"]), (200, &json!("Ana")));
    assert_eq!(server.violations(), []);
}

#[test]
fn an_invitation_makes_a_guest_once() {
    let (server, ..) = served();
    let body = json!({"invitedUserEmailAddress": "new@vendor.example", "inviteRedirectUrl": "https://myapps.microsoft.com", "sendInvitationMessage": true});
    let (status, first) = post(&server, "/v1.0/invitations", &body);
    assert_eq!(
        (status, &first["status"]),
        (201, &json!("PendingAcceptance"))
    );
    let user = id(&first["invitedUser"]);
    let read = format!("{USERS}/{user}?$select=userType,externalUserState,userPrincipalName,mail");
    let (_, guest) = server.send("GET", &read, None);
    assert_eq!(guest["userType"], "Guest");
    assert_eq!(guest["externalUserState"], "PendingAcceptance");
    assert_eq!(
        guest["userPrincipalName"],
        "new_vendor.example#EXT#@contoso.onmicrosoft.com"
    );
    server.change(|tenant| tenant.accept_invitation(&user));
    let (status, again) = post(&server, "/v1.0/invitations", &body);
    assert_eq!((status, &again["status"]), (201, &json!("Completed")));
    assert_eq!(id(&again["invitedUser"]), user);
    let mut reset = body.clone();
    reset["resetRedemption"] = json!(true);
    reset["invitedUser"] = json!({"id": user});
    let (_, third) = post(&server, "/v1.0/invitations", &reset);
    assert_eq!(third["status"], "PendingAcceptance");
    assert_eq!(
        server.send("GET", &read, None).1["externalUserState"],
        "PendingAcceptance"
    );
    let own = json!({"invitedUserEmailAddress": "ana@contoso.example", "inviteRedirectUrl": "https://myapps.microsoft.com"});
    assert_eq!(post(&server, "/v1.0/invitations", &own).0, 400);
    assert_eq!(server.violations(), []);
}

#[test]
fn a_deleted_user_loses_everything_and_a_restored_one_has_it_again() {
    let (server, guest, group, _) = served();
    let path = format!("{USERS}/{guest}");
    let bin = format!("/v1.0/directory/deletedItems/{guest}");
    assert_eq!(held(&server, &guest), [1, 1, 1, 1, 1]);
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!(held(&server, &guest), [0, 0, 0, 0, 0]);
    assert_eq!(status(&server, "GET", &path), 404);
    assert_eq!(status(&server, "DELETE", &path), 404);
    let (members, principals, deleted) = server.change(|tenant| {
        (
            tenant.members_of(&group).len(),
            tenant.all(Set::DefenderAssignments)[0]["principalIds"].clone(),
            tenant.all(Set::DeletedUsers).len(),
        )
    });
    assert_eq!((members, deleted), (1, 1));
    assert_eq!(principals, json!([group]));
    let (status_of, restored) = server.send("POST", &format!("{bin}/restore"), None);
    assert_eq!((status_of, id(&restored)), (200, guest.clone()));
    assert_eq!(restored["@odata.type"], "#microsoft.graph.user");
    assert_eq!(held(&server, &guest), [1, 1, 1, 1, 1]);
    assert_eq!(server.change(|tenant| tenant.members_of(&group).len()), 2);
    assert_eq!(status(&server, "DELETE", &bin), 404);
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!(status(&server, "DELETE", &bin), 204);
    assert_eq!(status(&server, "POST", &format!("{bin}/restore")), 404);
    assert_eq!(server.violations(), []);
}

#[test]
fn a_directory_role_is_assigned_once_and_removed() {
    let (server, guest, _, _) = served();
    let body = json!({"principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/"});
    let (status_of, made) = post(&server, ROLES, &body);
    assert_eq!((status_of, &made["directoryScopeId"]), (201, &json!("/")));
    let (status_of, again) = post(&server, ROLES, &body);
    assert_eq!((status_of, code(&again)), (400, "Request_BadRequest"));
    assert_eq!(held(&server, &guest)[..2], [2, 2]);
    let path = format!("{ROLES}/{}", id(&made));
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!(status(&server, "DELETE", &path), 404);
    assert_eq!(held(&server, &guest)[..2], [1, 1]);
    let mut nobody = body.clone();
    nobody["principalId"] = json!("5b0f9a0e-0000-4000-8000-000000000001");
    let (status_of, missing) = post(&server, ROLES, &nobody);
    assert_eq!(
        (status_of, code(&missing)),
        (404, "Request_ResourceNotFound")
    );
    let plain = server.change(|tenant| tenant.group("Plain").id());
    nobody["principalId"] = json!(plain);
    assert_eq!(post(&server, ROLES, &nobody).0, 400);
    assert_eq!(server.violations(), []);
}

#[test]
fn pim_requests_change_what_is_eligible_and_what_is_active() {
    let (server, guest, _, _) = served();
    let ask = |action: &str, expiration: &Value| {
        json!({
            "action": action, "principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/",
            "justification": "vendor", "scheduleInfo": {"startDateTime": "2026-11-20T00:00:00Z", "expiration": expiration},
        })
    };
    let forever = json!({"type": "noExpiration"});
    let until = json!({"type": "afterDateTime", "endDateTime": "2027-05-01T00:00:00Z"});
    let remove = json!({"action": "adminRemove", "principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/"});
    for (path, set) in [
        (ELIGIBLE, Set::RoleEligibilities),
        (ACTIVE, Set::RoleSchedules),
    ] {
        let end = || {
            server.change(|tenant| {
                let found = tenant.all(set).iter().find(|object| {
                    object["principalId"] == guest.as_str()
                        && object["roleDefinitionId"] == role::GLOBAL_READER
                });
                found.map(|object| {
                    (
                        object["startDateTime"].clone(),
                        object["endDateTime"].clone(),
                    )
                })
            })
        };
        let (status_of, gone) = post(&server, path, &remove);
        assert_eq!(
            (status_of, code(&gone)),
            (400, "RoleAssignmentDoesNotExist")
        );
        let (status_of, made) = post(&server, path, &ask("adminAssign", &forever));
        assert_eq!((status_of, &made["status"]), (201, &json!("Provisioned")));
        assert_eq!(end(), Some((json!("2026-11-23T09:00:00Z"), Value::Null)));
        let (status_of, again) = post(&server, path, &ask("adminAssign", &forever));
        assert_eq!((status_of, code(&again)), (400, "RoleAssignmentExists"));
        assert_eq!(post(&server, path, &ask("adminUpdate", &until)).0, 201);
        assert_eq!(
            end().map(|times| times.1),
            Some(json!("2027-05-01T00:00:00Z"))
        );
        let hours = json!({"type": "afterDuration", "duration": "PT8H"});
        assert_eq!(post(&server, path, &ask("adminExtend", &hours)).0, 201);
        assert_eq!(
            end().map(|times| times.1),
            Some(json!("2026-11-23T17:00:00Z"))
        );
        let active = held(&server, &guest)[0];
        let (status_of, revoked) = post(&server, path, &remove);
        assert_eq!((status_of, &revoked["status"]), (201, &json!("Revoked")));
        assert_eq!(end(), None);
        let lost = usize::from(set == Set::RoleSchedules);
        assert_eq!(held(&server, &guest)[0], active - lost);
    }
    assert_eq!(server.violations(), []);
    server.change(Tenant::without_p2);
    let (status_of, refused) = post(&server, ELIGIBLE, &ask("adminAssign", &forever));
    assert_eq!(
        (status_of, code(&refused)),
        (400, "AadPremiumLicenseRequired")
    );
}

#[test]
fn pim_for_groups_and_members() {
    let (server, guest, group, _) = served();
    let base = "/v1.0/identityGovernance/privilegedAccess/group";
    let ask = |action: &str| {
        json!({
            "accessId": "member", "action": action, "groupId": group, "principalId": guest, "justification": "vendor",
            "scheduleInfo": {"expiration": {"type": "noExpiration"}},
        })
    };
    let eligible = format!("{base}/eligibilityScheduleRequests");
    let active = format!("{base}/assignmentScheduleRequests");
    let (status_of, again) = post(&server, &eligible, &ask("adminAssign"));
    assert_eq!((status_of, code(&again)), (400, "RoleAssignmentExists"));
    assert_eq!(post(&server, &eligible, &ask("adminRemove")).0, 201);
    assert_eq!(post(&server, &eligible, &ask("adminAssign")).0, 201);
    let member = format!("/v1.0/groups/{group}/members/{guest}/$ref");
    let is_member = || server.change(|tenant| tenant.members_of(&group).contains(&guest));
    assert_eq!(status(&server, "DELETE", &member), 204);
    assert_eq!(status(&server, "DELETE", &member), 404);
    assert_eq!(post(&server, &active, &ask("adminAssign")).0, 201);
    assert!(is_member());
    assert_eq!(post(&server, &active, &ask("adminRemove")).0, 201);
    assert!(!is_member());
    let members = format!("/v1.0/groups/{group}/members/$ref");
    let link =
        json!({"@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{guest}")});
    assert_eq!(post(&server, &members, &link).0, 204);
    let (status_of, twice) = post(&server, &members, &link);
    assert_eq!((status_of, code(&twice)), (400, "Request_BadRequest"));
    assert!(is_member());
    assert_eq!(server.violations(), []);
}

#[test]
fn an_application_is_registered_with_its_service_principal_and_goes_with_it() {
    let (server, ..) = served();
    let api = server
        .change(|tenant| tenant.permission(WINDOWS_DEFENDER_ATP, "appRoles", "Alert.Read.All"));
    let asks = json!([{"resourceAppId": WINDOWS_DEFENDER_ATP, "resourceAccess": [{"id": api, "type": "Role"}]}]);
    let body = json!({"displayName": "New", "signInAudience": "AzureADMyOrg", "requiredResourceAccess": asks});
    let (status_of, app) = post(&server, "/v1.0/applications", &body);
    assert_eq!((status_of, &app["requiredResourceAccess"]), (201, &asks));
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

#[test]
fn defender_roles_need_unified_rbac_to_be_active() {
    let (server, guest, _, _) = served();
    server.change(Tenant::without_unified_rbac);
    let (definitions, assignments) = (
        format!("{DEFENDER}/roleDefinitions"),
        format!("{DEFENDER}/roleAssignments"),
    );
    let body = json!({"displayName": "Vendor", "rolePermissions": [{"allowedResourceActions": ["microsoft.xdr/secops/securitydata/read"]}]});
    let (status_of, refused) = post(&server, &definitions, &body);
    assert_eq!(
        (status_of, code(&refused)),
        (403, "Authorization_RequestDenied")
    );
    server.change(Tenant::activate_unified_rbac);
    let (status_of, made) = post(&server, &definitions, &body);
    assert_eq!((status_of, &made["isBuiltIn"]), (201, &json!(false)));
    let given = json!({"displayName": "Vendor", "roleDefinitionId": made["id"], "principalIds": [guest], "directoryScopeIds": ["/"], "appScopeIds": ["Mde"]});
    let (status_of, assigned) = post(&server, &assignments, &given);
    assert_eq!(
        (status_of, &assigned["principalIds"]),
        (201, &json!([guest]))
    );
    let (role, one) = (
        format!("{definitions}/{}", id(&made)),
        format!("{assignments}/{}", id(&assigned)),
    );
    let more = json!({"description": "read and respond"});
    assert_eq!(server.send("PATCH", &role, Some(&more)).0, 204);
    assert_eq!(server.send("PATCH", &one, Some(&more)).0, 200);
    assert_eq!(status(&server, "DELETE", &one), 204);
    assert_eq!(status(&server, "DELETE", &role), 204);
    assert_eq!(status(&server, "DELETE", &role), 404);
    assert_eq!(server.violations(), []);
    let mut typed = given;
    typed["@odata.type"] = json!("#microsoft.graph.unifiedRoleAssignmentMultiple");
    assert_eq!(post(&server, &assignments, &typed).0, 400);
    assert_eq!(rules(&server), ["write_read_only"]);
}

#[tokio::test]
async fn a_permission_granted_to_the_auditor_is_in_its_next_token() {
    let server = scenarios::defender_denied().writable().start();
    let read = format!("{DEFENDER}/roleAssignments");
    assert_eq!(get(&server, &read).await.0, 403);
    let filter = format!(
        "/v1.0/servicePrincipals?$filter=appId eq '{}'&$select=id",
        server.client_id()
    );
    let (_, found) = get(&server, &filter).await;
    let auditor = id(&found["value"][0]);
    let (graph, permission) = server.change(|tenant| {
        (
            id(&tenant.resource(MICROSOFT_GRAPH)),
            tenant.permission(MICROSOFT_GRAPH, "appRoles", "RoleManagement.Read.Defender"),
        )
    });
    let body = json!({"principalId": auditor, "resourceId": graph, "appRoleId": permission});
    let to = format!("/v1.0/servicePrincipals/{graph}/appRoleAssignedTo");
    assert_eq!(post(&server, &to, &body).0, 201);
    assert_eq!(get(&server, &read).await.0, 200);
    assert_eq!(server.violations(), []);
}

#[test]
fn what_microsoft_has_not_is_refused_and_recorded() {
    let (server, guest, group, _) = served();
    let user = format!("{USERS}/{guest}");
    let cases: [(&str, &str, Value, &str); 9] = [
        ("PATCH", &user, json!({"nickname": "ana"}), "write_property"),
        (
            "PATCH",
            &user,
            json!({"accountEnabled": "no"}),
            "write_value",
        ),
        ("PATCH", &user, json!({"id": guest}), "write_read_only"),
        ("PUT", &user, json!({}), "write_method"),
        (
            "DELETE",
            &format!("/v1.0/groups/{group}/members/{guest}"),
            Value::Null,
            "unknown_path",
        ),
        (
            "POST",
            "/v1.0/invitations",
            json!({"invitedUserEmailAddress": GUEST}),
            "write_required",
        ),
        (
            "POST",
            ELIGIBLE,
            json!({"action": "adminAssign", "principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/"}),
            "write_required",
        ),
        (
            "POST",
            "/v1.0/applications",
            json!({"displayName": "New", "requiredResourceAccess": [{"resourceAppId": MICROSOFT_GRAPH, "resourceAccess": [{"id": guest, "kind": "Role"}]}]}),
            "write_property",
        ),
        (
            "POST",
            "/v1.0/oauth2PermissionGrants",
            Value::Null,
            "write_body",
        ),
    ];
    for (method, path, body, rule) in &cases {
        let sent = (!body.is_null()).then_some(body);
        assert_eq!(server.send(method, path, sent).0, 400, "{method} {path}");
        assert!(!check_write(method, path, sent).is_empty());
        assert_eq!(rules(&server).last().map(String::as_str), Some(*rule));
    }
    assert_eq!(server.violations().len(), cases.len());
}

#[test]
fn requests_are_checked_without_a_server() {
    let fine = json!({"principalId": "5b0f9a0e-0000-4000-8000-000000000001", "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/"});
    let address = format!("https://graph.microsoft.com{ROLES}");
    assert_eq!(check_write("POST", &address, Some(&fine)), [""; 0]);
    assert_eq!(
        check_write(
            "POST",
            ROLES,
            Some(&json!({"principalID": "x", "roleDefinitionId": "y", "directoryScopeId": "/"}))
        ),
        [
            "The property 'principalID' does not exist on type 'microsoft.graph.unifiedRoleAssignment'. Make sure to only use property names that are defined by the type.",
            "A value is required for property 'principalId' of resource 'unifiedRoleAssignment'.",
        ]
    );
    assert_eq!(
        check_write("DELETE", USERS, None),
        ["The HTTP method DELETE is not allowed for the request target."]
    );
    assert_eq!(
        check_write("POST", "/v1.0/nothing", None),
        ["Resource not found for the segment 'nothing'."]
    );
    let read = "/v1.0/users?$filter=mail eq 'a@vendor.example'&$select=id,mail";
    assert_eq!(check_read(read, false), [""; 0]);
    assert_eq!(
        check_read(
            "https://graph.microsoft.com/v1.0/users?$select=nickname",
            false
        ),
        [
            "Parsing OData Select and Expand failed: Could not find a property named 'nickname' on type 'microsoft.graph.user'."
        ]
    );
    let advanced = "/v1.0/users?$filter=endswith(mail,'@vendor.example')&$count=true";
    assert_eq!(check_read(advanced, false).len(), 1);
    assert_eq!(check_read(advanced, true), [""; 0]);
}
