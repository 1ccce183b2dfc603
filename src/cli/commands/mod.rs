//! One file per command.

pub(super) mod audit;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod config;
pub(super) mod explain;
pub(super) mod guide;
pub(super) mod manual;
pub(super) mod plan;
pub(super) mod runbook;
pub(super) mod scan;
pub(super) mod templates;
