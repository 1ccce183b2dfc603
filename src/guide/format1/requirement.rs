//! A requirement of format 1 with its names looked up.

use super::ask::ask;
use super::file::{Ask, Guide, Requirement, RequirementEntry};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::error::Faults;
use std::ops::Range;
use toml::Spanned;

/// The requirement that an entry is; none, with the reason noted, where it cannot be told.
pub(super) fn requirement(
    spanned: &Spanned<RequirementEntry>,
    guide: &Guide,
    catalog: &Catalog,
    faults: &mut Faults,
) -> Option<Requirement> {
    let (entry, span) = (spanned.get_ref(), spanned.span());
    let asked = ask(entry, span.clone(), catalog, faults);
    let choice = choice_of(entry, span.clone(), guide, faults);
    let (asked, choice) = (asked?, choice?);
    let (id, title) = match &asked {
        Ask::Hold(entitlement) => (
            Some(held_id(entry, choice, entitlement, catalog, faults)),
            entry
                .title
                .clone()
                .or_else(|| Some(catalog.title(entitlement))),
        ),
        _ => (
            entry.id.as_ref().map(|id| id.get_ref().clone()),
            entry.title.clone(),
        ),
    };
    if id.is_none() || title.is_none() {
        faults.add(span, "a requirement with a check needs an id and a title");
    }
    let options = entry.options.iter();
    Some(Requirement {
        id: id?,
        title: title?,
        principal: entry.principal.as_ref().map(|id| id.get_ref().clone()),
        options: options.map(|option| option.get_ref().clone()).collect(),
        tier: entry.tier.clone(),
        ask: asked,
        task: entry.task.clone(),
        effect: entry
            .effect
            .as_deref()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        cites: entry.cites.clone(),
        interpretation: entry.interpretation.clone(),
    })
}

/// The choice that a requirement belongs to: its options', or its principal's.
fn choice_of<'a>(
    entry: &'a RequirementEntry,
    span: Range<usize>,
    guide: &'a Guide,
    faults: &mut Faults,
) -> Option<&'a str> {
    match (&entry.principal, entry.options.as_slice()) {
        (Some(id), []) => {
            let mut principals = guide.principals.iter();
            let principal = principals.find(|one| one.id == *id.get_ref());
            if principal.is_none() {
                let what = format!("the guide has no principal {:?}", id.get_ref());
                faults.add(id.span(), what);
            }
            principal.map(|one| one.choice.as_str())
        }
        (None, [first, ..]) => Some(&first.get_ref().choice),
        _ => {
            faults.add(span, "a requirement names options or a principal");
            None
        }
    }
}

/// The id of something held: derived, so that it is the same in every edition.
fn held_id(
    entry: &RequirementEntry,
    choice: &str,
    entitlement: &Entitlement,
    catalog: &Catalog,
    faults: &mut Faults,
) -> String {
    let id = format!("{choice}/{}", catalog.key(entitlement));
    if let Some(given) = &entry.id {
        faults.add_with_help(
            given.span(),
            "the id of a role or permission is derived from its name",
            format!("leave id out; it is {id:?}"),
        );
    }
    id
}
