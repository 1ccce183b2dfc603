//! Requests that no verdict depends on, asked beside those that one does.
//!
//! They begin as early as they can and take no other request's turn. Nobody
//! waits for them while verdicts need answers; afterwards they get a last
//! moment, and what has not come by then is given up.

use super::ledger::Ledger;
use crate::scan::client::Graph;
use crate::scan::requests::Batch;
use crate::snapshot::{NeededFor, SectionName};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use std::pin::{Pin, pin};
use std::time::Duration;
use tokio::time::timeout;

/// The time for which advisory requests are waited for after the last answer that a verdict depends on.
///
/// A scan ends two seconds after that answer at the latest; the rest of them is for what follows.
const LAST_MOMENT: Duration = Duration::from_millis(1_800);

/// A request under way; its answers come in a ledger of their own.
type Asked<'g> = Pin<Box<dyn Future<Output = Ledger> + Send + 'g>>;

/// The advisory requests of a scan.
pub(super) struct Advisory<'g> {
    graph: &'g Graph<'g>,
    under_way: FuturesUnordered<Asked<'g>>,
    /// Their answers so far.
    pub(super) brought: Ledger,
}

impl<'g> Advisory<'g> {
    pub(super) fn new(graph: &'g Graph<'g>) -> Self {
        Self {
            graph,
            under_way: FuturesUnordered::new(),
            brought: Ledger::default(),
        }
    }

    /// Makes the requests of a batch.
    pub(super) fn ask(&self, batch: Batch) {
        self.begin(Ledger::ask(self.graph, batch));
    }

    /// Begins requests that follow from one another.
    pub(super) fn begin(&self, asked: impl Future<Output = Ledger> + Send + 'g) {
        self.under_way.push(Box::pin(asked));
    }

    /// Awaits what a verdict depends on, while these go on.
    pub(super) async fn beside<T>(&mut self, needed: impl Future<Output = T>) -> T {
        let mut needed = pin!(needed);
        loop {
            tokio::select! {
                biased;
                came = &mut needed => return came,
                Some(more) = self.under_way.next(), if !self.under_way.is_empty() => {
                    self.brought.absorb(more);
                }
            }
        }
    }

    /// Waits for the sections that a verdict depends on after all.
    pub(super) async fn until(&mut self, needed_for: NeededFor) {
        let mut waited_for = SectionName::ALL.to_vec();
        waited_for.retain(|section| section.row().needed_for == needed_for);
        let missing = |brought: &Ledger| {
            let mut sections = waited_for.iter();
            sections.any(|section| brought.outcomes(*section).is_empty())
        };
        while missing(&self.brought) {
            let Some(more) = self.under_way.next().await else {
                return;
            };
            self.brought.absorb(more);
        }
    }

    async fn all(&mut self) {
        while let Some(more) = self.under_way.next().await {
            self.brought.absorb(more);
        }
    }

    /// Waits a last moment, gives up what has not come, and hands over what has.
    pub(super) async fn close(mut self) -> Ledger {
        if timeout(LAST_MOMENT, self.all()).await.is_err() {
            self.graph.leave();
            self.all().await;
        }
        self.brought
    }
}
