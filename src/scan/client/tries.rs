//! One page: tried until it comes, is refused, or the budget runs out.

use super::attempt::Tried;
use super::door::{Call, Came, Reply, Stage};
use super::failure::{Failure, judge};
use super::graph::{Graph, Last};
use super::page::{Bounds, NoPage, Page, list, one};
use super::retry::back_off;
use crate::scan::progress::Event;
use crate::scan::requests::Get;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::timeout_at;
use url::Url;

/// Tries of a request that reaches nobody: waiting longer seldom helps.
const CONNECT_TRIES: u32 = 3;

/// What one try comes to.
enum Outcome<T> {
    Page(Page<T>),
    /// Another try would bring the same.
    Stop(Failure),
    /// Another try may bring more.
    Again {
        failure: Failure,
        /// How long the service asked to wait.
        wait: Option<Duration>,
        /// How many tries such a failure is worth.
        tries: u32,
        /// Whether the service asked to slow down.
        throttled: bool,
    },
}

impl Graph<'_> {
    /// One page, with retries. `last` keeps what is known of the last answer.
    pub(super) async fn page<T: DeserializeOwned + Serialize>(
        &self,
        get: &Get,
        url: &Url,
        last: &mut Last,
    ) -> Result<Page<T>, Failure> {
        let mut made = 0;
        let call = Call {
            url,
            eventual: get.endpoint.eventual,
        };
        loop {
            made += 1;
            let tried = self.attempt(get, call, last).await;
            match self.sort_out(get, tried, last) {
                Outcome::Page(page) => return Ok(page),
                Outcome::Stop(failure) => return Err(failure),
                Outcome::Again { failure, tries, .. } if made >= tries => return Err(failure),
                Outcome::Again {
                    failure,
                    wait,
                    throttled,
                    ..
                } => {
                    let wait = wait.unwrap_or_else(|| back_off(self.first_wait, made));
                    self.progress.note(Event::Waiting {
                        section: get.endpoint.section,
                        wait,
                        throttled,
                    });
                    if !self.door.pause(call, wait).await {
                        return Err(self.out_of_time(failure));
                    }
                }
            }
        }
    }

    /// Whether a try was the last.
    fn sort_out<T: DeserializeOwned + Serialize>(
        &self,
        get: &Get,
        tried: Tried,
        last: &mut Last,
    ) -> Outcome<T> {
        let most = self.limits.tries;
        let again = |failure: Failure, tries: u32| Outcome::Again {
            failure,
            wait: None,
            tries,
            throttled: false,
        };
        match tried {
            Tried::Answered {
                status,
                request_id,
                body,
            } => {
                last.heard(status, request_id);
                let bounds = Bounds {
                    items: self.limits.items,
                    text: self.limits.text_bytes,
                };
                let page = if get.endpoint.one {
                    one(&body, bounds)
                } else {
                    list(&body, bounds)
                };
                match page {
                    Ok(page) => Outcome::Page(page),
                    Err(NoPage::Shape(what)) => Outcome::Stop(Failure::failed(format!(
                        "an answer did not have the documented shape: {what}"
                    ))),
                    Err(NoPage::Broken) => again(
                        Failure::failed("the answer was cut short or is not JSON"),
                        most,
                    ),
                }
            }
            Tried::Refused { refusal, wait } => {
                last.heard(refusal.status, refusal.request_id.clone());
                let throttled = refusal.status == 429;
                let failure = judge(get.endpoint, &refusal, &self.permissions);
                if matches!(refusal.status, 429 | 500 | 502 | 503 | 504) {
                    return Outcome::Again {
                        failure,
                        wait,
                        tries: most,
                        throttled,
                    };
                }
                Outcome::Stop(failure)
            }
            Tried::TooBig { status, request_id } => {
                last.heard(status, request_id);
                Outcome::Stop(Failure::failed(format!(
                    "an answer was longer than {} bytes and was not read",
                    self.limits.page_bytes
                )))
            }
            Tried::Broken { trouble, reached } => match (trouble.may_pass(), reached) {
                (true, true) => again(Failure::failed(trouble.words()), most),
                (true, false) => again(
                    Failure::unreachable(trouble.words()),
                    most.min(CONNECT_TRIES),
                ),
                (false, _) => Outcome::Stop(Failure::unreachable(trouble.words())),
            },
            Tried::GaveUp(Stage::Total | Stage::Kept) => Outcome::Stop(self.too_much()),
            Tried::GaveUp(Stage::Turn) => {
                Outcome::Stop(self.out_of_time(Failure::failed("the request was not made")))
            }
            Tried::GaveUp(_) => {
                Outcome::Stop(self.out_of_time(Failure::failed("no answer came in time")))
            }
            Tried::NotRecorded => Outcome::Stop(Failure::failed(
                "the recording holds no answer to this request; it was made with another guide, other parameters or another rolecall",
            )),
        }
    }

    /// Sends once, in turn.
    async fn attempt(&self, get: &Get, call: Call<'_>, last: &mut Last) -> Tried {
        let section = get.endpoint.section;
        let Some(turn) = timeout_at(self.deadline, self.pace.turn())
            .await
            .ok()
            .flatten()
        else {
            let reply = Reply {
                at: last.at,
                came: Came::GaveUp(Stage::Turn),
            };
            self.door.gave_up(call, &reply);
            return Tried::of(reply);
        };
        self.progress.note(Event::Sent { section });
        let reply = self.door.get(call).await;
        last.at = reply.at;
        self.meter.read(&reply.came);
        if let Came::Answer { status, heard, .. } = &reply.came {
            match status {
                429 => self.pace.slow_down(),
                _ => self
                    .pace
                    .listen(heard.x_ms_throttle_limit_percentage.as_deref()),
            }
            let status = *status;
            self.progress.note(Event::Answered { section, status });
        }
        self.pace.done(turn);
        Tried::of(reply)
    }

    fn out_of_time(&self, failure: Failure) -> Failure {
        let mut failure = failure;
        failure.problem.message = format!(
            "{}; the scan's time ran out ({} s)",
            failure.problem.message,
            self.budget.as_secs()
        );
        failure
    }
}
