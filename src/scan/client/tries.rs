//! One page: tried until it comes, is refused, or the budget runs out.

use super::attempt::Tried;
use super::door::{Call, Came, Reply, Stage};
use super::failure::{Failure, judge};
use super::graph::{Graph, Last};
use super::page::{Bounds, NoPage, Page, list, one};
use super::retry::{back_off, http_date};
use crate::scan::progress::Event;
use crate::scan::requests::Get;
use jiff::Timestamp;
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
            advisory: get.endpoint.section.is_advisory(),
        };
        loop {
            made += 1;
            let tried = self.attempt(get, call, last).await;
            match self.sort_out(get, tried, last) {
                Outcome::Page(page) => return Ok(page),
                Outcome::Stop(failure) => return Err(failure),
                Outcome::Again { failure, tries, .. } if made >= tries => {
                    return Err(failure.after(made));
                }
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
                    // Where nobody waits any longer, the next try is given up before it is made.
                    if self.unless_left(get, self.door.pause(call, wait)).await == Some(false) {
                        let section = get.endpoint.section;
                        self.progress.note(Event::GaveUp { section });
                        let later = "another try would come after the scan's time ran out";
                        return Err(self.out_of_time(failure, later));
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
            Tried::GaveUp(Stage::Left) => Outcome::Stop(Failure::failed(
                "it was not waited for: no answer had come when all that verdicts rest on was read",
            )),
            Tried::GaveUp(Stage::Total | Stage::Kept) => Outcome::Stop(self.too_much()),
            Tried::GaveUp(stage) => {
                let what = match stage {
                    Stage::Turn => "the request was not made",
                    _ => "no answer came in time",
                };
                let failure = Failure::failed(what);
                Outcome::Stop(self.out_of_time(failure, "the scan's time ran out"))
            }
            Tried::NotRecorded => Outcome::Stop(Failure::failed(
                "the recording holds no answer to this request; it was made with another guide, other parameters or another rolecall",
            )),
        }
    }

    /// Sends once, in turn.
    async fn attempt(&self, get: &Get, call: Call<'_>, last: &mut Last) -> Tried {
        let section = get.endpoint.section;
        let advisory = section.is_advisory();
        let turn = timeout_at(self.deadline, self.paces.turn(advisory));
        let turn = match self.unless_left(get, turn).await {
            Some(Ok(Some(turn))) => turn,
            Some(_) => return self.give_up(get, call, (last.at, Stage::Turn)),
            None => return self.give_up(get, call, (last.at, Stage::Left)),
        };
        self.progress.note(Event::Sent { section });
        let Some(reply) = self.unless_left(get, self.door.get(call)).await else {
            turn.done();
            return self.give_up(get, call, (last.at, Stage::Left));
        };
        last.at = reply.at;
        self.meter.read(&reply);
        if let Came::Answer { status, heard, .. } = &reply.came {
            last.server_date = heard.date.as_deref().and_then(http_date);
            if *status == 429 {
                self.paces.slow_down(advisory);
            } else {
                let share = heard.x_ms_throttle_limit_percentage.as_deref();
                self.paces.listen(advisory, share);
            }
            let status = *status;
            self.progress.note(Event::Answered { section, status });
        }
        turn.done();
        Tried::of(reply)
    }

    /// Gives a try up on this side of the door, and says so at the door.
    fn give_up(&self, get: &Get, call: Call<'_>, (at, stage): (Timestamp, Stage)) -> Tried {
        let section = get.endpoint.section;
        self.progress.note(Event::GaveUp { section });
        let came = Came::GaveUp(stage);
        let reply = Reply { at, came };
        self.door.gave_up(call, &reply);
        Tried::of(reply)
    }

    /// Waits, or gives `None` once nobody waits for such a request any longer.
    async fn unless_left<T>(&self, get: &Get, waited_for: impl Future<Output = T>) -> Option<T> {
        if !get.endpoint.section.is_advisory() {
            return Some(waited_for.await);
        }
        let mut left = self.left.subscribe();
        tokio::select! {
            biased;
            _ = left.wait_for(|left| *left) => None,
            came = waited_for => Some(came),
        }
    }

    fn out_of_time(&self, failure: Failure, how: &str) -> Failure {
        let mut failure = failure;
        failure.problem.message = format!(
            "{}; {how} ({} s)",
            failure.problem.message,
            self.budget.as_secs()
        );
        failure
    }
}
