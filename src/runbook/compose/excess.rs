//! Takes away what the assessment found in excess, and nothing that an adopted guide asks for.

use super::along::Taking;
use super::refused::refused;
use super::unwanted::{concerns, drops, is_asked, unwanted};
use crate::access::Grant;
use crate::actions::{Action, Decide, Order, Planned, RequestPermission};
use crate::assess::CandidateKind;
use crate::assess::{Candidate, Finding, TargetPrincipal, Verdict};
use crate::catalog::{Entitlement, Subject};
use crate::guide::ChoiceId;
use crate::runbook::asked_by::Stay;
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::judged::Judged;
use crate::runbook::selection::{beyond, plan, refused_elsewhere, registration_asks, revocations};
use crate::runbook::target::PrincipalTarget;
use std::collections::BTreeSet;

/// The actions that take away every excess. All of one holder's are seen together: one group or role may carry several.
pub(super) fn excess(context: &RunbookContext<'_>, findings: &[Finding]) -> Vec<Planned> {
    let mut all = Vec::new();
    for finding in findings {
        if finding.verdict == Verdict::Excess && finding.subject == Subject::GrantedTwice {
            let judged = &context.judged;
            let called = |choice: &ChoiceId| judged.choice_called(&judged.guide.id, choice);
            let choice = finding.choice.as_ref().map(called).unwrap_or_default();
            let text = format!(
                "Decide which option of the choice “{choice}” is meant, and write this runbook again with \
                 --choose {choice}=OPTION: {}.",
                finding.actual
            );
            all.extend(plan([Decide { text }.into()], None, Some(&finding.id)));
        }
    }
    for principal in &context.judged.basis.targets {
        let of_principal: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::Excess)
            .filter(|finding| context.judged.is_about(finding, principal))
            .collect();
        for candidate in context.judged.everybody_for(principal) {
            all.extend(of_candidate(context, principal, candidate, &of_principal));
        }
    }
    all.extend(findings.iter().flat_map(|one| refused(context, one)));
    all.extend(findings.iter().flat_map(|one| contested(context, one)));
    all
}

/// The decision about a role or permission that stays though a finding says that it is too much.
fn contested(context: &RunbookContext<'_>, finding: &Finding) -> Vec<Planned> {
    let held = finding.entitlement.as_ref();
    let Some(held) = held.filter(|_| is_beyond(finding)) else {
        return Vec::new();
    };
    let bearer = Bearer::Principal(context.judged.principal_of(finding));
    let decision = refused_elsewhere(context, finding, bearer, Holding::Entitlement(held));
    plan(decision, None, Some(&finding.id))
}

/// True for an excess that no requirement of the guide names.
fn is_beyond(finding: &Finding) -> bool {
    finding.verdict == Verdict::Excess && finding.requirement.is_none()
}

fn of_candidate<'a>(
    context: &RunbookContext<'a>,
    principal: &'a TargetPrincipal,
    candidate: &Candidate,
    findings: &[&Finding],
) -> Vec<Planned> {
    let target = context.target_of(principal, candidate);
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let mut all = if Judged::is_genuine(candidate) {
        beyond(context, &target, findings)
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
            .any(|finding| drops(&context.judged, finding, (principal, holder), grant))
    };
    let taken = revocations(&context.index, holder, is_chosen);
    let carriers: Vec<(&Finding, BTreeSet<(Order, String)>)> = concerned
        .iter()
        .map(|finding| {
            let alone = revocations(&context.index, holder, |grant| {
                drops(&context.judged, finding, (principal, holder), grant)
            });
            let carriers = alone.actions.iter().map(Action::carrier).collect();
            (**finding, carriers)
        })
        .collect();
    for action in taken.actions {
        let carrier = action.carrier();
        for (finding, _) in carriers.iter().filter(|(_, own)| own.contains(&carrier)) {
            all.extend(plan([action.clone()], Some(&target), Some(&finding.id)));
        }
    }
    for finding in &concerned {
        all.extend(ask_no_longer(context, &target, finding));
    }
    let taking = Taking {
        context,
        target: &target,
        holder,
        is_chosen,
        along: &taken.along,
        asking: (context.judged.guides.iter().collect(), Stay::Now),
    };
    all.extend(taking.kept());
    all
}

/// A permission that a registration goes on asking for comes back with the next consent.
fn ask_no_longer(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    finding: &Finding,
) -> Vec<Planned> {
    let custom = target.principal.kind == CandidateKind::CustomApplication;
    let Some(holder) = target.holder.filter(|_| custom) else {
        return Vec::new();
    };
    let registration = context.index.registration(holder);
    let mut actions: Vec<Action> = Vec::new();
    for unwanted in unwanted(finding, target.principal) {
        let Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } = unwanted
        else {
            continue;
        };
        let permission = context.index.permission(*resource, *kind, value);
        let (Some(registration), Some(permission)) = (registration, permission) else {
            continue;
        };
        let stays = is_asked(&context.judged, holder, unwanted);
        if stays || registration_asks(registration, *resource, &permission) != Some(true) {
            continue;
        }
        let api = (*resource, context.index.api(*resource).title);
        let act = RequestPermission {
            off: true,
            ..RequestPermission::on(api, permission, *kind)
        };
        actions.push(act.into());
    }
    plan(actions, Some(target), Some(&finding.id))
}
