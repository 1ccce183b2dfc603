//! The files of a recording: `index.json`, and one file per request.

use super::scan_context::ScanContext;
use crate::scan::client::{Body, GiveUp, Reply, ResponseKind, ResponseMeta, TransportError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use url::Url;

/// The index's file name.
pub(super) const INDEX: &str = "index.json";
pub(super) const SCHEMA: &str = "rolecall/recording";
/// The version of the files that this build writes and reads.
pub(super) const VERSION: u32 = 1;
/// The placeholder for a body that is not JSON and was not kept.
const NOT_JSON: &str = "<";

/// `index.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Index {
    pub(super) schema: String,
    pub(super) schema_version: u32,
    pub(super) scan: ScanContext,
    pub(super) requests: Vec<Entry>,
}

/// One line of the index.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) file: String,
    pub(super) url: Url,
}

/// One request with its tries, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedRequest {
    pub(super) method: String,
    pub(super) url: Url,
    pub(super) tries: Vec<RecordedTry>,
}

/// The result of one try. Exactly one of `status`, `trouble` and `gave_up` is present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedTry {
    pub(super) at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<u16>,
    #[serde(default, skip_serializing_if = "is_silent")]
    pub(super) headers: ResponseMeta,
    /// The body's text; absent when it was not read whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<String>,
    /// The answer was longer than the bound.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) too_long: bool,
    /// The scan had reached the bound on what it reads in all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) too_much: bool,
    /// There was no answer, or no complete one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) trouble: Option<TransportError>,
    /// The scan's time ended here, or a bound on all that it reads or keeps was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) gave_up: Option<GiveUp>,
}

fn is_silent(meta: &ResponseMeta) -> bool {
    *meta == ResponseMeta::default()
}

/// The file name of a request: a hash, so that an address of any length fits.
pub(super) fn file_name(url: &Url) -> String {
    let digest = Sha256::digest(format!("GET {url}"));
    let mut name = String::new();
    for byte in digest.iter().take(16) {
        let _ = write!(name, "{byte:02x}");
    }
    format!("{name}.json")
}

/// Returns `true` if a name has the form that [`file_name`] makes: no other file is opened.
pub(super) fn is_file_name(text: &str) -> bool {
    text.strip_suffix(".json").is_some_and(|stem| {
        stem.len() == 32
            && stem
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

impl RecordedTry {
    fn bare(at: Timestamp) -> Self {
        Self {
            at,
            status: None,
            headers: ResponseMeta::default(),
            body: None,
            too_long: false,
            too_much: false,
            trouble: None,
            gave_up: None,
        }
    }

    /// A call that was given up: the scan's time ended before another try.
    pub(super) fn given_up(at: Timestamp, stage: GiveUp) -> Self {
        Self {
            gave_up: Some(stage),
            ..Self::bare(at)
        }
    }

    /// The recorded form of a reply.
    pub(super) fn of(reply: &Reply) -> Self {
        let mut kept = Self::bare(reply.at);
        match &reply.kind {
            ResponseKind::Answer { status, meta, body } => {
                kept.status = Some(*status);
                kept.headers = meta.clone();
                match body {
                    Body::Whole(bytes) => {
                        let text = super::redact::redact(bytes);
                        kept.body = Some(text.unwrap_or_else(|| NOT_JSON.to_owned()));
                    }
                    Body::TooLong => kept.too_long = true,
                    Body::TooMuch => kept.too_much = true,
                    Body::Cut(trouble) => kept.trouble = Some(*trouble),
                }
            }
            ResponseKind::Failed(trouble) => kept.trouble = Some(*trouble),
            ResponseKind::GaveUp(stage) => kept.gave_up = Some(*stage),
            ResponseKind::NotRecorded => {}
        }
        kept
    }

    /// The reply that this try recorded.
    pub(super) fn reply(&self) -> Reply {
        let kind = match (self.status, self.trouble, self.gave_up) {
            (Some(status), trouble, None) => ResponseKind::Answer {
                status,
                meta: self.headers.clone(),
                body: match (&self.body, trouble) {
                    (Some(text), _) => Body::Whole(text.clone().into_bytes()),
                    (None, Some(trouble)) => Body::Cut(trouble),
                    (None, None) if self.too_much => Body::TooMuch,
                    (None, None) => Body::TooLong,
                },
            },
            (None, Some(trouble), None) => ResponseKind::Failed(trouble),
            (_, _, Some(stage)) => ResponseKind::GaveUp(stage),
            (None, None, None) => ResponseKind::NotRecorded,
        };
        Reply { at: self.at, kind }
    }
}
