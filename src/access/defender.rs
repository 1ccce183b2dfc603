//! Defender Unified RBAC: assignments, their roles, and the permissions that the roles' actions give.

use super::bound::Bound;
use super::collected::Collected;
use super::groups::Reach;
use super::index::Index;
use super::model::{Grant, Held, Scope};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use super::via::Via;
use crate::catalog::Entitlement;
use crate::quote;
use crate::snapshot::{DefenderRoleAssignment, DefenderRoleDefinition, SectionName, Sections};
use std::collections::BTreeSet;

/// The most data sources that a scope names: Microsoft has some ten.
const SOURCES: usize = 30;

/// Every Defender permission that the reaches hold, and the roles that could not be read.
pub(super) fn read(index: &Index<'_>, reaches: &[Reach], collected: &mut Collected<'_>) {
    anybodys(index, reaches, collected);
    let section = SectionName::DefenderAssignments;
    for reach in reaches {
        for (item, assignment) in index.defender_assignments.with(&reach.id) {
            let proof = SightingRef { section, item };
            let more = match role_of(index, assignment) {
                Ok((item, role)) => {
                    let section = SectionName::DefenderRoles;
                    let proof = [proof, SightingRef { section, item }];
                    let assigned = Assigned {
                        assignment,
                        scope: scope(assignment),
                        role,
                        reach,
                        proof,
                    };
                    assigned.permissions(index, collected)
                }
                Err((lacking, lacks)) => {
                    let gone = lacking == SectionName::DefenderRoles
                        && index.defender_roles.first(&None).is_none();
                    collected.unresolved(unread(lacking, assignment, (&lacks, gone), proof));
                    true
                }
            };
            if !more {
                return;
            }
        }
    }
}

/// Assignments that do not tell all of whom they are of, and so may be anybody's; each with the item.
pub(super) fn open_assignments(sections: &Sections) -> Vec<(usize, Unresolved)> {
    let section = SectionName::DefenderAssignments;
    let all = sections.defender_assignments.sightings().iter().enumerate();
    let open = all.filter(|(_, seen)| seen.object.principal_ids.whole().is_none());
    open.map(|(item, seen)| {
        let lacks = ("does not say of whom it is", false);
        let one = unread(section, &seen.object, lacks, SightingRef { section, item });
        (item, one)
    })
    .collect()
}

/// Notes assignments that may be any principal's, except those that name a reach and are therefore known.
fn anybodys(index: &Index<'_>, reaches: &[Reach], collected: &mut Collected<'_>) {
    let open = &index.nameless.open_assignments;
    if open.is_empty() {
        return;
    }
    let named: BTreeSet<usize> = reaches
        .iter()
        .flat_map(|reach| index.defender_assignments.with(&reach.id))
        .map(|(item, _)| item)
        .collect();
    if named.is_empty() {
        collected.all_unresolved(&index.nameless.assignments);
    } else {
        let others = open.iter().filter(|(item, _)| !named.contains(item));
        collected.all_unresolved(others.map(|(_, one)| one));
    }
}

fn unread(
    lacking: SectionName,
    assignment: &DefenderRoleAssignment,
    (lacks, gone): (&str, bool),
    seen: SightingRef,
) -> Unresolved {
    let role = assignment.role_definition_id.as_deref().map(quote::name);
    let name = assignment.display_name.as_deref().map(quote::name);
    let what = match (role, name) {
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
        others: 0,
        seen,
    }
}

/// The role of an assignment; else the section that lacks it, and the missing fact.
fn role_of<'a>(
    index: &Index<'a>,
    assignment: &DefenderRoleAssignment,
) -> Result<(usize, &'a DefenderRoleDefinition), (SectionName, String)> {
    let Some(id) = assignment.role_definition_id.as_deref() else {
        let lacks = "does not say which role it is of";
        return Err((SectionName::DefenderAssignments, lacks.to_owned()));
    };
    let found = index.defender_roles.first(&Some(id.to_ascii_lowercase()));
    found.ok_or_else(|| {
        let id = quote::name(id);
        (SectionName::DefenderRoles, format!("has no role {id}"))
    })
}

/// A role that is assigned to whoever is reached.
struct Assigned<'a> {
    assignment: &'a DefenderRoleAssignment,
    scope: Scope,
    role: &'a DefenderRoleDefinition,
    reach: &'a Reach,
    proof: [SightingRef; 2],
}

impl Assigned<'_> {
    /// Adds the permissions that the role's actions give; `false` when no more grants are taken.
    fn permissions(&self, index: &Index<'_>, collected: &mut Collected<'_>) -> bool {
        let [proof, _] = self.proof;
        let parts = self.role.role_permissions.sightings();
        let told = self.role.role_permissions.whole().is_some()
            && parts
                .iter()
                .all(|part| part.allowed_resource_actions.whole().is_some());
        if !told {
            let lacks = ("does not say all that the role allows", false);
            let lacking = SectionName::DefenderRoles;
            collected.unresolved(unread(lacking, self.assignment, lacks, proof));
        }
        let mut actions = parts
            .iter()
            .flat_map(|part| part.allowed_resource_actions.sightings());
        actions.all(|action| {
            let expansion = index.catalog.expand_action(action);
            let mut given: Vec<(Entitlement, bool)> = expansion
                .permissions
                .into_iter()
                .map(|id| {
                    let implied = expansion.implied.contains(&id);
                    (Entitlement::DefenderUnified(id), implied)
                })
                .collect();
            if !expansion.known {
                given.push((Entitlement::DefenderAction(action.clone()), false));
            }
            given.into_iter().all(|(entitlement, implied)| {
                collected.grant(proof, || Grant {
                    wildcard: expansion.wildcard,
                    implied,
                    ..self.grant(index, entitlement, action)
                })
            })
        })
    }

    fn grant(&self, index: &Index<'_>, entitlement: Entitlement, action: &str) -> Grant {
        let (role, reach) = (self.role, self.reach);
        let mut via = reach.via(index);
        via.push(Via::DefenderRole {
            id: role.id.as_deref().map(quote::name).unwrap_or_default(),
            name: role.display_name.as_deref().map(quote::name),
            action: action.to_owned(),
        });
        Grant {
            entitlement,
            name: None,
            stored: None,
            held: match role.is_enabled.copied() {
                _ if reach.eligible => Held::Eligible,
                Some(false) => Held::SwitchedOff,
                Some(true) => reach.membership.limit(Held::Active),
                None => Held::Untold,
            },
            scope: self.scope.clone(),
            via,
            starts: Bound::Open,
            ends: reach.membership.end(Bound::Open),
            wildcard: false,
            implied: false,
            seen: [self.proof.as_slice(), reach.membership.seen.as_slice()].concat(),
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
            return Scope::Object(quote::name(first));
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
            let mut listed: Vec<String> = listed.iter().map(|id| quote::name(id)).collect();
            listed.sort();
            listed.truncate(SOURCES);
            Scope::DataSources(listed)
        }
    }
}
