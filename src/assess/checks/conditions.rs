//! A state that is made of several conditions, each met, unmet or not told.

use crate::access::SightingRef;
use crate::assess::model::AccessPath;
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::verdict::Verdict;
use crate::assess::words;

/// One condition, and the remedy that puts it right.
pub(super) enum Condition {
    /// It is met.
    Met(&'static str),
    /// It is not met.
    Unmet(String, Remedy),
    /// The answer does not tell.
    Untold(String, Remedy),
}

/// The outcome of several conditions together.
pub(super) fn outcome_of(
    candidate: &Candidate<'_>,
    conditions: impl IntoIterator<Item = Condition>,
    seen: Vec<SightingRef>,
) -> Outcome {
    let mut verdict = Verdict::Satisfied;
    let (mut words, mut remedies) = (Vec::new(), Vec::new());
    for condition in conditions {
        let (next, text, remedy) = match condition {
            Condition::Met(text) => (Verdict::Satisfied, text.to_owned(), None),
            Condition::Unmet(text, remedy) => (Verdict::Partial, text, Some(remedy)),
            Condition::Untold(text, remedy) => (Verdict::Unknown, text, Some(remedy)),
        };
        remedies.extend(remedy);
        verdict = match (verdict, next) {
            (Verdict::Partial, _) | (_, Verdict::Partial) => Verdict::Partial,
            (Verdict::Unknown, _) | (_, Verdict::Unknown) => Verdict::Unknown,
            _ => Verdict::Satisfied,
        };
        words.push(text);
    }
    let actual = words.join(", ");
    let reason = match verdict {
        Verdict::Satisfied => "it is there as asked",
        Verdict::Partial => "it is there, but not as the guide asks",
        _ => "it is there, but the answer does not tell its whole state",
    };
    let mut outcome = Outcome::new(verdict, &actual, reason);
    outcome.paths.push(AccessPath {
        hops: vec![words::holder(candidate)],
        condition: format!("{}; {}", candidate.identity, candidate.why),
        as_asked: verdict == Verdict::Satisfied,
    });
    outcome.seen = seen;
    outcome.remedies = remedies;
    outcome
}
