//! Sends the sign-in library's requests through our own HTTP client.
//!
//! So the extra root certificates, the proxy, the timeouts and the refusal to
//! follow redirects apply to signing in too. Only this module sends
//! anything but a GET, and it sends it to the authority host alone. Every secret
//! passes here, whatever the sign-in method, so the redactor learns it here.

use super::refusal::{Refusal, code};
use crate::scan::client::TransportError;
use crate::scan::secrets::Redactor;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::Headers;
use azure_core::http::request::Body;
use azure_core::http::{AsyncRawResponse, HttpClient, Method, Request};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::sync::Mutex;
use url::{Url, form_urlencoded};

/// The longest answer that is read.
const LONGEST: usize = 1024 * 1024;

/// Fields of a form or an answer that hold a secret.
const SECRET_FIELDS: [&str; 7] = [
    "client_secret",
    "client_assertion",
    "assertion",
    "device_code",
    "access_token",
    "refresh_token",
    "id_token",
];
/// Headers that hold a secret.
const SECRET_HEADERS: [&str; 3] = ["authorization", "x-identity-header", "secret"];

/// The last failure, in words that are safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    Refused(Refusal),
    Unreachable(&'static str),
    /// The person refused, or did not sign in in time.
    Ended(&'static str),
}

/// The transport, which remembers the last failure: the library's own errors carry raw bodies.
pub(super) struct Transport {
    http: reqwest::Client,
    authority: Url,
    secrets: Redactor,
    failure: Mutex<Option<Failure>>,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transport").finish_non_exhaustive()
    }
}

impl Transport {
    pub(super) const fn new(http: reqwest::Client, authority: Url, secrets: Redactor) -> Self {
        Self {
            http,
            authority,
            secrets,
            failure: Mutex::new(None),
        }
    }

    /// The one host that requests go to.
    pub(super) const fn host(&self) -> &Url {
        &self.authority
    }

    /// The last failure.
    pub(super) fn failure(&self) -> Option<Failure> {
        self.failure.lock().ok().and_then(|failure| failure.clone())
    }

    /// Remembers the last failure, or that there is none.
    pub(super) fn note(&self, failure: Option<Failure>) {
        if let Ok(mut last) = self.failure.lock() {
            *last = failure;
        }
    }

    /// The library's request as one of ours.
    fn request(&self, request: &Request) -> Result<reqwest::Request, Error> {
        let url = request.url();
        if url.origin() != self.authority.origin() {
            return Err(Error::with_message(
                ErrorKind::Other,
                "a sign-in request left the authority host",
            ));
        }
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            _ => {
                return Err(Error::with_message(
                    ErrorKind::Other,
                    "a sign-in request is a GET or a POST",
                ));
            }
        };
        let mut ours = reqwest::Request::new(method, url.clone());
        for (name, value) in request.headers().iter() {
            let name = HeaderName::from_bytes(name.as_str().as_bytes());
            let value = HeaderValue::from_str(value.as_str());
            if let (Ok(name), Ok(mut value)) = (name, value) {
                let secret = SECRET_HEADERS.contains(&name.as_str());
                value.set_sensitive(secret);
                if secret && let Ok(text) = value.to_str() {
                    self.secrets.learn(text.trim_start_matches("Bearer "));
                }
                ours.headers_mut().insert(name, value);
            }
        }
        if let Body::Bytes(bytes) = request.body() {
            self.learn_form(bytes);
            *ours.body_mut() = Some(bytes.clone().into());
        }
        Ok(ours)
    }
}

#[async_trait::async_trait]
impl HttpClient for Transport {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let answer = self.send(self.request(request)?).await?;
        let mut headers = Headers::new();
        for name in ["retry-after", "content-type"] {
            if let Some(value) = answer.headers.get(name).and_then(|v| v.to_str().ok()) {
                headers.insert(name, value.to_owned());
            }
        }
        let Answer { status, body, .. } = answer;
        Ok(AsyncRawResponse::from_bytes(status.into(), headers, body))
    }
}

/// An answer within the size bound.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Transport {
    /// Posts a form to a path of the authority host: status and body.
    pub(super) async fn post_form(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<(u16, Vec<u8>), Error> {
        let url = self.authority.join(path).map_err(|_| {
            Error::with_message(ErrorKind::Other, "a sign-in request has no address")
        })?;
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let mut request = Request::new(url, Method::Post);
        request.insert_header("content-type", "application/x-www-form-urlencoded");
        request.set_body(form);
        let answer = self.send(self.request(&request)?).await?;
        Ok((answer.status, answer.body))
    }

    /// Returns `true` if a text of the host repeats a secret.
    pub(super) fn repeats_a_secret(&self, text: &str) -> bool {
        self.secrets.clean(text) != text
    }

    /// Learns the secrets in a form that is about to be sent.
    fn learn_form(&self, form: &[u8]) {
        for (name, value) in form_urlencoded::parse(form) {
            if SECRET_FIELDS.contains(&name.as_ref()) {
                self.secrets.learn(&value);
            }
        }
    }

    /// Learns the tokens and codes in an answer.
    fn learn_answer(&self, body: &[u8]) {
        let Ok(serde_json::Value::Object(answer)) = serde_json::from_slice(body) else {
            return;
        };
        for (name, value) in &answer {
            if let (true, Some(text)) = (SECRET_FIELDS.contains(&name.as_str()), value.as_str()) {
                self.secrets.learn(text);
            }
        }
    }

    async fn send(&self, request: reqwest::Request) -> Result<Answer, Error> {
        let broken = |error: &reqwest::Error| {
            let failure = TransportError::of(error);
            self.note(Some(Failure::Unreachable(failure.words())));
            let kind = if failure.may_pass() {
                ErrorKind::Io
            } else {
                ErrorKind::Other
            };
            Error::with_message(kind, failure.words())
        };
        let mut response = self
            .http
            .execute(request)
            .await
            .map_err(|error| broken(&error))?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))? {
            if body.len() + chunk.len() > LONGEST {
                self.note(Some(Failure::Unreachable(
                    "its answer was longer than any token's",
                )));
                return Err(Error::with_message(
                    ErrorKind::Other,
                    "the answer is too long",
                ));
            }
            body.extend_from_slice(&chunk);
        }
        self.learn_answer(&body);
        self.note((status != 200).then(|| {
            Failure::Refused(Refusal {
                code: code(&body),
                status,
            })
        }));
        Ok(Answer {
            status,
            headers: response.headers().clone(),
            body,
        })
    }
}
