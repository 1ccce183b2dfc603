//! Runbooks do what they say: they are carried out on simulated tenants, which are then assessed again.
//!
//! `executor` sends the requests of a runbook as its scripts would: it reads,
//! and writes what is lacking. `people` does what only people do (accept an
//! invitation, tell an id, decide). `roundtrip` goes from a tenant to its
//! runbook and back, `loops` for every scenario; `closing` applies what each
//! finding names as its way out (`remedies`), in tenants that have every trouble
//! (`troubles`); `words` looks at what is said.
#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

use simulator as graph;

mod acme;
mod asks;
mod called;
mod closing;
mod executor;
mod extended;
mod guides;
mod kept;
mod loops;
mod obstacles;
mod ownerships;
mod people;
mod phases;
mod reasons;
mod remedies;
mod roundtrip;
mod together;
mod troubles;
mod vendors;
mod words;
