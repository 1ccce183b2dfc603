//! Defender Unified RBAC: assignments, their roles, and what the roles' actions give.

use super::collected::Collected;
use super::groups::Reach;
use super::index::Index;
use super::model::{Grant, Held, Scope, SightingRef, Via};
use crate::catalog::Entitlement;
use crate::quote::{self, Quoted};
use crate::snapshot::{DefenderRoleAssignment, DefenderRoleDefinition, SectionName};

/// The most data sources that a scope names.
const SOURCES: usize = 30;

/// Every Defender permission that the reaches hold, and the roles that could not be read.
pub(super) fn grants(index: &Index<'_>, reaches: &[Reach], collected: &mut Collected<'_>) {
    for reach in reaches {
        for (item, seen) in index.defender_assignments.with(&reach.id) {
            let assignment = &seen.object;
            let proof = SightingRef {
                section: SectionName::DefenderAssignments,
                item,
            };
            let id = assignment.role_definition_id.to_ascii_lowercase();
            let Some((role_item, role)) = index.defender_roles.first(&id) else {
                let id = Quoted::new(&assignment.role_definition_id);
                let what = format!("a Defender role {id}");
                collected.unresolved(SectionName::DefenderRoles, &what, proof);
                continue;
            };
            let role_proof = SightingRef {
                section: SectionName::DefenderRoles,
                item: role_item,
            };
            let held = Assigned {
                assignment,
                role,
                reach,
                proof: [proof, role_proof],
            };
            if !held.permissions(index, collected) {
                return;
            }
        }
    }
}

/// A role that is assigned to whoever is reached.
struct Assigned<'a> {
    assignment: &'a DefenderRoleAssignment,
    role: &'a DefenderRoleDefinition,
    reach: &'a Reach,
    proof: [SightingRef; 2],
}

impl Assigned<'_> {
    /// What its actions give; `false` when no more grants are weighed.
    fn permissions(&self, index: &Index<'_>, collected: &mut Collected<'_>) -> bool {
        let (role, reach) = (self.role, self.reach);
        let held = if reach.eligible {
            Held::Eligible
        } else if role.is_enabled == Some(false) {
            Held::SwitchedOff
        } else {
            reach.membership.limit(Held::Active)
        };
        let mut actions = role
            .role_permissions
            .iter()
            .flat_map(|p| &p.allowed_resource_actions);
        actions.all(|action| {
            let expansion = index.catalog.expand_action(action);
            let mut entitlements: Vec<Entitlement> = expansion
                .permissions
                .into_iter()
                .map(Entitlement::DefenderUnified)
                .collect();
            if !expansion.known {
                entitlements.push(Entitlement::DefenderAction(action.clone()));
            }
            entitlements.into_iter().all(|entitlement| {
                let [first, _] = self.proof;
                collected.grant(first, || {
                    let mut via = reach.via(index);
                    via.push(Via::DefenderRole {
                        id: quote::name(&role.id),
                        name: role.display_name.as_deref().map(quote::name),
                        action: action.clone(),
                    });
                    Grant {
                        entitlement,
                        name: None,
                        held: held.clone(),
                        scope: scope(self.assignment),
                        via,
                        starts: None,
                        ends: reach.membership.end(None),
                        wildcard: expansion.wildcard,
                        seen: [self.proof.as_slice(), reach.membership.seen.as_slice()].concat(),
                    }
                })
            })
        })
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
        return Scope::Object(quote::name(first));
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
    // Microsoft has some ten.
    sources.truncate(SOURCES);
    Scope::DataSources(sources)
}
