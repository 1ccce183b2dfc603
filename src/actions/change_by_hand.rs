//! Has a person give or take away what there are no commands for.

use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Has a person give a right that there are no commands for, or take it away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ChangeByHand {
    /// True if it is taken away.
    pub(crate) off: bool,
    /// The change, as an imperative that begins with a small letter.
    pub(crate) title: String,
    /// The right and its holder.
    pub(crate) what: String,
    /// The place in the guide that asks for it.
    pub(crate) place: String,
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
        self.title.clone()
    }

    fn changes(&self, _: &[Self], _: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let task = if self.off {
            TaskName::TakeAwayByHand
        } else {
            TaskName::GiveByHand
        };
        let mut change = Change::new(task, format!("Manual step: {}", self.title))
            .word("right", &self.what)
            .word("place", &self.place);
        change.before = "";
        change.after = "";
        vec![change]
    }
}
