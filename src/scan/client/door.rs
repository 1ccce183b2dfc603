//! The one door that requests leave by: the network, or a recording.

use super::trouble::Trouble;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// One GET.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// The whole address.
    pub(crate) url: &'a Url,
    /// Whether `ConsistencyLevel: eventual` is sent.
    pub(crate) eventual: bool,
    /// Whether no verdict rests on its answer: it takes nothing from those that one rests on.
    pub(crate) advisory: bool,
}

/// What came of one GET, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    /// When, UTC.
    pub(crate) at: Timestamp,
    /// What.
    pub(crate) came: Came,
}

/// What came of one GET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// An answer, of whatever status.
    Answer {
        status: u16,
        heard: Heard,
        body: Body,
    },
    /// No answer.
    Trouble(Trouble),
    /// The scan's time ran out, or what it reads in all was read.
    GaveUp(Stage),
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
    Cut(Trouble),
}

/// The headers that are read; nothing else of an answer's headers is kept anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Heard {
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
    /// Whether `WWW-Authenticate` asks for more claims (`insufficient_claims`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) claims_challenge: bool,
}

/// Where a request stood when the scan's time ran out, or what it reads in all was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stage {
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
pub(crate) trait Door: Send + Sync {
    /// One GET, tried once.
    async fn get(&self, call: Call<'_>) -> Reply;

    /// Waits before another try of a call; `false` when the scan's time would run out first.
    async fn pause(&self, call: Call<'_>, wait: Duration) -> bool;

    /// Takes what a page of a call leaves in memory; `false` when the scan may keep no more of that size.
    fn keep(&self, call: Call<'_>, weight: usize) -> bool;

    /// When the scan's time is over, where there is a clock.
    fn deadline(&self) -> Option<Instant> {
        None
    }

    /// Hears that a call was given up before it was made.
    fn gave_up(&self, _call: Call<'_>, _reply: &Reply) {}
}
