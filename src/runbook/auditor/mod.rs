//! The auditor's own application, with the least it needs: a runbook, and one script for each tool.
//!
//! Text only: a person reads it and runs it. Both come from the same actions. The credential is a certificate
//! everywhere, as it can stay on one machine and a secret cannot be read off a
//! screen or out of a state file.

mod application;
mod azure_cli;
mod compose;
mod powershell;
mod terraform;
mod tool;

pub use application::Needed;
pub(super) use compose::phases;
pub use tool::{Tool, create_auditor};
