//! What a scan tells whoever watches it.

use crate::snapshot::{SectionName, State};
use std::time::Duration;

/// Something that happened. It holds nothing of the tenant's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A token is at hand.
    SignedIn,
    /// A request left.
    Sent {
        /// For which section.
        section: SectionName,
    },
    /// An answer came, of whatever status.
    Answered {
        /// For which section.
        section: SectionName,
        /// The HTTP status.
        status: u16,
    },
    /// The scan waits before it tries a request again.
    Waiting {
        /// For which section.
        section: SectionName,
        /// How long.
        wait: Duration,
        /// Whether the service asked for it (429), as against an error or a broken connection.
        throttled: bool,
    },
    /// A section is as complete as it will be.
    Done {
        /// Which.
        section: SectionName,
        /// What became of it.
        state: State,
        /// How many items were seen.
        items: usize,
    },
}

/// Whoever watches a scan. It is called from several requests at once and must not block.
pub trait Progress: Sync {
    /// Takes note of an event.
    fn note(&self, what: Event);
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn note(&self, _: Event) {}
}
