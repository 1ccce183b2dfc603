//! The numbers of findings.

use crate::assess::{Assessment, Verdict};
use schemars::JsonSchema;
use serde::Serialize;

/// The number of findings that have each verdict.
#[derive(Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Counts {
    satisfied: usize,
    partial: usize,
    missing: usize,
    excess: usize,
    absent: usize,
    noted: usize,
    unknown: usize,
    manual: usize,
    /// Gaps that are part of another finding's, and counted nowhere else.
    pub(in crate::report) waiting: usize,
}

impl Counts {
    pub(super) fn of(assessment: &Assessment) -> Self {
        Self {
            satisfied: assessment.count(Verdict::Satisfied),
            partial: assessment.count(Verdict::Partial),
            missing: assessment.count(Verdict::Missing),
            excess: assessment.count(Verdict::Excess),
            absent: assessment.count(Verdict::Absent),
            noted: assessment.count(Verdict::Noted),
            unknown: assessment.count(Verdict::Unknown),
            manual: assessment.count(Verdict::Manual),
            waiting: assessment.waiting(),
        }
    }

    /// The number of findings that have a verdict and stand for themselves.
    pub(in crate::report) const fn of_verdict(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Satisfied => self.satisfied,
            Verdict::Partial => self.partial,
            Verdict::Missing => self.missing,
            Verdict::Excess => self.excess,
            Verdict::Absent => self.absent,
            Verdict::Noted => self.noted,
            Verdict::Unknown => self.unknown,
            Verdict::Manual => self.manual,
        }
    }
}
