//! Defender Unified RBAC: assignments, their roles, and what the roles' actions give.

use super::bound::Bound;
use super::collected::Collected;
use super::groups::Reach;
use super::model::{Grant, Held, Scope, SightingRef, Via};
use super::unresolved::{Could, Unresolved};
use crate::catalog::{Catalog, Entitlement};
use crate::snapshot::{DefenderRoleAssignment, DefenderRoleDefinition, SectionName, Sections};

/// Every Defender permission that the reaches hold, and the roles that could not be read.
pub(super) fn read(sections: &Sections, catalog: &Catalog, reaches: &[Reach]) -> Collected {
    let mut collected = Collected::default();
    for (item, seen) in sections.defender_assignments.sightings().iter().enumerate() {
        let assignment = &seen.object;
        let proof = SightingRef {
            section: SectionName::DefenderAssignments,
            item,
        };
        let named = assignment.principal_ids.sightings();
        if assignment.principal_ids.whole().is_none()
            && !reaches.iter().any(|reach| named.contains(&reach.id))
        {
            let lacks = "does not say of whom it is";
            let lacking = SectionName::DefenderAssignments;
            collected
                .unresolved
                .push(unread(lacking, assignment, (lacks, false), proof));
        }
        for reach in reaches.iter().filter(|reach| named.contains(&reach.id)) {
            match role_of(sections, assignment) {
                Ok((role_item, role)) => {
                    let role_proof = SightingRef {
                        section: SectionName::DefenderRoles,
                        item: role_item,
                    };
                    let of = (assignment, role, reach);
                    permissions(catalog, of, &[proof, role_proof], &mut collected);
                }
                Err((lacking, lacks)) => {
                    let roles = sections.defender_roles.sightings().iter();
                    let gone = lacking == SectionName::DefenderRoles
                        && roles.map(|seen| &seen.object.id).all(|id| id.is_given());
                    collected
                        .unresolved
                        .push(unread(lacking, assignment, (&lacks, gone), proof));
                }
            }
        }
    }
    collected
}

fn unread(
    lacking: SectionName,
    assignment: &DefenderRoleAssignment,
    (lacks, gone): (&str, bool),
    seen: SightingRef,
) -> Unresolved {
    let role = assignment.role_definition_id.as_deref();
    let what = match (role, assignment.display_name.as_deref()) {
        (Some(role), Some(name)) => format!("the Defender assignment {name} of the role {role}"),
        (Some(role), None) => format!("a Defender assignment of the role {role}"),
        (None, Some(name)) => format!("the Defender assignment {name}"),
        (None, None) => "a Defender assignment".to_owned(),
    };
    Unresolved {
        lacking,
        what,
        lacks: lacks.to_owned(),
        gone,
        could_be: Could::Defender,
        more: true,
        seen,
    }
}

/// The role of an assignment; else the section that lacks it, and what it lacks.
fn role_of<'a>(
    sections: &'a Sections,
    assignment: &DefenderRoleAssignment,
) -> Result<(usize, &'a DefenderRoleDefinition), (SectionName, String)> {
    let Some(id) = assignment.role_definition_id.as_deref() else {
        let lacks = "does not say which role it is of";
        return Err((SectionName::DefenderAssignments, lacks.to_owned()));
    };
    let mut roles = sections.defender_roles.sightings().iter().enumerate();
    let found = roles.find(|(_, seen)| seen.object.id.says(id));
    found
        .map(|(item, seen)| (item, &seen.object))
        .ok_or_else(|| (SectionName::DefenderRoles, format!("has no role {id}")))
}

/// The state of whatever the role gives.
fn state(role: &DefenderRoleDefinition, reach: &Reach) -> Held {
    match role.is_enabled.copied() {
        _ if reach.eligible => Held::Eligible,
        Some(false) => Held::SwitchedOff,
        Some(true) => reach.membership.limit(Held::Active),
        None => Held::Untold,
    }
}

fn permissions(
    catalog: &Catalog,
    (assignment, role, reach): (&DefenderRoleAssignment, &DefenderRoleDefinition, &Reach),
    proof: &[SightingRef],
    collected: &mut Collected,
) {
    let held = state(role, reach);
    let parts = role.role_permissions.sightings();
    let told = role.role_permissions.whole().is_some()
        && parts
            .iter()
            .all(|part| part.allowed_resource_actions.whole().is_some());
    if let (false, Some(seen)) = (told, proof.first()) {
        let lacks = "does not say all that the role allows";
        collected.unresolved.push(unread(
            SectionName::DefenderRoles,
            assignment,
            (lacks, false),
            *seen,
        ));
    }
    let actions = parts
        .iter()
        .flat_map(|part| part.allowed_resource_actions.sightings());
    for action in actions {
        let expansion = catalog.expand_action(action);
        let mut entitlements: Vec<Entitlement> = expansion
            .permissions
            .into_iter()
            .map(Entitlement::DefenderUnified)
            .collect();
        if !expansion.known {
            entitlements.push(Entitlement::DefenderAction(action.clone()));
        }
        for entitlement in entitlements {
            let implied = matches!(&entitlement, Entitlement::DefenderUnified(id) if expansion.implied.contains(id));
            let mut via = reach.via.clone();
            via.push(Via::DefenderRole {
                id: role.id.cloned().unwrap_or_default(),
                name: role.display_name.cloned(),
                action: action.clone(),
            });
            collected.grants.push(Grant {
                entitlement,
                name: None,
                stored: None,
                held: held.clone(),
                scope: scope(assignment),
                via,
                starts: Bound::Open,
                ends: reach.membership.end(Bound::Open),
                wildcard: expansion.wildcard,
                implied,
                seen: [proof, reach.membership.seen.as_slice()].concat(),
            });
        }
    }
}

/// `/` is every data source, `Mde` is Defender for Endpoint. Directory scopes that are empty, null or `/` all mean
/// every device and user (the portal writes `/`; `EntraOps` @bf7e69e saw null and empty for the same).
fn scope(assignment: &DefenderRoleAssignment) -> Scope {
    let directory = &assignment.directory_scope_ids;
    let everywhere = directory.sightings().iter().any(|id| id == "/");
    if !everywhere {
        if let Some(first) = directory.sightings().first() {
            return Scope::Object(first.clone());
        }
        if directory.whole_or_null().is_none() {
            return Scope::Unstated;
        }
    }
    let sources = &assignment.app_scope_ids;
    let endpoint =
        |id: &String| id == "/" || id.eq_ignore_ascii_case("Mde") || id.eq_ignore_ascii_case("All");
    if sources.sightings().iter().any(endpoint) {
        return Scope::Tenant;
    }
    match sources.whole() {
        None | Some([]) => Scope::Unstated,
        Some(listed) => {
            let mut listed = listed.to_vec();
            listed.sort();
            Scope::DataSources(listed)
        }
    }
}
