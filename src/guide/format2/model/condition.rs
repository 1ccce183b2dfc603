//! Conditions.

use crate::guide::format2::ids::TruthRef;

/// A condition on facts and options.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// A fact is yes, or an option is taken.
    Truth(TruthRef),
    /// Every one of these.
    All(Vec<Self>),
    /// One or more of these.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
}

impl Condition {
    /// Every fact and option that it names.
    pub fn truths(&self) -> Vec<&TruthRef> {
        match self {
            Self::Truth(truth) => vec![truth],
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::truths).collect(),
            Self::Not(inner) => inner.truths(),
        }
    }
}
