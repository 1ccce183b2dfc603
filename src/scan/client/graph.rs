//! Reads one request, all its pages, with retries.

use super::attempt::{Tried, receive};
use super::failure::{Failure, judge};
use super::pace::Pace;
use super::page::{Item, NoPage, Page, list, one};
use super::retry::back_off;
use super::{Trust, link};
use crate::scan::ScanProblem;
use crate::scan::options::{Limits, ScanOptions};
use crate::scan::progress::{Event, Progress};
use crate::scan::requests::Get;
use crate::snapshot::Request;
use jiff::Timestamp;
use reqwest::Client;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};
use url::Url;

/// Tries of a request that reaches nobody: waiting longer seldom helps.
const CONNECT_TRIES: u32 = 3;

/// A request with what it brought.
#[derive(Clone, Debug)]
pub(crate) struct Answer<T> {
    /// The request as it was made.
    pub(crate) request: Request,
    /// The objects that were read, even when not all were.
    pub(crate) items: Vec<Item<T>>,
    /// Why these are not all.
    pub(crate) failure: Option<Failure>,
}

/// The client: one token, one host, GET only.
pub(crate) struct Graph<'a> {
    http: Client,
    host: Url,
    authorization: HeaderValue,
    permissions: Vec<String>,
    pace: Pace,
    deadline: Instant,
    budget: Duration,
    first_wait: Duration,
    limits: Limits,
    clock: fn() -> Timestamp,
    progress: &'a dyn Progress,
}

/// What is known of the last answer.
#[derive(Default)]
struct Last {
    status: Option<u16>,
    request_id: Option<String>,
}

impl<'a> Graph<'a> {
    /// A client that sends this token to the options' Graph host and nowhere else.
    ///
    /// `permissions` are those that the token visibly has; they make refusals clearer.
    pub(crate) fn new(
        options: &ScanOptions,
        trust: &Trust,
        token: &SecretString,
        permissions: Vec<String>,
        deadline: Instant,
        progress: &'a dyn Progress,
    ) -> Result<Self, ScanProblem> {
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
            .map_err(|_| ScanProblem::Token {
                what: "holds characters that no token has; hand over the token alone".to_owned(),
            })?;
        authorization.set_sensitive(true);
        Ok(Self {
            http: trust.client(&options.graph_host, options)?,
            host: options.graph_host.clone(),
            authorization,
            permissions,
            pace: Pace::new(options.in_flight),
            deadline,
            budget: options.budget,
            first_wait: options.first_wait,
            limits: options.limits,
            clock: options.clock,
            progress,
        })
    }

    /// Reads every page of a request. What fails is in the answer.
    pub(crate) async fn read<T: DeserializeOwned>(&self, get: &Get) -> Answer<T> {
        let mut answer = Answer {
            request: Request {
                url: get.target.clone(),
                subject: get.subject,
                at: (self.clock)(),
                status: None,
                request_id: None,
                pages: 0,
                items: 0,
            },
            items: Vec::new(),
            failure: None,
        };
        match get.url(&self.host) {
            Ok(url) => {
                answer.request.url = url.to_string();
                let mut last = Last::default();
                answer.failure = self.pages(get, url, &mut answer, &mut last).await.err();
                answer.request.status = last.status;
                answer.request.request_id = last.request_id;
            }
            Err(_) => answer.failure = Some(Failure::failed("the request has no valid address")),
        }
        answer.request.at = (self.clock)();
        answer.request.items = u32::try_from(answer.items.len()).unwrap_or(u32::MAX);
        answer
    }

    async fn pages<T: DeserializeOwned>(
        &self,
        get: &Get,
        first: Url,
        answer: &mut Answer<T>,
        last: &mut Last,
    ) -> Result<(), Failure> {
        let mut links = HashSet::from([first.to_string()]);
        let mut ids = HashSet::new();
        let mut misfit = None;
        let mut counted = None;
        let mut url = first;
        loop {
            let page: Page<T> = self.page(get, &url, last).await?;
            answer.request.pages += 1;
            if answer.request.pages == 1 {
                counted = page.count;
            }
            misfit = misfit.or(page.misfit);
            for item in page.items {
                if !item.id.is_empty() && !ids.insert(item.id.clone()) {
                    continue;
                }
                if answer.items.len() >= self.limits.items {
                    return Err(Failure::failed(format!(
                        "more than {} items came; the rest was not read",
                        self.limits.items
                    )));
                }
                answer.items.push(item);
            }
            let Some(next) = page.next else { break };
            if answer.request.pages >= self.limits.pages {
                return Err(Failure::failed(format!(
                    "more than {} pages came; the rest was not read",
                    self.limits.pages
                )));
            }
            url = link::next(&next, &self.host, get.endpoint.version).ok_or_else(|| {
                Failure::failed(
                    "the next page was said to be at another address, which is not followed",
                )
            })?;
            if !links.insert(url.to_string()) {
                return Err(Failure::failed("the pages went round in a circle"));
            }
        }
        Self::complete(get, answer.items.len(), misfit, counted)
    }

    /// Whether what came is all there is, as far as the service says.
    fn complete(
        get: &Get,
        items: usize,
        misfit: Option<String>,
        counted: Option<u64>,
    ) -> Result<(), Failure> {
        if let Some(place) = misfit {
            return Err(Failure::failed(format!(
                "an answer did not have the documented shape, at {place}; the rest was read"
            )));
        }
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        match counted {
            Some(counted) if get.endpoint.counts() && counted > items => {
                Err(Failure::failed(format!(
                    "the service counted {counted} items and sent {items}: the answer was cut short"
                )))
            }
            _ => Ok(()),
        }
    }

    /// One page, tried until it comes, is refused, or the budget runs out.
    async fn page<T: DeserializeOwned>(
        &self,
        get: &Get,
        url: &Url,
        last: &mut Last,
    ) -> Result<Page<T>, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            let (failure, wait, most, throttled) = match self.attempt(get, url).await? {
                Tried::Answered {
                    status,
                    request_id,
                    busy,
                    body,
                } => {
                    self.pace.listen(busy.as_deref());
                    *last = Last {
                        status: Some(status),
                        request_id,
                    };
                    let page = if get.endpoint.one {
                        one(&body)
                    } else {
                        list(&body)
                    };
                    match page {
                        Ok(page) => return Ok(page),
                        Err(NoPage::Shape(what)) => {
                            return Err(Failure::failed(format!(
                                "an answer did not have the documented shape: {what}"
                            )));
                        }
                        Err(NoPage::Broken) => (
                            Failure::failed("the answer was cut short or is not JSON"),
                            None,
                            self.limits.tries,
                            false,
                        ),
                    }
                }
                Tried::Refused {
                    refusal,
                    wait,
                    busy,
                } => {
                    self.pace.listen(busy.as_deref());
                    *last = Last {
                        status: Some(refusal.status),
                        request_id: refusal.request_id.clone(),
                    };
                    let failure = judge(get.endpoint, &refusal, &self.permissions);
                    let throttled = refusal.status == 429;
                    if throttled {
                        self.pace.slow_down();
                    }
                    if !matches!(refusal.status, 429 | 500 | 502 | 503 | 504) {
                        return Err(failure);
                    }
                    (failure, wait, self.limits.tries, throttled)
                }
                Tried::TooBig { status, request_id } => {
                    *last = Last {
                        status: Some(status),
                        request_id,
                    };
                    return Err(Failure::failed(format!(
                        "an answer was longer than {} bytes and was not read",
                        self.limits.page_bytes
                    )));
                }
                Tried::Broken {
                    why,
                    may_pass,
                    reached,
                } => {
                    let failure = if reached {
                        Failure::failed(why)
                    } else {
                        Failure::unreachable(why)
                    };
                    if !may_pass {
                        return Err(failure);
                    }
                    let most = if reached {
                        self.limits.tries
                    } else {
                        self.limits.tries.min(CONNECT_TRIES)
                    };
                    (failure, None, most, false)
                }
            };
            if tries >= most {
                return Err(failure);
            }
            self.wait(get, wait, tries, throttled)
                .await
                .map_err(|()| self.out_of_time(failure))?;
        }
    }

    /// Sends once, in turn.
    async fn attempt(&self, get: &Get, url: &Url) -> Result<Tried, Failure> {
        let section = get.endpoint.section;
        let turn = timeout_at(self.deadline, self.pace.turn())
            .await
            .ok()
            .flatten()
            .ok_or_else(|| self.out_of_time(Failure::failed("the request was not made")))?;
        self.progress.note(Event::Sent { section });
        let mut request = self
            .http
            .get(url.clone())
            .header(AUTHORIZATION, self.authorization.clone())
            .header(ACCEPT, "application/json");
        if get.endpoint.eventual {
            request = request.header("ConsistencyLevel", "eventual");
        }
        let tried = timeout_at(self.deadline, async {
            receive(request.send().await, self.limits.page_bytes, (self.clock)()).await
        })
        .await;
        self.pace.done(turn);
        let tried =
            tried.map_err(|_| self.out_of_time(Failure::failed("no answer came in time")))?;
        let status = match &tried {
            Tried::Answered { status, .. } | Tried::TooBig { status, .. } => Some(*status),
            Tried::Refused { refusal, .. } => Some(refusal.status),
            Tried::Broken { .. } => None,
        };
        if let Some(status) = status {
            self.progress.note(Event::Answered { section, status });
        }
        Ok(tried)
    }

    /// Waits before another try; an error when the budget does not allow it.
    async fn wait(
        &self,
        get: &Get,
        asked: Option<Duration>,
        tries: u32,
        throttled: bool,
    ) -> Result<(), ()> {
        let wait = asked.unwrap_or_else(|| back_off(self.first_wait, tries));
        if Instant::now() + wait >= self.deadline {
            return Err(());
        }
        self.progress.note(Event::Waiting {
            section: get.endpoint.section,
            wait,
            throttled,
        });
        sleep(wait).await;
        Ok(())
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
