//! The guide, made out for a tenant as steps that a person carries out.
//!
//! ```text
//! guide, snapshot, assessment ─► selection ─► actions, merged into changes ─► step ─► compose ─► Runbook ─► render
//!                             what is to be done         how it is done
//! ```
//!
//! `explain` says of one finding, requirement or entitlement what it is, and how
//! the same actions give and take it.
//!
//! rolecall itself changes nothing: a runbook is text, and the requests in it
//! are sent by the person who reads it. Values only: no file, clock or
//! environment. Everything that a tenant says is hostile text; the scripts and
//! the templates escape it.

mod affected;
mod asked_by;
mod auditor;
mod basis;
mod bearer;
mod compose;
mod context;
mod entitlements;
mod error;
mod explain;
mod holding;
mod index;
mod inputs;
mod judged;
mod kind;
mod model;
mod principal_key;
mod remarks;
mod render;
mod right_words;
mod said;
mod selection;
mod step;
mod target;
#[cfg(test)]
mod tests;
mod wanted;
mod words;

pub use crate::actions::{
    Body, Method, Operation, Part, Path, Placeholder, Read, Request, Text, Version, When,
};
pub use auditor::{Needed, Tool, create_auditor};
pub use compose::write;
pub use error::RunbookError;
pub use explain::{Explanation, Line, Section, explain, show};
pub use inputs::Inputs;
pub use kind::Kind;
pub use model::*;
pub use render::{Form, render};
