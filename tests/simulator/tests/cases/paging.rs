//! Pages and the links between them.

use super::client::{Parsed, each, eventual, get, rules, send};
use serde_json::Value;
use simulator::{Options, Server, Tenant};

fn small() -> Server {
    let mut tenant = Tenant::new("contoso");
    for name in ["a", "b", "c", "d", "e"] {
        tenant.user(name).id();
    }
    tenant.users(3);
    Server::start(tenant, Options::default().pages_of(2))
}

#[tokio::test]
async fn links_lead_through_the_whole_collection() {
    let server = small();
    let mut url = format!(
        "{}/v1.0/users?$select=id,displayName&$filter=startswith(displayName,'c') or displayName eq 'e'",
        server.http()
    );
    let mut names = Vec::new();
    let mut pages = 0;
    loop {
        let body: Value = send(&server, &url, &[]).await.unwrap().parsed().await;
        names.extend(each(&body, "displayName").into_iter().map(str::to_owned));
        pages += 1;
        match body["@odata.nextLink"].as_str() {
            Some(next) => next.clone_into(&mut url),
            None => break,
        }
        assert!(url.starts_with(&server.http()), "{url}");
    }
    assert_eq!(
        names,
        ["c", "e", "Crowd 000000", "Crowd 000001", "Crowd 000002"]
    );
    assert_eq!(pages, 3);
    assert_eq!(server.violations(), []);
}

#[tokio::test]
async fn the_consistency_level_is_sent_with_every_page() {
    let server = small();
    let (_, first) = eventual(
        &server,
        "/v1.0/users?$count=true&$filter=userType ne 'Guest'",
    )
    .await;
    assert_eq!(first["@odata.count"], 8);
    let next = first["@odata.nextLink"].as_str().unwrap();
    let good = send(&server, next, &[("ConsistencyLevel", "eventual")])
        .await
        .unwrap();
    assert_eq!(good.status(), 200);
    let good: Value = good.parsed().await;
    assert!(good.get("@odata.count").is_none());
    assert_eq!(rules(&server), [""; 0]);
    let bad = send(&server, next, &[]).await.unwrap();
    assert_eq!(bad.status(), 400);
    assert_eq!(rules(&server), ["needs_advanced"]);
}

#[tokio::test]
async fn a_token_of_another_request_is_refused() {
    let server = small();
    let (_, first) = get(&server, "/v1.0/users?$select=id").await;
    let next = first["@odata.nextLink"]
        .as_str()
        .unwrap()
        .replace("$select=id", "$select=mail");
    assert_eq!(send(&server, &next, &[]).await.unwrap().status(), 400);
    assert_eq!(rules(&server), ["next_page"]);
}

#[tokio::test]
async fn a_hundred_thousand_users_cost_little() {
    let mut tenant = Tenant::new("contoso");
    tenant.users(100_000);
    tenant.guest("a@vendor.example").id();
    let server = Server::start(tenant, Options::default());
    let start = std::time::Instant::now();
    let (_, found) = get(
        &server,
        "/v1.0/users?$filter=mail eq 'a@vendor.example' or userPrincipalName eq 'x'",
    )
    .await;
    assert_eq!(found["value"].as_array().unwrap().len(), 1);
    let (_, listed) = get(&server, "/v1.0/users?$top=999&$select=id").await;
    assert_eq!(listed["value"].as_array().unwrap().len(), 999);
    assert!(listed["@odata.nextLink"].is_string());
    assert!(start.elapsed().as_secs() < 5);
}

#[tokio::test]
async fn requests_run_beside_each_other_and_are_counted() {
    let latency = std::time::Duration::from_millis(100);
    let server = Server::start(Tenant::new("contoso"), Options::default().latency(latency));
    let client = super::client::client(&server);
    let token = server.auditor_token();
    let ask = |path: &str| {
        client
            .get(format!("{}/v1.0/{path}", server.https()))
            .bearer_auth(&token)
            .send()
    };
    assert_eq!(ask("domains").await.unwrap().status(), 200);
    let start = std::time::Instant::now();
    let (one, two, three) = tokio::join!(ask("users"), ask("groups"), ask("organization"));
    assert!(
        [one, two, three]
            .iter()
            .all(|answer| answer.as_ref().unwrap().status() == 200)
    );
    assert!(
        (100..290).contains(&start.elapsed().as_millis()),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        (
            server.most_in_flight(),
            server.connections(),
            server.graph_requests().len()
        ),
        (3, 1, 4)
    );
}
