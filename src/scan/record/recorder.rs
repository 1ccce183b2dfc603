//! Records the answers of another transport.

use super::file::{RecordedRequest, RecordedTry};
use super::recording::Recording;
use super::scan_context::ScanContext;
use crate::scan::client::{Call, GiveUp, Reply, Transport};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// A transport that records another.
pub(in crate::scan) struct Recorder<D> {
    transport: D,
    kept: Mutex<BTreeMap<Url, Vec<RecordedTry>>>,
}

impl<D: Transport> Recorder<D> {
    pub(in crate::scan) const fn new(transport: D) -> Self {
        Self {
            transport,
            kept: Mutex::new(BTreeMap::new()),
        }
    }

    fn keep(&self, url: &Url, tried: RecordedTry) {
        if let Ok(mut kept) = self.kept.lock() {
            kept.entry(url.clone()).or_default().push(tried);
        }
    }

    /// Notes that a call was given up after its last answer.
    fn give_up(&self, url: &Url, stage: GiveUp) {
        if let Ok(mut kept) = self.kept.lock() {
            let tries = kept.entry(url.clone()).or_default();
            if let Some(at) = tries.last().map(|last| last.at) {
                tries.push(RecordedTry::given_up(at, stage));
            }
        }
    }

    /// The recording of the answers that passed.
    pub(in crate::scan) fn close(self, scan: ScanContext) -> Recording {
        let kept = self.kept.into_inner().unwrap_or_default();
        let requests = kept.into_iter().map(|(url, tries)| RecordedRequest {
            method: "GET".to_owned(),
            url,
            tries,
        });
        Recording::new(scan, requests.collect())
    }
}

#[async_trait::async_trait]
impl<D: Transport> Transport for Recorder<D> {
    async fn get(&self, call: Call<'_>) -> Reply {
        let reply = self.transport.get(call).await;
        self.keep(call.url, RecordedTry::of(&reply));
        reply
    }

    async fn pause(&self, call: Call<'_>, wait: Duration) -> bool {
        let waited = self.transport.pause(call, wait).await;
        if !waited {
            self.give_up(call.url, GiveUp::Wait);
        }
        waited
    }

    fn deadline(&self) -> Option<Instant> {
        self.transport.deadline()
    }

    fn keep(&self, call: Call<'_>, weight: usize) -> bool {
        let kept = self.transport.keep(call, weight);
        if !kept {
            self.give_up(call.url, GiveUp::Kept);
        }
        kept
    }

    fn gave_up(&self, call: Call<'_>, reply: &Reply) {
        self.keep(call.url, RecordedTry::of(reply));
    }
}
