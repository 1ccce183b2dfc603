//! Makes assignments of directory roles last.

use super::objects::directory_role::{
    Role, by_scope, held, in_scope_order, items, names, pim_body, until,
};
use super::operation::{Method, Operation, Request};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

const SCHEDULED: &str = "/roleManagement/directory/roleAssignmentScheduleInstances";
const REQUESTS: &str = "/roleManagement/directory/roleAssignmentScheduleRequests";

/// Makes an active assignment last that would end, or that only an activation gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ExtendRole(pub(crate) Role);

impl Act for ExtendRole {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let principal = &target.object;
        let roles = in_scope_order(all.iter().map(|one| &one.0));
        let title = format!("Let {} of {} last", names(&roles), target.who);
        let mut change = Change::new(TaskName::ExtendRole, title)
            .word("principal", &target.identity)
            .word("role", names(&roles));
        change.operations = principal.find();
        for (scope, roles) in by_scope(&roles) {
            let read = held("assigned", SCHEDULED, principal, scope)
                .matching("assignmentType", "Assigned");
            let request = |action| {
                let mut body = pim_body(action, principal, scope);
                body.push(until(context.now, None));
                Request::new(Method::Post, REQUESTS, Vec::new()).with(body)
            };
            change.operations.push(Operation::Loop {
                name: "role",
                items: items(roles),
                body: vec![
                    Operation::Find(read),
                    Operation::if_found("assigned", request("adminUpdate")),
                    Operation::unless("assigned", request("adminAssign")),
                ],
            });
        }
        change.before = "an assignment is listed where there is one that ends; none where only an activation gives the role";
        change.after = "every line names an assignment, and in the portal its end is permanent";
        vec![change]
    }
}
