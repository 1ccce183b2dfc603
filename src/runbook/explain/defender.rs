//! Defender's map: from one model to the other, and to the directory roles that carry a permission.

use super::model::Section;
use super::subject::Subject;
use crate::catalog::Entitlement;
use crate::runbook::index::TenantIndex;

/// Its counterpart in Defender's other model, and the directory roles that carry it there.
pub(super) fn defender(index: &TenantIndex<'_>, subject: &Subject<'_, '_>) -> Option<Section> {
    let catalog = index.catalog;
    let mut section = Section::new("In Defender");
    match subject.entitlement.as_ref()? {
        Entitlement::DirectoryRole(id) => {
            let carried = catalog.role_in_defender(*id)?;
            section
                .text("Once Unified RBAC is active for Defender for Endpoint, the role carries:");
            for id in &carried.unified {
                section.item(format!("{}: {id}", index.defender_title(id)));
            }
            section.fact("Source", carried.source.clone());
        }
        Entitlement::DefenderClassic { group, name } => {
            let known = catalog.classic_permission(group, name)?;
            section.text("In Unified RBAC it is these together:");
            for id in &known.unified {
                section.item(format!("{}: {id}", index.defender_title(id)));
            }
            carriers(index, &known.unified, &mut section);
        }
        Entitlement::DefenderUnified(id) => {
            let classic = catalog.classic_permissions().iter();
            let classic: Vec<_> = classic.filter(|known| known.unified.contains(id)).collect();
            if classic.is_empty() {
                section.text("No permission of the classic model has it.");
            } else {
                section.text("In the classic model it is a part of:");
            }
            for known in classic {
                let title = catalog.title(&Entitlement::DefenderClassic {
                    group: known.group.clone(),
                    name: known.name.clone(),
                });
                section.item(format!("{title} (source: {})", known.source));
            }
            carriers(index, std::slice::from_ref(id), &mut section);
        }
        Entitlement::DefenderAction(action) => {
            let given = catalog.expand_action(action).permissions;
            if given.is_empty() {
                return None;
            }
            carriers(index, &given, &mut section);
        }
        Entitlement::ApiPermission { .. } => return None,
    }
    Some(section)
}

/// Directory roles that carry all of these.
fn carriers(index: &TenantIndex<'_>, unified: &[String], section: &mut Section) {
    let catalog = index.catalog;
    let roles = catalog.directory_roles().iter();
    let carrying: Vec<_> = roles
        .filter_map(|role| Some((role, catalog.role_in_defender(role.id)?)))
        .filter(|(_, carried)| unified.iter().all(|id| carried.unified.contains(id)))
        .collect();
    let all = if unified.len() > 1 { "all of it" } else { "it" };
    if carrying.is_empty() {
        section.text(format!("No directory role is known to carry {all}."));
        return;
    }
    section.text(format!(
        "Directory roles that carry {all} once Unified RBAC is active:"
    ));
    for (role, carried) in carrying {
        section.item(format!("{} (source: {})", role.name, carried.source));
    }
}
