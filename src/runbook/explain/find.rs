//! The subjects that an id or a name stands for.

use super::names;
use super::subject::Subject;
use crate::assess::Finding;
use crate::catalog::Entitlement;
use crate::guide::{Ask, near};
use crate::quote::Quoted;
use crate::runbook::RunbookError;
use crate::runbook::context::RunbookContext;
use std::collections::BTreeSet;
use uuid::Uuid;

/// More than these are not explained at once: nobody reads that far.
const AT_ONCE: usize = 2;
/// No id is longer, in bytes: the key of a tenant's text is cut long before.
const LONGEST: usize = 1_000;
/// The number of ids that are proposed in place of one that is not known.
const PROPOSED: usize = 3;
/// A part of an id that is shorter is in too many of them.
const SHORTEST_PART: usize = 4;

/// The subjects that an id means: a finding, a requirement, or what a name is the name of.
pub(super) fn find<'a>(
    context: &RunbookContext<'a>,
    id: &str,
) -> Result<Vec<Subject<'a>>, RunbookError> {
    let given = id.trim();
    if given.len() > LONGEST {
        return Err(RunbookError::NothingCalled {
            given: Quoted::new(given),
            date: context.catalog().permission_list().date,
            near: Vec::new(),
        });
    }
    let tail = without(given, &context.guide().id);
    if let Some(finding) = finding(context, given, tail) {
        return Ok(vec![Subject::finding(context, finding)]);
    }
    let requirements = context.guide().requirements.iter();
    let named = requirements.filter(|one| one.id.eq_ignore_ascii_case(tail));
    if let Some(requirement) = named.into_iter().next() {
        return Ok(vec![Subject::requirement(context, requirement)]);
    }
    let found = entitlements(context, tail);
    if found.len() > AT_ONCE {
        let keys = found.iter().map(|one| context.catalog().key(one));
        return Err(RunbookError::ManyCalled {
            given: Quoted::new(given),
            ids: keys.collect(),
        });
    }
    if !found.is_empty() {
        let subjects = found.into_iter().map(|one| subject(context, one));
        return Ok(subjects.collect());
    }
    if context.assessment().is_none() && of_one_tenant(context, tail) {
        return Err(RunbookError::OfOneTenant {
            given: Quoted::new(given),
        });
    }
    Err(RunbookError::NothingCalled {
        given: Quoted::new(given),
        date: context.catalog().permission_list().date,
        near: proposals(context, given),
    })
}

/// The text without a first segment.
fn without<'t>(text: &'t str, first: &str) -> &'t str {
    match text.split_once('/') {
        Some((start, rest)) if start.eq_ignore_ascii_case(first) => rest,
        _ => text,
    }
}

fn findings<'a>(context: &RunbookContext<'a>) -> &'a [Finding] {
    context
        .assessment()
        .map(|all| all.findings.as_slice())
        .unwrap_or_default()
}

fn finding<'a>(context: &RunbookContext<'a>, given: &str, tail: &str) -> Option<&'a Finding> {
    let guide = &context.guide().id;
    findings(context).iter().find(|finding| {
        finding.id.eq_ignore_ascii_case(given)
            || without(&finding.id, guide).eq_ignore_ascii_case(tail)
    })
}

/// A name without the choice and the principal that stand before it in the id of a finding.
fn bare<'t>(context: &RunbookContext<'_>, tail: &'t str) -> &'t str {
    let mut name = tail;
    for choice in &context.guide().choices {
        name = without(name, &choice.id);
    }
    for principal in &context.guide().principals {
        name = without(name, &principal.id);
    }
    name
}

/// The entitlements that a name means.
fn entitlements(context: &RunbookContext<'_>, tail: &str) -> BTreeSet<Entitlement> {
    let name = bare(context, tail);
    let found = names::called(context, name);
    if !found.is_empty() {
        return found;
    }
    let action = name.split_once('/').map_or(name, |(start, rest)| {
        if start.eq_ignore_ascii_case("defender-action") {
            rest
        } else {
            name
        }
    });
    let seen = findings(context)
        .iter()
        .filter_map(|one| one.entitlement.as_ref());
    let held =
        seen.filter(|one| matches!(one, Entitlement::DefenderAction(held) if held == action));
    let known = context.catalog().expand_action(action).known;
    let known = known.then(|| Entitlement::DefenderAction(action.to_owned()));
    held.cloned().chain(known).collect()
}

fn subject<'a>(context: &RunbookContext<'a>, entitlement: Entitlement) -> Subject<'a> {
    Subject::entitlement(context, entitlement)
}

/// True for a finding that only a snapshot can have.
fn of_one_tenant(context: &RunbookContext<'_>, tail: &str) -> bool {
    let Some((choice, rest)) = tail.split_once('/') else {
        return false;
    };
    let known = context.guide().choices.iter();
    let known = known
        .map(|choice| &choice.id)
        .any(|id| id.eq_ignore_ascii_case(choice));
    let first = rest.split('/').next().unwrap_or_default();
    let kinds = ["other", "other-access", "granted-twice", "defender-action"];
    known && kinds.iter().any(|kind| kind.eq_ignore_ascii_case(first))
}

/// Ids that may have been meant: by spelling, else by what the text is a part of.
fn proposals(context: &RunbookContext<'_>, given: &str) -> Vec<Quoted> {
    if Uuid::parse_str(given).is_ok() {
        // Nobody mistypes a GUID into the one that was meant.
        return Vec::new();
    }
    let guide = context.guide();
    let name = bare(context, without(given, &guide.id));
    if let Some(names) = names::beside(context.catalog(), name) {
        // A name of another API, or of the other type, is none that was meant.
        let of_guide = |name: &str| {
            let mut asked = guide.requirements.iter();
            let same = asked.find(|one| bare(context, &one.id).eq_ignore_ascii_case(name));
            same.map_or_else(|| name.to_owned(), |one| format!("{}/{}", guide.id, one.id))
        };
        let names = names.iter().take(PROPOSED);
        return names.map(|name| Quoted::new(&of_guide(name))).collect();
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for requirement in &guide.requirements {
        known.insert(format!("{}/{}", guide.id, requirement.id));
        if !matches!(requirement.ask, Ask::Hold(_)) {
            known.insert(requirement.id.clone());
        }
    }
    known.extend(findings(context).iter().map(|finding| finding.id.clone()));
    for entitlement in names::all(context) {
        known.extend(names::own(context.catalog(), &entitlement));
    }
    let unified = context.catalog().unified_permissions().iter();
    known.extend(unified.flat_map(|one| one.actions.clone()));
    let mut found = near(given, known.iter().map(String::as_str));
    if found.is_empty() && given.chars().count() >= SHORTEST_PART {
        let given = given.to_lowercase();
        let parts = known.iter().filter(|id| id.to_lowercase().contains(&given));
        found = parts.map(String::as_str).collect();
        found.sort_by_key(|id| id.len());
    }
    found.truncate(PROPOSED);
    found.into_iter().map(Quoted::new).collect()
}
