//! A person with administrator rights, who sends the requests of a runbook.

use super::server::Server;
use super::service::{self, Request};
use super::tokens::ADMINISTRATOR_TOKEN;
use serde_json::Value;
use std::collections::BTreeMap;

impl Server {
    /// Sends a request as the administrator, past the wire: no fault meets it, and
    /// `requests()` does not list it. An answer without content is null.
    pub fn send(&self, method: &str, path_and_query: &str, body: Option<&Value>) -> (u16, Value) {
        self.send_with(method, path_and_query, &[], body)
    }

    /// The same, with headers: `("consistencylevel", "eventual")`, names in lower case.
    pub fn send_with(
        &self,
        method: &str,
        path_and_query: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> (u16, Value) {
        let (path, query) = path_and_query
            .split_once('?')
            .unwrap_or((path_and_query, ""));
        let token = format!("Bearer {ADMINISTRATOR_TOKEN}");
        let mut sent: BTreeMap<String, String> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        sent.insert("authorization".to_owned(), token);
        let request = Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: sent,
            body: body.map_or_else(Vec::new, |body| body.to_string().into_bytes()),
            base: self.http(),
        };
        let answer = service::answer(&self.state, &request);
        (answer.status, answer.body)
    }
}
