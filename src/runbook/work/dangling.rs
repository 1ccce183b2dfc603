//! Grants that lead nowhere, because what they are of was deleted.

use super::Work;
use crate::access::Holder;
use crate::runbook::change::permission::Permission;
use crate::runbook::world::World;
use crate::snapshot::{SectionName, State};

/// What takes away grants that lead nowhere: of a role or an API that was deleted. Only what was looked for
/// and is not there is taken for gone.
pub(in crate::runbook) fn dangling(world: &World<'_>, holder: &Holder) -> Vec<Work> {
    let Some(snapshot) = world.snapshot() else {
        return Vec::new();
    };
    let sections = &snapshot.sections;
    let mut works = Vec::new();
    for unresolved in &holder.unresolved {
        match unresolved.seen.section {
            SectionName::AppRoleAssignments if sections.resources.whole().is_ok() => {
                let held = sections.app_role_assignments.sightings();
                if let Some(seen) = held.get(unresolved.seen.item) {
                    let assignment = &seen.object;
                    let called = assignment.resource_display_name.clone();
                    works.push(Work::RevokeOfNothing(
                        assignment.resource_id,
                        called.unwrap_or_else(|| assignment.resource_id.to_string()),
                        Permission {
                            id: assignment.app_role_id,
                            value: assignment.app_role_id.to_string(),
                            assignment: Some(assignment.id.clone()),
                        },
                    ));
                }
            }
            // A list of roles that was refused says nothing; one that was read and lacks the role is checked
            // again by the script before anything is taken away.
            SectionName::DefenderAssignments
                if sections.head(SectionName::DefenderRoles).state == State::Failed =>
            {
                let held = sections.defender_assignments.sightings();
                if let Some(seen) = held.get(unresolved.seen.item) {
                    let (id, role) = (&seen.object.id, &seen.object.role_definition_id);
                    works.push(Work::UnassignGone(id.clone(), role.clone()));
                }
            }
            _ => {}
        }
    }
    works.sort();
    works.dedup();
    works
}
