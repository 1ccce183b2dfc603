//! SARIF 2.1.0 (OASIS): the open gaps, for a code-scanning dashboard.
//!
//! A dashboard takes every result for an alert, so what is satisfied, absent,
//! unknown or manual is no result. What could not be told, and advice, is a
//! notification of the invocation: a run without results is not yet a clean one.

mod fill;
mod model;
mod text;

pub(super) use fill::{write, write_all};
