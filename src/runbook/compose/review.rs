//! The periodic access review: what is held, why, since when unused, what changed; keep or remove.

use super::credentials::{self, proposal};
use crate::access::{Grant, Held as State, Holder};
use crate::assess::{Candidate, Finding, Standing, Verdict};
use crate::catalog::Entitlement;
use crate::guide::Ask;
use crate::runbook::context::RunbookContext;
use crate::runbook::model::{Held, Subject};
use crate::runbook::selection::grants_of;
use std::collections::BTreeMap;

/// Everybody who could be the vendor's, look-alikes last.
pub(super) fn subjects(context: &RunbookContext<'_>) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for principal in &context.guide().principals {
        for candidate in context.everybody(principal) {
            let Some(holder) = context.holder(candidate.object_id) else {
                continue;
            };
            subjects.push((
                candidate.standing == Standing::LookAlike,
                Subject {
                    title: principal.title.clone(),
                    identity: identity(candidate),
                    standing: candidate.standing.as_str(),
                    object_id: candidate.object_id.to_string(),
                    last_sign_in: candidate.last_sign_in.map_or_else(
                        || {
                            "not seen: it may never have signed in, or it could not be read"
                                .to_owned()
                        },
                        |at| at.to_string(),
                    ),
                    rows: rows(context, candidate, holder),
                },
            ));
        }
    }
    subjects.sort_by_key(|(look_alike, _)| *look_alike);
    subjects.into_iter().map(|(_, subject)| subject).collect()
}

fn identity(candidate: &Candidate) -> String {
    match &candidate.display_name {
        Some(name) => format!("{name}: {}", candidate.identity),
        None => candidate.identity.clone(),
    }
}

fn rows(context: &RunbookContext<'_>, candidate: &Candidate, holder: &Holder) -> Vec<Held> {
    let mut by: BTreeMap<&Entitlement, Vec<&Grant>> = BTreeMap::new();
    for grant in grants_of(holder) {
        by.entry(&grant.entitlement).or_default().push(grant);
    }
    let mut rows: Vec<Held> = by
        .into_iter()
        .map(|(entitlement, grants)| row(context, candidate, entitlement, &grants))
        .collect();
    rows.extend(credentials::rows(context, candidate, holder));
    rows
}

fn row(
    context: &RunbookContext<'_>,
    candidate: &Candidate,
    entitlement: &Entitlement,
    grants: &[&Grant],
) -> Held {
    let findings = context.assessment().map(|a| a.findings.as_slice());
    let finding = findings
        .unwrap_or_default()
        .iter()
        .filter(|finding| finding.principal == candidate.principal)
        .find(|finding| about(context, finding, entitlement));
    let excess = finding.is_none_or(|finding| finding.verdict == Verdict::Excess);
    let asked = finding
        .filter(|finding| finding.tier.is_some() && !excess)
        .filter(|_| candidate.standing != Standing::LookAlike);
    let mut how: Vec<String> = grants.iter().map(|grant| way(context, grant)).collect();
    how.sort();
    how.dedup();
    Held {
        title: title(context, entitlement, grants),
        how,
        asked: asked.map(|finding| {
            let tier = finding
                .tier
                .map(|tier| tier.to_string())
                .unwrap_or_default();
            format!("{tier}: {}", finding.effect.clone().unwrap_or_default())
        }),
        risk: context.catalog().risk(entitlement).map(ToString::to_string),
        proposal: proposal(candidate.standing, asked.is_some()),
        finding: finding.map(|finding| finding.id.clone()),
    }
}

/// True for a finding about an entitlement, in either of Defender's models.
fn about(context: &RunbookContext<'_>, finding: &Finding, entitlement: &Entitlement) -> bool {
    let asked = context
        .requirement(finding)
        .map(|requirement| &requirement.ask);
    let ((Some(wanted), _) | (None, Some(Ask::Hold(wanted)))) = (&finding.entitlement, asked)
    else {
        return false;
    };
    context.catalog().parts(wanted).contains(entitlement)
}

pub(super) fn title(
    context: &RunbookContext<'_>,
    entitlement: &Entitlement,
    grants: &[&Grant],
) -> String {
    let named = grants.iter().find_map(|grant| grant.name.clone());
    let known = context.catalog().title(entitlement);
    match named {
        Some(name) if !known.contains(&name) => format!("{name}: {known}"),
        _ => known,
    }
}

/// The access path of a grant, in words.
pub(super) fn way(context: &RunbookContext<'_>, grant: &Grant) -> String {
    use crate::access::{Scope, Via};
    let mut hops: Vec<String> = grant
        .via
        .iter()
        .map(|via| match via {
            Via::Group { id, name } => format!("group {}", named(name.as_ref(), &id.to_string())),
            Via::EligibleGroup { id, name } => {
                format!(
                    "eligible for group {}",
                    named(name.as_ref(), &id.to_string())
                )
            }
            Via::DefenderRole { id, name, .. } => {
                format!("Defender role {}", named(name.as_ref(), id))
            }
        })
        .collect();
    hops.dedup();
    let state = match grant.held {
        State::Active => "active",
        State::Activated => "active by activation",
        State::Eligible => "eligible",
        State::SwitchedOff => "its role is switched off",
        State::Requested => "requested",
        State::Untold => "whether its role is switched on was not told",
    };
    let scope = match &grant.scope {
        Scope::Tenant => String::new(),
        Scope::AdministrativeUnit(id) => format!(", in administrative unit {id}"),
        Scope::Object(path) => format!(", on {path}"),
        Scope::OneUser(_) => ", for one user".to_owned(),
        Scope::DataSources(sources) => format!(", for {}", sources.join(", ")),
        Scope::Unstated => ", scope not stated".to_owned(),
    };
    let end = grant.ends.moment().filter(|end| **end > context.now());
    let end = end.map_or_else(String::new, |end| format!(", until {end}"));
    let through = if hops.is_empty() {
        "direct".to_owned()
    } else {
        format!("through {}", hops.join(", then "))
    };
    format!("{through}, {state}{scope}{end}")
}

fn named(name: Option<&String>, id: &str) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => id.to_owned(),
    }
}
