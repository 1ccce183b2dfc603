//! Answers before they go on the wire.

use super::ids;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Status, headers, JSON.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Value,
}

/// The id of a request, made of what was asked: the same request, the same id.
pub fn request_id(method: &str, path: &str, query: &str) -> String {
    ids::guid(&["request", method, path, query])
}

/// The service's clock, which stands still at [`ids::NOW`], some seconds on, as HTTP writes it.
pub fn http_date(seconds: i64) -> String {
    let now: Timestamp = ids::NOW.parse().expect("NOW is a timestamp");
    let then = now + SignedDuration::from_secs(seconds);
    then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

impl Answer {
    /// An answer with headers that every Graph answer has.
    pub fn new(status: u16, body: Value, request_id: &str, client_request_id: &str) -> Self {
        let headers = vec![
            ("content-type".to_owned(), "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8".to_owned()),
            ("date".to_owned(), http_date(0)),
            ("cache-control".to_owned(), "no-cache".to_owned()),
            ("request-id".to_owned(), request_id.to_owned()),
            ("client-request-id".to_owned(), client_request_id.to_owned()),
            ("odata-version".to_owned(), "4.0".to_owned()),
        ];
        Self {
            status,
            headers,
            body,
        }
    }

    /// An error as Graph writes it.
    pub fn error(
        status: u16,
        code: &str,
        message: &str,
        request_id: &str,
        client_request_id: &str,
    ) -> Self {
        let body = json!({
            "error": {
                "code": code, "message": message,
                "innerError": {"date": ids::NOW.trim_end_matches('Z'), "request-id": request_id, "client-request-id": client_request_id},
            },
        });
        Self::new(status, body, request_id, client_request_id)
    }

    /// A page of plain JSON: sign-in, discovery.
    pub fn plain(status: u16, body: Value) -> Self {
        Self {
            status,
            headers: vec![(
                "content-type".to_owned(),
                "application/json; charset=utf-8".to_owned(),
            )],
            body,
        }
    }

    /// Sets a header.
    pub fn header(&mut self, name: &str, value: impl Into<String>) {
        self.headers.retain(|header| header.0 != name);
        self.headers.push((name.to_owned(), value.into()));
    }
}
