//! What to do about a finding, in plain words, and what to do first.
//!
//! The whole runbook is a room of its own. This is what a reader of a report
//! needs beside a finding: how to fix it, how to verify it, and one list of
//! actions that close the gaps, merged and in order. Portal names are
//! Microsoft's as of the catalog's date.

mod actions;
mod api;
mod fix;
mod urgency;
mod verify;

pub(super) use actions::actions;
pub(super) use fix::fix;
pub(super) use urgency::{Urgency, ends_soon, is_concern};
pub(super) use verify::verify;

#[cfg(test)]
mod tests;
