//! Keeps what Graph answered, so that a scan can be made again without a tenant.
//!
//! ```text
//! scan ─► Recorder ─► Network        recording: an index and one file per request
//! scan ─► Replay ◄─── recording   (tokens, secret hints and key material taken out)
//! ```
//!
//! Both are transports of the client, so whoever collects knows nothing of
//! them. A replay gives the snapshot of the recorded scan, byte for byte. Files
//! are bytes here; the command line writes and reads them.

mod circumstances;
mod file;
mod recorder;
mod recording;
mod replay;
mod scrub;

pub(super) use recorder::Recorder;
pub(super) use replay::Replay;

pub use circumstances::Circumstances;
pub use recording::{Recording, RecordingProblem};

#[cfg(test)]
mod tests;
