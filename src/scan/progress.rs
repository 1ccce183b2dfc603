//! What a scan tells whoever watches it.

use super::preflight::Preflight;
use crate::snapshot::{SectionName, State};
use std::time::Duration;

/// Something that happened. It holds nothing of the tenant's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A token is at hand.
    SignedIn,
    /// What the token's claims say it will be able to see, before the first request.
    Preflight(&'a Preflight),
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
    /// A request is waited for no longer, and not tried again.
    GaveUp {
        /// For which section.
        section: SectionName,
    },
    /// A section is as complete as it will be.
    Done {
        /// The section.
        section: SectionName,
        /// What became of it.
        state: State,
        /// The number of items seen.
        items: usize,
    },
    /// The scan is over.
    Finished(Traffic),
}

/// What a scan cost the service, summed over its requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Requests that left, tries included; the token's not.
    pub requests: u32,
    /// Resource units (`x-ms-resource-unit`); 0 where the service named none.
    pub resource_units: u64,
    /// The highest share of its limit that the service named
    /// (`x-ms-throttle-limit-percentage`), in percent. It names none below 80.
    pub busiest_percent: u16,
    /// Answers that asked to slow down (429).
    pub throttled: u32,
}

/// Whoever watches a scan. It is called from several requests at once and must not block.
pub trait Progress: Sync {
    /// Takes note of an event.
    fn note(&self, what: Event<'_>);
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn note(&self, _: Event<'_>) {}
}
