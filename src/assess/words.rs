//! Grants and paths in words. Names of the tenant pass through as they are: each format escapes them.

use super::identify::Candidate;
use super::model::AccessPath;
use crate::access::{Grant, Held, Scope, Via};
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::quote;
use jiff::Timestamp;

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

/// A candidate by its name, else by its id.
pub(super) fn holder(candidate: &Candidate<'_>) -> String {
    match &candidate.display_name {
        Some(name) if !name.trim().is_empty() => quote::name(name),
        _ => candidate.holder.id.to_string(),
    }
}

/// The entitlement by the catalog's name, else by the tenant's.
pub(super) fn entitlement(catalog: &Catalog, grant: &Grant) -> String {
    match (&grant.entitlement, &grant.name) {
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

fn hop(via: &Via) -> String {
    let named = |kind: &str, id: &str, name: &Option<String>| match name {
        Some(name) if !name.trim().is_empty() => format!("{kind} {name}"),
        _ => format!("{kind} {id}"),
    };
    match via {
        Via::Group { id, name } => named("group", &id.to_string(), name),
        Via::EligibleGroup { id, name } => {
            named("group (eligible, by activation)", &id.to_string(), name)
        }
        Via::DefenderRole { id, name, action } => {
            format!("{} (action {action})", named("Defender role", id, name))
        }
    }
}

/// How a grant is held, as a short phrase.
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
    if let Some(start) = grant.starts.filter(|start| *start > as_of) {
        parts.push(format!("from {start}"));
    }
    if let Some(end) = grant.ends {
        parts.push(if end > as_of {
            format!("until {end}")
        } else {
            format!("ended {end}")
        });
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
    }
}
