//! The periodic access review: what is held, why, since when unused, what changed; keep or remove.

use super::credentials;
use crate::access::{Grant, Held as State, Holder};
use crate::assess::{Candidate, Finding, Standing, Verdict};
use crate::catalog::Entitlement;
use crate::guide::Ask;
use crate::runbook::model::{Held, Subject};
use crate::runbook::work::grants_of;
use crate::runbook::world::World;
use std::collections::BTreeMap;

/// Everybody who could be the vendor's, look-alikes last.
pub(super) fn subjects(world: &World<'_>) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for principal in &world.guide().principals {
        for candidate in world.everybody(principal) {
            let Some(holder) = world.holder(candidate.object_id) else {
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
                    rows: rows(world, candidate, holder),
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

fn rows(world: &World<'_>, candidate: &Candidate, holder: &Holder) -> Vec<Held> {
    let mut by: BTreeMap<&Entitlement, Vec<&Grant>> = BTreeMap::new();
    for grant in grants_of(holder) {
        by.entry(&grant.entitlement).or_default().push(grant);
    }
    let mut rows: Vec<Held> = by
        .into_iter()
        .map(|(entitlement, grants)| row(world, candidate, entitlement, &grants))
        .collect();
    rows.extend(credentials::rows(world, candidate, holder));
    rows
}

fn row(
    world: &World<'_>,
    candidate: &Candidate,
    entitlement: &Entitlement,
    grants: &[&Grant],
) -> Held {
    let findings = world.assessment().map(|a| a.findings.as_slice());
    let finding = findings
        .unwrap_or_default()
        .iter()
        .filter(|finding| finding.principal == candidate.principal)
        .find(|finding| about(world, finding, entitlement));
    let excess = finding.is_none_or(|finding| finding.verdict == Verdict::Excess);
    let asked = finding
        .filter(|finding| finding.tier.is_some() && !excess)
        .filter(|_| candidate.standing != Standing::LookAlike);
    let mut how: Vec<String> = grants.iter().map(|grant| way(world, grant)).collect();
    how.sort();
    how.dedup();
    Held {
        title: title(world, entitlement, grants),
        how,
        asked: asked.map(|finding| {
            let tier = finding
                .tier
                .map(|tier| tier.to_string())
                .unwrap_or_default();
            format!("{tier}: {}", finding.effect.clone().unwrap_or_default())
        }),
        risk: world
            .catalog()
            .risk(entitlement)
            .map(|risk| format!("{}: {}", risk.level, risk.reason)),
        proposal: proposal(candidate.standing, asked.is_some()),
        finding: finding.map(|finding| finding.id.clone()),
    }
}

/// What is proposed for something that is held, asked for or not.
pub(super) fn proposal(standing: Standing, asked: bool) -> &'static str {
    match standing {
        Standing::LookAlike => "remove, unless somebody vouches for it",
        Standing::Unproven => "settle first whether this is the vendor's at all",
        _ if asked => "keep while the vendor works for us",
        _ => "remove, unless the vendor says what it is for",
    }
}

/// Whether a finding is about an entitlement, in either of Defender's models.
fn about(world: &World<'_>, finding: &Finding, entitlement: &Entitlement) -> bool {
    let asked = world
        .requirement(finding)
        .map(|requirement| &requirement.ask);
    let ((Some(wanted), _) | (None, Some(Ask::Hold(wanted)))) = (&finding.entitlement, asked)
    else {
        return false;
    };
    world.catalog().parts(wanted).contains(entitlement)
}

pub(super) fn title(world: &World<'_>, entitlement: &Entitlement, grants: &[&Grant]) -> String {
    let named = grants.iter().find_map(|grant| grant.name.clone());
    let known = world.catalog().title(entitlement);
    match named {
        Some(name) if !known.contains(&name) => format!("{name}: {known}"),
        _ => known,
    }
}

/// How a grant is held, in words.
pub(super) fn way(world: &World<'_>, grant: &Grant) -> String {
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
    let end = grant.ends.moment().filter(|end| **end > world.now());
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
