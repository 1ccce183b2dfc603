//! Records Graph's answers, so that a scan can be repeated without a tenant.
//!
//! ```text
//! scan ─► Recorder ─► Network        recording: an index and one file per request
//! scan ─► Replay ◄─── recording   (tokens, secret hints and key material taken out)
//! ```
//!
//! Both are transports of the client, so the collectors do not know
//! them. A replay gives the snapshot of the recorded scan, byte for byte. Files
//! are bytes here; the command line writes and reads them.

mod file;
mod recorder;
mod recording;
mod redact;
mod replay;
mod scan_context;

pub(super) use recorder::Recorder;
pub(super) use replay::Replay;

pub use recording::{Recording, RecordingError};
pub use scan_context::ScanContext;

#[cfg(test)]
mod tests;
