//! Grants that lead nowhere, because what they are of was deleted.

use crate::access::Holder;
use crate::actions::{
    Action, Api, Permission, RemoveDeadDefenderAssignment, RevokeApplicationPermission,
};
use crate::runbook::index::TenantIndex;
use crate::snapshot::{AppRoleAssignment, DefenderRoleAssignment, SectionName, Sections, State};

/// The actions that take away grants that lead nowhere: of a role or an API that was deleted. Only what was looked for
/// and is not there is taken for gone.
pub(in crate::runbook) fn dangling(index: &TenantIndex<'_>, holder: &Holder) -> Vec<Action> {
    let Some(snapshot) = index.snapshot else {
        return Vec::new();
    };
    let sections = &snapshot.sections;
    let mut actions = Vec::new();
    for unresolved in &holder.unresolved {
        let item = unresolved.seen.item;
        let action = match (unresolved.seen.section, unresolved.lacking) {
            (SectionName::AppRoleAssignments, SectionName::Resources) => {
                let held = sections.app_role_assignments.sightings().get(item);
                held.and_then(|seen| of_no_api(sections, &seen.object))
            }
            (SectionName::DefenderAssignments, SectionName::DefenderRoles) => {
                let held = sections.defender_assignments.sightings().get(item);
                held.and_then(|seen| of_no_role(sections, &seen.object))
            }
            _ => None,
        };
        actions.extend(action);
    }
    actions.sort();
    actions.dedup();
    actions
}

fn of_no_api(sections: &Sections, assignment: &AppRoleAssignment) -> Option<Action> {
    let api = assignment.resource_id.copied()?;
    let mut apis = sections
        .resources
        .whole()
        .ok()?
        .iter()
        .map(|seen| &seen.object.id);
    if !apis.all(|id| id.is_given() && !id.is(&api)) {
        return None;
    }
    let role = assignment.app_role_id.copied()?;
    let called = assignment.resource_display_name.cloned();
    let permission = Permission {
        id: role,
        value: role.to_string(),
        assignment: Some(assignment.id.cloned()?),
    };
    let called = called.unwrap_or_else(|| api.to_string());
    let api = Api::gone(api, &called);
    Some(RevokeApplicationPermission { api, permission }.into())
}

/// A list of roles that was refused says nothing; one that was read and lacks the role is checked
/// again by the script before anything is taken away.
fn of_no_role(sections: &Sections, assignment: &DefenderRoleAssignment) -> Option<Action> {
    let state = sections.head(SectionName::DefenderRoles).state;
    let role = assignment.role_definition_id.cloned()?;
    let mut roles = sections
        .defender_roles
        .sightings()
        .iter()
        .map(|seen| &seen.object.id);
    let read = matches!(state, State::Collected | State::Failed);
    if !read || !roles.all(|id| id.is_given() && !id.says(&role)) {
        return None;
    }
    let assignment = assignment.id.cloned()?;
    Some(RemoveDeadDefenderAssignment { assignment, role }.into())
}
