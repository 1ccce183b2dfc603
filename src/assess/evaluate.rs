//! One requirement against the principal that should meet it.

use super::context::Context;
use super::identify::{Candidate, Roll};
use super::model::Standing;
use super::outcome::Outcome;
use super::verdict::Verdict;
use super::{account, credentials, hold};
use crate::guide::{Ask, Principal, Requirement, Tier};
use crate::snapshot::SectionName;
use std::collections::BTreeSet;

/// Of how many candidates it is said what was seen.
const SHOWN: usize = 20;

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
        return Outcome::new(
            Verdict::Manual,
            "not attested",
            "no public API shows it; a person must look and attest to it",
        );
    }
    let outcome = match roll.genuine.as_slice() {
        [] => nobody(principal, roll),
        candidates => {
            let outcomes: Vec<Outcome> = candidates
                .iter()
                .map(|c| of_candidate(context, requirement, c))
                .collect();
            agree(&outcomes, candidates.len()).doubt(&roll.unseen)
        }
    };
    by_tier(requirement.tier, outcome)
}

fn nobody(principal: &Principal, roll: &Roll<'_>) -> Outcome {
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
    outcome.looked_at = vec![
        SectionName::Users,
        SectionName::ServicePrincipals,
        SectionName::Applications,
    ];
    outcome.looked_at.retain(|name| match principal.kind {
        crate::guide::PrincipalKind::GuestUser => *name == SectionName::Users,
        _ => *name != SectionName::Users,
    });
    outcome
}

fn of_candidate(
    context: &Context<'_>,
    requirement: &Requirement,
    candidate: &Candidate<'_>,
) -> Outcome {
    let mut outcome = match &requirement.ask {
        Ask::GuestAccount => account::guest(context, candidate),
        Ask::ApplicationPresent => account::application(context, candidate),
        Ask::SingleTenant => account::single_tenant(context, candidate),
        Ask::ClientSecret => credentials::client_secret(context, candidate),
        Ask::Hold(asked) if requirement.tier == Tier::NotRequired => {
            hold::any_part(context, candidate, asked)
        }
        Ask::Hold(asked) => hold::evaluate(context, candidate, asked),
        Ask::Attest => Outcome::new(Verdict::Manual, "", ""),
    };
    let proven = matches!(
        outcome.verdict,
        Verdict::Missing | Verdict::Absent | Verdict::Manual
    );
    if candidate.standing == Standing::Unproven && !proven {
        outcome.verdict = Verdict::Unknown;
        outcome.reason = format!(
            "it cannot be told whether this is the vendor's: {}",
            candidate.why
        );
    }
    outcome
}

fn agree(outcomes: &[Outcome], candidates: usize) -> Outcome {
    let Some(first) = outcomes.first() else {
        return Outcome::new(Verdict::Unknown, "not seen", "nobody was judged");
    };
    let mut joined = first.clone();
    let mut actual: Vec<&str> = vec![&first.actual];
    let mut known: BTreeSet<(SectionName, &str)> = BTreeSet::new();
    known.extend(
        first
            .gaps
            .iter()
            .map(|gap| (gap.section, gap.message.as_str())),
    );
    for other in outcomes.iter().skip(1) {
        joined.paths.extend(other.paths.iter().cloned());
        joined.seen.extend(other.seen.iter().copied());
        let gaps = other.gaps.iter();
        let new = gaps.filter(|gap| known.insert((gap.section, gap.message.as_str())));
        joined.gaps.extend(new.cloned());
        joined.notes.extend(other.notes.iter().cloned());
        if actual.len() > 1 || other.actual != first.actual {
            actual.push(&other.actual);
        }
        if other.verdict != first.verdict {
            joined.verdict = Verdict::Unknown;
            joined.reason = format!(
                "{candidates} candidates could be this principal and differ here; \
                 give an id to settle which is meant"
            );
        }
    }
    joined.actual = few(&actual);
    joined
}

/// What was seen of several candidates: of many, the first.
fn few(actual: &[&str]) -> String {
    let shown = actual.len().min(SHOWN);
    let text = actual.iter().take(SHOWN).copied().collect::<Vec<_>>();
    match actual.len() - shown {
        0 => text.join("; "),
        more => format!("{}; and {more} more", text.join("; ")),
    }
}

/// An optional item that is not held is no gap.
fn by_tier(tier: Tier, mut outcome: Outcome) -> Outcome {
    if matches!(tier, Tier::Optional | Tier::NotRequired) && outcome.verdict == Verdict::Missing {
        outcome.verdict = Verdict::Absent;
    }
    outcome
}
