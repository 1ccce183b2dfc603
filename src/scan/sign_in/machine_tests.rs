#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
//! A managed identity on a virtual machine: its token service has a fixed address, which a proxy
//! of the test stands in for.

use super::credential::{MACHINE, machine};
use super::transport::{Failure, Transport};
use crate::scan::secrets::Redactor;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;

/// Gives every request the same answer; returns the first request.
async fn service(status: &'static str, body: String) -> (Url, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(stream.read_u8().await.unwrap());
        }
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(request).unwrap()
    });
    (Url::parse(&address).unwrap(), asked)
}

fn proxied_transport(proxy: &Url) -> Arc<Transport> {
    let http = reqwest::Client::builder()
        .proxy(reqwest::Proxy::http(proxy.as_str()).unwrap())
        .build()
        .unwrap();
    Arc::new(Transport::new(
        http,
        Url::parse(MACHINE).unwrap(),
        Redactor::default(),
    ))
}

#[tokio::test]
async fn a_virtual_machine_asks_its_own_token_service() {
    let body = r#"{"access_token":"the-token","expires_in":"3599","expires_on":"4102444800","resource":"https://graph.microsoft.com","token_type":"Bearer"}"#;
    let (proxy, asked) = service("200 OK", body.to_owned()).await;
    let client = "11111111-2222-4333-8444-555555555555";
    let credential = machine(Some(client), proxied_transport(&proxy)).unwrap();
    let scope = ["https://graph.microsoft.com/.default"];
    let token = credential.source.get_token(&scope, None).await.unwrap();
    assert_eq!(token.token.secret(), "the-token");
    let request = asked.await.unwrap().to_lowercase();
    let line = request.lines().next().unwrap();
    assert!(
        line.starts_with("get http://169.254.169.254/metadata/identity/oauth2/token?"),
        "{line}"
    );
    for part in [
        "resource=https%3a%2f%2fgraph.microsoft.com",
        // The library decides the version: 2019-08-01 at the time of writing.
        "api-version=20",
        &format!("client_id={client}"),
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(request.contains("\r\nmetadata: true\r\n"), "{request}");
}

#[tokio::test]
async fn a_machine_without_that_identity_is_reported() {
    let body = r#"{"error":"invalid_request","error_description":"Identity not found"}"#;
    let (proxy, _asked) = service("400 Bad Request", body.to_owned()).await;
    let transport = proxied_transport(&proxy);
    let credential = machine(None, Arc::clone(&transport)).unwrap();
    let scope = ["https://graph.microsoft.com/.default"];
    credential.source.get_token(&scope, None).await.unwrap_err();
    let Some(Failure::Refused(refusal)) = transport.failure() else {
        panic!("{:?}", transport.failure())
    };
    assert_eq!(refusal.status, 400);
}
