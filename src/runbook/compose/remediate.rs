//! Only what an assessment found: each gap and each excess, in the fewest changes.

use super::excess::excess;
use super::handover;
use crate::actions::{Action, Change, Planned, Stage, merge};
use crate::assess::{Finding, Remedy, Remove, Verdict};
use crate::catalog::{Subject, TaskName};
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Phase, Step};
use crate::runbook::selection::{api, close, dangling, plan, unknown};
use crate::runbook::step;

/// The phases, in the order in which nobody is locked out.
pub(super) fn phases(context: &RunbookContext<'_>) -> Vec<Phase> {
    let Some(assessment) = context.assessment() else {
        return Vec::new();
    };
    let mut all = actions(context, &assessment.findings);
    // The vendor has to be told of a new application and of a new secret.
    let told = |planned: &Planned| {
        matches!(
            planned.action,
            Action::ConsentToApplication(_)
                | Action::RegisterApplication(_)
                | Action::CreateClientSecret(_)
        )
    };
    if all.iter().any(told) {
        all.extend(handover::all_planned(context));
    }
    let merged = merge(&context.of_actions(), all);
    let mut phases: Vec<Phase> = Vec::new();
    for one in merged {
        let title = title(one.order.stage);
        let strangers = assessment.findings.iter().any(|finding| {
            finding.subject == Subject::OtherHolder
                && finding.verdict == Verdict::Excess
                && one.closes.contains(&finding.id)
        });
        let mut step = step::step(&context.steps, one);
        if strangers {
            step.warnings.insert(
                0,
                "This is not the one that the guide means, and somebody may rely on it. Find out who made it and for \
                 whom before you take anything away."
                    .to_owned(),
            );
        }
        step::append(&mut phases, title, step);
    }
    if !phases.is_empty() {
        phases.push(Phase {
            title: "Look again".to_owned(),
            steps: vec![again(context)],
            ..Phase::default()
        });
    }
    phases
}

/// The actions that close findings, gaps and excess.
pub(in crate::runbook) fn actions(
    context: &RunbookContext<'_>,
    findings: &[Finding],
) -> Vec<Planned> {
    let mut all = Vec::new();
    for finding in findings {
        all.extend(of_finding(context, finding));
    }
    all.extend(excess(context, findings));
    all
}

/// The title of a phase, by the stage of its steps.
fn title(stage: Stage) -> &'static str {
    match stage {
        Stage::Decide => "See and decide first",
        Stage::Stop => "Stop what must stop",
        Stage::Give => "Give what is missing",
        Stage::Replaced => "Take away what was renewed, once the new one is in use",
        Stage::TakeAway | Stage::Credentials | Stage::Delete => "Take away what nobody asked for",
        Stage::Look => "Look at what no public API shows",
        Stage::Last => "Last of all, because it can lock others out",
    }
}

fn again(context: &RunbookContext<'_>) -> Step {
    let change = Change::new(TaskName::AuditAgain, "Audit again, and keep the report");
    let mut step = step::empty("audit-again", &change.title.clone());
    step::fill(&context.steps, &mut step, change);
    step.before = String::new();
    step.after = "the report says ready, or names what is still open".to_owned();
    step
}

/// The actions that one finding about a requirement, or about what could not be seen, calls for.
fn of_finding(context: &RunbookContext<'_>, finding: &Finding) -> Vec<Planned> {
    if finding.verdict == Verdict::Excess {
        return Vec::new();
    }
    match context.judged.requirement(finding) {
        Some(requirement) => close(context, requirement, Some(finding)),
        None if finding.subject == Subject::Api && finding.verdict.is_gap() => {
            let obstacle = finding.obstacle.iter();
            obstacle
                .map(|obstacle| api(obstacle, &finding.id).0)
                .collect()
        }
        None if finding.verdict == Verdict::Unknown => untold(context, finding),
        None => Vec::new(),
    }
}

/// The actions for what could not be told of what is held beyond the guide: grants that lead nowhere are taken away, what the
/// catalog does not know is an excess until somebody knows it, and the rest is looked at with more permissions.
fn untold(context: &RunbookContext<'_>, finding: &Finding) -> Vec<Planned> {
    let key = context.judged.principal_of(finding);
    let principal = context.judged.principal(key);
    let mut all = Vec::new();
    for candidate in context.judged.candidates(key) {
        let Some((principal, holder)) = principal.zip(context.index.holder(candidate.object_id))
        else {
            continue;
        };
        let target = context.target_of(principal, candidate);
        let dangling = dangling(&context.index, holder);
        all.extend(plan(dangling, Some(&target), Some(&finding.id)));
    }
    let cleared = !all.is_empty();
    let leftover = |remedy: &Remedy| matches!(remedy, Remedy::Remove(Remove::Leftover { .. }));
    let rest = finding
        .remedies
        .iter()
        .filter(|remedy| !(cleared && leftover(remedy)));
    all.extend(unknown(context, finding, rest));
    all
}
