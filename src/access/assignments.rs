//! Assignments to an application without a role: plain access to it.

use super::bound::Bound;
use super::collected::Collected;
use super::holding::{Holding, HoldingKind};
use super::index::ByHolder;
use super::sighting::SightingRef;
use super::via::Via;
use crate::ids::{ObjectId, PermissionId};
use crate::snapshot::{AppRoleAssignment, SectionName};
use uuid::Uuid;

/// The app role id of plain access to an application.
const DEFAULT_ACCESS: PermissionId = PermissionId::new(Uuid::nil());

/// The assignments of a holder without a role, its own and those of its groups.
pub(super) fn plain(
    holder: ObjectId,
    (section, assigned): (SectionName, &ByHolder<'_, AppRoleAssignment>),
    collected: &mut Collected<'_>,
) {
    let all = assigned.with(&Some(holder));
    for (item, one) in all.filter(|(_, one)| one.app_role_id.is(&DEFAULT_ACCESS)) {
        let seen = SightingRef { section, item };
        let taken = collected.holding(seen, || Holding {
            what: HoldingKind::Assignment {
                id: one.id.cloned(),
                resource: one.resource_id.copied(),
                name: one.resource_display_name.cloned(),
                direct: one.principal_id.is(&holder),
            },
            starts: Bound::Open,
            ends: Bound::Open,
            via: via(holder, one),
            seen: vec![seen],
        });
        if !taken {
            return;
        }
    }
}

/// The group that an assignment names in place of the holder.
fn via(holder: ObjectId, assignment: &AppRoleAssignment) -> Vec<Via> {
    let group = assignment.principal_id.copied();
    let group = group.filter(|id| *id != holder);
    let name = assignment.principal_display_name.cloned();
    let via = group.map(|id| Via::Group { id, name });
    via.into_iter().collect()
}
