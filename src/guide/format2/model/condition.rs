//! Conditions.

use crate::guide::format2::ids::TruthRef;
use std::fmt;

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

impl fmt::Display for Condition {
    /// As in `entra-p2 and not (level/manage or level/read)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |inner: &[Self], word: &str| {
            let all: Vec<String> = inner.iter().map(Self::part).collect();
            all.join(word)
        };
        match self {
            Self::Truth(truth) => truth.fmt(f),
            Self::All(inner) => f.write_str(&joined(inner, " and ")),
            Self::Any(inner) => f.write_str(&joined(inner, " or ")),
            Self::Not(inner) => write!(f, "not {}", inner.part()),
        }
    }
}

impl Condition {
    /// A condition as a part of another: in parentheses where it has parts of its own.
    fn part(&self) -> String {
        match self {
            Self::All(inner) | Self::Any(inner) if inner.len() > 1 => format!("({self})"),
            _ => self.to_string(),
        }
    }
}
