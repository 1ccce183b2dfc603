//! Guide format 2: the library's guides, faults, lints, the schema, and the meaning of a guide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod broken;
mod built_in;
mod cases;
mod convert;
mod detect;
mod expel;
mod fixture;
mod hostile;
mod judged;
mod library;
mod lints;
mod properties;
mod rendered;
mod schema;
mod semantics;
