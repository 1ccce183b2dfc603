//! One try of one page, sorted out.

use super::door::{Body, Came, Reply, Stage};
use super::failure::{Refusal, refusal};
use super::retry::{http_date, retry_after};
use super::trouble::Trouble;
use std::time::Duration;

/// What came of one try.
#[derive(Debug)]
pub(super) enum Tried {
    /// A 200 with its body.
    Answered {
        status: u16,
        request_id: Option<String>,
        body: Vec<u8>,
    },
    /// Any other status.
    Refused {
        refusal: Refusal,
        wait: Option<Duration>,
    },
    /// No whole answer.
    Broken { trouble: Trouble, reached: bool },
    /// More than the bound allows.
    TooBig {
        status: u16,
        request_id: Option<String>,
    },
    /// The scan's time ran out, or what it reads in all was read.
    GaveUp(Stage),
    /// The recording holds no such request.
    NotRecorded,
}

impl Tried {
    /// Sorts out what came.
    pub(super) fn of(reply: Reply) -> Self {
        let (status, heard, body) = match reply.came {
            Came::Answer {
                status,
                heard,
                body,
            } => (status, heard, body),
            Came::Trouble(trouble) => {
                return Self::Broken {
                    trouble,
                    reached: false,
                };
            }
            Came::GaveUp(stage) => return Self::GaveUp(stage),
            Came::NotRecorded => return Self::NotRecorded,
        };
        if status == 200 {
            return match body {
                Body::Whole(body) => Self::Answered {
                    status,
                    request_id: heard.request_id,
                    body,
                },
                Body::TooLong => Self::TooBig {
                    status,
                    request_id: heard.request_id,
                },
                Body::TooMuch => Self::GaveUp(Stage::Total),
                Body::Cut(trouble) => Self::Broken {
                    trouble,
                    reached: true,
                },
            };
        }
        // A refusal stands even when its body is too long or breaks off.
        let body = match body {
            Body::Whole(body) => body,
            Body::TooLong | Body::TooMuch | Body::Cut(_) => Vec::new(),
        };
        // A date is held against the service's own clock: this machine's may be hours off.
        let now = heard.date.as_deref().and_then(http_date);
        Self::Refused {
            refusal: refusal(status, &body, &heard),
            wait: retry_after(heard.retry_after.as_deref(), now.unwrap_or(reply.at)),
        }
    }
}
