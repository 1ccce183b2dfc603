//! Ends memberships of groups that could be activated (PIM for Groups).

use super::objects::group::{Group, names};
use super::objects::pim_group::PimGroup;
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Ends the eligibility for a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveGroupEligibility(pub(crate) Group);

impl Act for RemoveGroupEligibility {
    const STAGE: Stage = Stage::TakeAway;

    fn carrier(&self) -> String {
        self.0.0.to_string()
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let groups: Vec<Group> = all.iter().map(|one| one.0.clone()).collect();
        let member = &target.object;
        let title = format!(
            "End the eligibility of {} for {}",
            target.who,
            names(&groups)
        );
        let mut change = Change::new(TaskName::RemoveGroupEligibility, title)
            .word("principal", &target.identity)
            .word("group", names(&groups))
            .taking_away();
        let pim = PimGroup::ELIGIBLE_MEMBER;
        change.operations = pim.end(&groups, member);
        change.undo = pim.give(&groups, member, context.now);
        vec![change]
    }
}
