//! The client against a server that answers from a script, one raw answer a connection.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::{Answer, Failure, Graph, Kind, Network, Renew, Tokens, Trust};
use crate::ids::ObjectId;
use crate::scan::options::{Limits, ScanOptions};
use crate::scan::requests::{Get, ValueSet, batch};
use crate::scan::secrets::Redactor;
use crate::scan::{Cloud, Silent};
use crate::snapshot::{Group, Phase, SectionName, State, User};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;
use url::Url;
use uuid::Uuid;

type Seen = Arc<Mutex<Vec<String>>>;

/// Serves the answers in turn, the last one again and again; `HOST` in one becomes the server's address.
async fn serve(answers: Vec<String>) -> (Url, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let seen = Seen::default();
    let (log, at) = (Arc::clone(&seen), host.clone());
    tokio::spawn(async move {
        let mut turn = 0;
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                if stream.read(&mut byte).await.unwrap_or(0) == 0 {
                    break;
                }
                request.push(byte[0]);
            }
            log.lock()
                .unwrap()
                .push(String::from_utf8(request).unwrap());
            let answer = answers[turn.min(answers.len() - 1)].replace("HOST", &at);
            turn += 1;
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (Url::parse(&host).unwrap(), seen)
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    // HOST grows when it is filled in, so the length is left to the end of the connection.
    format!("HTTP/1.1 {status}\r\nconnection: close\r\nrequest-id: r-1\r\n{headers}\r\n{body}")
}

fn ok(body: &str) -> String {
    answer("200 OK", "content-type: application/json\r\n", body)
}

fn user(n: u128) -> String {
    format!(r#"{{"id":"{}"}}"#, Uuid::from_u128(n))
}

fn clock() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn options(host: &Url) -> ScanOptions {
    let mut options = ScanOptions::new(Cloud::Global, clock).unwrap();
    options.graph_host = host.clone();
    options.first_wait = Duration::from_millis(2);
    options.request_timeout = Duration::from_secs(5);
    options.limits = Limits {
        page_bytes: 4096,
        pages: 3,
        items: 5,
        tries: 3,
        ..Limits::default()
    };
    options
}

async fn read_with<T: DeserializeOwned + Serialize>(options: ScanOptions, get: &Get) -> Answer<T> {
    options.check().unwrap();
    let trust = Trust::of(&options).unwrap();
    let token = SecretString::from("the-token".to_owned());
    let deadline = Instant::now() + options.budget;
    let tokens = Tokens::new(&token, Box::new(Nobody)).unwrap();
    let door = Network::new(&options, &trust, tokens, Redactor::default(), deadline).unwrap();
    let graph = Graph::new(&options, &door, Vec::new(), clock(), &Silent);
    graph.read(get).await
}

/// Has no other token.
struct Nobody;

#[async_trait::async_trait]
impl Renew for Nobody {
    async fn renew(&self) -> Option<SecretString> {
        None
    }
}

fn get(section: SectionName, phase: Phase, set: ValueSet) -> Get {
    batch(section, phase, &[set]).gets.remove(0)
}

fn by_mail() -> Get {
    let address = ValueSet::address("a@b.example");
    get(SectionName::Users, Phase::Find, address)
}

/// The result of reading users from a server with these answers, and the requests that it saw.
async fn read(answers: Vec<String>) -> (Answer<User>, Vec<String>) {
    let (host, seen) = serve(answers).await;
    let answer = read_with(options(&host), &by_mail()).await;
    let seen = seen.lock().unwrap().clone();
    (answer, seen)
}

fn failure<T>(answer: &Answer<T>) -> &Failure {
    answer.failure.as_ref().expect("the answer is not whole")
}

#[tokio::test]
async fn pages_are_followed_and_repeated_objects_dropped() {
    let first = format!(
        r#"{{"value":[{},{}],"@odata.nextLink":"HOST/v1.0/users?$skiptoken=x"}}"#,
        user(1),
        user(2)
    );
    let second = format!(r#"{{"value":[{},{}]}}"#, user(2), user(3));
    let (answer, seen) = read(vec![ok(&first), ok(&second)]).await;
    assert!(answer.failure.is_none(), "{:?}", answer.failure);
    assert_eq!(answer.items.len(), 3);
    assert_eq!(
        (
            answer.request.pages,
            answer.request.items,
            answer.request.status
        ),
        (2, 3, Some(200))
    );
    assert_eq!(answer.request.request_id.as_deref(), Some("r-1"));
    assert_eq!(seen.len(), 2);
    assert!(
        seen[0].starts_with("GET /v1.0/users?$filter=mail%20eq%20%27a@b.example%27%20or%20"),
        "{}",
        seen[0]
    );
    assert!(seen[1].starts_with("GET /v1.0/users?$skiptoken=x "));
    assert!(
        seen.iter()
            .all(|request| request.contains("authorization: Bearer the-token"))
    );
}

#[tokio::test]
async fn a_throttled_request_is_tried_again() {
    let busy = answer("429 Too Many Requests", "retry-after: 0\r\n", "{}");
    let (answer, seen) = read(vec![busy, ok(r#"{"value":[]}"#)]).await;
    assert!(answer.failure.is_none());
    assert_eq!((seen.len(), answer.request.status), (2, Some(200)));
}

#[tokio::test]
async fn a_date_to_wait_for_is_held_against_the_date_of_the_answer() {
    // By this machine's clock, which stands at 1970, the wait would be longer than the budget.
    let busy = answer(
        "429 Too Many Requests",
        "date: Mon, 23 Nov 2026 10:00:00 GMT\r\nretry-after: Mon, 23 Nov 2026 10:00:01 GMT\r\n",
        "{}",
    );
    let (host, seen) = serve(vec![busy, ok(r#"{"value":[]}"#)]).await;
    let mut options = options(&host);
    options.budget = Duration::from_secs(20);
    let began = Instant::now();
    let answer = read_with::<User>(options, &by_mail()).await;
    assert!(answer.failure.is_none(), "{:?}", answer.failure);
    assert_eq!(seen.lock().unwrap().len(), 2);
    assert!(began.elapsed() >= Duration::from_secs(1), "it did not wait");
}

#[tokio::test]
async fn an_error_that_stays_is_a_failure_after_the_last_try() {
    let (answer, seen) = read(vec![answer("503 Service Unavailable", "", "")]).await;
    assert_eq!((failure(&answer).state, seen.len()), (State::Failed, 3));
    assert_eq!(answer.request.status, Some(503));
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    for (status, state) in [
        ("400 Bad Request", State::Failed),
        ("401 Unauthorized", State::Denied),
        ("403 Forbidden", State::Denied),
        ("404 Not Found", State::Failed),
    ] {
        let (answer, seen) = read(vec![answer(status, "", r#"{"error":{"code":"No"}}"#)]).await;
        assert_eq!((failure(&answer).state, seen.len()), (state, 1), "{status}");
        assert_eq!(failure(&answer).problem.code.as_deref(), Some("No"));
    }
}

#[tokio::test]
async fn a_body_cut_short_is_read_again_and_never_taken_as_whole() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 500\r\nconnection: close\r\n\r\n{\"value\":[]}"
        .to_owned();
    let (whole, _) = read(vec![cut.clone(), ok(r#"{"value":[]}"#)]).await;
    assert!(whole.failure.is_none());
    let (never, seen) = read(vec![cut]).await;
    assert_eq!((failure(&never).state, seen.len()), (State::Failed, 3));
    let (half, seen) = read(vec![ok(r#"{"value":[{"id":"#)]).await;
    assert_eq!((failure(&half).state, seen.len()), (State::Failed, 3));
}

#[tokio::test]
async fn a_failing_page_leaves_what_came_before_as_sightings() {
    let first = format!(
        r#"{{"value":[{}],"@odata.nextLink":"HOST/v1.0/users?p=2"}}"#,
        user(1)
    );
    let (answer, _) = read(vec![ok(&first), answer("500 Oops", "", "")]).await;
    assert_eq!(failure(&answer).state, State::Failed);
    assert_eq!((answer.items.len(), answer.request.pages), (1, 1));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (answer, seen) = read(vec![answer(
        "302 Found",
        "location: HOST/v1.0/elsewhere\r\n",
        "",
    )])
    .await;
    assert_eq!(seen.len(), 1);
    assert!(failure(&answer).problem.message.contains("redirect"));
}

#[tokio::test]
async fn a_next_page_elsewhere_is_not_followed() {
    let body = format!(
        r#"{{"value":[{}],"@odata.nextLink":"https://evil.example/v1.0/users"}}"#,
        user(1)
    );
    let (answer, seen) = read(vec![ok(&body)]).await;
    assert_eq!((answer.items.len(), seen.len()), (1, 1));
    assert!(failure(&answer).problem.message.contains("another address"));
}

#[tokio::test]
async fn pages_that_go_round_or_never_end_are_stopped() {
    let round = format!(
        r#"{{"value":[{}],"@odata.nextLink":"HOST/v1.0/users?p=2"}}"#,
        user(1)
    );
    let (answer, seen) = read(vec![ok(&round)]).await;
    assert_eq!(seen.len(), 2);
    assert!(failure(&answer).problem.message.contains("circle"));
    let page = |n: u32| {
        ok(&format!(
            r#"{{"value":[],"@odata.nextLink":"HOST/v1.0/users?p={n}"}}"#
        ))
    };
    let (answer, seen) = read((2..9).map(page).collect()).await;
    assert_eq!(seen.len(), 3);
    assert!(
        failure(&answer)
            .problem
            .message
            .contains("more than 3 page(s)")
    );
}

#[tokio::test]
async fn an_answer_that_is_too_big_is_not_read() {
    let (answer, seen) = read(vec![ok(&format!(
        r#"{{"value":["{}"]}}"#,
        "x".repeat(10_000)
    ))])
    .await;
    assert_eq!(seen.len(), 1);
    assert!(
        failure(&answer)
            .problem
            .message
            .contains("longer than 4096 bytes")
    );
    let many: Vec<String> = (1..9).map(user).collect();
    let (answer, _) = read(vec![ok(&format!(r#"{{"value":[{}]}}"#, many.join(",")))]).await;
    assert_eq!(answer.items.len(), 5);
    assert!(
        failure(&answer)
            .problem
            .message
            .contains("more than 5 items")
    );
}

#[tokio::test]
async fn an_answer_that_is_shorter_than_its_count_is_not_whole() {
    let body = format!(r#"{{"@odata.count":2,"value":[{}]}}"#, user(1));
    let (host, seen) = serve(vec![ok(&body)]).await;
    let guest = ValueSet::guest(ObjectId::new(Uuid::from_u128(7)));
    let get = get(SectionName::UserGroups, Phase::Read, guest);
    let answer = read_with::<Group>(options(&host), &get).await;
    assert!(failure(&answer).problem.message.contains("cut short"));
    assert_eq!(answer.items.len(), 1);
    assert_eq!(answer.request.subject, get.subject);
    assert!(seen.lock().unwrap()[0].contains("consistencylevel: eventual"));
    let (uncounted, _) = read(vec![ok(&body)]).await;
    assert!(
        uncounted.failure.is_none(),
        "a count that nobody asked for decides nothing"
    );
}

#[tokio::test]
async fn a_host_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let answer = read_with::<User>(options(&host), &by_mail()).await;
    assert_eq!(
        failure(&answer).kind,
        Kind::Unreachable(
            "the connection was refused; check the host, its port and any firewall in between"
        )
    );
    assert_eq!(answer.request.status, None);
}

#[tokio::test]
async fn the_budget_ends_the_waiting() {
    let (host, seen) = serve(vec![answer(
        "429 Too Many Requests",
        "retry-after: 30\r\n",
        "",
    )])
    .await;
    let mut options = options(&host);
    options.budget = Duration::from_millis(500);
    let began = Instant::now();
    let answer = read_with::<User>(options, &by_mail()).await;
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(failure(&answer).problem.message.contains("time ran out"));
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[test]
fn a_token_never_travels_in_the_clear() {
    for host in [
        "http://graph.microsoft.com",
        "https://graph.microsoft.com/v1.0",
        "https://a:b@graph.microsoft.com",
        "ftp://127.0.0.1",
    ] {
        assert!(
            options(&Url::parse(host).unwrap()).check().is_err(),
            "{host}"
        );
    }
    for host in [
        "http://127.0.0.1:80",
        "http://127.9.9.9",
        "http://[::1]:9",
        "http://localhost:1",
        "https://graph.example",
    ] {
        assert!(
            options(&Url::parse(host).unwrap()).check().is_ok(),
            "{host}"
        );
    }
}

#[test]
fn a_ca_file_without_a_certificate_is_refused() {
    let mut options = ScanOptions::new(Cloud::Global, clock).unwrap();
    for pem in [
        "",
        "hello",
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
    ] {
        options.ca_pem = Some(pem.as_bytes().to_vec());
        let client =
            Trust::of(&options).and_then(|trust| trust.client(&options.graph_host, &options));
        assert!(client.is_err(), "{pem}");
    }
}
