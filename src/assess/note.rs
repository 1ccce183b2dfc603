//! Remarks that change no verdict.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of remark a note is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// It ends within the warning window.
    Expiry,
    /// Something that keeps the answer from plain `ready`, such as a credential without an end.
    Concern,
    /// Another ask of the same guide includes it.
    Redundant,
    /// The guide's wording was read in one of several ways.
    Interpretation,
    /// It rests on a name that could be anybody's.
    NameOnly,
    /// It also gives what is added later (wildcards).
    Drift,
    /// Something else that a reader should know.
    Remark,
}

/// A remark that changes no verdict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The kind.
    pub kind: NoteKind,
    /// The remark.
    pub text: String,
}
