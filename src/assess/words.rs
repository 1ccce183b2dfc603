//! Grants and paths in words. Names of the tenant pass through as they are: each format escapes them.

use super::model::AccessPath;
use super::principals::Candidate;
use crate::access::{Bound, Grant, Held, Scope, Unresolved, Via};
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::quote;
use jiff::Timestamp;
use std::borrow::Cow;

/// The number of things that a sentence names.
const NAMED: usize = 5;
/// The most of a text of the tenant that a sentence holds, in characters.
const SHOWN: usize = 120;

/// The first of several things, and how many more there are.
pub(crate) fn listed(things: impl IntoIterator<Item = String>, between: &str) -> String {
    let all: Vec<String> = things.into_iter().collect();
    let named = all.get(..NAMED).unwrap_or(&all).join(between);
    match all.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// A text of the tenant as far as a sentence holds it.
pub(crate) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// One way in which a grant is held.
pub(super) fn path(
    catalog: &Catalog,
    candidate: &Candidate<'_>,
    grant: &Grant,
    as_of: Timestamp,
) -> AccessPath {
    let mut hops = vec![holder(candidate)];
    hops.extend(grant.via.iter().map(hop));
    hops.push(entitlement(catalog, grant));
    AccessPath {
        hops,
        condition: condition(grant, as_of),
        as_asked: grant.works(as_of),
    }
}

/// Something that was seen of a candidate, and could not be read as a grant.
pub(super) fn unread(candidate: &Candidate<'_>, unresolved: &Unresolved) -> AccessPath {
    AccessPath {
        hops: vec![holder(candidate), unresolved.what.clone()],
        condition: format!(
            "not read: section {} {}",
            unresolved.lacking, unresolved.lacks
        ),
        as_asked: false,
    }
}

/// A candidate by its name, else by its id.
pub(super) fn holder(candidate: &Candidate<'_>) -> String {
    match &candidate.display_name {
        Some(name) if !name.trim().is_empty() => quote::name(name),
        _ => candidate.holder.id.to_string(),
    }
}

/// The entitlement by the catalog's name, else by the tenant's; a permission as the tenant stores it.
pub(super) fn entitlement(catalog: &Catalog, grant: &Grant) -> String {
    let held = match (&grant.entitlement, &grant.stored) {
        (Entitlement::ApiPermission { resource, kind, .. }, Some(stored)) => {
            Cow::Owned(Entitlement::ApiPermission {
                resource: *resource,
                kind: *kind,
                value: stored.clone(),
            })
        }
        (held, _) => Cow::Borrowed(held),
    };
    match (held.as_ref(), &grant.name) {
        (Entitlement::DirectoryRole(id), Some(name)) if catalog.directory_role(*id).is_none() => {
            format!("{name} ({id})")
        }
        (
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            },
            Some(name),
        ) if catalog.resource(*resource).is_none() => {
            format!("{name} {value} ({kind})")
        }
        (entitlement, _) => catalog.title(entitlement),
    }
}

/// The permissions that the same action gives along with a grant, because whoever may manage may read.
pub(super) fn given_along(catalog: &Catalog, grant: &Grant) -> Option<String> {
    let action = grant
        .action()
        .filter(|_| !grant.implied && !grant.wildcard)?;
    let along = catalog.expand_action(action).implied;
    let titles: Vec<String> = along
        .into_iter()
        .map(|id| catalog.title(&Entitlement::DefenderUnified(id)))
        .collect();
    (!titles.is_empty()).then(|| {
        format!(
            "the same action gives {} too, as whoever may manage may read",
            titles.join(", ")
        )
    })
}

/// The Defender role that gives a grant.
pub(super) fn defender_role(grant: &Grant) -> Option<String> {
    match grant.via.last()? {
        Via::DefenderRole { id, name, .. } => Some(named("Defender role", id, name.as_deref())),
        Via::Group { .. } | Via::EligibleGroup { .. } => None,
    }
}

fn named(kind: &str, id: &str, name: Option<&str>) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => format!("{kind} {name}"),
        _ => format!("{kind} {id}"),
    }
}

/// A group or a role on the way to what is held.
pub(super) fn hop(via: &Via) -> String {
    match via {
        Via::Group { id, name } => named("group", &id.to_string(), name.as_deref()),
        Via::EligibleGroup { id, name } => named(
            "group (eligible, by activation)",
            &id.to_string(),
            name.as_deref(),
        ),
        Via::DefenderRole { id, name, action } => {
            format!(
                "{} (action {action})",
                named("Defender role", id, name.as_deref())
            )
        }
    }
}

/// The way a grant is held, as a short phrase.
pub(super) fn condition(grant: &Grant, as_of: Timestamp) -> String {
    let mut parts = vec![state(grant).to_owned()];
    match &grant.scope {
        Scope::Tenant => {
            if matches!(grant.entitlement, Entitlement::DirectoryRole(_)) {
                parts.push("tenant-wide".to_owned());
            }
        }
        Scope::AdministrativeUnit(id) => parts.push(format!("scoped to administrative unit {id}")),
        Scope::Object(id) => parts.push(format!("scoped to {id}")),
        Scope::OneUser(Some(id)) => parts.push(format!("for one user only ({id})")),
        Scope::OneUser(None) => parts.push("for one user only".to_owned()),
        Scope::DataSources(sources) => {
            parts.push(format!("for the data sources {} only", sources.join(", ")));
        }
        Scope::Unstated => parts.push("scope not stated".to_owned()),
    }
    match &grant.starts {
        Bound::At(start) if *start > as_of => parts.push(format!("from {start}")),
        Bound::Untold => parts.push("from when is not told".to_owned()),
        Bound::At(_) | Bound::Open => {}
    }
    match &grant.ends {
        Bound::At(end) if *end > as_of => parts.push(format!("until {end}")),
        Bound::At(end) => parts.push(format!("ended {end}")),
        Bound::Untold => parts.push("until when is not told".to_owned()),
        Bound::Open => {}
    }
    parts.join(", ")
}

const fn state(grant: &Grant) -> &'static str {
    let kind = match &grant.entitlement {
        Entitlement::ApiPermission { kind, .. } => Some(*kind),
        _ => None,
    };
    match (&grant.held, kind) {
        (Held::Active, Some(PermissionType::Application)) => "granted",
        (Held::Active, Some(PermissionType::Delegated)) => match grant.scope {
            Scope::Tenant => "consented for the organization",
            _ => "consented",
        },
        (Held::Active, None) => "active",
        (Held::Activated, _) => "active by activation",
        (Held::Eligible, _) => "eligible, not active",
        (Held::SwitchedOff, _) => "the role is switched off",
        (Held::Requested, _) => "requested, not consented",
        (Held::Untold, _) => "whether the role is switched on is not told",
    }
}
