//! Requirements: a tier, a condition, and what has to be true.

use super::{Cite, Condition, Right};
use crate::catalog::TaskName;
use crate::guide::format2::ids::{Holder, RequirementId};
use crate::guide::format2::kinds::Tier;
use jiff::civil::Date;

/// One thing that the guide asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its id without the guide's.
    pub id: RequirementId,
    /// A few words; absent where what is asked says it.
    pub title: Option<String>,
    /// How strongly it is asked.
    pub tier: Tier,
    /// Under which condition.
    pub when: Option<Condition>,
    /// What has to be true.
    pub need: Need,
    /// Why it is asked, as the article says it.
    pub reason: String,
    /// What happens without it, as the article says it.
    pub effect: String,
    /// What is known from elsewhere.
    pub remark: Option<String>,
    /// How the wording was read.
    pub interpretation: Option<String>,
    /// The day from which it is no longer asked.
    pub until: Option<Date>,
    /// The requirement that takes its place.
    pub replaced_by: Option<RequirementId>,
    /// Where the article asks it.
    pub cites: Vec<Cite>,
}

/// What has to be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every one of these rights is held.
    Hold(Vec<Right>),
    /// The rights of one alternative are held.
    AnyOf {
        /// The alternatives, from the narrowest to the broadest.
        alternatives: Vec<Vec<Right>>,
        /// Set when exactly one alternative is held.
        only_one: bool,
    },
    /// A person attests to it.
    Attest(Attestation),
}

/// A statement about what has no right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// The statement.
    pub statement: String,
    /// The task that a person does for it, where it is more than looking.
    pub task: Option<TaskName>,
}

impl Need {
    /// The alternatives: one for a plain list of rights, none for a statement.
    pub fn alternatives(&self) -> &[Vec<Right>] {
        match self {
            Self::Hold(rights) => std::slice::from_ref(rights),
            Self::AnyOf { alternatives, .. } => alternatives,
            Self::Attest(_) => &[],
        }
    }

    /// Every right that is named.
    pub fn rights(&self) -> impl Iterator<Item = &Right> {
        self.alternatives().iter().flatten()
    }
}

impl Requirement {
    /// Set when it is asked of the person who installs.
    pub fn of_installer(&self) -> bool {
        let mut rights = self.need.rights();
        rights.any(|right| right.of == Holder::Installer)
    }
}
