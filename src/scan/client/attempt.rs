//! One try of one page: send, read the body within its bound, sort out what came.

use super::failure::{Refusal, clean_id, refusal};
use super::http::connection_trouble;
use super::retry::{http_date, retry_after};
use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Response, StatusCode};
use std::time::Duration;

/// The longest error body that is read.
const ERROR_BYTES: usize = 64 * 1024;

/// What came of one try.
#[derive(Debug)]
pub(super) enum Tried {
    /// A 200 with its body.
    Answered {
        status: u16,
        request_id: Option<String>,
        busy: Option<String>,
        body: Vec<u8>,
    },
    /// Any other status.
    Refused {
        refusal: Refusal,
        wait: Option<Duration>,
        busy: Option<String>,
    },
    /// No whole answer: what happened, and whether it may pass.
    Broken {
        why: &'static str,
        may_pass: bool,
        reached: bool,
    },
    /// More than the bound allows.
    TooBig {
        status: u16,
        request_id: Option<String>,
    },
}

/// Reads what a sent request brought.
pub(super) async fn receive(
    sent: Result<Response, reqwest::Error>,
    page_bytes: usize,
    now: Timestamp,
) -> Tried {
    let response = match sent {
        Ok(response) => response,
        Err(error) => {
            let (why, may_pass) = connection_trouble(&error);
            return Tried::Broken {
                why,
                may_pass,
                reached: false,
            };
        }
    };
    let status = response.status();
    let header = |name: &str| text(response.headers(), name);
    let request_id = header("request-id").and_then(|id| clean_id(&id));
    let busy = header("x-ms-throttle-limit-percentage");
    // A date is held against the service's own clock: this machine's may be hours off.
    let now = header(DATE.as_str())
        .and_then(|date| http_date(&date))
        .unwrap_or(now);
    let wait = retry_after(header(RETRY_AFTER.as_str()).as_deref(), now);
    let challenge = header(WWW_AUTHENTICATE.as_str());
    if status == StatusCode::OK {
        return match body(response, page_bytes).await {
            Ok(Some(body)) => Tried::Answered {
                status: status.as_u16(),
                request_id,
                busy,
                body,
            },
            Ok(None) => Tried::TooBig {
                status: status.as_u16(),
                request_id,
            },
            Err(why) => Tried::Broken {
                why,
                may_pass: true,
                reached: true,
            },
        };
    }
    // A refusal stands even when its body is too long or breaks off.
    let body = body(response, ERROR_BYTES)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    let mut refusal = refusal(status.as_u16(), &body, challenge.as_deref());
    refusal.request_id = request_id.or(refusal.request_id);
    Tried::Refused {
        refusal,
        wait,
        busy,
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The body, decompressed; `None` when it is longer than the bound.
async fn body(mut response: Response, bound: usize) -> Result<Option<Vec<u8>>, &'static str> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                if body.len().saturating_add(chunk.len()) > bound {
                    return Ok(None);
                }
                body.extend_from_slice(&chunk);
            }
            Ok(None) => return Ok(Some(body)),
            Err(error) if error.is_timeout() => {
                return Err("the answer did not come to an end in time");
            }
            Err(_) => return Err("the answer was cut short"),
        }
    }
}
