//! Reads a tenant over Microsoft Graph.
//!
//! ```text
//! guides + parameters ─► targets ─► requests ─► client ─► collect ─► snapshot
//!                           └────► plan (the same requests, without making them)
//! ```
//!
//! This module signs in, asks what the guides need and no more, and turns the
//! answers into a [`Snapshot`](crate::snapshot::Snapshot). It only GETs, save
//! the token request. A section that is refused or fails becomes that section's
//! state and the rest goes on; the scan itself fails only when nothing could be
//! read at all. It judges nothing: that is for the modules behind the snapshot.

mod client;
mod collect;
mod error;
mod options;
mod plan;
mod preflight;
mod progress;
mod record;
mod requests;
mod run;
mod secrets;
mod sign_in;
mod subject;
mod targets;

pub use crate::catalog::{Cloud, NoSuchCloud};
pub use error::ScanError;
pub use options::{IN_FLIGHT, Limits, ScanOptions};
pub use plan::{AuditorPermission, Claim, Plan, PlannedRequest, plan};
pub use preflight::{Outlook, Preflight};
pub use progress::{Event, Progress, Silent, Traffic};
pub use record::{Recording, RecordingError, ScanContext};
pub use run::{replay, scan, scan_and_record};
pub use sign_in::{Certificate, DevicePrompt, Refusal, ShowPrompt, SignIn};
pub use subject::{ScanSubject, sought_values};

#[cfg(test)]
mod tests;
