//! Deletes an account.

use super::objects::account::{delete, present};
use super::operation::{Method, Operation, Request};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Deletes an account; it can be restored for 30 days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeleteAccount;

impl Act for DeleteAccount {
    const STAGE: Stage = Stage::Delete;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let account = &target.object;
        let title = format!("Delete the account of {}", target.who);
        let mut change = Change::new(TaskName::DeleteAccount, title)
            .word("principal", &target.identity)
            .taking_away();
        let read = present(account);
        change.operations = vec![
            Operation::Find(read.clone()),
            Operation::if_found("present", delete(account.id())),
        ];
        let restore = Request::new(
            Method::Post,
            "/directory/deletedItems/{}/restore",
            vec![account.id()],
        );
        change.undo = vec![Operation::Find(read), Operation::unless("present", restore)];
        change.terraform = Terraform::Not(
            "azuread_invitation cannot be imported, and azuread_user would first enable the account again. Where \
             azuread_invitation made it, delete that block and apply.",
        );
        vec![change]
    }
}
