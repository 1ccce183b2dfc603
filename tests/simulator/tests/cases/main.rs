//! Tests of the simulated tenant itself: that it answers as Microsoft documents. One file a subject.
#![allow(clippy::disallowed_methods, reason = "tests")]

mod answers;
mod client;
mod faults;
mod filters;
mod login;
mod paging;
mod refusals;
mod scenarios;
mod writes;
