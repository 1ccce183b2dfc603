//! Ends memberships of groups that could be activated (PIM for Groups).

use super::objects::directory_role::{JUSTIFICATION, until};
use super::objects::group::{Group, items, names};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

const INSTANCES: &str = "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances";
const REQUESTS: &str = "/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests";

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
        let filter = Text::equal("principalId", &member.id())
            .and(" and groupId eq ")
            .and(Text::item("group").quoted());
        let read = Read::new("eligibility", INSTANCES, Vec::new())
            .filtered(filter)
            .matching("accessId", "member");
        let body = |action: &'static str| {
            vec![
                ("accessId", Body::text("member")),
                ("principalId", Body::text(member.id())),
                ("groupId", Body::text(Text::item("group"))),
                ("action", Body::text(action)),
                ("justification", Body::text(JUSTIFICATION)),
            ]
        };
        let request = |body| Request::new(Method::Post, REQUESTS, Vec::new()).with(body);
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
        change.operations = each(Operation::if_found("eligibility", removal));
        let mut again = body("adminAssign");
        again.push(until(context.now, None));
        change.undo = each(Operation::unless("eligibility", request(again)));
        vec![change]
    }
}
