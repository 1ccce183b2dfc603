//! Readiness: the overall answer of a guide.

use super::asked::Asked;
use super::truth::Truth;
use super::verdict::Verdict;
use crate::guide::format2::kinds::{Coverage, Tier};
use std::fmt;

/// The overall answer of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readiness {
    /// Something that is required is missing, or something forbidden is held.
    NotReady,
    /// It cannot be told.
    Undetermined,
    /// Nothing that is required is missing, and something is to be looked at.
    ReadyWithFindings,
    /// Nothing of the above.
    Ready,
}

impl Readiness {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotReady => "not-ready",
            Self::Undetermined => "undetermined",
            Self::ReadyWithFindings => "ready-with-findings",
            Self::Ready => "ready",
        }
    }
}

impl fmt::Display for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The circumstances of readiness beside the verdicts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) coverage: Coverage,
    /// More could be held than was seen, or it is open whether something held is asked for.
    pub(super) more: bool,
    /// There is excess, or a finding of another kind that keeps the answer from plain ready.
    pub(super) findings: bool,
    /// The answer of the guides that this one needs.
    pub(super) needs: Readiness,
}

/// The first row of the table that fits.
pub(super) fn readiness<R>(judged: &[(&Asked<'_, R>, Verdict)], beside: Beside) -> Readiness {
    // What is asked of the installer counts for nothing.
    let counted = || judged.iter().filter(|(asked, _)| !asked.ask.of_installer);
    let any = |fits: &dyn Fn(&Asked<'_, R>, Verdict) -> bool| {
        counted().any(|(asked, verdict)| fits(asked, *verdict))
    };
    let open = |verdict| matches!(verdict, Verdict::Unknown | Verdict::Manual);
    let gap = |verdict| matches!(verdict, Verdict::Missing | Verdict::Partial);
    if any(&|asked, verdict| asked.must() && gap(verdict))
        || any(&|asked, verdict| asked.tier == Tier::Forbidden && verdict == Verdict::Excess)
        || beside.needs == Readiness::NotReady
    {
        return Readiness::NotReady;
    }
    let refusing = |tier| matches!(tier, Tier::Forbidden | Tier::NotRequired | Tier::Temporary);
    if any(&|asked, verdict| asked.must() && open(verdict))
        || any(&|asked, verdict| refusing(asked.tier) && verdict == Verdict::Unknown)
        || beside.coverage == Coverage::Excerpt
        || beside.more
        || beside.needs == Readiness::Undetermined
        || nothing_is_required(judged)
    {
        return Readiness::Undetermined;
    }
    let soft = |tier| matches!(tier, Tier::Recommended | Tier::Optional);
    if any(&|asked, verdict| soft(asked.tier) && (gap(verdict) || open(verdict))) || beside.findings
    {
        return Readiness::ReadyWithFindings;
    }
    Readiness::Ready
}

/// Set when there are required requirements and the condition of none of them holds: then nothing is shown.
fn nothing_is_required<R>(judged: &[(&Asked<'_, R>, Verdict)]) -> bool {
    let mut required = judged
        .iter()
        .map(|(asked, _)| asked)
        .filter(|asked| asked.tier == Tier::Required && !asked.ask.of_installer)
        .peekable();
    required.peek().is_some() && !required.any(|asked| asked.applies == Truth::Yes)
}
