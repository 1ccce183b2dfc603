//! Advice: what a person does about a finding, in whole sentences.
//!
//! Reports and runbooks both read it here, and where an act makes the change, the
//! sentence is the act's own (`actions`): what a report advises and what a runbook
//! does cannot differ.

mod api;
mod clarify;
mod establish;
mod observe;
mod outside;
mod remedies;
mod remove;

pub(crate) use api::{api, api_alone, api_title};
pub(crate) use establish::act;
pub(crate) use remedies::sentence;
pub use remedies::sentences;
