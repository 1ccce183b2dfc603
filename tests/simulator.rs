//! Tests of the simulated tenant itself: that it answers as Microsoft documents.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests"
)]

mod graph;
mod simulator_cases;
