//! The whole guide for this tenant: its steps in its order, with what is done struck off.

use super::after;
use super::beside;
use super::handover;
use super::progress::{evidence, is_settled, progress};
use crate::actions::{Action, Planned, merge};
use crate::assess::semantics::Truth;
use crate::assess::{Finding, Verdict};
use crate::guide::format2::kinds::Phase as GuidePhase;
use crate::guide::format2::model::{Closed, Requirement, Step as GuideStep};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{GuideText, Phase, Progress, Step};
use crate::runbook::selection::close;
use crate::runbook::step;
use std::collections::BTreeSet;

/// One phase per step of the guide; then what no step closes, and what is done once onboarding is over.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let steps = steps(context, GuidePhase::Onboard);
    let mut phases: Vec<(String, Phase)> = steps
        .iter()
        .enumerate()
        .map(|(index, guide_step)| {
            let id = guide_step.id.as_str();
            let part = id.split('/').next().unwrap_or_default();
            (part.to_owned(), phase(context, &steps, index))
        })
        .collect();
    settle(&mut phases);
    let phases = phases.into_iter().map(|(_, phase)| phase);
    phases
        .chain(beside::phase(context, &steps))
        .chain(after::phases(context))
        .collect()
}

/// The guide's steps of a phase that apply, or may.
pub(super) fn steps<'a>(context: &RunbookContext<'a>, phase: GuidePhase) -> Vec<&'a GuideStep> {
    let steps = context.guide().steps.iter();
    steps
        .filter(|step| step.phase == phase)
        .filter(|step| context.judged.truth(step.when.as_ref()) != Truth::No)
        .collect()
}

/// A step that closes nothing (signing in, deciding) is done when the rest of its part is.
fn settle(phases: &mut [(String, Phase)]) {
    let open: BTreeSet<String> = phases
        .iter()
        .filter(|(_, phase)| matches!(phase.progress, Some(Progress::Open | Progress::Untold)))
        .map(|(part, _)| part.clone())
        .collect();
    for (part, phase) in phases {
        if phase.progress.is_none() && !open.contains(part) {
            phase.progress = Some(Progress::NotNeeded);
        }
    }
}

fn phase(context: &RunbookContext<'_>, steps: &[&GuideStep], index: usize) -> Phase {
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
        .collect();
    let handed = handover::closed(context, guide_step);
    let title = guide_step.title.as_str();
    planned.extend(handed.iter().flat_map(|_| handover::planned(title)));
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

/// A phase about requirements that is no step of the guide, with the changes that are planned.
pub(super) fn of_requirements(
    context: &RunbookContext<'_>,
    requirements: &[&Requirement],
    planned: Vec<Planned>,
) -> Phase {
    let judged = &context.judged;
    let findings = requirements.iter().filter_map(|one| judged.finding(one));
    let findings: Vec<&Finding> = findings.collect();
    let steps: Vec<Step> = merge(&context.of_actions(), planned)
        .into_iter()
        .map(|one| step::step(&context.steps, one))
        .collect();
    let settled = findings.iter().filter(|finding| is_settled(finding));
    Phase {
        progress: progress(context, requirements, &steps),
        evidence: settled.map(|finding| evidence(finding)).collect(),
        remarks: unnamed(context, requirements, &steps),
        closes: findings.iter().map(|one| step::closed(one)).collect(),
        steps,
        ..Phase::default()
    }
}

/// A phase with the title and text of a step of the guide, and who may do it.
pub(super) fn texts(context: &RunbookContext<'_>, guide_step: &GuideStep) -> Phase {
    let judged = &context.judged;
    let by = guide_step.by.iter().filter_map(|id| {
        let requirement = judged.guide.requirement(id)?;
        let asked = judged.truth(requirement.when.as_ref()) != Truth::No;
        asked.then(|| judged.asked_of(requirement))
    });
    let by: Vec<String> = by.collect();
    let by = (!by.is_empty()).then(|| format!("Whoever does this must hold: {}.", by.join("; ")));
    let mut remarks: Vec<String> = by.into_iter().collect();
    remarks.extend(judged.depends(guide_step.when.as_ref()));
    Phase {
        title: guide_step.title.clone(),
        guide: Some(GuideText {
            text: guide_step.text.clone(),
            cite: judged.place(&guide_step.cite),
        }),
        remarks,
        ..Phase::default()
    }
}

/// True for a step that closes a requirement.
pub(super) fn closes(step: &GuideStep, requirement: &Requirement) -> bool {
    let mut closes = step.closes.iter();
    closes.any(|one| matches!(one, Closed::Requirement(id) if *id == requirement.id))
}

/// Remarks that name each requirement that neither the evidence nor a step names.
pub(super) fn unnamed(
    context: &RunbookContext<'_>,
    requirements: &[&Requirement],
    steps: &[Step],
) -> Vec<String> {
    let judged = &context.judged;
    let named: BTreeSet<&str> = steps
        .iter()
        .flat_map(|step| &step.closes)
        .map(|closed| closed.id.as_str())
        .collect();
    let mut remarks = Vec::new();
    for requirement in requirements {
        let finding = judged.finding(requirement);
        let id = judged.finding_id(requirement);
        if named.contains(id.as_str()) || finding.is_some_and(is_settled) {
            continue;
        }
        let title = judged.asked_of(requirement);
        remarks.push(match finding {
            _ if judged.refuses(requirement) => format!("Not to be held: {title}."),
            Some(finding) if finding.verdict == Verdict::Noted => {
                format!("Nothing to do: {title} ({}).", finding.reason)
            }
            Some(finding) => format!(
                "{title}: {} ({}).",
                finding.verdict.as_str(),
                finding.reason
            ),
            None => format!("Asked for: {title}."),
        });
        remarks.extend(judged.remarks(requirement));
    }
    remarks
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
