//! The scan on the wire: whole scans of the simulated tenant, with big tenants and with faults.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

use simulator as graph;

mod advisory;
mod clock;
mod every;
mod faults;
mod figures;
mod groups;
mod order;
mod pages;
mod permissions;
mod proxy;
mod refusals;
mod rich;
mod scanner;
#[path = "../subject/mod.rs"]
mod subject;
mod waits;
