//! The number of requests under way at once: fewer when the service says that it is getting busy, more again
//! when it is not. Advisory requests have a pace of their own, so that neither kind waits for the other's turns.

use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The number of all requests that under way may be advisory ones: one in so many.
const ADVISORY: usize = 4;

/// Bounds the requests under way, needed and advisory ones apart.
#[derive(Debug)]
pub(super) struct Paces {
    needed: Pace,
    advisory: Pace,
    /// The state of the needed ones; advisory ones hold back by it.
    standing: watch::Sender<Standing>,
}

/// The state of the needed requests.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// Tries under way, those that wait for their turn among them.
    tries: usize,
    /// True if there is room for one request alone.
    narrow: bool,
}

/// The right to send one request.
#[derive(Debug)]
pub(super) struct Turn<'p> {
    permit: SemaphorePermit<'p>,
    pace: &'p Pace,
    _counted: Option<Counted<'p>>,
}

/// A needed try, counted as long as this lives.
#[derive(Debug)]
struct Counted<'p>(&'p watch::Sender<Standing>);

impl<'p> Counted<'p> {
    fn new(standing: &'p watch::Sender<Standing>) -> Self {
        standing.send_modify(|now| now.tries += 1);
        Self(standing)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0
            .send_modify(|now| now.tries = now.tries.saturating_sub(1));
    }
}

impl Turn<'_> {
    /// Gives the turn back.
    pub(super) fn done(self) {
        self.pace.done(self.permit);
    }
}

impl Paces {
    /// Paces that together have at most so many requests under way (two where it is one).
    pub(super) fn new(in_flight: usize) -> Self {
        let advisory = (in_flight / ADVISORY).max(1);
        let (standing, _) = watch::channel(Standing {
            tries: 0,
            narrow: in_flight <= 1,
        });
        Self {
            needed: Pace::new(in_flight.saturating_sub(advisory).max(1)),
            advisory: Pace::new(advisory),
            standing,
        }
    }

    /// Waits for a turn. An advisory request waits too while there is room for one request and a
    /// needed one takes it. `None` never happens, as nobody closes what is waited for.
    pub(super) async fn turn(&self, advisory: bool) -> Option<Turn<'_>> {
        let (pace, counted) = if advisory {
            let mut standing = self.standing.subscribe();
            let free = |now: &Standing| !now.narrow || now.tries == 0;
            standing.wait_for(free).await.ok()?;
            (&self.advisory, None)
        } else {
            (&self.needed, Some(Counted::new(&self.standing)))
        };
        Some(Turn {
            permit: pace.turn().await?,
            pace,
            _counted: counted,
        })
    }

    /// Hears that the service asked to slow down. What it says to a needed request holds for both.
    pub(super) fn slow_down(&self, advisory: bool) {
        self.advisory.slow_down();
        if !advisory {
            self.needed.slow_down();
            self.look();
        }
    }

    /// Listens to an answer, in the same way.
    pub(super) fn listen(&self, advisory: bool, share: Option<&str>) {
        self.advisory.listen(share);
        if !advisory {
            self.needed.listen(share);
            self.look();
        }
    }

    /// Looks whether there is room for one request alone.
    fn look(&self) {
        let narrow = self.needed.is_narrow();
        self.standing.send_if_modified(|now| {
            let changed = now.narrow != narrow;
            now.narrow = narrow;
            changed
        });
    }
}

/// The share of its limit at which the service is listened to. It sends the header above 0.8 only.
const BUSY: f64 = 0.8;
/// The number of calm answers that in a row let one more request be under way.
const CALM: usize = 8;

/// Bounds the requests under way.
#[derive(Debug)]
pub(super) struct Pace {
    permits: Semaphore,
    /// The number that may be under way.
    width: AtomicUsize,
    /// The number of permits that are to be withdrawn when they come back.
    owed: AtomicUsize,
    /// The number that may be under way when the service is at ease.
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

    /// True if only one may be under way: the service is busy, or no more were ever allowed.
    pub(super) fn is_narrow(&self) -> bool {
        self.width.load(Ordering::SeqCst) == 1
    }

    /// The number that may be under way now.
    #[cfg(test)]
    pub(super) fn width(&self) -> usize {
        self.width.load(Ordering::SeqCst)
    }
}
