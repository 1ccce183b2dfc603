//! Guide format 2: the library's guides, faults, lints, the schema, and the meaning of a guide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod broken;
mod cases;
mod convert;
mod detect;
mod fixture;
mod judged;
mod library;
mod lints;
mod properties;
mod schema;
mod semantics;
