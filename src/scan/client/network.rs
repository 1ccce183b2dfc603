//! The transport over the network: one host, GET only; the token stays on this side.

use super::failure::{clean_id, refusal};
use super::totals::Allowances;
use super::transport::{
    Body, Call, GiveUp, Reply, ResponseKind, ResponseMeta, Transport, TransportError,
};
use crate::scan::ScanError;
use crate::scan::options::{ScanOptions, is_loopback};
use crate::scan::secrets::Redactor;
use jiff::Timestamp;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, DATE, HeaderMap, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, ClientBuilder, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use std::sync::RwLock;
use std::time::Duration;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};
use url::Url;

/// The longest error body that is read.
const ERROR_BYTES: usize = 64 * 1024;
/// A body that grows beyond this is read while no other such body is.
const SMALL: usize = 128 * 1024;
/// The longest header that is looked at.
const HEADER_BYTES: usize = 64 * 1024;
/// Graph's code for a token that has expired or was taken back.
const EXPIRED: &str = "InvalidAuthenticationToken";

/// Sends GETs to Graph.
pub(crate) struct Network {
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
impl Transport for Network {
    async fn get(&self, call: Call<'_>) -> Reply {
        let kind = if self.allowances.of(call.advisory).is_spent() {
            ResponseKind::GaveUp(GiveUp::Total)
        } else {
            timeout_at(self.deadline, self.send(call))
                .await
                .unwrap_or(ResponseKind::GaveUp(GiveUp::Answer))
        };
        Reply {
            at: (self.clock)(),
            kind,
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

impl Network {
    /// A transport to the options' Graph host. What the host says of the secrets is taken out here.
    pub(crate) fn new(
        options: &ScanOptions,
        trust: &Trust,
        tokens: Tokens,
        secrets: Redactor,
        deadline: Instant,
    ) -> Result<Self, ScanError> {
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
    async fn send(&self, call: Call<'_>) -> ResponseKind {
        let Some(mut token) = self.tokens.current() else {
            return ResponseKind::Failed(TransportError::NotMade);
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
            let kind = self.receive(call, request.send().await).await;
            if !expired(&kind) {
                return kind;
            }
            match self.tokens.after(token.number).await {
                Some(another) => token = another,
                None => return kind,
            }
        }
    }

    /// Reads what a sent request brought, without secrets.
    async fn receive(
        &self,
        call: Call<'_>,
        sent: Result<Response, reqwest::Error>,
    ) -> ResponseKind {
        let response = match sent {
            Ok(response) => response,
            Err(error) => return ResponseKind::Failed(TransportError::of(&error)),
        };
        let status = response.status();
        let meta = self.meta(response.headers());
        let bound = if status == StatusCode::OK {
            self.page_bytes
        } else {
            ERROR_BYTES
        };
        let body = match self.body(call, response, bound).await {
            Body::Whole(bytes) => Body::Whole(self.secrets.clean_body(bytes)),
            other => other,
        };
        ResponseKind::Answer {
            status: status.as_u16(),
            meta,
            body,
        }
    }

    fn meta(&self, headers: &HeaderMap) -> ResponseMeta {
        let text = |name: &str| {
            let text = headers.get(name)?.to_str().ok()?;
            // Before anything is cut or left out: a part of a secret would not be found.
            let text = (text.len() <= HEADER_BYTES).then(|| self.secrets.clean(text))?;
            (text.len() <= 256).then(|| text.into_owned())
        };
        let challenge = headers.get(WWW_AUTHENTICATE).and_then(|v| v.to_str().ok());
        ResponseMeta {
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
                Err(error) if error.is_timeout() => return Body::Cut(TransportError::BodyTimeout),
                Err(_) => return Body::Cut(TransportError::BodyCut),
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

/// True if an answer says that the token, and nothing else, stands in the way.
fn expired(kind: &ResponseKind) -> bool {
    match kind {
        ResponseKind::Answer {
            status: 401,
            meta,
            body: Body::Whole(body),
        } => !meta.claims_challenge && refusal(401, body, meta).code.as_deref() == Some(EXPIRED),
        _ => false,
    }
}

/// Whoever can get another token without asking a person again.
#[async_trait::async_trait]
pub(crate) trait Renew: Send + Sync {
    /// Another token, if this way to sign in can give one.
    async fn renew(&self) -> Option<SecretString>;
}

/// A token as it is sent, with its number.
#[derive(Clone)]
pub(super) struct Current {
    pub(super) number: u32,
    pub(super) header: HeaderValue,
}

/// The token in use.
pub(crate) struct Tokens {
    current: RwLock<Current>,
    renew: Box<dyn Renew>,
    /// Tells if a renewal was tried; held while it is under way.
    renewed: Mutex<bool>,
}

impl Tokens {
    /// Starts with a token.
    pub(crate) fn new(token: &SecretString, renew: Box<dyn Renew>) -> Result<Self, ScanError> {
        let header = header(token).ok_or_else(|| ScanError::Token {
            what: "holds characters that no token has; hand over the token alone".to_owned(),
        })?;
        Ok(Self {
            current: RwLock::new(Current { number: 0, header }),
            renew,
            renewed: Mutex::new(false),
        })
    }

    /// The token to send; `None` never happens, as nobody panics with the lock held.
    pub(super) fn current(&self) -> Option<Current> {
        self.current.read().ok().map(|current| current.clone())
    }

    /// Another token than the one with this number, if there is one. Only one renewal is ever tried.
    pub(super) async fn after(&self, number: u32) -> Option<Current> {
        let mut renewed = self.renewed.lock().await;
        let current = self.current()?;
        if current.number != number {
            return Some(current);
        }
        if std::mem::replace(&mut *renewed, true) {
            return None;
        }
        let header = header(&self.renew.renew().await?)?;
        let next = Current {
            number: number + 1,
            header,
        };
        *self.current.write().ok()? = next.clone();
        Some(next)
    }
}

fn header(token: &SecretString) -> Option<HeaderValue> {
    let mut header = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret())).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// A token service of this machine answers at once, or is not there.
const LOCAL_CONNECT: Duration = Duration::from_secs(3);

/// Everything that a host may send of one answer before it is read, over HTTP/2.
const STREAM_WINDOW: u32 = 128 * 1024;

/// Everything that a host may send of all answers: an answer that waits to be read must not stop another.
fn window(in_flight: usize) -> u32 {
    let streams = u32::try_from(in_flight).unwrap_or(u32::MAX);
    STREAM_WINDOW.saturating_mul(streams.saturating_add(4))
}

/// Certificates that are trusted beside the system's.
#[derive(Clone, Default)]
pub(crate) struct Trust(Vec<Certificate>);

impl Trust {
    /// Reads the options' PEM. A PEM without a certificate is refused.
    pub(crate) fn of(options: &ScanOptions) -> Result<Self, ScanError> {
        let Some(pem) = &options.ca_pem else {
            return Ok(Self::default());
        };
        let certificates = Certificate::from_pem_bundle(pem).map_err(|_| ScanError::CaFile {
            why: "it is not valid PEM".to_owned(),
        })?;
        if certificates.is_empty() {
            return Err(ScanError::CaFile {
                why: "there is no certificate in it".to_owned(),
            });
        }
        Ok(Self(certificates))
    }

    /// A client for one host: no redirects, https unless the host is this machine.
    ///
    /// The system's proxy is honoured, but never for this machine.
    pub(crate) fn client(&self, host: &Url, options: &ScanOptions) -> Result<Client, ScanError> {
        let mut builder = Client::builder()
            .user_agent(concat!("rolecall/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(options.connect_timeout)
            .timeout(options.request_timeout)
            .http2_initial_stream_window_size(STREAM_WINDOW)
            .http2_initial_connection_window_size(window(options.in_flight));
        if is_loopback(host) {
            builder = builder.no_proxy();
            if host.scheme() == "http" {
                // No TLS, so a machine without a certificate store will do.
                builder = builder.tls_certs_only(std::iter::empty());
            }
        } else {
            builder = builder.https_only(true);
        }
        if !self.0.is_empty() && host.scheme() == "https" {
            builder = builder.tls_certs_merge(self.0.iter().cloned());
        }
        self.build(builder)
    }

    /// A client for this machine's own token service, which speaks plain http and no proxy's language.
    pub(crate) fn local_client(&self, options: &ScanOptions) -> Result<Client, ScanError> {
        let builder = Client::builder()
            .user_agent(concat!("rolecall/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(options.connect_timeout.min(LOCAL_CONNECT))
            .timeout(options.request_timeout)
            .tls_certs_only(self.0.iter().cloned());
        self.build(builder)
    }

    fn build(&self, builder: ClientBuilder) -> Result<Client, ScanError> {
        builder.build().map_err(|error| {
            let why = if self.0.is_empty() {
                "the system's certificate store could not be used".to_owned()
            } else {
                "a certificate in it could not be used".to_owned()
            };
            if error.is_builder() && !self.0.is_empty() {
                ScanError::CaFile { why }
            } else {
                ScanError::Options { what: why }
            }
        })
    }
}
