//! Outcomes written up as findings, in the guide's order.

use super::checks::{self, Asking};
use super::choose::Taken;
use super::context::Context;
use super::coverage::Gap;
use super::evaluate;
use super::evidence;
use super::lifetime;
use super::model::{Finding, Note, NoteKind};
use super::outcome::{self, Outcome};
use super::principals::Matches;
use super::remedy::{Clarify, Remedy};
use super::target::TargetPrincipal;
use super::verdict::Verdict;
use crate::guide::{Ask, ChoiceId, Guide, OptionRef, PrincipalId, Requirement, Tier};
use std::collections::{BTreeMap, BTreeSet};

/// A requirement's answer, before it is written up.
struct Answer<'a> {
    principal: &'a TargetPrincipal,
    outcome: Outcome,
    /// It rests on candidates for this principal alone, and not on those of another option too.
    alone: bool,
}

/// One finding per requirement that applies, whatever the options.
pub(super) fn requirements(
    guide: &Guide,
    context: &Context<'_>,
    matches_by_principal: &Matches<'_>,
    taken: &BTreeMap<ChoiceId, Taken<'_>>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, requirement) in guide.requirements.iter().enumerate() {
        let answer = if requirement.options.is_empty() {
            always(context, requirement, matches_by_principal)
        } else {
            by_option(context, index, requirement, taken)
        };
        if let Some(answer) = answer {
            findings.push(finding(
                (guide, context),
                requirement,
                &answer,
                matches_by_principal,
                taken,
            ));
        }
    }
    findings
}

fn always<'a>(
    context: &Context<'a>,
    requirement: &Requirement,
    matches_by_principal: &Matches<'_>,
) -> Option<Answer<'a>> {
    let id = requirement.principal.as_ref()?;
    let principal = context.target(id)?;
    let matched = matches_by_principal.get(id)?;
    Some(Answer {
        principal,
        outcome: evaluate::evaluate(context, requirement, principal, matched),
        alone: true,
    })
}

/// The verdict that holds whichever options apply; `unknown` where they differ, or where it
/// could not be told whether an option that asks it applies.
fn by_option<'a>(
    context: &Context<'a>,
    index: usize,
    requirement: &Requirement,
    taken: &BTreeMap<ChoiceId, Taken<'_>>,
) -> Option<Answer<'a>> {
    let taken = taken.get(&requirement.options.first()?.choice)?;
    let possible = taken.possible();
    let mut joined: Option<(&PrincipalId, Outcome)> = None;
    let mut alone = true;
    for option in possible.iter().chain(&taken.beside) {
        let Some(judged) = taken.judged.get(*option) else {
            continue;
        };
        let Some(outcome) = judged.outcomes.get(&index) else {
            continue;
        };
        let principal = &judged.option.principal;
        joined = Some(match joined {
            None => (principal, outcome.clone()),
            Some((known, joined))
                if joined.verdict == Verdict::Satisfied && taken.met_beside(*option, index) =>
            {
                (known, joined)
            }
            Some((known, joined)) => {
                alone &= known == principal;
                (known, join(joined, outcome, taken))
            }
        });
    }
    let (principal, mut outcome) = joined?;
    let settled = matches!(outcome.verdict, Verdict::Manual | Verdict::Unknown);
    if !taken.certain(index) && !settled {
        outcome.verdict = Verdict::Unknown;
        outcome.remedies = vec![choose(taken)];
        outcome.reason = format!(
            "which option applies could not be told: {}",
            taken.shown.why
        );
        outcome.gaps = taken.gaps();
    }
    Some(Answer {
        principal: context.target(principal)?,
        outcome,
        alone,
    })
}

/// Everything that settles which of the options applies that are still possible, or may be granted beside.
pub(super) fn choose(taken: &Taken<'_>) -> Remedy {
    let mut options = taken.possible();
    options.extend(&taken.beside);
    let options = options
        .into_iter()
        .filter_map(|option| taken.judged.get(option))
        .map(|judged| OptionRef {
            choice: taken.shown.choice.clone(),
            option: judged.option.id.clone(),
        });
    Remedy::Clarify(Clarify::Choose {
        options: options.collect(),
    })
}

fn join(mut one: Outcome, other: &Outcome, taken: &Taken<'_>) -> Outcome {
    if one.verdict != other.verdict {
        one.verdict = Verdict::Unknown;
        one.remedies = vec![choose(taken)];
        one.reason = "the options that are still possible differ here".to_owned();
    }
    if one.actual != other.actual {
        one.actual = format!("{}; {}", one.actual, other.actual);
    }
    let known: BTreeSet<Remedy> = one.remedies.iter().cloned().collect();
    let more = other
        .remedies
        .iter()
        .filter(|remedy| !known.contains(remedy));
    one.remedies.extend(more.cloned());
    one.paths.extend(other.paths.iter().cloned());
    one.paths.sort();
    one.paths.dedup();
    one.seen.extend(other.seen.iter().copied());
    one.seen.sort();
    one.seen.dedup();
    let known: BTreeSet<Gap> = one.gaps.iter().cloned().collect();
    let more = other.gaps.iter().filter(|gap| !known.contains(gap));
    one.gaps.extend(more.cloned());
    one.notes.extend(other.notes.iter().cloned());
    one.obstacle = one.obstacle.or_else(|| other.obstacle.clone());
    one.lifetimes = lifetime::joined(&one.lifetimes, &other.lifetimes);
    one
}

fn finding(
    (guide, context): (&Guide, &Context<'_>),
    requirement: &Requirement,
    answer: &Answer<'_>,
    matches_by_principal: &Matches<'_>,
    taken: &BTreeMap<ChoiceId, Taken<'_>>,
) -> Finding {
    let (principal, outcome) = (answer.principal, &answer.outcome);
    let matched = matches_by_principal.get(&principal.id);
    let entitlement = match &requirement.ask {
        Ask::Hold(entitlement) => Some(entitlement.clone()),
        _ => None,
    };
    let check = checks::of(requirement);
    let asking = Asking {
        context,
        title: &requirement.title,
        principal,
    };
    let rests_on_candidates = answer.alone && check.without_candidates().is_none();
    let mut notes = outcome.notes.clone();
    notes.extend(guide_notes((guide, context), requirement, taken));
    notes.sort();
    notes.dedup();
    Finding {
        id: format!("{}/{}", context.guide, requirement.id),
        title: requirement.title.clone(),
        subject: check.subject(),
        verdict: outcome.verdict,
        principal: principal.id.clone(),
        principal_title: principal.title.clone(),
        holder: matched
            .filter(|_| rests_on_candidates)
            .and_then(|matched| matched.only(principal)),
        requirement: Some(requirement.id.clone()),
        choice: principal.choice.clone(),
        tier: Some(requirement.tier),
        expected: check.expected(&asking),
        actual: outcome.actual.clone(),
        reason: outcome.reason.clone(),
        purpose: None,
        effect: Some(requirement.effect.clone()).filter(|effect| !effect.is_empty()),
        paths: outcome.paths.clone(),
        evidence: evidence::of(context, outcome, matched),
        notes,
        risk: entitlement
            .as_ref()
            .and_then(|e| context.catalog.risk(e))
            .cloned(),
        remedies: outcome::remedies_of(outcome),
        cites: requirement.cites.iter().map(Into::into).collect(),
        attested: None,
        obstacle: outcome.obstacle.clone(),
        lifetimes: outcome.lifetimes.clone(),
        rights: Vec::new(),
        entitlement,
    }
}

fn guide_notes(
    (guide, context): (&Guide, &Context<'_>),
    requirement: &Requirement,
    taken: &BTreeMap<ChoiceId, Taken<'_>>,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(text) = &requirement.interpretation {
        notes.push(Note {
            kind: NoteKind::Interpretation,
            text: text.clone(),
        });
    }
    let Ask::Hold(asked) = &requirement.ask else {
        return notes;
    };
    for (index, other) in guide.requirements.iter().enumerate() {
        let Ask::Hold(broader) = &other.ask else {
            continue;
        };
        let applies = taken.values().any(|taken| {
            let concerned = taken.concerned().into_iter();
            let mut judged = concerned.filter_map(|option| taken.judged.get(option));
            judged.any(|judged| judged.outcomes.contains_key(&index))
        });
        let included = context.catalog.covers(broader, asked).is_some();
        if applies && included && other.tier != Tier::NotRequired {
            notes.push(Note {
                kind: NoteKind::Redundant,
                text: format!(
                    "the guide also asks for {}, which includes this: a question for the vendor",
                    context.catalog.title(broader)
                ),
            });
        }
    }
    notes
}

/// Everything that a requirement of a possible option asks, and what that includes: no excess.
pub(super) fn asked(
    (guide, context): (&Guide, &Context<'_>),
    taken: &Taken<'_>,
    options: &[usize],
) -> Vec<crate::catalog::Entitlement> {
    let mut asked = Vec::new();
    for judged in options
        .iter()
        .filter_map(|option| taken.judged.get(*option))
    {
        for index in judged.outcomes.keys() {
            if let Some(Requirement {
                ask: Ask::Hold(entitlement),
                ..
            }) = guide.requirements.get(*index)
            {
                asked.push(entitlement.clone());
                asked.extend(context.catalog.parts(entitlement));
            }
        }
    }
    for requirement in guide.requirements.iter().filter(|r| r.options.is_empty()) {
        if let Ask::Hold(entitlement) = &requirement.ask {
            asked.push(entitlement.clone());
            asked.extend(context.catalog.parts(entitlement));
        }
    }
    asked
}
