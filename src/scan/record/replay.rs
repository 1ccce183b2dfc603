//! The transport that answers from a recording: the same answers, in the same order, without waiting.

use super::file::RecordedTry;
use super::recording::Recording;
use crate::scan::client::{Call, GiveUp, Reply, ResponseKind, Transport};
use jiff::Timestamp;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;
use url::Url;

/// Answers from a recording.
pub(in crate::scan) struct Replay {
    left: Mutex<BTreeMap<Url, VecDeque<RecordedTry>>>,
    started: Timestamp,
}

impl Replay {
    pub(in crate::scan) fn of(recording: &Recording) -> Self {
        let requests = recording.requests().iter();
        let left = requests
            .map(|kept| (kept.url.clone(), kept.tries.iter().cloned().collect()))
            .collect();
        Self {
            left: Mutex::new(left),
            started: recording.context().started,
        }
    }
}

#[async_trait::async_trait]
impl Transport for Replay {
    async fn get(&self, call: Call<'_>) -> Reply {
        let next = self
            .left
            .lock()
            .ok()
            .and_then(|mut left| left.get_mut(call.url)?.pop_front());
        next.map_or(
            Reply {
                at: self.started,
                kind: ResponseKind::NotRecorded,
            },
            |tried| tried.reply(),
        )
    }

    async fn pause(&self, call: Call<'_>, _: Duration) -> bool {
        !self.gave_up_at(call.url, GiveUp::Wait)
    }

    fn keep(&self, call: Call<'_>, _: usize) -> bool {
        !self.gave_up_at(call.url, GiveUp::Kept)
    }
}

impl Replay {
    /// Returns `true` if the recorded scan gave a call up here; the entry is then used up.
    fn gave_up_at(&self, url: &Url, stage: GiveUp) -> bool {
        let Ok(mut left) = self.left.lock() else {
            return true;
        };
        let Some(tries) = left.get_mut(url) else {
            return false;
        };
        let gave_up = tries
            .front()
            .is_some_and(|next| next.gave_up == Some(stage));
        if gave_up {
            tries.pop_front();
        }
        gave_up
    }
}
