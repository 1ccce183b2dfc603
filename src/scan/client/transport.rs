//! The transport that requests leave by: the network, or a recording; and what comes back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// One GET.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// The whole address.
    pub(crate) url: &'a Url,
    /// True if `ConsistencyLevel: eventual` is sent.
    pub(crate) eventual: bool,
    /// True if no verdict rests on its answer: it takes nothing from those that one rests on.
    pub(crate) advisory: bool,
}

/// The result of one GET, and its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    /// The time, UTC.
    pub(crate) at: Timestamp,
    /// The result.
    pub(crate) kind: ResponseKind,
}

/// The result of one GET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ResponseKind {
    /// An answer, of whatever status.
    Answer {
        status: u16,
        meta: ResponseMeta,
        body: Body,
    },
    /// No answer.
    Failed(TransportError),
    /// The scan's time ran out, or what it reads in all was read.
    GaveUp(GiveUp),
    /// The recording that answers holds no such request.
    NotRecorded,
}

/// The body of an answer, decompressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Whole(Vec<u8>),
    /// Longer than the bound; not read.
    TooLong,
    /// More than the scan reads in all; not read.
    TooMuch,
    /// It did not come to its end.
    Cut(TransportError),
}

/// The headers that are read; nothing else of an answer's headers is kept anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ResponseMeta {
    /// `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after: Option<String>,
    /// `Date`: when it was, by the service's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    /// `request-id`, as it may be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
    /// `x-ms-throttle-limit-percentage`: the share of the limit that is used, such as `0.95`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) x_ms_throttle_limit_percentage: Option<String>,
    /// `x-ms-resource-unit`: what the request cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) x_ms_resource_unit: Option<String>,
    /// True if `WWW-Authenticate` asks for more claims (`insufficient_claims`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) claims_challenge: bool,
}

/// The place where a request stood when the scan's time ran out, or what it reads in all was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum GiveUp {
    /// It waited for its turn.
    Turn,
    /// It waited for an answer.
    Answer,
    /// It waited before another try.
    Wait,
    /// Nobody waited for it any longer: what verdicts rest on was read.
    Left,
    /// The scan had read as much as it does in all.
    Total,
    /// Its answer would have taken more memory than the scan keeps in all.
    Kept,
}

/// Whoever answers GETs. Tokens are on the far side of it.
#[async_trait::async_trait]
pub(crate) trait Transport: Send + Sync {
    /// One GET, tried once.
    async fn get(&self, call: Call<'_>) -> Reply;

    /// Waits before another try of a call; `false` when the scan's time would run out first.
    async fn pause(&self, call: Call<'_>, wait: Duration) -> bool;

    /// Takes what a page of a call leaves in memory; `false` when the scan may keep no more of that size.
    fn keep(&self, call: Call<'_>, weight: usize) -> bool;

    /// The time when the scan's time is over, where there is a clock.
    fn deadline(&self) -> Option<Instant> {
        None
    }

    /// Hears that a call was given up before it was made.
    fn gave_up(&self, _call: Call<'_>, _reply: &Reply) {}
}

/// Everything that kept an answer from coming, or from coming whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TransportError {
    /// TLS with a certificate that nobody vouches for.
    Certificate,
    /// No such host name.
    Name,
    /// The proxy stood in the way.
    Proxy,
    /// Nothing came in time.
    Timeout,
    /// Nobody listens there.
    ConnectionRefused,
    /// The connection ended too early.
    BrokeOff,
    /// No connection, for another reason.
    NoConnection,
    /// The request itself could not be made.
    NotMade,
    /// The body came too slowly.
    BodyTimeout,
    /// The body ended too early.
    BodyCut,
}

impl TransportError {
    /// The event, and the place to look at.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Certificate => {
                "its certificate is not trusted; behind a company proxy, give the company's root certificate with --ca-file"
            }
            Self::Name => "its name could not be resolved; check the host name and the network",
            Self::Proxy => "the proxy did not let the connection through; check HTTPS_PROXY",
            Self::Timeout => "no answer came in time; check the network and HTTPS_PROXY",
            Self::ConnectionRefused => {
                "the connection was refused; check the host, its port and any firewall in between"
            }
            Self::BrokeOff => "the connection broke off",
            Self::NoConnection => "no connection could be made; check the network and HTTPS_PROXY",
            Self::NotMade => "the request could not be made",
            Self::BodyTimeout => "the answer did not come to an end in time",
            Self::BodyCut => "the answer was cut short",
        }
    }

    /// True if another try may fare better.
    pub(crate) const fn may_pass(self) -> bool {
        !matches!(self, Self::Certificate | Self::NotMade)
    }

    /// Sorts out an error of the HTTP client before an answer began.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        let mut text = String::new();
        let mut kind = None;
        let mut source: Option<&(dyn Error + 'static)> = error.source();
        while let Some(cause) = source {
            if let Some(io) = cause.downcast_ref::<io::Error>() {
                kind = Some(io.kind());
            }
            text.push_str(&cause.to_string().to_ascii_lowercase());
            text.push('\n');
            source = cause.source();
        }
        if text.contains("certificate") || text.contains("unknownissuer") {
            return Self::Certificate;
        }
        if text.contains("dns error") || text.contains("failed to lookup") {
            return Self::Name;
        }
        if text.contains("tunnel") || text.contains("proxy") {
            return Self::Proxy;
        }
        if error.is_timeout() || kind == Some(io::ErrorKind::TimedOut) {
            return Self::Timeout;
        }
        match kind {
            Some(io::ErrorKind::ConnectionRefused) => Self::ConnectionRefused,
            Some(io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof) => Self::BrokeOff,
            _ if error.is_connect() => Self::NoConnection,
            _ if error.is_builder() => Self::NotMade,
            _ => Self::BrokeOff,
        }
    }
}
