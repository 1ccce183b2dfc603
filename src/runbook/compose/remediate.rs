//! Only what an assessment found: each gap and each excess, in the fewest changes.

use super::onboard::handovers;
use super::unwanted::{asked, concerns, drops};
use crate::access::Grant;
use crate::assess::{Candidate, Exit, Finding, Remove, Verdict};
use crate::catalog::{Entitlement, PermissionType, Subject, TaskName};
use crate::guide::{Principal, PrincipalKind};
use crate::runbook::change::Change;
use crate::runbook::model::{Phase, Step};
use crate::runbook::party::Party;
use crate::runbook::step;
use crate::runbook::work::{
    Piece, Work, api, close, dangling, grants_of, hold, lost, merge, registration_asks, unasked,
    unknown,
};
use crate::runbook::world::World;
use std::collections::BTreeSet;

/// What a reader is to do, in the order in which nobody is locked out.
pub(super) fn phases(world: &World<'_>) -> Vec<Phase> {
    let Some(assessment) = world.assessment() else {
        return Vec::new();
    };
    let mut all = pieces(world, &assessment.findings);
    // The vendor has to be told of a new application and of a new secret.
    let told = |piece: &Piece<'_>| {
        matches!(
            piece.work,
            Work::Consent | Work::Register | Work::MakeSecret
        )
    };
    if all.iter().any(told) {
        all.extend(handovers(world));
    }
    let merged = merge(world, all);
    let mut phases: Vec<Phase> = Vec::new();
    for one in merged {
        let title = title(one.kind);
        let strangers = assessment.findings.iter().any(|finding| {
            finding.subject == Subject::OtherHolder && one.closes.contains(&finding.id)
        });
        let mut step = step::step(world, one);
        if strangers {
            step.warnings.insert(
                0,
                "This is not the one that the guide means, and somebody may rely on it. Find out who made it and for \
                 whom before you take anything away."
                    .to_owned(),
            );
        }
        match phases.last_mut() {
            Some(phase) if phase.title == title => phase.steps.push(step),
            _ => phases.push(Phase {
                title: title.to_owned(),
                steps: vec![step],
                ..Phase::default()
            }),
        }
    }
    if !phases.is_empty() {
        phases.push(Phase {
            title: "Look again".to_owned(),
            steps: vec![again(world)],
            ..Phase::default()
        });
    }
    phases
}

/// What closes findings, gaps and excess, piece by piece.
pub(in crate::runbook) fn pieces<'a>(world: &World<'a>, findings: &[Finding]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for finding in findings {
        pieces.extend(of_finding(world, finding));
    }
    pieces.extend(excess(world, findings));
    pieces
}

/// What a phase is for, by the place of its steps.
fn title(kind: u8) -> &'static str {
    match kind {
        0..=1 => "See and decide first",
        2..=9 => "Stop what must stop",
        10..=29 => "Give what is missing",
        39 => "Take away what was renewed, once the new one is in use",
        30..=49 => "Take away what nobody asked for",
        50..=59 => "Look at what no public API shows",
        _ => "Last of all, because it can lock others out",
    }
}

fn again(world: &World<'_>) -> Step {
    let change = Change::new(TaskName::AuditAgain, "Audit again, and keep the report");
    let mut step = step::blank("audit-again", &change.title.clone());
    step::fill(world, &mut step, change);
    step.before = String::new();
    step.after = "the report says ready, or names what is still open".to_owned();
    step
}

/// What one finding about a requirement, or about what could not be seen, calls for.
fn of_finding<'a>(world: &World<'a>, finding: &Finding) -> Vec<Piece<'a>> {
    if finding.verdict == Verdict::Excess {
        return Vec::new();
    }
    match world.requirement(finding) {
        Some(requirement) => match world.guide().principal(&finding.principal) {
            Some(principal) => {
                let party = world.party(principal);
                close(world, requirement, &party, Some(finding))
            }
            None => Vec::new(),
        },
        None if finding.subject == Subject::Api && finding.verdict.is_gap() => {
            api(finding).map(|(piece, _)| piece).into_iter().collect()
        }
        None if finding.verdict == Verdict::Unknown => untold(world, finding),
        None => Vec::new(),
    }
}

/// What could not be told of what is held beyond the guide: grants that lead nowhere are taken away, what the
/// catalog does not know is an excess until somebody knows it, and the rest is looked at with more permissions.
fn untold<'a>(world: &World<'a>, finding: &Finding) -> Vec<Piece<'a>> {
    let principal = world.guide().principal(&finding.principal);
    let mut pieces = Vec::new();
    for candidate in principal.map(|p| world.candidates(p)).unwrap_or_default() {
        let Some((principal, holder)) = principal.zip(world.holder(candidate.object_id)) else {
            continue;
        };
        let party = world.party_of(principal, candidate);
        pieces.extend(dangling(world, holder).into_iter().map(|work| Piece {
            party: Some(party.clone()),
            work,
            closes: Some(finding.id.clone()),
        }));
    }
    let cleared = !pieces.is_empty();
    let leftover = |exit: &Exit| matches!(exit, Exit::Remove(Remove::Leftover { .. }));
    let rest = finding
        .exits
        .iter()
        .filter(|exit| !(cleared && leftover(exit)));
    pieces.extend(unknown(finding, rest));
    pieces
}

/// What takes away every excess. All of one holder's are seen together: one group or role may carry several.
fn excess<'a>(world: &World<'a>, findings: &[Finding]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for finding in findings {
        if finding.verdict == Verdict::Excess && finding.subject == Subject::GrantedTwice {
            let choice = finding.choice.clone().unwrap_or_default();
            pieces.push(Piece {
                party: None,
                work: Work::Settle(format!(
                    "Decide which option of the choice “{choice}” is meant, and write this runbook again with \
                     --choose {choice}=OPTION: {}.",
                    finding.actual
                )),
                closes: Some(finding.id.clone()),
            });
        }
    }
    for principal in &world.guide().principals {
        let of_principal: Vec<&Finding> = findings
            .iter()
            .filter(|f| f.verdict == Verdict::Excess && f.principal == principal.id)
            .collect();
        for candidate in world.everybody(principal) {
            pieces.extend(of_candidate(world, principal, candidate, &of_principal));
        }
    }
    pieces
}

fn of_candidate<'a>(
    world: &World<'a>,
    principal: &'a Principal,
    candidate: &Candidate,
    findings: &[&Finding],
) -> Vec<Piece<'a>> {
    let party = world.party_of(principal, candidate);
    let Some(holder) = party.holder else {
        return Vec::new();
    };
    let unasked = if World::is_genuine(candidate) {
        unasked(world, &party, findings)
    } else {
        Vec::new()
    };
    let concerned: Vec<&&Finding> = findings
        .iter()
        .filter(|finding| concerns(world, finding, principal, candidate, holder))
        .collect();
    if concerned.is_empty() {
        return unasked;
    }
    let is_chosen = |grant: &Grant| {
        concerned
            .iter()
            .any(|finding| drops(world, finding, principal, grant))
    };
    let taken = lost(world, holder, is_chosen);
    let mut pieces = unasked;
    let carriers: Vec<(String, BTreeSet<(u8, String)>)> = concerned
        .iter()
        .map(|finding| {
            let alone = lost(world, holder, |grant| {
                drops(world, finding, principal, grant)
            });
            let carriers = alone.works.iter().map(Work::carrier).collect();
            (finding.id.clone(), carriers)
        })
        .collect();
    for work in taken.works {
        let carrier = work.carrier();
        for (id, _) in carriers.iter().filter(|(_, own)| own.contains(&carrier)) {
            pieces.push(Piece {
                party: Some(party.clone()),
                work: work.clone(),
                closes: Some(id.clone()),
            });
        }
    }
    for finding in &concerned {
        pieces.extend(ask_no_longer(world, &party, finding));
    }
    pieces.extend(kept(world, &party, &taken.along, &is_chosen));
    pieces
}

/// A permission that a registration goes on asking for comes back with the next consent.
fn ask_no_longer<'a>(world: &World<'a>, party: &Party<'a>, finding: &Finding) -> Vec<Piece<'a>> {
    let custom = party.principal.kind == PrincipalKind::CustomApplication;
    let Some(Entitlement::ApiPermission {
        resource,
        kind,
        value,
    }) = finding.entitlement.as_ref().filter(|_| custom)
    else {
        return Vec::new();
    };
    let access = match kind {
        PermissionType::Application => "Role",
        PermissionType::Delegated => "Scope",
    };
    let registration = party.holder.and_then(|holder| world.registration(holder));
    let permission = world.permission(*resource, *kind, value);
    let (Some(registration), Some(permission)) = (registration, permission) else {
        return Vec::new();
    };
    if registration_asks(registration, *resource, &permission) != Some(true) {
        return Vec::new();
    }
    vec![Piece {
        party: Some(party.clone()),
        work: Work::AskNot(*resource, permission, access),
        closes: Some(finding.id.clone()),
    }]
}

/// What is asked for and would go along with an excess is given directly before.
fn kept<'a>(
    world: &World<'a>,
    party: &Party<'a>,
    along: &[&Grant],
    is_chosen: &impl Fn(&Grant) -> bool,
) -> Vec<Piece<'a>> {
    let Some(holder) = party.holder else {
        return Vec::new();
    };
    let mut works = Vec::new();
    for grant in along {
        let stays = grants_of(holder).any(|other| {
            other.entitlement == grant.entitlement
                && other.works(world.now())
                && !along.contains(&other)
                && !is_chosen(other)
        });
        if grant.works(world.now()) && !stays && asked(world, party.principal, &grant.entitlement) {
            works.extend(hold(world, party, &grant.entitlement));
        }
    }
    works.sort();
    works.dedup();
    works
        .into_iter()
        .map(|work| Piece {
            party: Some(party.clone()),
            work,
            closes: None,
        })
        .collect()
}
