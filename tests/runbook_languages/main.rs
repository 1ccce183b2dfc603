//! The scripts of runbooks, proven by what reads and runs them: a grammar of each language,
//! Microsoft's metadata, and bash itself.
//!
//! `tests/azure-cli/run` goes further for the Azure CLI, and `tests/browser/run` for the pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    dead_code,
    reason = "tests"
)]

mod bash;
mod books;
mod contract;
mod execution;
mod fences;
mod powershell;
mod terraform;

use simulator as graph;
#[path = "../languages/mod.rs"]
mod languages;
#[path = "../subject/mod.rs"]
mod subject;
