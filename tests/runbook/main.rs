//! Do runbooks do what they say? They are carried out on simulated tenants, which are then assessed again.
//!
//! `hands` sends the requests of a runbook as its scripts would: it reads, and
//! writes what is lacking. `people` does what only people do (accept an
//! invitation, tell an id, decide). `loops` closes the circle for every
//! scenario; `words` looks at what is said.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

#[path = "../graph/mod.rs"]
mod graph;

mod circle;
mod hands;
mod loops;
mod obstacles;
mod people;
mod words;
