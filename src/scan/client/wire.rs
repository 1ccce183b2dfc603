//! The door to the network: one host, GET only, the token on this side alone.

use super::door::{Body, Call, Came, Door, Heard, Reply, Stage};
use super::failure::{clean_id, refusal};
use super::http::Trust;
use super::tokens::Tokens;
use super::trouble::Trouble;
use crate::scan::ScanProblem;
use crate::scan::options::ScanOptions;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, DATE, HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Client, Response, StatusCode};
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout_at};

/// The longest error body that is read.
const ERROR_BYTES: usize = 64 * 1024;
/// Graph's code for a token that has expired or was taken back.
const EXPIRED: &str = "InvalidAuthenticationToken";

/// Sends GETs to Graph.
pub(crate) struct Wire {
    http: Client,
    tokens: Tokens,
    page_bytes: usize,
    deadline: Instant,
    clock: fn() -> Timestamp,
}

#[async_trait::async_trait]
impl Door for Wire {
    async fn get(&self, call: Call<'_>) -> Reply {
        let came = timeout_at(self.deadline, self.send(call))
            .await
            .unwrap_or(Came::GaveUp(Stage::Answer));
        Reply {
            at: (self.clock)(),
            came,
        }
    }

    async fn pause(&self, _: Call<'_>, wait: Duration) -> bool {
        // A wait that no clock can hold is longer than any budget.
        let Some(until) = Instant::now()
            .checked_add(wait)
            .filter(|until| *until < self.deadline)
        else {
            return false;
        };
        sleep_until(until).await;
        true
    }
}

impl Wire {
    /// A door to the options' Graph host.
    pub(crate) fn new(
        options: &ScanOptions,
        trust: &Trust,
        tokens: Tokens,
        deadline: Instant,
    ) -> Result<Self, ScanProblem> {
        Ok(Self {
            http: trust.client(&options.graph_host, options)?,
            tokens,
            page_bytes: options.limits.page_bytes,
            deadline,
            clock: options.clock,
        })
    }

    /// Sends a call; when the token has expired, once more with a new one.
    async fn send(&self, call: Call<'_>) -> Came {
        let Some(mut token) = self.tokens.current() else {
            return Came::Trouble(Trouble::NotMade);
        };
        loop {
            let mut request = self
                .http
                .get(call.url.clone())
                .header(AUTHORIZATION, token.header)
                .header(ACCEPT, "application/json");
            if call.eventual {
                request = request.header("ConsistencyLevel", "eventual");
            }
            let came = receive(request.send().await, self.page_bytes).await;
            if !expired(&came) {
                return came;
            }
            match self.tokens.after(token.number).await {
                Some(another) => token = another,
                None => return came,
            }
        }
    }
}

/// Whether an answer says that the token, and nothing else, stands in the way.
fn expired(came: &Came) -> bool {
    match came {
        Came::Answer {
            status: 401,
            heard,
            body: Body::Whole(body),
        } => !heard.claims_challenge && refusal(401, body, heard).code.as_deref() == Some(EXPIRED),
        _ => false,
    }
}

/// Reads what a sent request brought.
async fn receive(sent: Result<Response, reqwest::Error>, page_bytes: usize) -> Came {
    let response = match sent {
        Ok(response) => response,
        Err(error) => return Came::Trouble(Trouble::of(&error)),
    };
    let status = response.status();
    let heard = heard(response.headers());
    let bound = if status == StatusCode::OK {
        page_bytes
    } else {
        ERROR_BYTES
    };
    Came::Answer {
        status: status.as_u16(),
        heard,
        body: body(response, bound).await,
    }
}

fn heard(headers: &HeaderMap) -> Heard {
    let text = |name: &str| {
        let text = headers.get(name)?.to_str().ok()?;
        (text.len() <= 256).then(|| text.to_owned())
    };
    let challenge = headers.get(WWW_AUTHENTICATE).and_then(|v| v.to_str().ok());
    Heard {
        retry_after: text(RETRY_AFTER.as_str()),
        date: text(DATE.as_str()),
        request_id: text("request-id").and_then(|id| clean_id(&id)),
        x_ms_throttle_limit_percentage: text("x-ms-throttle-limit-percentage"),
        x_ms_resource_unit: text("x-ms-resource-unit"),
        claims_challenge: challenge.is_some_and(|text| text.contains("insufficient_claims")),
    }
}

/// The body, decompressed, within its bound.
async fn body(mut response: Response, bound: usize) -> Body {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                if body.len().saturating_add(chunk.len()) > bound {
                    return Body::TooLong;
                }
                body.extend_from_slice(&chunk);
            }
            Ok(None) => return Body::Whole(body),
            Err(error) if error.is_timeout() => return Body::Cut(Trouble::BodyTimeout),
            Err(_) => return Body::Cut(Trouble::BodyCut),
        }
    }
}
