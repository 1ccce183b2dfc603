//! A table of filters, and of requests that Graph refuses.

use super::client::{each, eventual, get, rules};
use simulator::{Options, Server, Tenant};

fn people() -> Server {
    let mut tenant = Tenant::new("contoso");
    tenant.guest("ann@vendor.example").id();
    tenant.guest("bob@vendor.example").pending().id();
    tenant
        .guest("o'neil@other.example")
        .disabled()
        .other_mails_only("cy@home.example")
        .id();
    tenant.user("dan").id();
    tenant.users(1000);
    Server::start(tenant, Options::default())
}

#[tokio::test]
async fn filters_keep_what_they_say() {
    let server = people();
    let table: &[(bool, &str, &[&str])] = &[
        (false, "mail eq 'ANN@vendor.example'", &["ann"]),
        (
            false,
            "otherMails/any(m:m eq 'o''neil@other.example')",
            &["o'neil"],
        ),
        (
            false,
            "proxyAddresses/any(p:p eq 'SMTP:bob@vendor.example')",
            &["bob"],
        ),
        (
            false,
            "userPrincipalName eq 'ann_vendor.example%23EXT%23@contoso.onmicrosoft.com'",
            &["ann"],
        ),
        (
            false,
            "startswith(userPrincipalName,'ANN_vendor')",
            &["ann"],
        ),
        (
            false,
            "userType eq 'Guest' and externalUserState eq 'Accepted'",
            &["ann", "o'neil"],
        ),
        (
            false,
            "userType eq 'Guest' and (accountEnabled eq false or externalUserState eq 'PendingAcceptance')",
            &["bob", "o'neil"],
        ),
        (
            false,
            "mail in ('ann@vendor.example','crowd.000007@contoso.example')",
            &["ann", "Crowd 000007"],
        ),
        (
            false,
            "mail eq 'crowd.000999@contoso.example'",
            &["Crowd 000999"],
        ),
        (false, "mail eq 'crowd.001000@contoso.example'", &[]),
        (
            false,
            "id eq 'c0000000-0000-4000-8000-000000000001'",
            &["Crowd 000001"],
        ),
        (true, "endswith(mail,'@vendor.example')", &["ann", "bob"]),
        (
            true,
            "userType eq 'Guest' and externalUserState ne 'Accepted'",
            &["bob"],
        ),
        (
            true,
            "userType eq 'Guest' and not startswith(displayName,'a')",
            &["bob", "o'neil"],
        ),
        (true, "creationType ne null", &["ann", "bob", "o'neil"]),
    ];
    for (advanced, filter, want) in table {
        let path = format!("/v1.0/users?$select=displayName&$filter={filter}");
        let (status, body) = if *advanced {
            eventual(&server, &format!("{path}&$count=true")).await
        } else {
            get(&server, &path).await
        };
        assert_eq!(
            (status, each(&body, "displayName")),
            (200, want.to_vec()),
            "{filter}"
        );
        if *advanced {
            assert_eq!(body["@odata.count"], want.len(), "{filter}");
        }
    }
    assert_eq!(server.violations(), []);
}

#[tokio::test]
async fn sorting_and_searching() {
    let server = people();
    let (_, body) = get(
        &server,
        "/v1.0/users?$orderby=displayName desc&$top=2&$select=displayName",
    )
    .await;
    assert_eq!(each(&body, "displayName"), ["o'neil", "dan"]);
    let (_, body) = eventual(
        &server,
        "/v1.0/users?$search=\"displayName:nei\"&$select=displayName",
    )
    .await;
    assert_eq!(each(&body, "displayName"), ["o'neil"]);
}

/// A request, its status and code, and the rule that it breaks.
const REFUSED: &[(&str, u16, &str, &str)] = &[
    (
        "/v1.0/users?$select=nosuch",
        400,
        "BadRequest",
        "unknown_property",
    ),
    (
        "/v1.0/users?$filter=nosuch eq 'x'",
        400,
        "BadRequest",
        "unknown_property",
    ),
    (
        "/v1.0/users?$filter=mail eq",
        400,
        "BadRequest",
        "filter_syntax",
    ),
    (
        "/v1.0/users?$filter=mail%20eq%20'x",
        400,
        "BadRequest",
        "filter_syntax",
    ),
    (
        "/v1.0/users?$filter=accountEnabled eq 'true'",
        400,
        "BadRequest",
        "filter_type",
    ),
    (
        "/v1.0/users?$filter=contains(mail,'x')",
        400,
        "Request_UnsupportedQuery",
        "filter_unsupported",
    ),
    (
        "/v1.0/users?$filter=startswith(userType,'G')",
        400,
        "Request_UnsupportedQuery",
        "filter_unsupported",
    ),
    (
        "/v1.0/users?$filter=userType ne 'Guest'",
        400,
        "Request_UnsupportedQuery",
        "needs_advanced",
    ),
    (
        "/v1.0/users?$filter=endswith(mail,'x')&$count=true",
        400,
        "Request_UnsupportedQuery",
        "needs_advanced",
    ),
    (
        "/v1.0/users?$top=1000",
        400,
        "Request_UnsupportedQuery",
        "top_range",
    ),
    ("/v1.0/users?$top=x", 400, "BadRequest", "top_syntax"),
    (
        "/v1.0/users?$top=1&$top=2",
        400,
        "BadRequest",
        "duplicate_option",
    ),
    ("/v1.0/users?$nosuch=1", 400, "BadRequest", "unknown_option"),
    (
        "/v1.0/users?$expand=nosuch",
        400,
        "BadRequest",
        "unknown_nav",
    ),
    (
        "/v1.0/users?$expand=mail",
        400,
        "BadRequest",
        "expand_not_nav",
    ),
    (
        "/v1.0/users/x?$filter=mail eq 'x'",
        400,
        "BadRequest",
        "option_here",
    ),
    ("/v1.0/nosuch", 400, "BadRequest", "unknown_path"),
    (
        "/v1.0/roleManagement/defender/roleAssignments",
        400,
        "BadRequest",
        "unknown_path",
    ),
    ("/v2.0/users", 400, "BadRequest", "bad_version"),
    (
        "/v1.0/subscribedSkus?$top=5",
        400,
        "Request_UnsupportedQuery",
        "option_here",
    ),
    (
        "/v1.0/roleManagement/directory/roleAssignments?$expand=principal,roleDefinition",
        400,
        "Request_UnsupportedQuery",
        "multi_expand",
    ),
    (
        "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal($select=id)",
        400,
        "InvalidFilter",
        "inner_select",
    ),
    (
        "/beta/roleManagement/directory/transitiveRoleAssignments?$filter=principalId eq 'x'",
        404,
        "Request_ResourceNotFound",
        "needs_advanced",
    ),
    (
        "/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
        400,
        "MissingFilter",
        "missing_filter",
    ),
    (
        "/v1.0/oauth2PermissionGrants?$filter=nosuch eq 'x'",
        400,
        "BadRequest",
        "unknown_property",
    ),
];

#[tokio::test]
async fn what_graph_refuses_is_refused_and_recorded() {
    for (path, status, code, rule) in REFUSED {
        let server = people();
        let (got, body) = get(&server, path).await;
        assert_eq!(
            (got, body["error"]["code"].as_str().unwrap()),
            (*status, *code),
            "{path}: {body}"
        );
        assert_eq!(rules(&server)[0], *rule, "{path}");
    }
}

#[tokio::test]
async fn odd_but_answered_requests_are_remarks() {
    let server = people();
    let (status, body) = get(&server, "/v1.0/users?$count=true&$top=1&$select=ID").await;
    assert_eq!((status, body.get("@odata.count")), (200, None));
    let remarks: Vec<String> = server
        .remarks()
        .into_iter()
        .map(|remark| remark.rule)
        .collect();
    assert_eq!(remarks, ["count_ignored", "property_case"]);
    assert_eq!(server.violations(), []);
}

#[tokio::test]
async fn writing_is_refused_and_recorded() {
    let server = people();
    let client = super::client::client(&server);
    let response = client
        .post(format!("{}/v1.0/users", server.http()))
        .bearer_auth(server.auditor_token())
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 405);
    assert_eq!(rules(&server), ["write"]);
}

#[tokio::test]
async fn hostile_queries_are_refused_and_nothing_breaks() {
    let server = people();
    let deep = format!("{}mail eq 'x'{}", "(".repeat(5000), ")".repeat(5000));
    let not = "not ".repeat(5000);
    let table = [
        deep,
        not,
        "é eq 'x'".to_owned(),
        "mail eq '%00%ff".to_owned(),
        "a/any(a:a/any(a:a".to_owned(),
        "()".to_owned(),
    ];
    for filter in table {
        assert_eq!(
            get(&server, &format!("/v1.0/users?$filter={filter}"))
                .await
                .0,
            400
        );
    }
    assert_eq!(get(&server, "/v1.0/users").await.0, 200);
}
