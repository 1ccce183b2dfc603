//! The check of what this version does not read: it says so, and nothing else.

use super::{Asking, Check};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::verdict::Verdict;
use crate::catalog::Subject;

/// A right of a service that is not read, in words.
pub(super) struct NotRead(pub(super) String);

impl Check for NotRead {
    fn subject(&self) -> Subject {
        Subject::OtherAccess
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        format!("{} holds {}", asking.principal.title, self.0)
    }

    fn without_candidates(&self, _: &Asking<'_>) -> Option<Outcome> {
        let reason = format!("{}: not read by this version", self.0);
        Some(Outcome::new(Verdict::Unknown, "not read", &reason))
    }

    /// Never asked: the outcome is the same whoever is there.
    fn judge(&self, _: &Asking<'_>, _: &Candidate<'_>) -> Outcome {
        Outcome::new(Verdict::Unknown, "not read", "not read by this version")
    }
}
