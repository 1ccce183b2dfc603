//! The program as a user runs it: the real binary in an empty environment and a folder of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    unreachable_pub,
    reason = "tests"
)]

use simulator as graph;

mod adopting;
mod arguments;
mod attest;
mod closing;
mod configuration;
#[cfg(unix)]
mod documents;
mod explain;
mod files;
mod forms;
mod found_file;
mod guides;
mod help;
mod installer;
mod judge;
mod limits;
mod messages;
mod misconfigured;
mod outcome;
#[cfg(unix)]
mod pipes;
mod place;
mod reference;
mod reports;
mod runbook;
mod scanning;
mod shown;
mod sign_in;
mod snapshots;
mod stopping;
mod templates;
mod writing;
