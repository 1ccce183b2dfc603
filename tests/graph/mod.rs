//! A Microsoft tenant to test against: its sign-in and its Graph, over real HTTP.
//!
//! ```text
//! Tenant (a store of JSON objects, built by name) ─┐
//! Options (who looks, page size, latency) ─────────┼─► Server ─► requests(), violations()
//! Fault rules (what goes wrong on the wire) ───────┘
//! ```
//!
//! The answers follow Microsoft's documentation, not what rolecall would like:
//! default property sets, paging, advanced-query rules, error codes, licences
//! and permissions. Every request is checked against Microsoft's metadata
//! (`tests/fixtures/contract/graph.json`); one that the real service would
//! refuse is refused here, and is recorded, so that a test can demand
//! `server.violations()` to be empty. With [`Options::writable`] a person's
//! requests are served as well ([`Server::send`]), and change the tenant as
//! Microsoft documents: so a test can follow a runbook. Nothing here is random: ids come from
//! names, and dates are relative to [`ids::NOW`].
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::disallowed_methods,
    clippy::format_collect,
    unreachable_pub,
    dead_code,
    unused_imports,
    reason = "tests; each test file uses a part of this module"
)]

pub mod contract;
pub mod faults;
pub mod ids;
pub mod odata;
pub mod options;
pub mod scenarios;
pub mod server;
pub mod tenant;

mod answer;
mod body;
mod certificates;
mod client;
mod connection;
mod entities;
mod forms;
mod login;
mod pager;
mod permissions;
mod refusal;
mod rows;
mod service;
mod shape;
mod state;
mod tokens;
mod writes;

pub use faults::{Fault, On, RetryAfter};
pub use options::{Auditor, Options};
pub use server::Server;
pub use state::{Logged, Violation};
pub use tenant::{App, Tenant};
pub use tokens::{ADMINISTRATOR_TOKEN, claims};
