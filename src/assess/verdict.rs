//! The verdicts of findings, and the readiness that they come to together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that a finding says. What to do about it is a separate matter.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Held, active, tenant-wide, of the right type; or covered by a grant that is.
    Satisfied,
    /// Held, but not as asked.
    Partial,
    /// The section that would show it was collected whole, and it is not there.
    Missing,
    /// Held, and no chosen option asks for it.
    Excess,
    /// Not asked for and not held: as it should be.
    Absent,
    /// The guide only tells of it, or another adopted guide asks for what this one does not need.
    Noted,
    /// The section that would show it could not be seen whole.
    Unknown,
    /// No public API shows it: a person attests to it.
    Manual,
}

impl Verdict {
    /// Every verdict, in the order of every legend.
    pub const ALL: [Self; 8] = [
        Self::Satisfied,
        Self::Partial,
        Self::Missing,
        Self::Excess,
        Self::Absent,
        Self::Noted,
        Self::Unknown,
        Self::Manual,
    ];

    /// Returns `true` where something asked is not there, or not as asked.
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Missing | Self::Partial)
    }

    /// Returns `true` for a gap, and where it could not be told.
    pub const fn may_be_gap(self) -> bool {
        self.is_gap() || matches!(self, Self::Unknown)
    }

    /// Returns `true` for a gap or an excess: something that is not as the guide has it.
    pub const fn is_failure(self) -> bool {
        self.is_gap() || matches!(self, Self::Excess)
    }

    /// Returns `true` where a reader is to look: anything but what is as it should be.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Satisfied | Self::Absent | Self::Noted)
    }

    /// Returns `true` where it claims that something is not there, for which whole sections are needed.
    pub const fn claims_absence(self) -> bool {
        self.is_gap() || matches!(self, Self::Absent)
    }

    /// The word as every output spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::Excess => "excess",
            Self::Absent => "absent",
            Self::Noted => "noted",
            Self::Unknown => "unknown",
            Self::Manual => "manual",
        }
    }

    /// A sign that tells verdicts apart without colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Satisfied => "✓",
            Self::Partial => "◐",
            Self::Missing => "✗",
            Self::Excess => "+",
            Self::Absent => "–",
            Self::Noted => "·",
            Self::Unknown => "?",
            Self::Manual => "✎",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The overall answer.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Readiness {
    /// All required items satisfied, nothing unknown, no excess.
    Ready,
    /// All required items satisfied; a recommended gap, an excess or an expiry warning remains.
    ReadyWithFindings,
    /// A required item is missing or partial.
    NotReady,
    /// No proven required gap, but a required item, or whether there is excess, is unknown.
    Undetermined,
}

impl Readiness {
    /// The worst of several answers: a proven gap before what could not be told.
    pub fn worst(answers: impl IntoIterator<Item = Self>) -> Option<Self> {
        answers.into_iter().max_by_key(|answer| match answer {
            Self::Ready => 0,
            Self::ReadyWithFindings => 1,
            Self::Undetermined => 2,
            Self::NotReady => 3,
        })
    }

    /// True for an answer that something required is missing, or that could not be determined.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NotReady | Self::Undetermined)
    }

    /// Every answer.
    pub const ALL: [Self; 4] = [
        Self::Ready,
        Self::ReadyWithFindings,
        Self::NotReady,
        Self::Undetermined,
    ];

    /// The word as every output spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::ReadyWithFindings => "ready-with-findings",
            Self::NotReady => "not-ready",
            Self::Undetermined => "undetermined",
        }
    }
}

impl fmt::Display for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn each_question_about_a_verdict_has_one_answer() {
        // Verdict: gap, may be a gap, failure, open, claims absence.
        let table = [
            (Verdict::Satisfied, [false, false, false, false, false]),
            (Verdict::Partial, [true, true, true, true, true]),
            (Verdict::Missing, [true, true, true, true, true]),
            (Verdict::Excess, [false, false, true, true, false]),
            (Verdict::Absent, [false, false, false, false, true]),
            (Verdict::Noted, [false, false, false, false, false]),
            (Verdict::Unknown, [false, true, false, true, false]),
            (Verdict::Manual, [false, false, false, true, false]),
        ];
        assert_eq!(table.map(|(verdict, _)| verdict), Verdict::ALL);
        for (verdict, expected) in table {
            let answers = [
                verdict.is_gap(),
                verdict.may_be_gap(),
                verdict.is_failure(),
                verdict.is_open(),
                verdict.claims_absence(),
            ];
            assert_eq!(answers, expected, "{verdict}");
        }
    }
}
