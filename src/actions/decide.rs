//! Has the reader decide something, and audit again.

use super::{Act, ActionContext, Change, Order, Stage, Target};
use crate::catalog::TaskName;

/// Has the reader decide something, and audit again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decide {
    /// The decision, as an imperative (may hold hostile text).
    pub(crate) text: String,
}

impl Act for Decide {
    const ORDER: Order = (Stage::Decide, 1);

    fn merge_key(&self) -> String {
        self.text.clone()
    }

    fn changes(all: &[Self], _: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let of_one = |one: &Self| Change::new(TaskName::Decide, one.text.as_str());
        all.first().map(of_one).into_iter().collect()
    }
}
