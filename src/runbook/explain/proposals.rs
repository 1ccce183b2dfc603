//! Ids and names that may have been meant.

use super::contexts::Contexts;
use super::typed::name_in;
use super::{names, right};
use crate::guide::near;
use crate::quote::Quoted;
use crate::runbook::entitlements::entitlement;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The number of ids that are proposed in place of one that is not known.
const PROPOSED: usize = 3;
/// A part of an id that is shorter is in too many of them.
const SHORTEST_PART: usize = 4;

/// Ids that may have been meant: by spelling, else by what the text is a part of.
pub(super) fn proposals(contexts: &Contexts<'_>, given: &str) -> Vec<Quoted> {
    if Uuid::parse_str(given).is_ok() {
        // Nobody mistypes a GUID into the one that was meant.
        return Vec::new();
    }
    let beside = contexts
        .guides()
        .find_map(|guide| names::beside(contexts.catalog(), name_in(guide, given)));
    if let Some(names) = beside {
        // A name of another API, or of the other type, is none that was meant.
        let names = names.iter().take(PROPOSED);
        return names
            .map(|name| Quoted::new(&by_requirement(contexts, name)))
            .collect();
    }
    let known = known(contexts);
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

/// The id of a requirement that ends with a name, else the name.
fn by_requirement(contexts: &Contexts<'_>, name: &str) -> String {
    let mut asked = contexts.requirements();
    let same = asked.find(|one| {
        let id = one.requirement.id.as_str();
        name_in(one.context.guide(), id).eq_ignore_ascii_case(name)
    });
    same.map_or_else(|| name.to_owned(), |one| one.id())
}

/// Every id and every name.
fn known(contexts: &Contexts<'_>) -> BTreeSet<String> {
    let catalog = contexts.catalog();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for asked in contexts.requirements() {
        known.insert(asked.id());
        let mut rights = asked.requirement.need.rights();
        let held = rights.any(|right| entitlement(catalog, &right.kind).is_some());
        // What is asked to be held has its own name.
        if !held {
            known.insert(asked.requirement.id.to_string());
        }
    }
    known.extend(contexts.findings().map(|one| one.finding.id.clone()));
    for entitlement in names::all(contexts) {
        known.extend(names::own(contexts, &entitlement));
    }
    for named in right::of_guides(contexts) {
        known.insert(named.key());
        known.insert(named.name);
    }
    let unified = catalog.unified_permissions().iter();
    known.extend(unified.flat_map(|one| one.actions.clone()));
    known
}
