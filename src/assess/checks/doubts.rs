//! Gaps in the evidence, because of which nothing is said of an entitlement that was not seen.

use crate::access::{Grant, Lack};
use crate::assess::absence;
use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::leftover;
use crate::assess::principals::Candidate;
use crate::assess::questions;
use crate::assess::remedy::{Remedy, Remove};
use crate::assess::words;
use crate::catalog::{Entitlement, UnifiedPermission};
use crate::snapshot::SectionName;

/// Everything that forbids to conclude a gap.
pub(super) fn doubts(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    parts: &[Entitlement],
) -> Vec<Gap> {
    let names = parts
        .first()
        .map(|part| absence::of_one(&candidate.holder.kind, part))
        .unwrap_or_default();
    let mut gaps = context.coverage.gaps(&names);
    let who = words::holder(candidate);
    gaps.extend(questions::of_holder(
        context,
        candidate.holder,
        &names,
        &who,
    ));
    let unresolved = candidate.holder.unresolved.iter().filter(|unresolved| {
        parts
            .iter()
            .any(|part| leftover::could_be(context, unresolved, part))
    });
    gaps.extend(unresolved.map(|unresolved| leftover::gap(context, unresolved)));
    gaps.extend(unknown_action(context, candidate, parts));
    gaps.dedup();
    gaps
}

/// The gaps in what the answers say of grants that may work.
pub(super) fn untold(context: &Context<'_>, near: &[&Grant]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for grant in near {
        let lacks = grant.lacks(context.options.as_of).into_iter();
        gaps.extend(lacks.filter_map(|lack| of_grant(context, grant, lack)));
    }
    gaps.dedup();
    gaps
}

/// The gap in what the answers say of a grant: the section is the one that showed it, or that tells of its limits.
fn of_grant(context: &Context<'_>, grant: &Grant, lack: Lack) -> Option<Gap> {
    let limits = [SectionName::RoleSchedules, SectionName::GroupSchedules];
    let shown = |of_limits: bool| {
        let mut seen = grant.seen.iter().map(|seen| seen.section);
        seen.find(|section| limits.contains(section) == of_limits)
    };
    let first = grant.seen.first().map(|seen| seen.section);
    let (section, lacks) = match lack {
        Lack::Scope => (first, "does not say where it applies"),
        Lack::Start => (shown(true).or(first), "does not say from when it is held"),
        Lack::End => (
            shown(true).or(first),
            "does not say until when, or how, it is held",
        ),
        Lack::State => (
            grant
                .seen
                .iter()
                .map(|seen| seen.section)
                .find(|s| *s == SectionName::DefenderRoles),
            "does not say whether the role is switched on",
        ),
    };
    let what = words::entitlement(context.catalog, grant);
    Some(context.coverage.lack(section.or(first)?, lacks, &what))
}

/// An action that the catalog does not know could be another spelling of an uncertain one.
fn unknown_action(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    parts: &[Entitlement],
) -> Option<Gap> {
    let uncertain = parts.iter().any(|part| match part {
        Entitlement::DefenderUnified(id) => context
            .catalog
            .unified_permission(id)
            .is_some_and(|permission| !permission.certain && !spelled_here(context, permission)),
        _ => false,
    });
    let action = candidate
        .holder
        .grants
        .iter()
        .find_map(|grant| match &grant.entitlement {
            Entitlement::DefenderAction(action) => Some(action),
            _ => None,
        });
    let (true, Some(action)) = (uncertain, action) else {
        return None;
    };
    let lacks =
        "has a role with an action that the catalog does not know and that could be this one";
    let gap = context
        .coverage
        .lack(SectionName::DefenderRoles, lacks, action);
    Some(gap.filled_by(Remedy::Remove(Remove::Action {
        action: action.clone(),
    })))
}

/// True if the tenant's own list of actions settles how this permission is spelled.
fn spelled_here(context: &Context<'_>, permission: &UnifiedPermission) -> bool {
    let mut known = permission.actions.iter();
    known.any(|action| {
        context
            .lookups
            .actions
            .contains(&action.to_ascii_lowercase())
    })
}
