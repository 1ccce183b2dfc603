//! Changes of a tenant: one thing that a person does, with all that is needed to do it.
//!
//! ```text
//! who (a handle) + what ─► Change { operations, undo, terraform, words } ─► a step of a runbook
//! ```
//!
//! One file per kind of thing that is changed. A change knows neither a guide
//! nor a finding: `compose` decides what is changed, and why.

pub(super) mod account;
pub(super) mod application;
pub(super) mod auditor;
pub(super) mod consent;
pub(super) mod credential;
pub(super) mod defender;
pub(super) mod directory_role;
pub(super) mod group;
mod handle;
pub(super) mod permission;

pub(super) use handle::{Handle, guest, shown};

use super::operation::Operation;
use crate::catalog::TaskName;

/// How Terraform does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Terraform {
    /// The catalog says why it cannot.
    No,
    /// It cannot in this case, for this reason.
    Not(&'static str),
    /// Blocks to add and apply.
    Add(String),
    /// Terraform takes away only what it manages: these blocks bring it under its care, to be deleted afterwards.
    TakeAway(String),
}

/// One thing that a person does to the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// What kind of task it is: who may do it, where in the portal, how long.
    pub(super) task: TaskName,
    /// A second task whose clicks come after those of the first.
    pub(super) also: Option<TaskName>,
    /// What it achieves, as an imperative. It may hold the tenant's names: hostile text.
    pub(super) title: String,
    /// What a script does.
    pub(super) operations: Vec<Operation>,
    /// What undoes it.
    pub(super) undo: Vec<Operation>,
    /// How Terraform does it.
    pub(super) terraform: Terraform,
    /// What stands for the placeholders of the portal's clicks (hostile text).
    pub(super) words: Vec<(&'static str, String)>,
    /// What a look shows before it is done.
    pub(super) before: &'static str,
    /// What a look shows afterwards.
    pub(super) after: &'static str,
    /// Whether it grants something of Microsoft Graph itself, for which a higher role is needed.
    pub(super) of_graph: bool,
    /// What else a reader must know before doing it.
    pub(super) warning: Option<String>,
}

impl Change {
    /// A change with nothing in it yet.
    pub(super) fn new(task: TaskName, title: impl Into<String>) -> Self {
        Self {
            task,
            also: None,
            title: title.into(),
            operations: Vec::new(),
            undo: Vec::new(),
            terraform: Terraform::No,
            words: Vec::new(),
            before: NONE_YET,
            after: THERE_NOW,
            of_graph: false,
            warning: None,
        }
    }

    /// For something that is taken away.
    pub(super) fn taking_away(mut self) -> Self {
        self.before = THERE_STILL;
        self.after = NONE_LEFT;
        self
    }

    pub(super) fn word(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.words.push((name, word.into()));
        self
    }
}

const NONE_YET: &str = "each line says none for what is still to be made";
const THERE_NOW: &str = "no line says none any more";
const THERE_STILL: &str =
    "each line names what is to be taken away; none means that it is gone already";
const NONE_LEFT: &str = "every line says none";

/// For what is found by its name or address: what was there before is not this step's to take away.
const UNDO_OWN: &str = "Undo it only where the look before said none: what was there already was not made by this step. \
                        If the look names something, find out whose it is before you go on.";

/// Several names as one text: `A, B and C`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
