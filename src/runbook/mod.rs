//! The guide, made out for a tenant as steps that a person carries out.
//!
//! ```text
//! guide, snapshot, assessment ─► compose ─► work (pieces, merged) ─► change ─► step ─► Runbook ─► render
//!                                             what is to be done     how to do it     │
//!                                                       operations ◄─────────────────┘ what tests carry out
//! ```
//!
//! `explain` says of one finding, requirement or entitlement what it is, and how
//! the same changes give and take it.
//!
//! rolecall itself changes nothing: a runbook is text, and the requests in it
//! are sent by the person who reads it. Values only: no file, clock or
//! environment. Everything that a tenant says is hostile text; the scripts and
//! the templates escape it.

mod affected;
mod change;
mod compose;
mod explain;
mod kind;
mod model;
mod operation;
mod party;
mod problem;
mod render;
mod script;
mod step;
mod words;
mod work;
mod world;

pub use compose::write;
pub use explain::{Explanation, Line, Section, explain, show};
pub use kind::Kind;
pub use model::*;
pub use operation::{
    Blank, Body, Method, Operation, Part, Path, Read, Request, Text, Version, When,
};
pub use problem::RunbookProblem;
pub use render::{Form, render};
pub use world::Inputs;
