//! One requirement against the principal that should meet it.

use super::checks::{Asking, Check};
use super::coverage::Gap;
use super::lifetime;
use super::model::{Note, Standing};
use super::outcome::{Outcome, reason_of};
use super::principals::{Candidate, PrincipalMatch};
use super::remedy::{self, Remedy};
use super::verdict::Verdict;
use super::words::listed;
use crate::assess::candidate::CandidateKind;
use crate::snapshot::{SectionName, Shows};
use std::collections::BTreeSet;
use std::slice;

/// The result of a check for one principal, whatever the tier.
///
/// Every candidate that could be the principal is judged; a verdict is said
/// only where it holds whichever of them is the real one.
pub(super) fn judge(
    asking: &Asking<'_>,
    check: &dyn Check,
    matched: &PrincipalMatch<'_>,
) -> Outcome {
    if let Some(outcome) = check.without_candidates(asking) {
        return outcome;
    }
    let outcome = match matched.genuine.as_slice() {
        [] => nobody(asking, check, matched),
        candidates => {
            let judged = candidates
                .iter()
                .map(|one| of_candidate(asking, check, one));
            agree(judged, matched).doubt(&matched.unseen)
        }
    };
    check.settle(asking, outcome)
}

fn nobody(asking: &Asking<'_>, check: &dyn Check, matched: &PrincipalMatch<'_>) -> Outcome {
    let (context, principal) = (asking.context, asking.principal);
    if !matched.unseen.is_empty() {
        return Outcome::unseen("not seen", matched.unseen.clone());
    }
    let mut outcome = Outcome::new(
        Verdict::Missing,
        "not there",
        &format!(
            "{} was looked for and is not in the tenant",
            principal.title
        ),
    );
    if !matched.look_alikes.is_empty() {
        outcome
            .reason
            .push_str("; what only looks like it is listed apart");
    }
    outcome.remedies = remedy::presence(context, principal, matched);
    outcome.remedies.extend(check.closes(asking, None));
    outcome.looked_at = SectionName::showing(&[match principal.kind {
        CandidateKind::GuestUser => Shows::Guest,
        _ => Shows::Application,
    }]);
    outcome
}

fn of_candidate(asking: &Asking<'_>, check: &dyn Check, candidate: &Candidate<'_>) -> Outcome {
    let mut outcome = check.judge(asking, candidate);
    if outcome.remedies.is_empty() && outcome.verdict.is_gap() {
        outcome.remedies = check.closes(asking, Some(candidate));
    }
    let proven = matches!(
        outcome.verdict,
        Verdict::Missing | Verdict::Absent | Verdict::Manual
    );
    if candidate.standing == Standing::Unproven {
        if !proven {
            outcome.remedies.clear();
        }
        outcome
            .remedies
            .push(remedy::identity(asking.principal, candidate));
    }
    if candidate.standing == Standing::Unproven && !proven {
        outcome.verdict = Verdict::Unknown;
        outcome.reason = not_settled(candidate);
    }
    outcome
}

/// The reason why nothing can be said of a candidate that may be somebody else.
pub(super) fn not_settled(candidate: &Candidate<'_>) -> String {
    format!(
        "it cannot be told whether this is the vendor's: {}",
        candidate.why
    )
}

/// The outcome that holds whichever candidate is the principal. Each outcome is let go before the next is made: there
/// may be many.
fn agree(mut outcomes: impl Iterator<Item = Outcome>, matched: &PrincipalMatch<'_>) -> Outcome {
    let Some(mut joined) = outcomes.next() else {
        return Outcome::new(Verdict::Unknown, "not seen", "nobody was judged");
    };
    let verdict = joined.verdict;
    let mut differ = false;
    let mut actual = BTreeSet::from([joined.actual.clone()]);
    let mut gaps: BTreeSet<Gap> = joined.gaps.iter().cloned().collect();
    let mut remedies: BTreeSet<Remedy> = joined.remedies.iter().cloned().collect();
    let mut notes: BTreeSet<Note> = joined.notes.iter().cloned().collect();
    for mut other in outcomes {
        differ |= other.verdict != verdict;
        actual.insert(other.actual);
        joined.paths.append(&mut other.paths);
        joined.seen.append(&mut other.seen);
        other.gaps.retain(|gap| gaps.insert(gap.clone()));
        joined.gaps.append(&mut other.gaps);
        other
            .remedies
            .retain(|remedy| remedies.insert(remedy.clone()));
        joined.remedies.append(&mut other.remedies);
        other.notes.retain(|note| notes.insert(note.clone()));
        joined.notes.append(&mut other.notes);
        joined.lifetimes = lifetime::joined(&joined.lifetimes, &other.lifetimes);
    }
    let candidates = matched.genuine.as_slice();
    if let Some(gap) = matched.beyond.as_ref() {
        joined.verdict = Verdict::Unknown;
        joined.reason = reason_of(slice::from_ref(gap));
        differ = true;
    } else if differ {
        joined.verdict = Verdict::Unknown;
        joined.reason = format!(
            "{} candidates could be this principal and differ here",
            candidates.len()
        );
    }
    let unproven = |one: &Candidate<'_>| one.standing == Standing::Unproven;
    if differ || (candidates.len() > 1 && candidates.iter().any(unproven)) {
        let settles = |remedy: &Remedy| matches!(remedy, Remedy::Clarify(_));
        joined.remedies.retain(|remedy| !differ && !settles(remedy));
        joined.remedies.extend(matched.which.clone());
    }
    joined.actual = listed(actual, "; ");
    joined
}
