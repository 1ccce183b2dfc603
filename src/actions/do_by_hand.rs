//! Has a person do what no API does, or what there are no commands for.

use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Has a person carry out a task that no API carries out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DoByHand {
    /// The task.
    pub(crate) task: TaskName,
    /// The guide's title for it.
    pub(crate) title: String,
}

impl Act for DoByHand {
    const STAGE: Stage = Stage::Look;

    fn stage(&self) -> Stage {
        match self.task {
            TaskName::FillVendorForm => Stage::Give,
            TaskName::ActivateUnifiedRbac => Stage::Last,
            _ => Self::STAGE,
        }
    }

    fn merge_key(&self) -> String {
        format!("{}{}", self.task.as_str(), self.title)
    }

    fn changes(&self, _: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let title = format!("Manual step: {}", self.title);
        let who = match target.who.as_str() {
            "" => "whoever the guide means",
            who => who,
        };
        let mut change = Change::new(self.task, title)
            .word("principal", who)
            .word("name", context.product)
            .word("group", "the group that holds the vendor's role")
            .word("role", "the vendor's role");
        change.before = "";
        change.after = "";
        vec![change]
    }
}
