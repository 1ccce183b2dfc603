//! One requirement against the principal that should meet it.

use super::context::Context;
use super::exit::{self, Exit};
use super::identify::{Candidate, Roll};
use super::model::Standing;
use super::outcome::Outcome;
use super::verdict::Verdict;
use super::words::listed;
use super::{account, api, credentials, hold, lifetime};
use crate::guide::{Ask, Principal, PrincipalKind, Requirement, Tier};
use crate::snapshot::{SectionName, Shows};
use std::collections::BTreeSet;

/// What a requirement comes to for one principal.
///
/// Every candidate that could be the principal is judged; a verdict is said
/// only where it holds whichever of them is the real one.
pub(super) fn evaluate(
    context: &Context<'_>,
    requirement: &Requirement,
    principal: &Principal,
    roll: &Roll<'_>,
) -> Outcome {
    if requirement.ask == Ask::Attest {
        let mut outcome = Outcome::new(
            Verdict::Manual,
            "not attested",
            "no public API shows it; a person must look and attest to it",
        );
        outcome.exits = vec![Exit::Attest];
        return outcome;
    }
    let outcome = match roll.genuine.as_slice() {
        [] => nobody(context, requirement, principal, roll),
        candidates => {
            let outcomes: Vec<Outcome> = candidates
                .iter()
                .map(|c| of_candidate(context, requirement, principal, c))
                .collect();
            agree(&outcomes, principal, candidates).doubt(&roll.unseen)
        }
    };
    let outcome = match &requirement.ask {
        Ask::Hold(asked) if requirement.tier != Tier::NotRequired => {
            api::weigh(context, asked, outcome)
        }
        _ => outcome,
    };
    by_tier(requirement.tier, outcome)
}

fn nobody(
    context: &Context<'_>,
    requirement: &Requirement,
    principal: &Principal,
    roll: &Roll<'_>,
) -> Outcome {
    if !roll.unseen.is_empty() {
        return Outcome::unseen("not seen", roll.unseen.clone());
    }
    let mut outcome = Outcome::new(
        Verdict::Missing,
        "not there",
        &format!(
            "{} was looked for and is not in the tenant",
            principal.title
        ),
    );
    if !roll.look_alikes.is_empty() {
        outcome
            .reason
            .push_str("; what only looks like it is listed apart");
    }
    outcome.exits = exit::presence(context, principal, roll);
    let closing = exit::closing(context, requirement, principal);
    // What is registered anew is for this tenant alone.
    outcome.exits.extend(
        closing
            .into_iter()
            .filter(|_| requirement.ask != Ask::SingleTenant),
    );
    outcome.looked_at = SectionName::showing(&[match principal.kind {
        PrincipalKind::GuestUser => Shows::Guest,
        _ => Shows::Application,
    }]);
    outcome
}

fn of_candidate(
    context: &Context<'_>,
    requirement: &Requirement,
    principal: &Principal,
    candidate: &Candidate<'_>,
) -> Outcome {
    let mut outcome = match &requirement.ask {
        Ask::GuestAccount => account::guest(context, principal, candidate),
        Ask::ApplicationPresent => account::application(context, candidate),
        Ask::SingleTenant => account::single_tenant(context, candidate),
        Ask::ClientSecret => credentials::client_secret(context, candidate),
        Ask::Hold(asked) if requirement.tier == Tier::NotRequired => {
            hold::any_part(context, candidate, asked)
        }
        Ask::Hold(asked) => hold::evaluate(context, candidate, asked, principal.kind),
        Ask::Attest => Outcome::new(Verdict::Manual, "", ""),
    };
    if outcome.exits.is_empty() && matches!(outcome.verdict, Verdict::Missing | Verdict::Partial) {
        outcome.exits = exit::closing(context, requirement, principal);
        if matches!(requirement.ask, Ask::Hold(_)) {
            outcome.exits.extend(exit::halved(candidate));
        }
    }
    let present = requirement.ask == Ask::ApplicationPresent;
    if present && !lifetime::asked_apart(context.guide, principal) {
        lifetime::describe(context, candidate, &mut outcome);
    }
    let proven = matches!(
        outcome.verdict,
        Verdict::Missing | Verdict::Absent | Verdict::Manual
    );
    if candidate.standing == Standing::Unproven {
        if !proven {
            outcome.exits.clear();
        }
        outcome.exits.push(exit::identity(principal, candidate));
    }
    if candidate.standing == Standing::Unproven && !proven {
        outcome.verdict = Verdict::Unknown;
        outcome.reason = not_settled(candidate);
    }
    outcome
}

/// Why nothing can be said of a candidate that may be somebody else.
pub(super) fn not_settled(candidate: &Candidate<'_>) -> String {
    format!(
        "it cannot be told whether this is the vendor's: {}",
        candidate.why
    )
}

fn agree(outcomes: &[Outcome], principal: &Principal, candidates: &[Candidate<'_>]) -> Outcome {
    let Some(first) = outcomes.first() else {
        return Outcome::new(Verdict::Unknown, "not seen", "nobody was judged");
    };
    let mut joined = first.clone();
    for other in outcomes.iter().skip(1) {
        joined.paths.extend(other.paths.iter().cloned());
        joined.seen.extend(other.seen.iter().copied());
        joined.gaps.extend(other.gaps.iter().cloned());
        joined.notes.extend(other.notes.iter().cloned());
        joined.exits.extend(other.exits.iter().cloned());
        joined.lifetimes = lifetime::joined(&joined.lifetimes, &other.lifetimes);
    }
    let differ = outcomes.iter().any(|one| one.verdict != first.verdict);
    if differ {
        joined.verdict = Verdict::Unknown;
        joined.reason = format!(
            "{} candidates could be this principal and differ here",
            candidates.len()
        );
    }
    let unproven = |one: &Candidate<'_>| one.standing == Standing::Unproven;
    if differ || (candidates.len() > 1 && candidates.iter().any(unproven)) {
        let settles = |exit: &Exit| matches!(exit, Exit::Settle(_));
        joined.exits.retain(|exit| !differ && !settles(exit));
        joined.exits.push(exit::which(principal, candidates));
    }
    let actual: BTreeSet<&str> = outcomes.iter().map(|one| one.actual.as_str()).collect();
    joined.actual = listed(actual.into_iter().map(str::to_owned), "; ");
    joined
}

/// An optional item that is not held is no gap.
fn by_tier(tier: Tier, mut outcome: Outcome) -> Outcome {
    if matches!(tier, Tier::Optional | Tier::NotRequired) && outcome.verdict == Verdict::Missing {
        outcome.verdict = Verdict::Absent;
    }
    outcome
}
