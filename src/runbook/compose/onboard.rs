//! The whole guide for this tenant: its steps in its order, with what is done struck off.

use super::after;
use super::beside;
use super::handover;
use super::phase::{closes, of_requirements, steps, texts, unnamed};
use super::questions::phase as answering;
use crate::actions::{Action, Planned};
use crate::assess::semantics::Truth;
use crate::guide::format2::kinds::Phase as GuidePhase;
use crate::guide::format2::model::{Requirement, Step as GuideStep};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Phase, Progress};
use crate::runbook::selection::{close, questions};
use std::collections::BTreeSet;

/// The guide's questions; one phase per step of the guide; then what no step closes, and what is done once onboarding is over.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let steps = steps(context, GuidePhase::Onboard);
    let asking = questions(context);
    let mut phases: Vec<(Option<&str>, Phase)> = steps
        .iter()
        .enumerate()
        .map(|(index, guide_step)| {
            let part = guide_step.id.as_str().split_once('/');
            let phase = phase(context, (&steps, index), &asking);
            (part.map(|(part, _)| part), phase)
        })
        .collect();
    settle(&mut phases);
    let first = answering(context, &asking);
    let phases = phases.into_iter().map(|(_, phase)| phase);
    first
        .into_iter()
        .chain(phases)
        .chain(beside::phase(context, &steps, &asking))
        .chain(after::phases(context))
        .collect()
}

/// A step that closes nothing (signing in, deciding) is done when the rest of its part is, or of the guide where it
/// belongs to no part.
fn settle(phases: &mut [(Option<&str>, Phase)]) {
    let told: Vec<(Option<&str>, bool)> = phases
        .iter()
        .filter_map(|(part, phase)| {
            let open = matches!(phase.progress?, Progress::Open | Progress::Untold);
            Some((*part, open))
        })
        .collect();
    for (part, phase) in phases {
        let mut rest = told
            .iter()
            .filter(|(other, _)| part.is_none() || other == part)
            .peekable();
        let known = rest.peek().is_some();
        if phase.progress.is_none() && known && !rest.any(|(_, open)| *open) {
            phase.progress = Some(Progress::NotNeeded);
        }
    }
}

fn phase(
    context: &RunbookContext<'_>,
    (steps, index): (&[&GuideStep], usize),
    asking: &BTreeSet<Action>,
) -> Phase {
    let Some(guide_step) = steps.get(index) else {
        return Phase::default();
    };
    let requirements: Vec<&Requirement> = context
        .guide()
        .requirements
        .iter()
        .filter(|one| closes(guide_step, one))
        .filter(|one| context.judged.truth(one.when.as_ref()) != Truth::No)
        .collect();
    let mut planned: Vec<Planned> = requirements
        .iter()
        .flat_map(|one| closing(context, (steps, index), one))
        .filter(|one| !asking.contains(&one.action))
        .collect();
    let handed = handover::closed(context, guide_step);
    let title = guide_step.title.as_str();
    let forms = handed.iter();
    planned.extend(forms.flat_map(|one| handover::planned(context, one, title)));
    let mut phase = of_requirements(context, &requirements, planned);
    // Of several steps that close a requirement, the last names it.
    let mut last = requirements.clone();
    last.retain(|one| {
        let mut later = steps.iter().skip(index + 1);
        !later.any(|step| closes(step, one))
    });
    phase.remarks = unnamed(context, &last, &phase.steps);
    let texts = texts(context, guide_step);
    phase.title = texts.title;
    phase.guide = texts.guide;
    phase.remarks.splice(0..0, texts.remarks);
    for one in &handed {
        phase.evidence.extend(handover::evidence(context, one));
    }
    // Nothing in the tenant shows what is handed over.
    let handed = handed.iter().map(|one| handover::progress(context, one));
    phase.progress = match handed.min_by_key(|one| *one != Progress::Open) {
        None => phase.progress,
        Some(handed) => match phase.progress {
            Some(Progress::Open | Progress::Untold) => Some(Progress::Open),
            _ => Some(handed),
        },
    };
    phase
}

/// The actions of a step of the guide for one of its requirements.
fn closing(
    context: &RunbookContext<'_>,
    (steps, index): (&[&GuideStep], usize),
    requirement: &Requirement,
) -> Vec<Planned> {
    let finding = context.judged.finding(requirement);
    close(context, requirement, finding)
        .into_iter()
        // An old secret goes after the form has the new one: that is for a runbook of kind remediate.
        .filter(|one| !matches!(one.action, Action::DeleteSecret(_)))
        .filter(|one| here(steps, index, requirement, &one.action))
        .collect()
}

/// True for the step that takes an action: of several steps of the guide that close the same requirement, the
/// first asks for it and the last gives it.
fn here(steps: &[&GuideStep], index: usize, requirement: &Requirement, action: &Action) -> bool {
    let closing: Vec<usize> = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| closes(step, requirement))
        .map(|(at, _)| at)
        .collect();
    let wanted = if matches!(action, Action::RequestPermission(_)) {
        closing.first()
    } else {
        closing.last()
    };
    wanted == Some(&index)
}
