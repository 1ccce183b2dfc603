//! Assigns directory roles.

use super::objects::directory_role::{
    Role, assigning, block, in_scope_order, label, names, places, removing,
};
use super::script::hcl;
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Assigns a role, active and for as long as nobody takes it away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AssignDirectoryRole(pub(crate) Role);

impl AssignDirectoryRole {
    /// The act in a report.
    pub(crate) fn advice(what: &str, who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, under Roles & admins, open {what} and give {who} an active \
                 assignment for the whole directory. An eligible assignment gives nothing until it is activated: with \
                 PIM, choose the type Active, or agree with the vendor who activates it."
        )
    }
}

impl Act for AssignDirectoryRole {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let roles = in_scope_order(all.iter().map(|one| &one.0));
        let title = format!("Assign {} to {}", names(&roles), target.who);
        let mut change = Change::new(TaskName::AssignDirectoryRole, title)
            .word("principal", &target.identity)
            .word("role", names(&roles))
            .word("scope", places(&roles));
        change.operations = assigning(&target.object, &roles);
        change.undo = removing(&target.object, &roles);
        let (mut blocks, id) = target.object.terraform();
        let numbered = roles.iter().enumerate();
        blocks.extend(numbered.map(|(at, role)| block(&id, role, &label(role, at))));
        change.terraform = Terraform::Add(hcl::blocks(&blocks));
        vec![change]
    }
}
