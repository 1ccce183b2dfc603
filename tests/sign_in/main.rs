//! Every sign-in method, the renewal of a token, and recordings, against a simulated tenant.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::format_collect,
    reason = "tests"
)]

use simulator as graph;

mod certificates;
mod command_line;
mod echo;
mod methods;
mod plans;
mod preflight;
mod recordings;
mod renewal;
#[path = "../subject/mod.rs"]
mod subject;
mod support;
