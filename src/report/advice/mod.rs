//! Advice on findings, and what to do first.
//!
//! A reader of a report sees beside a finding how it is fixed and verified, and
//! one list of actions that close the gaps, merged and in order. The sentences are
//! those of `advice` and of the acts (`actions`), from which a runbook's steps come too.

mod actions;
mod fix;
mod goal;
mod urgency;
mod verify;

pub(super) use actions::actions;
pub(super) use fix::fix;
pub(super) use goal::Goal;
pub(super) use urgency::{Urgency, is_concern};
pub(super) use verify::verify;

#[cfg(test)]
mod tests;
