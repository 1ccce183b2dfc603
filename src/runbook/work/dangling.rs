//! Grants that lead nowhere, because what they are of was deleted.

use super::Work;
use crate::access::Holder;
use crate::runbook::change::permission::Permission;
use crate::runbook::world::World;
use crate::snapshot::{AppRoleAssignment, DefenderRoleAssignment, SectionName, Sections, State};

/// What takes away grants that lead nowhere: of a role or an API that was deleted. Only what was looked for
/// and is not there is taken for gone.
pub(in crate::runbook) fn dangling(world: &World<'_>, holder: &Holder) -> Vec<Work> {
    let Some(snapshot) = world.snapshot() else {
        return Vec::new();
    };
    let sections = &snapshot.sections;
    let mut works = Vec::new();
    for unresolved in &holder.unresolved {
        let item = unresolved.seen.item;
        let work = match (unresolved.seen.section, unresolved.lacking) {
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
        works.extend(work);
    }
    works.sort();
    works.dedup();
    works
}

fn of_no_api(sections: &Sections, assignment: &AppRoleAssignment) -> Option<Work> {
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
    Some(Work::RevokeOfNothing(api, called, permission))
}

/// A list of roles that was refused says nothing; one that was read and lacks the role is checked
/// again by the script before anything is taken away.
fn of_no_role(sections: &Sections, assignment: &DefenderRoleAssignment) -> Option<Work> {
    let state = sections.head(SectionName::DefenderRoles).state;
    let role = assignment.role_definition_id.cloned()?;
    let mut roles = sections
        .defender_roles
        .sightings()
        .iter()
        .map(|seen| &seen.object.id);
    let read = matches!(state, State::Collected | State::Failed);
    (read && roles.all(|id| id.is_given() && !id.says(&role)))
        .then(|| Some(Work::UnassignGone(assignment.id.cloned()?, role)))
        .flatten()
}
