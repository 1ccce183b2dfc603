//! Removes eligible assignments of directory roles.

use super::objects::directory_role::{
    Role, held, in_scope_order, items, names, pim_body, places, until,
};
use super::operation::{Method, Operation, Request};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use jiff::Timestamp;

const ELIGIBLE: &str = "/roleManagement/directory/roleEligibilityScheduleInstances";
const REQUESTS: &str = "/roleManagement/directory/roleEligibilityScheduleRequests";

/// Removes the eligible assignment of a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveRoleEligibility(pub(crate) Role);

impl Act for RemoveRoleEligibility {
    const STAGE: Stage = Stage::TakeAway;

    fn carrier(&self) -> String {
        format!("{}{}", self.0.id, self.0.scope)
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let principal = &target.object;
        let roles = in_scope_order(all.iter().map(|one| &one.0));
        let title = format!(
            "End the eligibility of {} for {}",
            target.who,
            names(&roles)
        );
        let mut change = Change::new(TaskName::RemoveRoleEligibility, title)
            .word("principal", &target.identity)
            .word("role", names(&roles))
            .word("scope", places(&roles))
            .taking_away();
        let request = |body| Request::new(Method::Post, REQUESTS, Vec::new()).with(body);
        change.operations = each(target, &roles, &|scope, _| {
            let body = pim_body("adminRemove", principal, scope);
            Operation::if_found("eligibility", request(body))
        });
        change.undo = each(target, &roles, &|scope, end| {
            let mut body = pim_body("adminAssign", principal, scope);
            body.push(until(context.now, end));
            Operation::unless("eligibility", request(body))
        });
        vec![change]
    }
}

/// A loop for the roles of each scope and end.
fn each(
    target: &Target,
    roles: &[Role],
    write: &dyn Fn(&str, Option<Timestamp>) -> Operation,
) -> Vec<Operation> {
    let mut operations = target.object.find();
    let alike = |one: &Role, next: &Role| one.scope == next.scope && one.ends == next.ends;
    for roles in roles.chunk_by(alike) {
        let Some(Role { scope, ends, .. }) = roles.first() else {
            continue;
        };
        let look = held("eligibility", ELIGIBLE, &target.object, scope);
        operations.push(Operation::Loop {
            name: "role",
            items: items(roles),
            body: vec![Operation::Find(look), write(scope, *ends)],
        });
    }
    operations
}
