//! Removes assignments of directory roles.

use super::objects::directory_role::{
    Role, assigning, block, in_scope_order, label, names, places, removing,
};
use super::script::hcl::{self, Block};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Removes the active assignment of a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveDirectoryRole(pub(crate) Role);

impl RemoveDirectoryRole {
    /// The act in a report, for roles of somebody.
    pub(crate) fn advice(roles: &str, who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, under Roles & admins, open {roles} and remove the assignment of {who}, \
             the eligible one too. Where a group gives it (see Held through), take {who} out of the group."
        )
    }
}

impl Act for RemoveDirectoryRole {
    const STAGE: Stage = Stage::TakeAway;

    fn carrier(&self) -> String {
        format!("{}{}", self.0.id, self.0.scope)
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let roles = in_scope_order(all.iter().map(|one| &one.0));
        let title = format!("Take {} away from {}", names(&roles), target.who);
        let mut change = Change::new(TaskName::RemoveDirectoryRole, title)
            .word("principal", &target.identity)
            .word("role", names(&roles))
            .word("scope", places(&roles))
            .taking_away();
        change.operations = removing(&target.object, &roles);
        change.undo = assigning(&target.object, &roles);
        change.terraform = terraform(target, &roles);
        vec![change]
    }
}

fn terraform(target: &Target, roles: &[Role]) -> Terraform {
    let (mut blocks, id) = target.object.terraform();
    for (at, role) in roles.iter().enumerate() {
        let Some(assignment) = &role.assignment else {
            return Terraform::No;
        };
        let label = label(role, at);
        let to = format!("azuread_directory_role_assignment.{label}");
        let at = format!("/roleManagement/directory/roleAssignments/{assignment}");
        blocks.push(Block::import(&to, &at));
        blocks.push(block(&id, role, &label));
    }
    Terraform::TakeAway(hcl::blocks(&blocks))
}
