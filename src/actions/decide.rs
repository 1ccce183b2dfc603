//! Has the reader decide something, and audit again.

use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Has the reader decide something, and audit again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decide {
    /// The decision, as an imperative (may hold hostile text).
    pub(crate) text: String,
}

impl Act for Decide {
    const STAGE: Stage = Stage::Decide;

    fn merge_key(&self) -> String {
        self.text.clone()
    }

    fn changes(&self, _: &[Self], _: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        vec![Change::new(TaskName::Decide, self.text.as_str())]
    }
}
