//! The assessment as readers see it: plain values, already in words, in one place.
//!
//! Templates and the terminal table are made from these, so that the same thing
//! is called the same in every format. Nothing here is escaped: each format
//! does that when it writes.

mod action;
mod around;
mod controls;
mod finding;
mod page;
mod tally;
pub(super) mod words;

pub(super) use action::ActionView;
pub(super) use controls::{ControlRow, ControlStatus, controls_of, rows as control_rows};
pub(super) use finding::{FindingView, Known};
pub(super) use page::Page;
