//! Defender Unified RBAC: assignments, their roles, and what the roles' actions give.

use super::groups::Reach;
use super::model::{Grant, Held, Scope, SightingRef, Unresolved, Via};
use crate::catalog::{Catalog, Entitlement};
use crate::snapshot::{DefenderRoleAssignment, DefenderRoleDefinition, SectionName, Sections};

/// Every Defender permission that the reaches hold, and the roles that could not be read.
pub(super) fn grants(
    sections: &Sections,
    catalog: &Catalog,
    reaches: &[Reach],
) -> (Vec<Grant>, Vec<Unresolved>) {
    let mut grants = Vec::new();
    let mut unresolved = Vec::new();
    for (item, seen) in sections.defender_assignments.sightings().iter().enumerate() {
        let assignment = &seen.object;
        let proof = SightingRef {
            section: SectionName::DefenderAssignments,
            item,
        };
        for reach in reaches
            .iter()
            .filter(|r| assignment.principal_ids.contains(&r.id))
        {
            let role = role_of(sections, assignment);
            let Some((role_item, role)) = role else {
                unresolved.push(Unresolved {
                    lacking: SectionName::DefenderRoles,
                    what: format!("a Defender role {}", assignment.role_definition_id),
                    resource: None,
                    permission: None,
                    seen: proof,
                });
                continue;
            };
            let role_proof = SightingRef {
                section: SectionName::DefenderRoles,
                item: role_item,
            };
            permissions(
                catalog,
                assignment,
                role,
                reach,
                &[proof, role_proof],
                &mut grants,
            );
        }
    }
    (grants, unresolved)
}

fn role_of<'a>(
    sections: &'a Sections,
    assignment: &DefenderRoleAssignment,
) -> Option<(usize, &'a DefenderRoleDefinition)> {
    let roles = sections.defender_roles.sightings().iter().enumerate();
    roles
        .map(|(item, seen)| (item, &seen.object))
        .find(|(_, role)| role.id.eq_ignore_ascii_case(&assignment.role_definition_id))
}

fn permissions(
    catalog: &Catalog,
    assignment: &DefenderRoleAssignment,
    role: &DefenderRoleDefinition,
    reach: &Reach,
    proof: &[SightingRef],
    grants: &mut Vec<Grant>,
) {
    let held = if reach.eligible {
        Held::Eligible
    } else if role.is_enabled == Some(false) {
        Held::SwitchedOff
    } else {
        reach.membership.limit(Held::Active)
    };
    let actions = role
        .role_permissions
        .iter()
        .flat_map(|p| &p.allowed_resource_actions);
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
                id: role.id.clone(),
                name: role.display_name.clone(),
                action: action.clone(),
            });
            grants.push(Grant {
                entitlement,
                name: None,
                held: held.clone(),
                scope: scope(assignment),
                via,
                starts: None,
                ends: reach.membership.end(None),
                wildcard: expansion.wildcard,
                implied,
                seen: [proof, reach.membership.seen.as_slice()].concat(),
            });
        }
    }
}

/// `/` is every data source, `Mde` is Defender for Endpoint. Directory scopes that
/// are empty, null or `/` all mean every device and user.
fn scope(assignment: &DefenderRoleAssignment) -> Scope {
    let narrowed: Vec<&String> = assignment
        .directory_scope_ids
        .iter()
        .filter(|id| id.as_str() != "/")
        .collect();
    let everywhere = assignment.directory_scope_ids.iter().any(|id| id == "/");
    if let (false, Some(first)) = (everywhere, narrowed.first()) {
        return Scope::Object((*first).clone());
    }
    let sources = &assignment.app_scope_ids;
    if sources.is_empty() {
        return Scope::Unstated;
    }
    let endpoint =
        |id: &String| id == "/" || id.eq_ignore_ascii_case("Mde") || id.eq_ignore_ascii_case("All");
    if sources.iter().any(endpoint) {
        return Scope::Tenant;
    }
    let mut sources = sources.clone();
    sources.sort();
    Scope::DataSources(sources)
}
