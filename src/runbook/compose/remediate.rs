//! Only what an assessment found: each gap and each excess, in the fewest changes.

use super::onboard::handovers;
use super::unwanted::{asked, concerns, drops};
use crate::access::Grant;
use crate::actions::{Action, Change, Decide, Order, Planned, RequestPermission, Stage, merge};
use crate::assess::{Candidate, Finding, Remedy, Remove, Verdict};
use crate::catalog::{Entitlement, Subject, TaskName};
use crate::guide::{ChoiceId, Principal, PrincipalKind};
use crate::runbook::context::RunbookContext;
use crate::runbook::judged::Judged;
use crate::runbook::model::{Phase, Step};
use crate::runbook::selection::{
    api, beyond, close, dangling, grants_of, hold, plan, registration_asks, revocations, unknown,
};
use crate::runbook::step;
use crate::runbook::target::TargetPrincipal;
use std::collections::BTreeSet;

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
        all.extend(handovers(context));
    }
    let merged = merge(&context.of_actions(), all);
    let mut phases: Vec<Phase> = Vec::new();
    for one in merged {
        let title = title(one.order.stage);
        let strangers = assessment.findings.iter().any(|finding| {
            finding.subject == Subject::OtherHolder && one.closes.contains(&finding.id)
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
        Some(requirement) => match context.guide().principal(&finding.principal) {
            Some(principal) => {
                let target = context.target(principal);
                close(context, requirement, &target, Some(finding))
            }
            None => Vec::new(),
        },
        None if finding.subject == Subject::Api && finding.verdict.is_gap() => api(finding)
            .map(|(planned, _)| planned)
            .into_iter()
            .collect(),
        None if finding.verdict == Verdict::Unknown => untold(context, finding),
        None => Vec::new(),
    }
}

/// The actions for what could not be told of what is held beyond the guide: grants that lead nowhere are taken away, what the
/// catalog does not know is an excess until somebody knows it, and the rest is looked at with more permissions.
fn untold(context: &RunbookContext<'_>, finding: &Finding) -> Vec<Planned> {
    let principal = context.guide().principal(&finding.principal);
    let mut all = Vec::new();
    for candidate in principal
        .map(|p| context.judged.candidates(p))
        .unwrap_or_default()
    {
        let Some((principal, holder)) = principal.zip(context.index.holder(candidate.object_id))
        else {
            continue;
        };
        let target = context.target_of(principal, candidate);
        let dangling = dangling(&context.index, holder);
        all.extend(plan(dangling, Some(&target), Some(finding)));
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

/// The actions that take away every excess. All of one holder's are seen together: one group or role may carry several.
fn excess(context: &RunbookContext<'_>, findings: &[Finding]) -> Vec<Planned> {
    let mut all = Vec::new();
    for finding in findings {
        if finding.verdict == Verdict::Excess && finding.subject == Subject::GrantedTwice {
            let choice = finding.choice.as_ref().map_or("", ChoiceId::as_str);
            let text = format!(
                "Decide which option of the choice “{choice}” is meant, and write this runbook again with \
                 --choose {choice}=OPTION: {}.",
                finding.actual
            );
            all.extend(plan([Decide { text }.into()], None, Some(finding)));
        }
    }
    for principal in &context.guide().principals {
        let of_principal: Vec<&Finding> = findings
            .iter()
            .filter(|f| f.verdict == Verdict::Excess && f.principal == principal.id)
            .collect();
        for candidate in context.judged.everybody(principal) {
            all.extend(of_candidate(context, principal, candidate, &of_principal));
        }
    }
    all
}

fn of_candidate<'a>(
    context: &RunbookContext<'a>,
    principal: &'a Principal,
    candidate: &Candidate,
    findings: &[&Finding],
) -> Vec<Planned> {
    let target = context.target_of(principal, candidate);
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let mut all = if Judged::is_genuine(candidate) {
        beyond(&context.index, &target, findings)
    } else {
        Vec::new()
    };
    let concerned: Vec<&&Finding> = findings
        .iter()
        .filter(|finding| concerns(&context.judged, finding, principal, candidate, holder))
        .collect();
    if concerned.is_empty() {
        return all;
    }
    let is_chosen = |grant: &Grant| {
        concerned
            .iter()
            .any(|finding| drops(&context.judged, finding, principal, grant))
    };
    let taken = revocations(&context.index, holder, is_chosen);
    let carriers: Vec<(&Finding, BTreeSet<(Order, String)>)> = concerned
        .iter()
        .map(|finding| {
            let alone = revocations(&context.index, holder, |grant| {
                drops(&context.judged, finding, principal, grant)
            });
            let carriers = alone.actions.iter().map(Action::carrier).collect();
            (**finding, carriers)
        })
        .collect();
    for action in taken.actions {
        let carrier = action.carrier();
        for (finding, _) in carriers.iter().filter(|(_, own)| own.contains(&carrier)) {
            all.extend(plan([action.clone()], Some(&target), Some(finding)));
        }
    }
    for finding in &concerned {
        all.extend(ask_no_longer(context, &target, finding));
    }
    all.extend(kept(context, &target, &taken.along, &is_chosen));
    all
}

/// A permission that a registration goes on asking for comes back with the next consent.
fn ask_no_longer(
    context: &RunbookContext<'_>,
    target: &TargetPrincipal<'_>,
    finding: &Finding,
) -> Vec<Planned> {
    let custom = target.principal.kind == PrincipalKind::CustomApplication;
    let Some(Entitlement::ApiPermission {
        resource,
        kind,
        value,
    }) = finding.entitlement.as_ref().filter(|_| custom)
    else {
        return Vec::new();
    };
    let registration = target
        .holder
        .and_then(|holder| context.index.registration(holder));
    let permission = context.index.permission(*resource, *kind, value);
    let (Some(registration), Some(permission)) = (registration, permission) else {
        return Vec::new();
    };
    if registration_asks(registration, *resource, &permission) != Some(true) {
        return Vec::new();
    }
    let api = (*resource, context.index.api(*resource).title);
    let act = RequestPermission {
        off: true,
        ..RequestPermission::on(api, permission, *kind)
    };
    plan([act.into()], Some(target), Some(finding))
}

/// The actions that give directly before what is asked for and would go along with an excess.
fn kept(
    context: &RunbookContext<'_>,
    target: &TargetPrincipal<'_>,
    along: &[&Grant],
    is_chosen: &impl Fn(&Grant) -> bool,
) -> Vec<Planned> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let mut actions = Vec::new();
    for grant in along {
        let stays = grants_of(holder).any(|other| {
            other.entitlement == grant.entitlement
                && other.works(context.now())
                && !along.contains(&other)
                && !is_chosen(other)
        });
        if grant.works(context.now())
            && !stays
            && asked(&context.judged, target.principal, &grant.entitlement)
        {
            actions.extend(hold(context, target, &grant.entitlement));
        }
    }
    actions.sort();
    actions.dedup();
    plan(actions, Some(target), None)
}
