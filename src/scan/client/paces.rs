//! Two paces: one for what verdicts rest on, one for the rest, so that neither waits for the other's turns.

use super::pace::Pace;
use tokio::sync::SemaphorePermit;
use tokio::sync::watch;

/// How many of all requests under way may be advisory ones: one in so many.
const ADVISORY: usize = 4;

/// Bounds the requests under way, needed and advisory ones apart.
#[derive(Debug)]
pub(super) struct Paces {
    needed: Pace,
    advisory: Pace,
    /// How the needed ones stand; advisory ones hold back by it.
    standing: watch::Sender<Standing>,
}

/// How the needed requests stand.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// Tries under way, those that wait for their turn among them.
    tries: usize,
    /// Whether there is room for one request alone.
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
