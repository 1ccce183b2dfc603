//! A judgement with everything that it rests on, for whatever is written up from it.

use super::evidence::Gathered;
use super::matched::Matched;
use super::reader::Reader;
use super::right::TenantRight;
use crate::assess::semantics::{AdoptedGuide, Answer, Ask, Decided, Possibilities, Truth};
use crate::guide::format2::ids::{ChoiceId, GuideId};
use crate::guide::format2::model::{Condition, Right};
use std::collections::BTreeMap;

/// The answer over all adopted guides, with everything that it rests on.
pub(super) struct Judged<'a> {
    /// The guides with their principals.
    pub(super) matched: &'a [Matched<'a>],
    /// The guides written out, in the words of the guides.
    pub(super) expanded: &'a [AdoptedGuide<Right>],
    /// The same in terms of the tenant, and what was seen.
    pub(super) gathered: Gathered,
    /// The decision on each choice that arises.
    pub(super) decided: BTreeMap<(GuideId, ChoiceId), Decided>,
    /// Every possibility.
    pub(super) possibilities: Possibilities,
    /// The answer.
    pub(super) answer: Answer<TenantRight>,
    /// The words of the reader.
    pub(super) reader: Reader,
}

impl Judged<'_> {
    /// True for a requirement whose last day has come.
    pub(super) fn ended<R>(&self, ask: &Ask<R>) -> bool {
        ask.until.is_some_and(|until| until <= self.gathered.today)
    }

    /// The value of a condition whose names carry their guide: open where possibilities differ.
    pub(super) fn truth(&self, condition: Option<&Condition>) -> Truth {
        if condition.is_none() {
            return Truth::Yes;
        }
        let mut values = self.possibilities.iter().map(|one| one.truth(condition));
        let first = values.next().unwrap_or(Truth::Open);
        if values.all(|value| value == first) {
            first
        } else {
            Truth::Open
        }
    }
}
