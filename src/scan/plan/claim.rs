//! The parts of an assessment for which a scan asks.

use crate::guide::format2::ids::{ChoiceId, FactId, GuideId, RequirementId};
use std::fmt;

/// A part of an assessment that rests on answers of the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// The verdict on a requirement of a guide.
    Requirement {
        /// The guide.
        guide: GuideId,
        /// The requirement.
        requirement: RequirementId,
    },
    /// The statement that the principals of a guide hold nothing else.
    NothingElse {
        /// The guide.
        guide: GuideId,
    },
    /// The option of a choice that is taken, as far as no reader says it.
    Choice {
        /// The guide.
        guide: GuideId,
        /// The choice.
        choice: ChoiceId,
    },
    /// A fact of a guide, detected.
    Fact {
        /// The guide.
        guide: GuideId,
        /// The fact.
        fact: FactId,
    },
    /// Advice on the tenant's settings, as far as they concern the principals of a guide.
    Settings {
        /// The guide.
        guide: GuideId,
    },
    /// Other advice and information beside a guide's verdicts.
    Advice {
        /// The guide.
        guide: GuideId,
    },
    /// The tenant that was scanned: its id, age and domains.
    Tenant,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requirement { guide, requirement } => write!(f, "{guide}/{requirement}"),
            Self::NothingElse { guide } => write!(f, "\"nothing else is held\" in {guide}"),
            Self::Choice { guide, choice } => write!(f, "the option of {choice} in {guide}"),
            Self::Fact { guide, fact } => write!(f, "the fact {fact} of {guide}"),
            Self::Settings { guide } => write!(f, "advice on settings in {guide}"),
            Self::Advice { guide } => write!(f, "other advice in {guide}"),
            Self::Tenant => f.write_str("which tenant this is"),
        }
    }
}
