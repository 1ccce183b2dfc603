//! One page: tried until it comes, is refused, or the time runs out.

use super::failure::{Failure, judge, refusal};
use super::graph::{Graph, Last};
use super::http_date::http_date;
use super::pages::{Bounds, Page, PageError, list, one};
use super::transport::{Body, Call, GiveUp, Reply, ResponseKind};
use crate::scan::progress::Event;
use crate::scan::requests::Get;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;
use tokio::time::timeout_at;
use url::Url;

/// Tries of a request that reaches nobody: waiting longer seldom helps.
const CONNECT_TRIES: u32 = 3;

/// The outcome of one try.
enum Outcome<T> {
    Page(Page<T>),
    /// Another try would bring the same.
    Stop(Failure),
    /// Another try may bring more.
    Again {
        failure: Failure,
        /// The time that the service asked to wait.
        wait: Option<Duration>,
        /// The number of tries that such a failure is worth.
        tries: u32,
        /// True if the service asked to slow down.
        throttled: bool,
    },
}

/// Another try, after the client's own back-off.
fn again<T>(failure: Failure, tries: u32) -> Outcome<T> {
    Outcome::Again {
        failure,
        wait: None,
        tries,
        throttled: false,
    }
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
            let reply = self.attempt(get, call, last).await;
            match self.decide(get, reply, last) {
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
                    if self
                        .unless_left(get, self.transport.pause(call, wait))
                        .await
                        == Some(false)
                    {
                        let section = get.endpoint.section;
                        self.progress.note(Event::GaveUp { section });
                        let later = "another try would come after the scan's time ran out";
                        return Err(self.out_of_time(failure, later));
                    }
                }
            }
        }
    }

    /// Decides what a reply comes to.
    fn decide<T: DeserializeOwned + Serialize>(
        &self,
        get: &Get,
        reply: Reply,
        last: &mut Last,
    ) -> Outcome<T> {
        match reply.kind {
            ResponseKind::Answer { status, meta, body } if status == 200 => {
                if !matches!(body, Body::TooMuch | Body::Cut(_)) {
                    last.heard(status, meta.request_id);
                }
                self.decide_answer(get, body)
            }
            ResponseKind::Answer { status, meta, body } => {
                // A refusal stands even when its body is too long or breaks off.
                let body = match body {
                    Body::Whole(body) => body,
                    Body::TooLong | Body::TooMuch | Body::Cut(_) => Vec::new(),
                };
                // A date is held against the service's own clock: this machine's may be hours off.
                let now = meta.date.as_deref().and_then(http_date).unwrap_or(reply.at);
                let refusal = refusal(status, &body, &meta);
                last.heard(status, refusal.request_id.clone());
                let failure = judge(get.endpoint, &refusal, &self.permissions);
                if !matches!(status, 429 | 500 | 502 | 503 | 504) {
                    return Outcome::Stop(failure);
                }
                Outcome::Again {
                    failure,
                    wait: retry_after(meta.retry_after.as_deref(), now),
                    tries: self.limits.tries,
                    throttled: status == 429,
                }
            }
            ResponseKind::Failed(error) if error.may_pass() => again(
                Failure::unreachable(error.words()),
                self.limits.tries.min(CONNECT_TRIES),
            ),
            ResponseKind::Failed(error) => Outcome::Stop(Failure::unreachable(error.words())),
            ResponseKind::GaveUp(why) => Outcome::Stop(self.given_up(why)),
            ResponseKind::NotRecorded => Outcome::Stop(Failure::failed(
                "the recording holds no answer to this request; it was made with another guide, other parameters or another rolecall",
            )),
        }
    }

    /// Decides what the body of a 200 comes to.
    fn decide_answer<T: DeserializeOwned + Serialize>(&self, get: &Get, body: Body) -> Outcome<T> {
        let tries = self.limits.tries;
        let body = match body {
            Body::Whole(body) => body,
            Body::TooLong => {
                return Outcome::Stop(Failure::failed(format!(
                    "an answer was longer than {} bytes and was not read",
                    self.limits.page_bytes
                )));
            }
            Body::TooMuch => return Outcome::Stop(self.too_much()),
            Body::Cut(error) if error.may_pass() => {
                return again(Failure::failed(error.words()), tries);
            }
            Body::Cut(error) => return Outcome::Stop(Failure::unreachable(error.words())),
        };
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
            Err(PageError::Shape(what)) => Outcome::Stop(Failure::failed(format!(
                "an answer did not have the documented shape: {what}"
            ))),
            Err(PageError::Broken) => again(
                Failure::failed("the answer was cut short or is not JSON"),
                tries,
            ),
        }
    }

    /// The failure of a request that was given up.
    fn given_up(&self, why: GiveUp) -> Failure {
        let what = match why {
            GiveUp::Left => {
                return Failure::failed(
                    "it was not waited for: no answer had come when all that verdicts rest on was read",
                );
            }
            GiveUp::Total | GiveUp::Kept => return self.too_much(),
            GiveUp::Turn => "the request was not made",
            GiveUp::Answer | GiveUp::Wait => "no answer came in time",
        };
        self.out_of_time(Failure::failed(what), "the scan's time ran out")
    }

    /// Sends once, in turn.
    async fn attempt(&self, get: &Get, call: Call<'_>, last: &mut Last) -> Reply {
        let section = get.endpoint.section;
        let advisory = section.is_advisory();
        let turn = timeout_at(self.deadline, self.paces.turn(advisory));
        let turn = match self.unless_left(get, turn).await {
            Some(Ok(Some(turn))) => turn,
            Some(_) => return self.give_up(get, call, (last.at, GiveUp::Turn)),
            None => return self.give_up(get, call, (last.at, GiveUp::Left)),
        };
        self.progress.note(Event::Sent { section });
        let Some(reply) = self.unless_left(get, self.transport.get(call)).await else {
            turn.done();
            return self.give_up(get, call, (last.at, GiveUp::Left));
        };
        last.at = reply.at;
        self.meter.read(&reply);
        if let ResponseKind::Answer { status, meta, .. } = &reply.kind {
            last.server_date = meta.date.as_deref().and_then(http_date);
            if *status == 429 {
                self.paces.slow_down(advisory);
            } else {
                let share = meta.x_ms_throttle_limit_percentage.as_deref();
                self.paces.listen(advisory, share);
            }
            let status = *status;
            self.progress.note(Event::Answered { section, status });
        }
        turn.done();
        reply
    }

    /// Gives a try up before it is made, and tells the transport.
    fn give_up(&self, get: &Get, call: Call<'_>, (at, why): (Timestamp, GiveUp)) -> Reply {
        let section = get.endpoint.section;
        self.progress.note(Event::GaveUp { section });
        let reply = Reply {
            at,
            kind: ResponseKind::GaveUp(why),
        };
        self.transport.gave_up(call, &reply);
        reply
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

/// The longest wait between two tries that the service does not time.
pub(super) const LONGEST: Duration = Duration::from_mins(1);

/// The wait that a `Retry-After` header asks for, however long: the scan's time bounds it.
///
/// Seconds or an HTTP date. Anything that asks for no wait (empty, negative,
/// zero, a date in the past, nonsense) gives `None`, and the caller's own
/// back-off holds.
pub(super) fn retry_after(header: Option<&str>, now: Timestamp) -> Option<Duration> {
    let text = header?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number can hold are a long wait all the same.
        Duration::from_secs(text.parse().unwrap_or(u64::MAX))
    } else if let Ok(seconds) = text.parse::<f64>() {
        Duration::try_from_secs_f64(seconds).ok()?
    } else {
        Duration::try_from(http_date(text)?.duration_since(now)).ok()?
    };
    (!wait.is_zero()).then_some(wait)
}

/// The wait after the given number of tries (1 or more): doubling, between half and all of it by chance.
pub(super) fn back_off(first: Duration, tries: u32) -> Duration {
    let doubled = first
        .saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1)))
        .min(LONGEST);
    // The standard library's hasher keys are the one source of chance at hand.
    let chance = RandomState::new().build_hasher().finish() % 1000;
    let half = doubled / 2;
    let part = u32::try_from(chance).unwrap_or(0);
    half + (half / 1000).saturating_mul(part)
}
