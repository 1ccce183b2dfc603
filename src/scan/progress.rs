//! The events of a scan, for an observer.

use super::preflight::Preflight;
use crate::snapshot::{SectionName, State};
use std::time::Duration;

/// Something that happened. It holds nothing of the tenant's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A token was received.
    SignedIn,
    /// The forecast from the token's claims, before the first request.
    Preflight(&'a Preflight),
    /// A request was sent.
    Sent {
        /// The section.
        section: SectionName,
    },
    /// An answer arrived, of any status.
    Answered {
        /// The section.
        section: SectionName,
        /// The HTTP status.
        status: u16,
    },
    /// The scan waits before it tries a request again.
    Waiting {
        /// The section.
        section: SectionName,
        /// The length of the wait.
        wait: Duration,
        /// True if the service asked for it (429), as against an error or a broken connection.
        throttled: bool,
    },
    /// A request was given up: its answer is awaited no longer, and it is not tried again.
    GaveUp {
        /// The section.
        section: SectionName,
    },
    /// A section is as complete as it will be.
    Done {
        /// The section.
        section: SectionName,
        /// Its state.
        state: State,
        /// The number of items that were seen.
        items: usize,
    },
    /// The scan is over.
    Finished(Traffic),
}

/// The cost of a scan for the service, summed over its requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Requests that were sent, tries included; the token's are not.
    pub requests: u32,
    /// Resource units (`x-ms-resource-unit`); 0 where the service named none.
    pub resource_units: u64,
    /// The highest share of its limit that the service named
    /// (`x-ms-throttle-limit-percentage`), in percent. It names none below 80.
    pub busiest_percent: u16,
    /// Answers that asked to slow down (429).
    pub throttled: u32,
}

/// An observer of a scan. It is called from several requests at once and must not block.
pub trait Progress: Sync {
    /// Takes note of an event.
    fn note(&self, what: Event<'_>);
}

/// An observer that does nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn note(&self, _: Event<'_>) {}
}
