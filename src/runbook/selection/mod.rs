//! Selects the actions that close a finding, or that take back what somebody holds.
//!
//! ```text
//! finding, grant ─► actions, each with its target and the finding that it closes ─► merged into changes
//! ```

mod api;
mod beyond;
mod contested;
mod credentials;
mod dangling;
mod gap;
mod give;
mod offboard;
mod ownership;
mod planned;
mod renewed;
mod revocations;

pub(super) use api::api;
pub(super) use beyond::beyond;
pub(super) use contested::{refused_elsewhere, refused_here};
pub(super) use credentials::{credentials, is_credential, right_of};
pub(super) use dangling::dangling;
pub(super) use gap::{close, questions, unknown};
pub(super) use give::{by_hand, give, hold, look, registration_asks};
pub(super) use offboard::offboard;
pub(super) use planned::plan;
pub(super) use revocations::{grants_of, revocations};
