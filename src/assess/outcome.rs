//! The outcome of one requirement, before it is written up as a finding.

use super::coverage::Gap;
use super::lifetime::Lifetime;
use super::model::{AccessPath, Note};
use super::obstacle::Obstacle;
use super::remedy::Remedy;
use super::verdict::Verdict;
use super::words::listed;
use crate::access::SightingRef;
use crate::snapshot::SectionName;

/// A verdict with everything that a finding says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The result of it.
    pub verdict: Verdict,
    /// Everything that was seen, in words.
    pub actual: String,
    /// The reason for this verdict, in one sentence.
    pub reason: String,
    /// The ways in which it is held.
    pub paths: Vec<AccessPath>,
    /// Everything that proves the ways.
    pub seen: Vec<SightingRef>,
    /// Sections that were looked at, for the evidence of an absence.
    pub looked_at: Vec<SectionName>,
    /// Everything that stood in the way of an answer.
    pub gaps: Vec<Gap>,
    /// Everything that a person does about it, beside what fills the gaps.
    pub remedies: Vec<Remedy>,
    /// Remarks.
    pub notes: Vec<Note>,
    /// Everything that stands in the way beside the access itself.
    pub obstacle: Option<Obstacle>,
    /// The lifetimes of the credentials that the application signs in with.
    pub lifetimes: Vec<Lifetime>,
}

impl Outcome {
    /// A bare outcome; the rest is added by whoever knows more.
    pub(super) fn new(verdict: Verdict, actual: &str, reason: &str) -> Self {
        Self {
            verdict,
            actual: actual.to_owned(),
            reason: reason.to_owned(),
            paths: Vec::new(),
            seen: Vec::new(),
            looked_at: Vec::new(),
            gaps: Vec::new(),
            remedies: Vec::new(),
            notes: Vec::new(),
            obstacle: None,
            lifetimes: Vec::new(),
        }
    }

    /// `unknown`, because sections are not whole.
    pub(super) fn unseen(actual: &str, gaps: Vec<Gap>) -> Self {
        let reason = reason_of(&gaps);
        Self {
            gaps,
            ..Self::new(Verdict::Unknown, actual, &reason)
        }
    }

    /// Turns a proof of absence into `unknown` where others may exist unseen.
    pub(super) fn doubt(mut self, gaps: &[Gap]) -> Self {
        if gaps.is_empty() || !self.verdict.claims_absence() {
            return self;
        }
        self.verdict = Verdict::Unknown;
        self.reason = reason_of(gaps);
        self.remedies.clear();
        self.gaps.extend(gaps.iter().cloned());
        self
    }
}

/// The reason why something could not be told, in one sentence.
pub(super) fn reason_of(gaps: &[Gap]) -> String {
    format!(
        "it could not be seen: {}",
        listed(gaps.iter().map(Gap::words), "; ")
    )
}

/// The remedies of an outcome, in their order and each once.
pub(super) fn remedies_of(outcome: &Outcome) -> Vec<Remedy> {
    let gaps = outcome.gaps.iter().map(|gap| gap.remedy.clone());
    let mut remedies = match outcome.verdict {
        Verdict::Satisfied | Verdict::Absent | Verdict::Noted | Verdict::Excess => Vec::new(),
        Verdict::Missing | Verdict::Partial | Verdict::Manual => outcome.remedies.clone(),
        Verdict::Unknown => outcome.remedies.iter().cloned().chain(gaps).collect(),
    };
    remedies.sort();
    remedies.dedup();
    remedies
}
