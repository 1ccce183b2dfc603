//! Requirements: a tier, a condition, and a need.

use super::{Cite, Condition, Right};
use crate::catalog::TaskName;
use crate::guide::format2::ids::{Holder, RequirementId};
use crate::guide::format2::kinds::Tier;
use jiff::civil::Date;

/// A requirement of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its id without the guide's.
    pub id: RequirementId,
    /// A few words; absent where what is asked says it.
    pub title: Option<String>,
    /// The tier: how strongly the guide asks for it.
    pub tier: Tier,
    /// The condition.
    pub when: Option<Condition>,
    /// The need: rights, or a statement to attest to.
    pub need: Need,
    /// The reason, in the article's words.
    pub reason: String,
    /// The effect of its absence, in the article's words.
    pub effect: String,
    /// A remark from a source other than the article.
    pub remark: Option<String>,
    /// The interpretation of the wording.
    pub interpretation: Option<String>,
    /// The day from which it no longer applies.
    pub until: Option<Date>,
    /// The requirement that replaces it.
    pub replaced_by: Option<RequirementId>,
    /// The places in the article that ask for it.
    pub cites: Vec<Cite>,
}

/// The need of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every one of these rights is held.
    Hold(Vec<Right>),
    /// The rights of one alternative are held.
    AnyOf {
        /// The alternatives, from the narrowest to the broadest.
        alternatives: Vec<Vec<Right>>,
        /// True if exactly one alternative may be held.
        only_one: bool,
    },
    /// A person attests to it.
    Attest(Attestation),
}

/// A statement about something that no right describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// The statement.
    pub statement: String,
    /// The administrator's task that it takes, where it is more than reading a setting.
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
    /// Returns `true` if it is asked of the person who installs.
    pub fn of_installer(&self) -> bool {
        let mut rights = self.need.rights();
        rights.any(|right| right.of == Holder::Installer)
    }
}
