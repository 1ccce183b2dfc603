//! The subjects that an id or a name stands for.

use super::contexts::Contexts;
use super::names;
use super::proposals::proposals;
use super::right::{self, NamedRight};
use super::subject::Subject;
use super::typed::{names_in, of_one_tenant, without};
use crate::catalog::Entitlement;
use crate::quote::Quoted;
use crate::runbook::RunbookError;
use std::collections::BTreeSet;

/// More than these are not explained at once: nobody reads that far.
const AT_ONCE: usize = 2;
/// No id is longer, in bytes: the key of a tenant's text is cut long before.
const LONGEST: usize = 1_000;

/// The subjects that an id means: a finding, a requirement, or what a name is the name of.
pub(super) fn find<'c, 'a>(
    contexts: &'c Contexts<'a>,
    id: &str,
) -> Result<Vec<Subject<'c, 'a>>, RunbookError> {
    let given = id.trim();
    let nothing = |near| RunbookError::NothingCalled {
        given: Quoted::new(given),
        date: contexts.catalog().permission_list().date,
        near,
    };
    if given.len() > LONGEST {
        return Err(nothing(Vec::new()));
    }
    let mut found = with_id(contexts, given);
    if found.is_empty() {
        found = with_name(contexts, given);
    }
    if found.len() > AT_ONCE {
        return Err(RunbookError::ManyCalled {
            given: Quoted::new(given),
            ids: found.into_iter().map(|one| one.id).collect(),
        });
    }
    if !found.is_empty() {
        return Ok(found);
    }
    if contexts.main.assessment().is_none() && of_one_tenant(contexts.guides(), given) {
        return Err(RunbookError::OfOneTenant {
            given: Quoted::new(given),
        });
    }
    Err(nothing(proposals(contexts, given)))
}

/// The finding or requirement with an id, else those of each guide with that id behind the guide's own.
fn with_id<'c, 'a>(contexts: &'c Contexts<'a>, given: &str) -> Vec<Subject<'c, 'a>> {
    let whole = |guide: &str, id: &str| {
        let tail = without(given, guide);
        tail.len() < given.len() && tail.eq_ignore_ascii_case(id)
    };
    let found = matching(contexts, &whole);
    if !found.is_empty() {
        return found;
    }
    matching(contexts, &|_, id| id.eq_ignore_ascii_case(given))
}

/// Of each guide the finding, else the requirement, whose id without the guide's is meant.
fn matching<'c, 'a>(
    contexts: &'c Contexts<'a>,
    is_meant: &dyn Fn(&str, &str) -> bool,
) -> Vec<Subject<'c, 'a>> {
    let mut found = Vec::new();
    for guide in contexts.guides() {
        let id = guide.id.as_str();
        let own = contexts.findings().find(|found| {
            found.context.guide().id == guide.id && is_meant(id, without(&found.finding.id, id))
        });
        if let Some(finding) = own {
            found.push(Subject::finding(contexts, finding));
            continue;
        }
        let own = contexts.requirements().find(|asked| {
            *asked.guide() == guide.id && is_meant(id, asked.requirement.id.as_str())
        });
        found.extend(own.map(Subject::requirement));
    }
    found
}

/// Everything that can be held, or asked for, and has a name.
fn with_name<'c, 'a>(contexts: &'c Contexts<'a>, given: &str) -> Vec<Subject<'c, 'a>> {
    let names = names_in(contexts.guides(), given);
    let entitlements = entitlements(contexts, &names);
    let mut rights: BTreeSet<NamedRight> = names
        .iter()
        .flat_map(|name| right::called(contexts, name))
        .collect();
    if entitlements.is_empty() && rights.is_empty() {
        let published = names
            .iter()
            .map(|name| right::published(contexts.catalog(), name));
        rights.extend(published.flatten());
    }
    let entitlements = entitlements.into_iter();
    let entitlements = entitlements.map(|one| Subject::entitlement(contexts, one));
    let rights = rights.into_iter();
    entitlements
        .chain(rights.map(|one| Subject::right(contexts, one)))
        .collect()
}

/// The entitlements that a name means.
fn entitlements(contexts: &Contexts<'_>, called: &BTreeSet<&str>) -> BTreeSet<Entitlement> {
    let found: BTreeSet<Entitlement> = called
        .iter()
        .flat_map(|name| names::called(contexts, name))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let actions = called.iter().map(|name| without(name, "defender-action"));
    actions
        .flat_map(|action| actions_called(contexts, action))
        .collect()
}

/// An action of Defender: one that is held, or one that the catalogue knows.
fn actions_called(contexts: &Contexts<'_>, action: &str) -> BTreeSet<Entitlement> {
    let seen = contexts
        .findings()
        .filter_map(|one| one.finding.entitlement.as_ref());
    let held =
        seen.filter(|one| matches!(one, Entitlement::DefenderAction(held) if held == action));
    let known = contexts.catalog().expand_action(action).known;
    let known = known.then(|| Entitlement::DefenderAction(action.to_owned()));
    held.cloned().chain(known).collect()
}
