//! The door to the network: one host, GET only, the token on this side alone.

use super::allowance::Allowances;
use super::door::{Body, Call, Came, Door, Heard, Reply, Stage};
use super::failure::{clean_id, refusal};
use super::http::Trust;
use super::tokens::Tokens;
use super::trouble::Trouble;
use crate::scan::ScanProblem;
use crate::scan::options::ScanOptions;
use crate::scan::secrets::Redactor;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, DATE, HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Client, Response, StatusCode};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout_at};

/// The longest error body that is read.
const ERROR_BYTES: usize = 64 * 1024;
/// A body that grows beyond this is read while no other such body is.
const SMALL: usize = 128 * 1024;
/// The longest header that is looked at.
const HEADER_BYTES: usize = 64 * 1024;
/// Graph's code for a token that has expired or was taken back.
const EXPIRED: &str = "InvalidAuthenticationToken";

/// Sends GETs to Graph.
pub(crate) struct Wire {
    http: Client,
    tokens: Tokens,
    secrets: Redactor,
    page_bytes: usize,
    allowances: Allowances,
    /// Held while a large body is read: several at once would take too much memory.
    large: Semaphore,
    /// The same for advisory answers, which must not hold up the others.
    large_advisory: Semaphore,
    deadline: Instant,
    clock: fn() -> Timestamp,
}

#[async_trait::async_trait]
impl Door for Wire {
    async fn get(&self, call: Call<'_>) -> Reply {
        let came = if self.allowances.of(call.advisory).is_spent() {
            Came::GaveUp(Stage::Total)
        } else {
            timeout_at(self.deadline, self.send(call))
                .await
                .unwrap_or(Came::GaveUp(Stage::Answer))
        };
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

    fn deadline(&self) -> Option<Instant> {
        Some(self.deadline)
    }

    fn keep(&self, call: Call<'_>, weight: usize) -> bool {
        self.allowances.of(call.advisory).keep(weight)
    }
}

impl Wire {
    /// A door to the options' Graph host. What the host says of the secrets is taken out here.
    pub(crate) fn new(
        options: &ScanOptions,
        trust: &Trust,
        tokens: Tokens,
        secrets: Redactor,
        deadline: Instant,
    ) -> Result<Self, ScanProblem> {
        Ok(Self {
            http: trust.client(&options.graph_host, options)?,
            tokens,
            secrets,
            page_bytes: options.limits.page_bytes,
            allowances: Allowances::new(&options.limits),
            large: Semaphore::new(1),
            large_advisory: Semaphore::new(1),
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
            let came = self.receive(call, request.send().await).await;
            if !expired(&came) {
                return came;
            }
            match self.tokens.after(token.number).await {
                Some(another) => token = another,
                None => return came,
            }
        }
    }

    /// Reads what a sent request brought, without secrets.
    async fn receive(&self, call: Call<'_>, sent: Result<Response, reqwest::Error>) -> Came {
        let response = match sent {
            Ok(response) => response,
            Err(error) => return Came::Trouble(Trouble::of(&error)),
        };
        let status = response.status();
        let heard = self.heard(response.headers());
        let bound = if status == StatusCode::OK {
            self.page_bytes
        } else {
            ERROR_BYTES
        };
        let body = match self.body(call, response, bound).await {
            Body::Whole(bytes) => Body::Whole(self.secrets.clean_body(bytes)),
            other => other,
        };
        Came::Answer {
            status: status.as_u16(),
            heard,
            body,
        }
    }

    fn heard(&self, headers: &HeaderMap) -> Heard {
        let text = |name: &str| {
            let text = headers.get(name)?.to_str().ok()?;
            // Before anything is cut or left out: a part of a secret would not be found.
            let text = (text.len() <= HEADER_BYTES).then(|| self.secrets.clean(text))?;
            (text.len() <= 256).then(|| text.into_owned())
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

    /// The body, decompressed, within its bound and what the scan reads in all.
    async fn body(&self, call: Call<'_>, mut response: Response, bound: usize) -> Body {
        let allowance = self.allowances.of(call.advisory);
        let large = if call.advisory {
            &self.large_advisory
        } else {
            &self.large
        };
        // As long as it says that it is, so that it need not grow: a Vec that grows takes twice as much.
        let told = response.content_length().unwrap_or(0);
        let told = usize::try_from(told).unwrap_or(usize::MAX);
        let mut body = Vec::with_capacity(told.min(SMALL));
        let mut alone = None;
        loop {
            let chunk = match response.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => return Body::Whole(body),
                Err(error) if error.is_timeout() => return Body::Cut(Trouble::BodyTimeout),
                Err(_) => return Body::Cut(Trouble::BodyCut),
            };
            if !allowance.read(chunk.len()) {
                return Body::TooMuch;
            }
            if body.len().saturating_add(chunk.len()) > bound {
                return Body::TooLong;
            }
            if alone.is_none() && body.len() + chunk.len() > SMALL {
                alone = large.acquire().await.ok();
                body.reserve_exact(told.min(bound).saturating_sub(body.len()));
            }
            body.extend_from_slice(&chunk);
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
