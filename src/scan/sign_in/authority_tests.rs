//! Signing in with a client secret at an authority that speaks TLS with a private root.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::{SignIn, begin};
use crate::scan::client::Trust;
use crate::scan::secrets::Redactor;
use crate::scan::{Cloud, ScanError, ScanOptions};
use crate::snapshot::ObserverKind;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use url::Url;

/// An authority that answers everything with one answer, its root in PEM, and the request that it received.
async fn authority(
    status: &'static str,
    body: &'static str,
) -> (Url, Vec<u8>, Arc<Mutex<Vec<String>>>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut request = vec![0; 8192];
            let mut length = 0;
            loop {
                let read = stream.read(&mut request[length..]).await.unwrap_or(0);
                length += read;
                let text = String::from_utf8_lossy(&request[..length]).into_owned();
                if read == 0 || text.contains("grant_type=client_credentials") {
                    log.lock().unwrap().push(text);
                    break;
                }
            }
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    let host = Url::parse(&format!("https://localhost:{port}")).unwrap();
    (host, made.cert.pem().into_bytes(), asked)
}

fn options(authority: Url, pem: Option<Vec<u8>>) -> ScanOptions {
    let mut options = ScanOptions::new(Cloud::Global, || Timestamp::UNIX_EPOCH).unwrap();
    options.authority_host = Some(authority);
    options.ca_pem = pem;
    options
}

fn client_secret(tenant: &str) -> SignIn {
    SignIn::ClientSecret {
        tenant: tenant.to_owned(),
        client_id: "04b07795-8ddb-461a-bbee-02f9e1bf7b46".to_owned(),
        secret: SecretString::from("hunter2&=".to_owned()),
    }
}

#[tokio::test]
async fn a_secret_becomes_a_token_for_the_clouds_graph() {
    let (host, pem, asked) = authority(
        "200 OK",
        r#"{"token_type":"Bearer","expires_in":3599,"access_token":"opaque"}"#,
    )
    .await;
    let options = options(host, Some(pem));
    let trust = Trust::of(&options).unwrap();
    let session = begin(
        &client_secret("contoso.example"),
        &options,
        &trust,
        &Redactor::default(),
    )
    .await
    .unwrap();
    assert_eq!(session.token.expose_secret(), "opaque");
    assert_eq!(session.observer.kind, ObserverKind::Application);
    assert_eq!(session.observer.sign_in, "client secret");
    let asked = asked.lock().unwrap().join("\n");
    assert!(asked.starts_with("POST /contoso.example/oauth2/v2.0/token"));
    assert!(asked.contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"));
    assert!(asked.contains("client_secret=hunter2%26%3D"));
}

#[tokio::test]
async fn a_wrong_secret_is_reported_once_and_without_the_secret() {
    let body = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid.\r\nTrace ID: 1","error_codes":[7000215]}"#;
    let (host, pem, asked) = authority("401 Unauthorized", body).await;
    let options = options(host, Some(pem));
    let trust = Trust::of(&options).unwrap();
    let problem = begin(
        &client_secret("contoso.example"),
        &options,
        &trust,
        &Redactor::default(),
    )
    .await
    .err()
    .unwrap();
    let said = format!("{problem} {problem:?}");
    assert!(said.contains("the client secret is wrong"), "{said}");
    assert!(
        !said.contains("hunter2") && !said.contains("Trace"),
        "{said}"
    );
    assert_eq!(asked.lock().unwrap().len(), 1, "a refusal is not retried");
}

#[tokio::test]
async fn an_untrusted_authority_gets_no_secret() {
    let (host, _, asked) = authority("200 OK", "{}").await;
    let options = options(host, None);
    let trust = Trust::of(&options).unwrap();
    let problem = begin(
        &client_secret("contoso.example"),
        &options,
        &trust,
        &Redactor::default(),
    )
    .await
    .err()
    .unwrap();
    assert!(problem.to_string().contains("--ca-file"), "{problem}");
    assert!(asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn impossible_options_are_reported_before_anything_is_sent() {
    let options = options(Url::parse("https://localhost:1").unwrap(), None);
    let trust = Trust::of(&options).unwrap();
    for (tenant, words) in [("", "AZURE_TENANT_ID"), ("a b", "AZURE_TENANT_ID")] {
        let problem = begin(
            &client_secret(tenant),
            &options,
            &trust,
            &Redactor::default(),
        )
        .await
        .err()
        .unwrap();
        assert!(matches!(problem, ScanError::SignIn { .. }), "{problem}");
        assert!(problem.to_string().contains(words), "{problem}");
    }
}
