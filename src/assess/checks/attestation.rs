//! The check of what no public API shows: a person looks, and attests to it.

use super::{Asking, Check};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::verdict::Verdict;
use crate::catalog::Subject;

/// A statement that a person attests to.
pub(super) struct Attestation;

impl Check for Attestation {
    fn subject(&self) -> Subject {
        Subject::Attestation
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        asking.title.to_owned()
    }

    fn without_candidates(&self, _: &Asking<'_>) -> Option<Outcome> {
        let mut outcome = Outcome::new(
            Verdict::Manual,
            "not attested",
            "no public API shows it; a person must look and attest to it",
        );
        outcome.remedies = vec![Remedy::Attest];
        Some(outcome)
    }

    /// Never asked: the outcome is the same whoever is there.
    fn judge(&self, _: &Asking<'_>, _: &Candidate<'_>) -> Outcome {
        Outcome::new(Verdict::Manual, "", "")
    }
}
