//! Has a person do what no API does, or what there are no commands for.

use super::change::listed;
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use std::collections::BTreeSet;

/// More rights than these are counted in a title, and listed below it.
const NAMED: usize = 3;

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

/// Has a person give a right that there are no commands for, or take it away. Those of one holder are one change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ChangeByHand {
    /// True if it is taken away.
    pub(crate) off: bool,
    /// The right, within a sentence; none where the holder itself comes or goes.
    pub(crate) right: Option<String>,
    /// The holder, within a sentence.
    pub(crate) holder: String,
    /// The place in the guide that asks for it.
    pub(crate) place: String,
}

impl ChangeByHand {
    const fn verb(&self) -> &'static str {
        match (&self.right, self.off) {
            (None, false) => "set up",
            (None, true) => "remove",
            (Some(_), false) => "give",
            (Some(_), true) => "take away",
        }
    }

    /// The right and its holder.
    fn of_holder(&self, rights: &str) -> String {
        format!("{rights}, of {}", self.holder)
    }
}

impl Act for ChangeByHand {
    const STAGE: Stage = Stage::Give;

    fn stage(&self) -> Stage {
        if self.off {
            Stage::TakeAway
        } else {
            Self::STAGE
        }
    }

    fn merge_key(&self) -> String {
        // A holder comes before what it is given, and goes after what is taken from it.
        let itself = self.right.is_none();
        let place = if itself == self.off { "last" } else { "first" };
        format!("{place} {} {}", self.verb(), self.holder)
    }

    fn changes(&self, all: &[Self], _: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let rights: BTreeSet<&String> = all.iter().filter_map(|one| one.right.as_ref()).collect();
        let rights: Vec<&String> = rights.into_iter().collect();
        let what = match rights.as_slice() {
            [] => self.holder.clone(),
            few if few.len() <= NAMED => self.of_holder(&listed(few)),
            many => self.of_holder(&format!("{} rights", many.len())),
        };
        let task = if self.off {
            TaskName::TakeAwayByHand
        } else {
            TaskName::GiveByHand
        };
        let title = format!("Manual step: {} {what}", self.verb());
        let mut change = Change::new(task, title);
        change.before = "";
        change.after = "";
        let several = all.len() > 1 && !rights.is_empty();
        if !several {
            let change = change.word("right", &what);
            return vec![change.word("place", &self.place)];
        }
        let line = |one: &Self| Some(format!("{} ({})", one.right.as_ref()?, one.place));
        change.items = all.iter().filter_map(line).collect();
        let change = change.word("right", "each of the rights that are listed above");
        vec![change.word("place", "the place that is named beside each")]
    }
}
