//! The commands that create the auditor's own application, with the least it needs.
//!
//! ```text
//! plan (permissions with ids) + cloud ─► powershell | azure_cli | terraform: text
//! ```
//!
//! Text only: a person reads it and runs it. The credential is a certificate
//! everywhere, as it can stay on one machine and a secret cannot be read off a
//! screen or out of a state file.

mod azure_cli;
mod powershell;
mod terraform;
mod tool;

pub use tool::{Tool, create};

#[cfg(test)]
mod tests;
