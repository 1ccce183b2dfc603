//! Ends ownerships of groups that PIM for Groups manages, active ones and those that could be activated.

use super::objects::group::{Group, names};
use super::objects::pim_group::PimGroup;
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Ends the ownership of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveGroupOwnership {
    /// The group.
    pub(crate) group: Group,
    /// True for one that could be activated.
    pub(crate) eligible: bool,
}

impl Act for RemoveGroupOwnership {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        if self.eligible { "eligible" } else { "active" }.to_owned()
    }

    fn carrier(&self) -> String {
        format!("owner {} {}", self.merge_key(), self.group.0)
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let groups: Vec<Group> = all.iter().map(|one| one.group.clone()).collect();
        let member = &target.object;
        let (task, what, pim) = if self.eligible {
            let task = TaskName::RemoveGroupOwnerEligibility;
            (task, "eligible ownership", PimGroup::ELIGIBLE_OWNER)
        } else {
            (TaskName::RemoveGroupOwner, "ownership", PimGroup::OWNER)
        };
        let title = format!("End the {what} of {} for {}", target.who, names(&groups));
        let mut change = Change::new(task, title)
            .word("principal", &target.identity)
            .word("group", names(&groups))
            .taking_away();
        change.operations = pim.end(&groups, member);
        change.undo = pim.give(&groups, member, context.now);
        vec![change]
    }
}
