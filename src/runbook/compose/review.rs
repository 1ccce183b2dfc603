//! The periodic access review: what is held, why, since when unused, what changed; keep or remove.

use super::asked_elsewhere::{Somebody, by_another};
use super::credentials::{self, proposal};
use crate::access::{Grant, Held as State, Holder};
use crate::assess::{Candidate, Finding, Standing, TargetPrincipal, Verdict};
use crate::catalog::{Catalog, Entitlement};
use crate::runbook::holding::Holding;
use crate::runbook::index::TenantIndex;
use crate::runbook::judged::Judged;
use crate::runbook::model::{Held, Subject};
use crate::runbook::principal_key::is_right_of;
use crate::runbook::selection::grants_of;
use crate::runbook::step::asked_as;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The facts that a review reads.
pub(super) struct Review<'a> {
    pub(super) index: TenantIndex<'a>,
    pub(super) judged: Judged<'a>,
    pub(super) now: Timestamp,
}

/// Everybody who could be the vendor's, look-alikes last.
pub(super) fn subjects(review: &Review<'_>) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for principal in &review.judged.basis.targets {
        for candidate in review.judged.everybody_for(principal) {
            let Some(holder) = review.index.holder(candidate.object_id) else {
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
                    rows: rows(review, (principal, candidate), holder),
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

fn rows(review: &Review<'_>, somebody: Somebody<'_>, holder: &Holder) -> Vec<Held> {
    let mut by: BTreeMap<&Entitlement, Vec<&Grant>> = BTreeMap::new();
    for grant in grants_of(holder) {
        by.entry(&grant.entitlement).or_default().push(grant);
    }
    let mut rows: Vec<Held> = by
        .into_iter()
        .map(|(entitlement, grants)| row(review, somebody, entitlement, &grants))
        .collect();
    rows.extend(credentials::rows(
        (&review.index, &review.judged),
        somebody,
        holder,
    ));
    rows
}

fn row(
    review: &Review<'_>,
    (principal, candidate): Somebody<'_>,
    entitlement: &Entitlement,
    grants: &[&Grant],
) -> Held {
    let findings = review.judged.assessment.map(|a| a.findings.as_slice());
    let finding = findings
        .unwrap_or_default()
        .iter()
        .find(|finding| about(&review.judged, finding, (principal, entitlement)));
    let excess = finding.is_none_or(|finding| finding.verdict == Verdict::Excess);
    let own = finding
        .filter(|finding| finding.tier.is_some() && !excess)
        .map(asked_as);
    let asked = own
        .or_else(|| by_another(&review.judged, candidate, Holding::Entitlement(entitlement)))
        .filter(|_| candidate.standing != Standing::LookAlike);
    let mut how: Vec<String> = grants.iter().map(|grant| way(review.now, grant)).collect();
    how.sort();
    how.dedup();
    Held {
        title: title(review.judged.catalog, entitlement, grants),
        how,
        risk: review
            .judged
            .catalog
            .risk(entitlement)
            .map(ToString::to_string),
        proposal: proposal(candidate.standing, asked.is_some()),
        asked,
        finding: finding.map(|finding| finding.id.clone()),
    }
}

/// True for a finding about an entitlement of a candidate's principal, in either of Defender's models.
fn about(
    judged: &Judged<'_>,
    finding: &Finding,
    (principal, held): (&TargetPrincipal, &Entitlement),
) -> bool {
    let is = |one: &Entitlement| judged.catalog.parts(one).contains(held);
    let mut rights = finding.rights.iter();
    let by_right =
        rights.any(|right| is_right_of(right, principal) && right.entitlement.iter().any(is));
    let whole = finding.rights.is_empty() && judged.is_about(finding, principal);
    by_right || (whole && finding.entitlement.iter().any(is))
}

pub(super) fn title(catalog: &Catalog, entitlement: &Entitlement, grants: &[&Grant]) -> String {
    let named = grants.iter().find_map(|grant| grant.name.clone());
    let known = catalog.title(entitlement);
    match named {
        Some(name) if !known.contains(&name) => format!("{name}: {known}"),
        _ => known,
    }
}

/// The access path of a grant, in words.
pub(super) fn way(now: Timestamp, grant: &Grant) -> String {
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
    let end = grant.ends.moment().filter(|end| **end > now);
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
