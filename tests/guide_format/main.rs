//! Guide format 2: the library's guides, faults, lints, the schema, and the answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod cases;
mod fixture;
mod library;
mod schema;
mod semantics;
