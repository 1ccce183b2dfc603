//! Turns a member into a guest.

use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Turns a member into a guest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ConvertToGuest;

impl ConvertToGuest {
    /// The act in a report.
    pub(crate) fn advice() -> String {
        "In the Microsoft Entra admin center, open the account under Users, ask why its \
                 user type is not Guest, and set it. Where cross-tenant synchronization makes it, set it there."
                .to_owned()
    }
}

impl Act for ConvertToGuest {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Make {} a guest instead of a member", target.who);
        let mut change =
            Change::new(TaskName::ConvertToGuest, title).word("principal", &target.identity);
        let typed = |name, from: &str, to: &str| {
            let id = target.object.id();
            let filter = Text::equal("id", &id).and(format!(" and userType eq '{from}'"));
            let request = Request::new(Method::Patch, "/users/{}", vec![id])
                .with(vec![("userType", Body::text(to))]);
            vec![
                Operation::Find(Read::new(name, "/users", Vec::new()).filtered(filter)),
                Operation::if_found(name, request),
            ]
        };
        change.operations = typed("member", "Member", "Guest");
        change.undo = typed("guest", "Guest", "Member");
        change.before = "the account is listed as long as it is a member";
        change.after = "the line says none";
        vec![change]
    }
}
