//! Takes app roles away from an account.

use super::change::listed;
use super::operation::{Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Takes an app role away from an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RevokeUserAppRole {
    /// The id of the assignment.
    pub(crate) assignment: String,
    /// The name of what it gives (hostile text).
    pub(crate) gives: String,
}

impl Act for RevokeUserAppRole {
    const STAGE: Stage = Stage::TakeAway;

    fn carrier(&self) -> String {
        self.assignment.clone()
    }

    fn free_id(&self) -> Option<&str> {
        Some(&self.assignment)
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let user = &target.object;
        let names = listed(&all.iter().map(|one| &one.gives).collect::<Vec<_>>());
        let title = format!("Take {names} away from {}", target.who);
        let mut change = Change::new(TaskName::RevokeUserAppRole, title)
            .word("principal", &target.identity)
            .word("application", "the API that gives it")
            .word("role", names)
            .taking_away();
        let read = Read::new("held", "/users/{}/appRoleAssignments", vec![user.id()])
            .matching("id", Text::item("assignment"))
            .by(999);
        let request = Request::new(
            Method::Delete,
            "/users/{}/appRoleAssignments/{}",
            vec![user.id(), Text::item("assignment")],
        );
        let items = all.iter();
        let items = items.map(|one| (one.assignment.clone(), one.gives.clone()));
        change.operations = user.find_if_there("/users");
        change.operations.push(Operation::Loop {
            name: "assignment",
            items: items.collect(),
            body: vec![Operation::Find(read), Operation::if_found("held", request)],
        });
        vec![change]
    }
}
