//! Select, defaults, expand, casts, headers, relations.

use super::client::{client, each, eventual, get, rules};
use simulator::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP, role};
use simulator::{Options, Server, Tenant, scenarios};

#[tokio::test]
async fn users_hide_what_was_not_selected() {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest("a@vendor.example").id();
    let server = Server::start(tenant, Options::default());
    let (_, plain) = get(&server, &format!("/v1.0/users/{guest}")).await;
    assert_eq!(plain["mail"], "a@vendor.example");
    assert!(
        plain.get("userType").is_none()
            && plain.get("otherMails").is_none()
            && plain.get("accountEnabled").is_none()
    );
    let (_, chosen) = get(
        &server,
        &format!("/v1.0/users/{guest}?$select=userType,faxNumber"),
    )
    .await;
    let mut names: Vec<&String> = chosen.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["@odata.context", "faxNumber", "userType"]);
    assert!(chosen["faxNumber"].is_null());
    assert_eq!(
        chosen["@odata.context"],
        "https://graph.microsoft.com/v1.0/$metadata#users(userType,faxNumber)/$entity"
    );
}

#[tokio::test]
async fn keys_are_ids_sign_in_names_and_app_ids() {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest("a@vendor.example").id();
    let server = Server::start(tenant, Options::default());
    for path in [
        "/v1.0/users/a_vendor.example%23EXT%23@contoso.onmicrosoft.com".to_owned(),
        format!("/v1.0/users/{}", guest.to_uppercase()),
        format!("/v1.0/users('{guest}')"),
        "/v1.0/users(userPrincipalName='a_vendor.example%23EXT%23@contoso.onmicrosoft.com')"
            .to_owned(),
    ] {
        assert_eq!(get(&server, &path).await.1["id"], guest.as_str(), "{path}");
    }
    let (status, api) = get(
        &server,
        &format!("/v1.0/servicePrincipals(appId='{WINDOWS_DEFENDER_ATP}')"),
    )
    .await;
    assert_eq!(
        (
            status,
            api["appRoles"].as_array().unwrap().len(),
            api["oauth2PermissionScopes"].as_array().unwrap().len()
        ),
        (200, 32, 27)
    );
    let (status, body) = get(
        &server,
        "/v1.0/servicePrincipals(appId='11111111-2222-3333-4444-555555555555')",
    )
    .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (404, &"Request_ResourceNotFound".into())
    );
    assert_eq!(rules(&server), [""; 0]);
}

#[tokio::test]
async fn role_assignments_expand_their_definition() {
    let server = scenarios::nested_group_access().start();
    let (_, groups) = get(
        &server,
        "/v1.0/groups?$filter=displayName eq 'expel DIRECTORY roles'&$select=id",
    )
    .await;
    let group = each(&groups, "id")[0].to_owned();
    let path = format!(
        "/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '{group}'&$expand=roleDefinition"
    );
    let (_, body) = get(&server, &path).await;
    let mut names: Vec<&str> = body["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["roleDefinition"]["displayName"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "Security Administrator",
            "Security Operator",
            "Security Reader"
        ]
    );
    assert_eq!(rules(&server), [""; 0]);
}

#[tokio::test]
async fn groups_are_found_through_groups_and_casts_keep_one_type() {
    let server = scenarios::nested_group_access().start();
    let (_, users) = get(
        &server,
        "/v1.0/users?$filter=mail eq 'Expel_Analyst@expel.io'&$select=id",
    )
    .await;
    let guest = each(&users, "id")[0].to_owned();
    let (_, direct) = get(&server, &format!("/v1.0/users/{guest}/memberOf")).await;
    assert_eq!(
        each(&direct, "displayName"),
        ["Expel analysts", "Expel directory roles"]
    );
    assert_eq!(each(&direct, "@odata.type"), ["#microsoft.graph.group"; 2]);
    let (_, all) = get(
        &server,
        &format!("/v1.0/users/{guest}/transitiveMemberOf?$select=id,displayName,roleTemplateId"),
    )
    .await;
    assert_eq!(
        all["value"].as_array().unwrap().len(),
        6,
        "three groups and three directory roles"
    );
    let cast = format!(
        "/v1.0/users/{guest}/transitiveMemberOf/microsoft.graph.group?$count=true&$select=id,displayName,isAssignableToRole"
    );
    let (_, groups) = eventual(&server, &cast).await;
    assert_eq!(
        each(&groups, "displayName"),
        ["Expel analysts", "Expel directory roles", "SOC vendors"]
    );
    assert_eq!(groups["@odata.count"], 3);
    let (_, through) = eventual(&server, &format!("/beta/roleManagement/directory/transitiveRoleAssignments?$count=true&$filter=principalId eq '{guest}'")).await;
    assert!(each(&through, "roleDefinitionId").contains(&role::SECURITY_READER));
    assert_eq!(rules(&server), [""; 0]);
}

#[tokio::test]
async fn grants_of_an_application_are_where_graph_has_them() {
    let server = scenarios::ready_custom_app_full_roles().start();
    let (_, apps) = get(&server, "/v1.0/servicePrincipals?$filter=displayName eq 'Expel Defender for Endpoint Integration'&$select=id").await;
    let sp = each(&apps, "id")[0].to_owned();
    let (_, roles) = get(
        &server,
        &format!("/v1.0/servicePrincipals/{sp}/appRoleAssignments"),
    )
    .await;
    assert_eq!(roles["value"].as_array().unwrap().len(), 18);
    let (_, grants) = get(
        &server,
        &format!("/v1.0/oauth2PermissionGrants?$filter=clientId eq '{sp}'"),
    )
    .await;
    assert_eq!(each(&grants, "consentType"), ["AllPrincipals"]);
    let graph = server.change(|tenant| {
        tenant.resource(MICROSOFT_GRAPH)["id"]
            .as_str()
            .unwrap()
            .to_owned()
    });
    let (_, held) = get(
        &server,
        &format!("/v1.0/servicePrincipals/{graph}/appRoleAssignedTo"),
    )
    .await;
    assert_eq!(held["value"].as_array().unwrap().len(), 2);
    assert_eq!(rules(&server), [""; 0]);
}

#[tokio::test]
async fn answers_carry_the_headers_of_graph_and_repeat_themselves() {
    let server = scenarios::ready_custom_app_full_roles().start();
    let url = format!(
        "{}/v1.0/subscribedSkus?$select=skuPartNumber",
        server.https()
    );
    let ask = || {
        client(&server)
            .get(&url)
            .bearer_auth(server.auditor_token())
            .header("client-request-id", "mine")
            .send()
    };
    let (one, two) = (ask().await.unwrap(), ask().await.unwrap());
    assert_eq!(one.version(), reqwest::Version::HTTP_2);
    assert_eq!(one.headers()["request-id"], two.headers()["request-id"]);
    assert_eq!(one.headers()["client-request-id"], "mine");
    assert_eq!(one.headers()["x-ms-resource-unit"], "2");
    assert!(one.headers().contains_key("date"));
    assert!(
        server
            .requests()
            .iter()
            .all(|request| !request.headers.contains_key("authorization"))
    );
    assert!(server.requests_jsonl().starts_with("{\"headers\":{"));
    assert!(!server.requests_jsonl().contains("Bearer"));
}

#[tokio::test]
async fn each_path_of_the_metadata_has_an_answer_and_a_permission() {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest("a@vendor.example").id();
    let server = Server::start(tenant, Options::default());
    for (version, metadata) in simulator::contract::Metadata::get().versions() {
        for template in metadata.paths.keys() {
            let path = template.replace("'{}'", "'x'").replace("{}", &guest);
            let mark = if path.contains("identityGovernance") {
                "?$filter=principalId eq 'x'"
            } else {
                "?$count=true"
            };
            let mark = if metadata.paths[template].collection
                && !["/organization", "/subscribedSkus"].contains(&path.as_str())
            {
                mark
            } else {
                ""
            };
            let (status, body) = eventual(&server, &format!("/{version}{path}{mark}")).await;
            assert!(
                [200, 404].contains(&status),
                "{version}{template}: {status} {body}"
            );
            assert_ne!(body["error"]["code"], "ResourceNotFound");
        }
    }
    assert_eq!(server.violations(), []);
}
