//! A person's requests change the tenant as Microsoft documents.

mod apps;
mod people;
mod roles;

use super::client::{client, get, rules};
use serde_json::{Value, json};
use simulator::contract::{check_read, check_write};
use simulator::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use simulator::tenant::Set;
use simulator::{ADMINISTRATOR_TOKEN, App, Options, Server, Tenant, scenarios};

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

#[test]
fn a_writable_tenant_grants_the_auditor_what_its_options_say() {
    for scenario in scenarios::all() {
        let mut said = scenario.options.auditor.roles.clone();
        said.sort_unstable();
        let server = scenario.writable().start();
        let token = server.auditor_token();
        let claims = simulator::claims(&token).unwrap();
        let held = claims["roles"].as_array().cloned().unwrap_or_default();
        let held: Vec<&str> = held.iter().filter_map(Value::as_str).collect();
        assert_eq!(held, said);
        let sp = format!(
            "/v1.0/servicePrincipals/{}",
            claims["oid"].as_str().unwrap()
        );
        assert_eq!(server.send("GET", &sp, None).1["appId"], server.client_id());
    }
}
