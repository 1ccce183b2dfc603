//! A phase: what is to be done for some requirements, with the text of a step of the guide where there is one.

use super::progress::{evidence, is_settled, progress};
use crate::actions::{Planned, merge};
use crate::assess::semantics::Truth;
use crate::assess::{Finding, Verdict};
use crate::guide::format2::kinds::{Phase as GuidePhase, Tier};
use crate::guide::format2::model::{Closed, Requirement, Step as GuideStep};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{GuideText, Phase, Step};
use crate::runbook::step;
use std::collections::BTreeSet;

/// The guide's steps of a phase that apply, or may.
pub(super) fn steps<'a>(context: &RunbookContext<'a>, phase: GuidePhase) -> Vec<&'a GuideStep> {
    let steps = context.guide().steps.iter();
    steps
        .filter(|step| step.phase == phase)
        .filter(|step| context.judged.truth(step.when.as_ref()) != Truth::No)
        .collect()
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
    let mut told = Vec::new();
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
            None => format!("{}: {title}.", asked_as(requirement.tier)),
        });
        told.push(*requirement);
    }
    remarks.extend(judged.remarks_on(told));
    remarks
}

/// The beginning of a sentence about something that nothing was seen of.
const fn asked_as(tier: Tier) -> &'static str {
    match tier {
        Tier::Optional => "May be held",
        Tier::Informational => "Told of",
        Tier::Recommended => "Recommended",
        _ => "Asked for",
    }
}
