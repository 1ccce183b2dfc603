//! The actions for a person, with the findings that each closes.

use super::findings::{FindingList, References};
use super::source::Source;
use crate::catalog::RiskLevel;
use crate::report::advice::{self, Goal, Urgency};
use schemars::JsonSchema;
use serde::Serialize;

/// Something that a person does.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Action {
    /// The list that it stands in.
    goal: Goal,
    urgency: Urgency,
    /// The greatest risk of what it closes; `null` where nothing of it is rated.
    risk: Option<RiskLevel>,
    title: String,
    how: String,
    /// Ids of the findings that it closes; never empty.
    closes: References,
}

/// The actions that an assessment asks for, in order.
pub(super) fn actions(source: &Source) -> Vec<Action> {
    let actions = advice::actions(&source.assessment).into_iter();
    actions
        .map(|action| Action {
            goal: action.goal,
            urgency: action.urgency,
            risk: action.risk,
            title: action.title,
            how: action.how,
            closes: References(FindingList::at(source, action.closes.into())),
        })
        .collect()
}
