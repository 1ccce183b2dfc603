//! Signing in.

use super::client::{Parsed, client};
use serde_json::Value;
use simulator::{Options, Server, Tenant};

async fn sign_in(
    server: &Server,
    tenant: &str,
    id: &str,
    secret: &str,
    scope: &str,
) -> (u16, Value) {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("client_id", id)
        .append_pair("client_secret", secret)
        .append_pair("scope", scope);
    let body = form
        .append_pair("grant_type", "client_credentials")
        .finish();
    let url = format!("{}/{tenant}/oauth2/v2.0/token", server.https());
    let response = client(server)
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    (response.status().as_u16(), response.parsed().await)
}

const SCOPE: &str = "https://graph.microsoft.com/.default";

#[tokio::test]
async fn a_secret_buys_a_token_that_graph_takes() {
    let server = Server::start(
        Tenant::new("contoso"),
        Options::default().only(&["Organization.Read.All"]),
    );
    let (status, body) = sign_in(
        &server,
        &server.tenant_id(),
        server.client_id(),
        server.client_secret(),
        SCOPE,
    )
    .await;
    assert_eq!((status, &body["token_type"]), (200, &"Bearer".into()));
    let token = body["access_token"].as_str().unwrap();
    let get = |path: &str| {
        client(&server)
            .get(format!("{}{path}", server.https()))
            .bearer_auth(token)
            .send()
    };
    assert_eq!(get("/v1.0/organization").await.unwrap().status(), 200);
    let denied = get("/v1.0/users").await.unwrap();
    assert_eq!(denied.status(), 403);
    let denied: Value = denied.parsed().await;
    assert_eq!(denied["error"]["code"], "Authorization_RequestDenied");
    assert!(denied["error"]["innerError"]["request-id"].is_string());
    server.revoke_tokens();
    assert_eq!(get("/v1.0/organization").await.unwrap().status(), 401);
    assert_eq!(server.violations(), []);
}

#[tokio::test]
async fn sign_in_is_refused_in_entras_words() {
    let server = Server::start(Tenant::new("contoso"), Options::default());
    let (tenant, id, secret) = (
        server.tenant_id(),
        server.client_id().to_owned(),
        server.client_secret().to_owned(),
    );
    let other = "11111111-2222-3333-4444-555555555555";
    let table = [
        (
            tenant.as_str(),
            id.as_str(),
            "wrong",
            SCOPE,
            401,
            "invalid_client",
            7_000_215,
        ),
        (
            other,
            id.as_str(),
            secret.as_str(),
            SCOPE,
            400,
            "invalid_request",
            90_002,
        ),
        (
            tenant.as_str(),
            other,
            secret.as_str(),
            SCOPE,
            400,
            "unauthorized_client",
            700_016,
        ),
        (
            tenant.as_str(),
            id.as_str(),
            secret.as_str(),
            "User.Read",
            400,
            "invalid_scope",
            70_011,
        ),
    ];
    for (tenant, id, secret, scope, status, error, number) in table {
        let (got, body) = sign_in(&server, tenant, id, secret, scope).await;
        assert_eq!(
            (got, &body["error"], &body["error_codes"][0]),
            (status, &error.into(), &number.into())
        );
        assert!(
            body["error_description"]
                .as_str()
                .unwrap()
                .starts_with(&format!("AADSTS{number}: "))
        );
        assert!(
            body["trace_id"].is_string()
                && body["correlation_id"].is_string()
                && body["timestamp"].is_string()
        );
    }
}

#[tokio::test]
async fn tokens_that_are_not_of_this_house_are_refused() {
    let server = Server::start(Tenant::new("contoso"), Options::default());
    for token in [
        "",
        "nonsense",
        &server.expired_token(&["Directory.Read.All"]),
    ] {
        let url = format!("{}/v1.0/organization", server.http());
        let response = client(&server)
            .get(url)
            .bearer_auth(token)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 401);
        let body: Value = response.parsed().await;
        assert_eq!(body["error"]["code"], "InvalidAuthenticationToken");
    }
}

#[tokio::test]
async fn a_device_code_is_pending_and_then_good() {
    let server = Server::start(Tenant::new("contoso"), Options::default());
    let base = format!("{}/contoso.onmicrosoft.com/oauth2/v2.0", server.https());
    let post = |path: &str, body: String| {
        client(&server)
            .post(format!("{base}/{path}"))
            .body(body)
            .send()
    };
    let code = post(
        "devicecode",
        format!("client_id={}&scope=x", server.client_id()),
    )
    .await
    .unwrap()
    .parsed()
    .await;
    assert!(
        code["message"]
            .as_str()
            .unwrap()
            .contains(code["user_code"].as_str().unwrap())
    );
    let poll = "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=x".to_owned();
    assert_eq!(
        post("token", poll.clone()).await.unwrap().parsed().await["error"],
        "authorization_pending"
    );
    let token = post("token", poll).await.unwrap().parsed().await;
    let claims = token["access_token"]
        .as_str()
        .unwrap()
        .split('.')
        .nth(1)
        .unwrap()
        .to_owned();
    let claims =
        base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, claims).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(
        (&claims["tid"], claims.get("roles")),
        (&server.tenant_id().into(), None)
    );
    assert!(
        claims["scp"]
            .as_str()
            .unwrap()
            .contains("Directory.Read.All")
    );
}
