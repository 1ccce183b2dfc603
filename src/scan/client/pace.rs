//! How many requests are under way at once: fewer when the service says it is getting busy, more again when it is not.

use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Semaphore, SemaphorePermit};

/// The share of its limit at which the service is listened to. It sends the header above 0.8 only.
const BUSY: f64 = 0.8;
/// How many calm answers in a row let one more request be under way.
const CALM: usize = 8;

/// Bounds the requests under way.
#[derive(Debug)]
pub(super) struct Pace {
    permits: Semaphore,
    /// How many may be under way.
    width: AtomicUsize,
    /// How many permits are to be withdrawn when they come back.
    owed: AtomicUsize,
    /// How many may be under way when the service is at ease.
    most: usize,
    /// Answers in a row that asked for nothing.
    calm: AtomicUsize,
}

impl Pace {
    pub(super) fn new(in_flight: usize) -> Self {
        let width = in_flight.clamp(1, 64);
        Self {
            permits: Semaphore::new(width),
            width: AtomicUsize::new(width),
            owed: AtomicUsize::new(0),
            most: width,
            calm: AtomicUsize::new(0),
        }
    }

    /// Waits for a turn; `None` never happens, as nobody closes the semaphore.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.permits.acquire().await.ok()
    }

    /// Gives a turn back, or withdraws it.
    pub(super) fn done(&self, turn: SemaphorePermit<'_>) {
        let withdraw = self
            .owed
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |owed| {
                owed.checked_sub(1)
            })
            .is_ok();
        if withdraw {
            turn.forget();
        }
    }

    /// Halves the number under way, down to one.
    pub(super) fn slow_down(&self) {
        self.calm.store(0, Ordering::SeqCst);
        let before = self
            .width
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |width| {
                Some((width / 2).max(1))
            });
        if let Ok(before) = before {
            self.owed
                .fetch_add(before - (before / 2).max(1), Ordering::SeqCst);
        }
    }

    /// Listens to an answer: `x-ms-throttle-limit-percentage` is a share such as `0.95`.
    pub(super) fn listen(&self, share: Option<&str>) {
        if share
            .and_then(|share| share.trim().parse::<f64>().ok())
            .is_some_and(|share| share > BUSY)
        {
            self.slow_down();
        } else {
            self.recover();
        }
    }

    /// Adds one to the number under way after enough calm answers, up to where it began.
    fn recover(&self) {
        let calm = self.calm.fetch_add(1, Ordering::SeqCst) + 1;
        let width = self.width.load(Ordering::SeqCst);
        if width >= self.most || calm < CALM {
            return;
        }
        self.calm.store(0, Ordering::SeqCst);
        self.width.store(width + 1, Ordering::SeqCst);
        let owed = self
            .owed
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |owed| {
                owed.checked_sub(1)
            });
        if owed.is_err() {
            self.permits.add_permits(1);
        }
    }

    /// Whether only one may be under way: the service is busy, or no more were ever allowed.
    pub(super) fn is_narrow(&self) -> bool {
        self.width.load(Ordering::SeqCst) == 1
    }

    /// How many may be under way now.
    #[cfg(test)]
    pub(super) fn width(&self) -> usize {
        self.width.load(Ordering::SeqCst)
    }
}
