//! The client: reads every page of a request, on one host.

use super::failure::Failure;
use super::pacing::Paces;
use super::pages::{Item, Page};
use super::totals::Meter;
use super::transport::{Call, Transport};
use crate::graph_version::GraphVersion;
use crate::scan::options::{Limits, ScanOptions};
use crate::scan::progress::{Progress, Traffic};
use crate::scan::requests::Get;
use crate::snapshot::{Bound, Request, Unread};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;
use url::Url;

const MIB: usize = 1024 * 1024;

/// A request with what it brought.
#[derive(Clone, Debug)]
pub(crate) struct Answer<T> {
    /// The request as it was made.
    pub(crate) request: Request,
    /// The objects that were read, even when not all were.
    pub(crate) items: Vec<Item<T>>,
    /// The reason why these are not all.
    pub(crate) failure: Option<Failure>,
}

/// The client: one host, GET only.
pub(crate) struct Graph<'a> {
    pub(super) transport: &'a dyn Transport,
    host: Url,
    pub(super) permissions: Vec<String>,
    pub(super) paces: Paces,
    /// Tells if advisory requests are waited for no longer.
    pub(super) left: watch::Sender<bool>,
    pub(super) meter: Meter,
    pub(super) deadline: Instant,
    pub(super) budget: Duration,
    pub(super) first_wait: Duration,
    pub(super) limits: Limits,
    started: Timestamp,
    pub(super) progress: &'a dyn Progress,
}

/// The knowledge of the last answer.
pub(super) struct Last {
    status: Option<u16>,
    request_id: Option<String>,
    /// The time when it came; the start of the scan before any did.
    pub(super) at: Timestamp,
    /// The time when it was, by the service's clock.
    pub(super) server_date: Option<Timestamp>,
}

impl Last {
    pub(super) fn heard(&mut self, status: u16, request_id: Option<String>) {
        self.status = Some(status);
        self.request_id = request_id;
    }
}

impl<'a> Graph<'a> {
    /// A client of the options' Graph host, which asks through this transport and nowhere else.
    ///
    /// `permissions` are those that the token visibly has; they make refusals
    /// clearer. `started` stands as the time of a request that was never made.
    pub(crate) fn new(
        options: &ScanOptions,
        transport: &'a dyn Transport,
        permissions: Vec<String>,
        started: Timestamp,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            transport,
            host: options.graph_host.clone(),
            permissions,
            paces: Paces::new(options.in_flight),
            left: watch::channel(false).0,
            meter: Meter::default(),
            deadline: transport
                .deadline()
                .unwrap_or_else(|| Instant::now() + options.budget),
            budget: options.budget,
            first_wait: options.first_wait,
            limits: options.limits,
            started,
            progress,
        }
    }

    /// Everything that the scan cost so far.
    pub(crate) fn traffic(&self) -> Traffic {
        self.meter.total()
    }

    /// By how many seconds this machine's clock was ahead of the service's, as far as answers said.
    pub(crate) fn clock_ahead(&self) -> Option<i64> {
        self.meter.clock_ahead()
    }

    /// Waits for advisory requests no longer: those under way and those to come are given up.
    pub(crate) fn leave(&self) {
        self.left.send_replace(true);
    }

    /// Reads every page of a request. What fails is in the answer.
    pub(crate) async fn read<T: DeserializeOwned + Serialize>(&self, get: &Get) -> Answer<T> {
        let mut answer = Answer {
            request: Request {
                url: get.target.clone(),
                subject: get.subject,
                lookup: get.lookup.clone(),
                at: Some(self.started),
                status: None,
                request_id: None,
                server_date: None,
                pages: 0,
                items: 0,
                unread: None,
            },
            items: Vec::new(),
            failure: None,
        };
        match get.url(&self.host) {
            Ok(url) => {
                answer.request.url = url.to_string();
                let mut last = Last {
                    status: None,
                    request_id: None,
                    at: self.started,
                    server_date: None,
                };
                answer.failure = self.pages(get, url, &mut answer, &mut last).await.err();
                answer.request.status = last.status;
                answer.request.request_id = last.request_id;
                answer.request.at = Some(last.at);
                answer.request.server_date = last.server_date;
            }
            Err(_) => answer.failure = Some(Failure::failed("the request has no valid address")),
        }
        answer.request.items = u32::try_from(answer.items.len()).unwrap_or(u32::MAX);
        answer
    }

    async fn pages<T: DeserializeOwned + Serialize>(
        &self,
        get: &Get,
        first: Url,
        answer: &mut Answer<T>,
        last: &mut Last,
    ) -> Result<(), Failure> {
        let mut links = BTreeSet::from([digest(&first)]);
        let mut ids = BTreeSet::new();
        let mut misfit = None;
        let mut counted = None;
        let mut url = first;
        let most = self.most(get);
        loop {
            let page: Page<T> = self.page(get, &url, last).await?;
            answer.request.pages += 1;
            if answer.request.pages == 1 {
                counted = page.count;
            }
            let call = Call {
                url: &url,
                eventual: get.endpoint.eventual,
                advisory: get.endpoint.section.is_advisory(),
            };
            if !self.transport.keep(call, page.weight) {
                return Err(self.too_much());
            }
            misfit = misfit.or(page.misfit);
            for item in page.items {
                if !item.id.is_empty() && !ids.insert(item.id.clone()) {
                    continue;
                }
                if answer.items.len() >= most.items {
                    return Err(self.stopped(get, answer, counted));
                }
                answer.items.push(item);
            }
            if page.more {
                return Err(self.too_many());
            }
            let Some(next) = page.next else { break };
            let all = get.endpoint.eventual && counted.is_some_and(|all| all <= len(answer));
            if get.endpoint.bound.is_some() && answer.items.len() >= most.items && all {
                break;
            }
            if answer.request.pages >= most.pages || answer.items.len() >= most.items {
                return Err(self.stopped(get, answer, counted));
            }
            url = next_link(&next, &self.host, get.endpoint.version).ok_or_else(|| {
                Failure::failed(
                    "the next page was said to be at another address, which is not followed",
                )
            })?;
            if !links.insert(digest(&url)) {
                return Err(Failure::failed("the pages went round in a circle"));
            }
        }
        Self::complete(get, len(answer), misfit, counted)
    }

    /// The part of a list that is read.
    fn most(&self, get: &Get) -> Bound {
        let Limits { pages, items, .. } = self.limits;
        let bound = get.endpoint.bound.unwrap_or(Bound { items, pages });
        Bound {
            items: bound.items.min(items),
            pages: bound.pages.min(pages),
        }
    }

    /// The reason why a list was read no further.
    fn stopped<T>(&self, get: &Get, answer: &mut Answer<T>, counted: Option<u64>) -> Failure {
        let most = self.most(get);
        if get.endpoint.bound.is_some() {
            let total = counted.filter(|_| get.endpoint.eventual);
            let unread = Unread { total };
            answer.request.unread = Some(unread);
            let words = unread.words(len(answer));
            return Failure::failed(format!("read up to a bound: {words}"));
        }
        let came = if answer.items.len() >= most.items {
            format!("{} items", most.items)
        } else {
            format!("{} page(s)", most.pages)
        };
        Failure::failed(format!("more than {came} came; the rest was not read"))
    }

    fn too_many(&self) -> Failure {
        Failure::failed(format!(
            "more than {} items came; the rest was not read",
            self.limits.items
        ))
    }

    /// The total that a scan takes was reached.
    pub(super) fn too_much(&self) -> Failure {
        Failure::failed(format!(
            "the scan reads no more than {} MiB of answers in all, and keeps no more than {} MiB of them; the rest was not read",
            self.limits.read_bytes / MIB,
            self.limits.kept_bytes / MIB,
        ))
    }

    /// Tells if what came is all there is, as far as the service says.
    fn complete(
        get: &Get,
        items: u64,
        misfit: Option<String>,
        counted: Option<u64>,
    ) -> Result<(), Failure> {
        if let Some(what) = misfit {
            return Err(Failure::failed(what));
        }
        match counted {
            Some(counted) if get.endpoint.eventual && counted > items => {
                Err(Failure::failed(format!(
                    "the service counted {counted} items and sent {items}: the answer was cut short"
                )))
            }
            _ => Ok(()),
        }
    }
}

/// The number of items that came so far.
fn len<T>(answer: &Answer<T>) -> u64 {
    u64::try_from(answer.items.len()).unwrap_or(u64::MAX)
}

/// The text that stands for an address that was read: a link can be long.
fn digest(url: &Url) -> [u8; 32] {
    Sha256::digest(url.as_str()).into()
}

/// The longest link that is followed.
const LONGEST_LINK: usize = 32 * 1024;

/// The next page's address, if it may be followed.
///
/// A link is followed as it is, but the token goes nowhere except to the Graph
/// host that was asked: same scheme, host and port, no user part, and below the
/// version that the first page came from.
pub(super) fn next_link(link: &str, host: &Url, version: GraphVersion) -> Option<Url> {
    if link.len() > LONGEST_LINK {
        return None;
    }
    let url = Url::parse(link).ok()?;
    let same = url.scheme() == host.scheme()
        && url.host() == host.host()
        && url.port_or_known_default() == host.port_or_known_default()
        && url.username().is_empty()
        && url.password().is_none();
    let below = url
        .path()
        .strip_prefix('/')
        .and_then(|path| path.strip_prefix(version.as_str()))
        .is_some_and(|rest| rest.starts_with('/'));
    (same && below).then_some(url)
}
