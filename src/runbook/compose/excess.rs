//! Takes away what the assessment found in excess, and nothing that an adopted guide asks for.

use super::refused::refused;
use super::unwanted::{concerns, drops, is_asked, unwanted};
use crate::access::Grant;
use crate::actions::{Action, Decide, Order, Planned, RequestPermission};
use crate::assess::CandidateKind;
use crate::assess::{Candidate, Finding, TargetPrincipal, Verdict};
use crate::catalog::{Entitlement, Subject};
use crate::guide::ChoiceId;
use crate::runbook::context::RunbookContext;
use crate::runbook::judged::Judged;
use crate::runbook::selection::{beyond, grants_of, hold, plan, registration_asks, revocations};
use crate::runbook::target::PrincipalTarget;
use std::collections::BTreeSet;

/// The actions that take away every excess. All of one holder's are seen together: one group or role may carry several.
pub(super) fn excess(context: &RunbookContext<'_>, findings: &[Finding]) -> Vec<Planned> {
    let mut all = Vec::new();
    for finding in findings {
        if finding.verdict == Verdict::Excess && finding.subject == Subject::GrantedTwice {
            let choice = finding.choice.as_ref().map_or("", ChoiceId::as_str);
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
            .filter(|finding| finding.verdict == Verdict::Excess && is_of(finding, principal))
            .collect();
        for candidate in context.judged.everybody(&principal.id) {
            all.extend(of_candidate(context, principal, candidate, &of_principal));
        }
    }
    all.extend(findings.iter().flat_map(|one| refused(context, one)));
    all
}

/// True for a finding about a principal, or about several of which it is one.
fn is_of(finding: &Finding, principal: &TargetPrincipal) -> bool {
    let mut rights = finding.rights.iter();
    finding.principal == principal.id || rights.any(|right| right.principal == principal.id)
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
    all.extend(kept(context, &target, &taken.along, &is_chosen));
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

/// The actions that give directly before what is asked for and would go along with an excess.
fn kept(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
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
            && is_asked(&context.judged, holder, &grant.entitlement)
        {
            actions.extend(hold(context, target, &grant.entitlement));
        }
    }
    actions.sort();
    actions.dedup();
    plan(actions, Some(target), None)
}
