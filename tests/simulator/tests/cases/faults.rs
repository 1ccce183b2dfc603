//! Each fault spoils what it says, and no more.

use super::client::{Parsed, client, each, get, send};
use serde_json::Value;
use simulator::{Fault, On, RetryAfter, Server, scenarios};
use std::time::{Duration, Instant};

/// What must be true of a spoiled page.
type Holds = fn(&Value, &Server) -> bool;

const USERS: &str = "/v1.0/users";

fn server() -> Server {
    let mut scenario = scenarios::ready_custom_app_full_roles();
    scenario.options = scenario.options.pages_of(40);
    scenario.start()
}

async fn ask(server: &Server) -> reqwest::Result<reqwest::Response> {
    send(server, &format!("{}{USERS}", server.http()), &[]).await
}

#[tokio::test]
async fn throttling_takes_every_form_and_ends() {
    let server = server();
    let forms = [
        RetryAfter::Seconds(7),
        RetryAfter::Date(7),
        RetryAfter::Empty,
        RetryAfter::Absent,
    ];
    for (at, form) in forms.into_iter().enumerate() {
        server.inject(On::path(USERS).nth(at + 1), Fault::Throttle(form));
    }
    let mut seen = Vec::new();
    for _ in 0..5 {
        let response = ask(&server).await.unwrap();
        let after = response
            .headers()
            .get("retry-after")
            .map(|value| value.to_str().unwrap().to_owned());
        seen.push((response.status().as_u16(), after));
    }
    assert_eq!(seen[0], (429, Some("7".to_owned())));
    assert_eq!(seen[1].0, 429);
    assert!(seen[1].1.as_ref().unwrap().ends_with(" GMT"));
    assert_eq!(
        seen[2..],
        [(429, Some(String::new())), (429, None), (200, None)]
    );
}

#[tokio::test]
async fn errors_come_with_status_and_code() {
    let table = [
        (
            Fault::Unavailable(503, RetryAfter::Absent),
            503,
            "ServiceUnavailable",
        ),
        (
            Fault::Unavailable(502, RetryAfter::Seconds(1)),
            502,
            "BadGateway",
        ),
        (Fault::PremiumRequired, 400, "AadPremiumLicenseRequired"),
        (
            Fault::NonPremiumTenant,
            403,
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        ),
        (Fault::Denied, 403, "Authorization_RequestDenied"),
        (Fault::ClaimsChallenge, 403, "InsufficientClaims"),
        (Fault::TokenExpired, 401, "InvalidAuthenticationToken"),
        (
            Fault::Error {
                status: 418,
                code: "Teapot".to_owned(),
                message: "x".to_owned(),
            },
            418,
            "Teapot",
        ),
    ];
    let server = server();
    for (fault, status, code) in table {
        let challenge = matches!(fault, Fault::ClaimsChallenge);
        server.inject(On::path("/v1.0/us*"), fault);
        let response = ask(&server).await.unwrap();
        assert_eq!(response.status(), status);
        if challenge {
            assert!(
                response.headers()["www-authenticate"]
                    .to_str()
                    .unwrap()
                    .contains("insufficient_claims")
            );
        }
        let body: Value = response.parsed().await;
        assert_eq!(body["error"]["code"], code);
        server.heal();
    }
    assert_eq!(server.violations(), []);
}

#[tokio::test]
async fn connections_break_in_three_ways_over_both_protocols() {
    for fault in [Fault::Reset, Fault::CutLength, Fault::CutChunked] {
        let server = server();
        server.inject(On::path(USERS).first(2), fault.clone());
        for base in [server.http(), server.https(), server.http()] {
            let answered = send(&server, &format!("{base}{USERS}"), &[]).await;
            let whole = match answered {
                Err(_) => false,
                Ok(response) => {
                    assert_eq!(response.status(), 200);
                    assert!(!matches!(fault, Fault::Reset) || server.requests().len() == 3);
                    response.bytes().await.is_ok()
                }
            };
            assert_eq!(whole, server.requests().len() == 3, "{fault:?}");
        }
    }
}

#[tokio::test]
async fn bodies_are_spoiled() {
    let server = server();
    server.inject(On::path(USERS).nth(1), Fault::BrokenJson);
    server.inject(On::path(USERS).nth(2), Fault::Html);
    server.inject(On::path(USERS).nth(3), Fault::HugeBody(3_000_000));
    server.inject(On::path(USERS).nth(4), Fault::DeepNesting(500));
    let mut texts = Vec::new();
    for _ in 0..4 {
        let response = ask(&server).await.unwrap();
        assert_eq!(response.status(), 200);
        texts.push(response.text().await.unwrap());
    }
    assert!(
        texts[0].starts_with("{\"@odata.context\"")
            && serde_json::from_str::<Value>(&texts[0]).is_err()
    );
    assert!(texts[1].starts_with("<!DOCTYPE html>"));
    assert!(texts[2].len() >= 3_000_000 && serde_json::from_str::<Value>(&texts[2]).is_ok());
    assert!(
        serde_json::from_str::<Value>(&texts[3]).is_err(),
        "too deep for serde_json"
    );
}

#[tokio::test]
async fn pages_are_spoiled() {
    let table: [(Fault, Holds); 7] = [
        (Fault::NextLinkElsewhere, |body, _| {
            next(body).starts_with("https://graph.microsoft.com.evil.example/")
        }),
        (Fault::NextLinkPlain, |body, _| {
            next(body).starts_with("http://graph.microsoft.com/")
        }),
        (Fault::NextLinkLoop, |body, server| {
            next(body) == format!("{}{USERS}?", server.http())
        }),
        (Fault::EmptyPageFirst, |body, _| {
            body["value"] == serde_json::json!([]) && next(body).ends_with("afterEmpty=1")
        }),
        (Fault::Duplicates, |body, _| {
            body["value"][0] == body["value"][40]
        }),
        (Fault::NullCollections, |body, _| {
            body["value"][0]["businessPhones"].is_null() && body["value"][0]["id"].is_string()
        }),
        (Fault::WrongShape, |body, _| {
            body["value"][0].is_string() && body["value"][1].is_object()
        }),
    ];
    for (fault, holds) in table {
        let server = server();
        server.inject(On::path(USERS), fault.clone());
        let (_, body) = get(&server, USERS).await;
        assert!(holds(&body, &server), "{fault:?}: {}", next(&body));
    }
}

fn next(body: &Value) -> &str {
    body["@odata.nextLink"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn the_second_page_fails_for_ever() {
    let server = server();
    server.inject(
        On::path(USERS).page(2),
        Fault::Unavailable(500, RetryAfter::Absent),
    );
    let (status, first) = get(&server, USERS).await;
    assert_eq!((status, each(&first, "id").len()), (200, 40));
    for _ in 0..3 {
        assert_eq!(
            send(&server, next(&first), &[]).await.unwrap().status(),
            500
        );
    }
    assert_eq!(get(&server, USERS).await.0, 200);
}

#[tokio::test]
async fn an_empty_page_is_followed_by_the_true_ones() {
    let server = server();
    server.inject(On::path(USERS), Fault::EmptyPageFirst);
    let (_, empty) = get(&server, USERS).await;
    let second: Value = send(&server, next(&empty), &[])
        .await
        .unwrap()
        .parsed()
        .await;
    assert_eq!(each(&second, "id").len(), 40);
}

#[tokio::test]
async fn slowness_redirects_and_headers() {
    let server = server();
    server.inject(
        On::path("/v1.0/org*"),
        Fault::Slow(Duration::from_millis(80)),
    );
    server.inject(
        On::path("/v1.0/org*"),
        Fault::Redirect("https://evil.example/".to_owned()),
    );
    let header = (
        "x-ms-throttle-limit-percentage".to_owned(),
        "1.2".to_owned(),
    );
    server.inject(On::path("/v1.0/domains"), Fault::Headers(vec![header]));
    let start = Instant::now();
    let ask = |path: &str| {
        client(&server)
            .get(format!("{}{path}", server.http()))
            .bearer_auth(server.auditor_token())
            .send()
    };
    let moved = ask("/v1.0/organization").await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(80));
    assert_eq!(
        (
            moved.status().as_u16(),
            moved.headers()["location"].to_str().unwrap()
        ),
        (302, "https://evil.example/")
    );
    let near = ask("/v1.0/domains").await.unwrap();
    assert_eq!(
        (
            near.status().as_u16(),
            near.headers()["x-ms-throttle-limit-percentage"]
                .to_str()
                .unwrap()
        ),
        (200, "1.2")
    );
}

#[tokio::test]
async fn login_can_fail_too() {
    let server = server();
    server.inject(
        On::path("/*/oauth2/v2.0/token"),
        Fault::Unavailable(503, RetryAfter::Absent),
    );
    let url = format!(
        "{}/{}/oauth2/v2.0/token",
        server.https(),
        server.tenant_id()
    );
    assert_eq!(
        client(&server).post(url).send().await.unwrap().status(),
        503
    );
}
