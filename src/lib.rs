//! rolecall audits a vendor's access to a Microsoft tenant.
//!
//! ```text
//! guide ──────────────┐
//! (what is asked)     ├─► plan ─► scan ─► snapshot ─► access ─► assess ─┬─► report
//! catalog ────────────┘                                                 ├─► runbook
//! (what names mean)                                                     └─► exit code
//! ```
//!
//! Data flows from left to right and never back. `docs/architecture.md` says
//! what each module may import, and `tests/architecture/` holds the code to it.

pub mod access;
pub mod actions;
pub mod advice;
pub mod assess;
pub mod catalog;
pub mod cli;
pub mod document;
pub mod graph_version;
pub mod guide;
pub mod ids;
pub mod quote;
pub mod report;
pub mod runbook;
pub mod scan;
pub mod snapshot;
