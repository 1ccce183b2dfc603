//! Ends ownerships of groups that PIM for Groups manages, active ones and those that could be activated.

use super::objects::directory_role::{JUSTIFICATION, until};
use super::objects::group::{Group, items, names};
use super::operation::{Body, Method, Operation, Read, Request, Text};
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

impl RemoveGroupOwnership {
    /// The addresses of the instances and of the requests.
    const fn addresses(&self) -> (&'static str, &'static str) {
        if self.eligible {
            (
                "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
                "/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests",
            )
        } else {
            (
                "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
                "/identityGovernance/privilegedAccess/group/assignmentScheduleRequests",
            )
        }
    }
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
        let (task, what) = if self.eligible {
            (TaskName::RemoveGroupOwnerEligibility, "eligible ownership")
        } else {
            (TaskName::RemoveGroupOwner, "ownership")
        };
        let title = format!("End the {what} of {} for {}", target.who, names(&groups));
        let mut change = Change::new(task, title)
            .word("principal", &target.identity)
            .word("group", names(&groups))
            .taking_away();
        let (instances, requests) = self.addresses();
        let filter = Text::equal("principalId", &member.id())
            .and(" and groupId eq ")
            .and(Text::item("group").quoted());
        let read = Read::new("ownership", instances, Vec::new())
            .filtered(filter)
            .matching("accessId", "owner");
        let body = |action: &'static str| {
            vec![
                ("accessId", Body::text("owner")),
                ("principalId", Body::text(member.id())),
                ("groupId", Body::text(Text::item("group"))),
                ("action", Body::text(action)),
                ("justification", Body::text(JUSTIFICATION)),
            ]
        };
        let request = |body| Request::new(Method::Post, requests, Vec::new()).with(body);
        let each = |write: Operation| {
            let mut operations = member.find();
            operations.push(Operation::Loop {
                name: "group",
                items: items(&groups),
                body: vec![Operation::Find(read.clone()), write],
            });
            operations
        };
        let removal = request(body("adminRemove"));
        change.operations = each(Operation::if_found("ownership", removal));
        let mut again = body("adminAssign");
        again.push(until(context.now, None));
        change.undo = each(Operation::unless("ownership", request(again)));
        vec![change]
    }
}
