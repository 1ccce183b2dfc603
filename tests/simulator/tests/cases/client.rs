//! A client that talks to the simulator over real HTTP.

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Response};
use serde_json::Value;
use simulator::Server;

/// A client that trusts the server and follows no redirect.
pub fn client(server: &Server) -> Client {
    let ca = Certificate::from_pem(server.ca_pem().as_bytes()).unwrap();
    Client::builder()
        .tls_certs_only([ca])
        .redirect(Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

/// One GET over plain HTTP with every permission.
pub async fn get(server: &Server, path: &str) -> (u16, Value) {
    get_with(server, path, &[]).await
}

/// The same, with `ConsistencyLevel: eventual`.
pub async fn eventual(server: &Server, path: &str) -> (u16, Value) {
    get_with(server, path, &[("ConsistencyLevel", "eventual")]).await
}

pub async fn get_with(server: &Server, path: &str, headers: &[(&str, &str)]) -> (u16, Value) {
    let response = send(server, &format!("{}{path}", server.http()), headers)
        .await
        .unwrap();
    (response.status().as_u16(), response.parsed().await)
}

/// One GET of an address with every permission.
pub async fn send(
    server: &Server,
    url: &str,
    headers: &[(&str, &str)],
) -> reqwest::Result<Response> {
    let mut request = client(server).get(url).bearer_auth(server.auditor_token());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await
}

/// An answer read as JSON.
pub trait Parsed {
    async fn parsed(self) -> Value;
}

impl Parsed for Response {
    async fn parsed(self) -> Value {
        serde_json::from_slice(&self.bytes().await.unwrap()).unwrap()
    }
}

/// A property of each object of a page.
pub fn each<'v>(body: &'v Value, property: &str) -> Vec<&'v str> {
    let items = body["value"]
        .as_array()
        .unwrap_or_else(|| panic!("no page: {body}"));
    items
        .iter()
        .map(|item| item[property].as_str().unwrap_or("-"))
        .collect()
}

/// The rules that were broken.
pub fn rules(server: &Server) -> Vec<String> {
    server
        .violations()
        .into_iter()
        .map(|violation| violation.rule)
        .collect()
}
