//! A change of a tenant: what acts on one object come to, with all that is needed to make it.

use super::operation::Operation;
use crate::catalog::TaskName;

/// The way in which Terraform makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Terraform {
    /// The catalog says why it cannot.
    No,
    /// It cannot in this case, for this reason.
    Not(&'static str),
    /// Blocks to add and apply.
    Add(String),
    /// Terraform takes away only what it manages: these blocks bring it under its care, to be deleted afterwards.
    TakeAway(String),
}

/// A change that a person makes in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The administrator's task: who may do it, where in the portal, how long.
    pub(crate) task: TaskName,
    /// A second task whose clicks come after those of the first.
    pub(crate) also: Option<TaskName>,
    /// The title, as an imperative. It may hold the tenant's names: hostile text.
    pub(crate) title: String,
    /// The operations of a script.
    pub(crate) operations: Vec<Operation>,
    /// The operations that undo it.
    pub(crate) undo: Vec<Operation>,
    /// The way in which Terraform makes it.
    pub(crate) terraform: Terraform,
    /// The values for the placeholders of the portal's clicks (hostile text).
    pub(crate) words: Vec<(&'static str, String)>,
    /// The result of a look before it is made.
    pub(crate) before: &'static str,
    /// The result of a look afterwards.
    pub(crate) after: &'static str,
    /// A grant of Microsoft Graph itself, for which a higher role is needed.
    pub(crate) of_graph: bool,
    /// A warning beside the task's own.
    pub(crate) warning: Option<String>,
    /// The parts that it has, each of which takes as long as the task; empty where it is one thing (hostile text).
    pub(crate) items: Vec<String>,
}

impl Change {
    /// A change with nothing in it yet.
    pub(crate) fn new(task: TaskName, title: impl Into<String>) -> Self {
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
            items: Vec::new(),
        }
    }

    /// The change as one that takes something away.
    pub(crate) fn taking_away(mut self) -> Self {
        self.before = THERE_STILL;
        self.after = NONE_LEFT;
        self
    }

    /// The change with a value for a placeholder of the portal's clicks.
    pub(crate) fn word(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.words.push((name, word.into()));
        self
    }
}

const NONE_YET: &str = "each line says none for what is still to be made";
const THERE_NOW: &str = "no line says none any more";
const THERE_STILL: &str =
    "each line names what is to be taken away; none means that it is gone already";
const NONE_LEFT: &str = "every line says none";

/// The warning for what is found by its name or address: what was there before is not this step's to take away.
pub(crate) const UNDO_OWN: &str = "Undo it only where the look before said none: what was there already was not made by this step. \
                                   If the look names something, find out whose it is before you go on.";

/// Several names as one text: `A, B and C`.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}
