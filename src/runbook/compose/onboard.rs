//! The whole guide for this tenant: its steps in its order, with what is done struck off.

use super::options::{applies, option, options};
use crate::actions::{Action, DoByHand, Planned, merge};
use crate::assess::{Finding, Verdict};
use crate::guide::{FormValue, OptionRef, Requirement, Step as GuideStep};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Field, GuideText, Phase, Progress, Step};
use crate::runbook::selection::{close, plan};
use crate::runbook::step;
use crate::runbook::target::TargetPrincipal;
use std::collections::BTreeSet;

/// One phase per step of the guide.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let options = options(&context.judged);
    let steps: Vec<&GuideStep> = context
        .guide()
        .steps
        .iter()
        .filter(|step| applies(&step.options, &options))
        .collect();
    let mut phases: Vec<(String, Phase)> = steps
        .iter()
        .enumerate()
        .map(|(index, guide_step)| {
            let part = guide_step.id.split('/').next().unwrap_or_default();
            (part.to_owned(), phase(context, &steps, index, &options))
        })
        .collect();
    settle(&mut phases);
    phases.into_iter().map(|(_, phase)| phase).collect()
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

fn phase(
    context: &RunbookContext<'_>,
    steps: &[&GuideStep],
    index: usize,
    options: &BTreeSet<OptionRef>,
) -> Phase {
    let Some(guide_step) = steps.get(index) else {
        return Phase::default();
    };
    let requirements: Vec<&Requirement> = context
        .guide()
        .requirements
        .iter()
        .filter(|one| guide_step.closes.contains(&one.id) && applies(&one.options, options))
        .collect();
    let findings: Vec<&Finding> = requirements
        .iter()
        .filter_map(|requirement| context.judged.finding(requirement))
        .collect();
    let mut planned: Vec<Planned> = requirements
        .iter()
        .flat_map(|one| closing(context, (steps, index), one, options))
        .collect();
    planned.extend(handover(guide_step));
    let steps: Vec<Step> = merge(&context.of_actions(), planned)
        .into_iter()
        .map(|one| step::step(&context.steps, one))
        .collect();
    Phase {
        title: guide_step.title.clone(),
        guide: Some(GuideText {
            text: guide_step.text.clone(),
            cite: format!("{}, line {}", guide_step.cite.step, guide_step.cite.line),
        }),
        progress: guide_step
            .handover
            .map(|_| Progress::Open)
            .or_else(|| progress(context, &requirements, &findings, &steps)),
        evidence: findings
            .iter()
            .filter(|finding| settled(finding))
            .map(|finding| evidence(finding))
            .collect(),
        closes: findings
            .iter()
            .map(|finding| step::closed(finding))
            .collect(),
        steps,
    }
}

/// The actions of a step of the guide for one of its requirements.
fn closing(
    context: &RunbookContext<'_>,
    (steps, index): (&[&GuideStep], usize),
    requirement: &Requirement,
    options: &BTreeSet<OptionRef>,
) -> Vec<Planned> {
    let Some(target) = target(context, requirement, options) else {
        return Vec::new();
    };
    let finding = context.judged.finding(requirement);
    close(context, requirement, &target, finding)
        .into_iter()
        // An old secret goes after the form has the new one: that is for a runbook of kind remediate.
        .filter(|one| !matches!(one.action, Action::DeleteSecret(_)))
        .filter(|one| here(steps, index, requirement, &one.action))
        .collect()
}

/// The part of a step on the vendor's own side, which nothing in the tenant shows.
fn handover(guide_step: &GuideStep) -> Vec<Planned> {
    let act = guide_step.handover.map(|task| {
        let title = guide_step.title.clone();
        DoByHand { task, title }.into()
    });
    plan(act, None, None)
}

/// The steps on the vendor's own side under the options in play.
pub(super) fn handovers(context: &RunbookContext<'_>) -> Vec<Planned> {
    let options = options(&context.judged);
    let steps = context.guide().steps.iter();
    steps
        .filter(|step| applies(&step.options, &options))
        .flat_map(handover)
        .collect()
}

/// True for the step that takes an action: of several steps of the guide that close the same requirement, the
/// first asks for it and the last gives it.
fn here(steps: &[&GuideStep], index: usize, requirement: &Requirement, action: &Action) -> bool {
    let closing: Vec<usize> = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.closes.contains(&requirement.id))
        .map(|(at, _)| at)
        .collect();
    let wanted = if matches!(action, Action::RequestPermission(_)) {
        closing.first()
    } else {
        closing.last()
    };
    wanted == Some(&index)
}

/// The target of a requirement under the options in play.
fn target<'a>(
    context: &RunbookContext<'a>,
    requirement: &Requirement,
    options: &BTreeSet<OptionRef>,
) -> Option<TargetPrincipal<'a>> {
    let guide = context.guide();
    let in_play = requirement.options.iter();
    let in_play = in_play.filter(|option| options.contains(*option));
    let of_option = in_play
        .filter_map(|option| guide.option(option))
        .find_map(|option| guide.principal(&option.principal));
    let always = || guide.principal(requirement.principal.as_ref()?);
    of_option
        .or_else(always)
        .map(|principal| context.target(principal))
}

fn settled(finding: &Finding) -> bool {
    match finding.verdict {
        Verdict::Satisfied | Verdict::Absent => true,
        Verdict::Manual => finding
            .attested
            .as_ref()
            .is_some_and(|attested| attested.holds),
        _ => false,
    }
}

fn progress(
    context: &RunbookContext<'_>,
    requirements: &[&Requirement],
    findings: &[&Finding],
    steps: &[Step],
) -> Option<Progress> {
    if requirements.is_empty() {
        return None;
    }
    if context.assessment().is_none() || findings.len() < requirements.len() {
        return Some(Progress::Open);
    }
    if findings.iter().all(|finding| settled(finding)) {
        // What works and ends soon is still to be renewed.
        let done = steps.is_empty();
        return Some(if done { Progress::Done } else { Progress::Open });
    }
    let untold = |finding: &&&Finding| finding.verdict == Verdict::Unknown;
    let open = findings.iter().filter(|finding| !settled(finding));
    if open.clone().count() > 0 && open.clone().filter(untold).count() == open.count() {
        return Some(Progress::Untold);
    }
    Some(Progress::Open)
}

/// The evidence that something is done, with its time.
fn evidence(finding: &Finding) -> String {
    let mut text = format!("{}: {}", finding.title, finding.actual);
    if let Some(attested) = &finding.attested {
        text = format!(
            "{}: attested, not observed, by {} on {}",
            finding.title, attested.by, attested.on
        );
    }
    let seen = finding
        .evidence
        .iter()
        .find(|evidence| evidence.at.is_some());
    if let Some(evidence) = seen
        && let (Some(at), Some(id)) = (evidence.at, &evidence.request_id)
    {
        text = format!("{text} (seen {at}, request-id {id})");
    }
    text
}

/// The vendor's form, with what is known of this tenant.
pub(super) fn hand_over(context: &RunbookContext<'_>) -> Vec<Field> {
    let options = options(&context.judged);
    let guide = context.guide();
    let application = guide.choices.iter().find_map(|choice| {
        let option = option(&context.judged, choice)?;
        let principal = guide.principal(&option.principal)?;
        (principal.kind != crate::guide::PrincipalKind::GuestUser).then_some(principal)
    });
    guide
        .form
        .iter()
        .filter(|field| applies(&field.options, &options))
        .map(|field| {
            let (value, known) = match field.value {
                FormValue::Free => ("your choice".to_owned(), false),
                FormValue::TenantId => context.tenant().map_or_else(
                    || ("Microsoft Entra admin center, Overview, Tenant ID".to_owned(), false),
                    |id| (id.to_string(), true),
                ),
                FormValue::AppId => match application.map(|principal| context.target(principal).target.app_id) {
                    Some(text) => match text.as_known().filter(|id| !id.is_empty()) {
                        Some(id) => (id.to_owned(), true),
                        None => ("the id that the step which registers the application tells".to_owned(), false),
                    },
                    None => ("the application's id".to_owned(), false),
                },
                FormValue::Secret => (
                    "Paste it from the clipboard into the vendor's form, and nowhere else. It is shown once.".to_owned(),
                    false,
                ),
            };
            Field {
                label: field.label.clone(),
                value,
                known,
                help: field.help.clone(),
            }
        })
        .collect()
}
