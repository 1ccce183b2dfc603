//! Stops an account from signing in, and lets it sign in again.

use super::objects::account::switch;
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Stops an account from signing in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DisableAccount;

/// Lets an account sign in again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EnableAccount;

impl Act for DisableAccount {
    const STAGE: Stage = Stage::Stop;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Stop {} from signing in", target.who);
        vec![change(TaskName::DisableAccount, title, target, false)]
    }
}

impl EnableAccount {
    /// The act in a report, for an account and an application alike.
    pub(crate) fn advice(who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, open {who} under Users or Enterprise applications, Properties. \
                 See who blocked sign-in and why, and then allow it."
        )
    }
}

impl Act for EnableAccount {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Let {} sign in again", target.who);
        vec![change(TaskName::EnableAccount, title, target, true)]
    }
}

fn change(task: TaskName, title: String, target: &Target, enabled: bool) -> Change {
    let mut change = Change::new(task, title).word("principal", &target.identity);
    change.operations = switch(&target.object, enabled);
    change.undo = switch(&target.object, !enabled);
    change.before = "the account is listed as long as it is not as asked";
    change.after = "the line says none";
    change
}
