//! The option that was taken for a choice of the guide, and how it came to that.

use crate::guide::{ChoiceId, OptionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The way an option came to be taken.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum HowTaken {
    /// The reader said so.
    Chosen,
    /// The grants of the tenant say so.
    Detected,
    /// Nothing in the tenant points to any option: the guide's preference.
    Assumed,
    /// More than one option is possible, and what would tell could not be seen.
    Open,
}

/// The option taken for a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceTaken {
    /// The choice's id.
    pub choice: ChoiceId,
    /// Everything that is being chosen.
    pub title: String,
    /// The options taken (more than one when more than one is granted whole), or still possible.
    pub options: Vec<(OptionId, String)>,
    /// The way in which it came about.
    pub how: HowTaken,
    /// The reason, in one sentence.
    pub why: String,
}
