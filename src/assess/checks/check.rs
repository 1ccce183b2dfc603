//! The question to a check, and what every check answers.

use crate::assess::context::Context;
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::target::TargetPrincipal;
use crate::catalog::Subject;

/// A question to a check: what is asked, by its title, and the principal that it is asked of.
pub(in crate::assess) struct Asking<'a> {
    pub context: &'a Context<'a>,
    pub title: &'a str,
    pub principal: &'a TargetPrincipal,
}

/// One kind of ask.
pub(in crate::assess) trait Check {
    /// The subject of its findings, by which controls are looked up.
    fn subject(&self) -> Subject;

    /// The sentence that says what is asked.
    fn expected(&self, asking: &Asking<'_>) -> String;

    /// The outcome that does not depend on who is there.
    fn without_candidates(&self, _asking: &Asking<'_>) -> Option<Outcome> {
        None
    }

    /// The outcome for somebody who is there.
    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome;

    /// Everything that closes a gap, beside what brings the principal into the tenant where nobody is there.
    fn closes(&self, _asking: &Asking<'_>, _candidate: Option<&Candidate<'_>>) -> Vec<Remedy> {
        Vec::new()
    }

    /// The outcome over all candidates, weighed by what the ask depends on beside them.
    fn settle(&self, _asking: &Asking<'_>, outcome: Outcome) -> Outcome {
        outcome
    }
}
