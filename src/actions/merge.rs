//! Actions that belong together become one change: the fewest that a person has to make.

use super::operation::is_plain_id;
use super::{Action, ActionContext, Change, Decide, Order, Stage, Target};
use crate::ids::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// An action for a target.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    /// The principal whose access it is about; absent for the auditor's own, and for what a person only looks at.
    pub(crate) target: Option<Target>,
    /// The action.
    pub(crate) action: Action,
    /// The id of the finding that it closes.
    pub(crate) closes: Option<String>,
}

/// A change, and the findings that it closes.
pub(crate) struct Merged {
    /// Its place in a runbook.
    pub(crate) order: Order,
    /// The guide's principal that it is about.
    pub(crate) principal: Option<String>,
    /// The object that it is about, where that was seen.
    pub(crate) object: Option<ObjectId>,
    /// The change.
    pub(crate) change: Change,
    /// Ids of findings, sorted.
    pub(crate) closes: BTreeSet<String>,
}

/// The facts that actions share to be one change. The order is the order of a runbook.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    order: Order,
    who: Option<String>,
    /// Two principals of two guides may have one title.
    identity: Option<String>,
    apart: String,
}

/// Merges actions into changes, in the order in which they are made.
pub(crate) fn merge(context: &ActionContext<'_>, all: Vec<Planned>) -> Vec<Merged> {
    let mut groups: BTreeMap<Key, Vec<Planned>> = BTreeMap::new();
    for planned in all.into_iter().map(with_plain_ids) {
        let order = planned.action.order();
        // One look or decision serves everybody.
        let target = planned
            .target
            .as_ref()
            .filter(|_| order.stage != Stage::Decide);
        let key = Key {
            order,
            who: target.map(|target| target.who.clone()),
            identity: target.map(|target| target.identity.clone()),
            apart: planned.action.merge_key(),
        };
        groups.entry(key).or_default().push(planned);
    }
    let mut merged = Vec::new();
    for (key, planned) in groups {
        let closes: BTreeSet<String> = planned
            .iter()
            .filter_map(|one| one.closes.clone())
            .collect();
        let target = planned.iter().find_map(|one| one.target.clone());
        let mut actions: Vec<Action> = planned.into_iter().map(|one| one.action).collect();
        actions.sort();
        actions.dedup();
        let principal = target.as_ref().map(|target| target.principal.clone());
        let object = target.as_ref().and_then(|target| target.id);
        let target = target.unwrap_or_else(Target::nobody);
        for change in Action::changes(&actions, &target, context) {
            merged.push(Merged {
                order: key.order,
                principal: principal.clone(),
                object,
                change,
                closes: closes.clone(),
            });
        }
    }
    merged
}

/// Replaces an action whose id Microsoft Graph does not give: it stands in no command, and a person looks at it.
fn with_plain_ids(planned: Planned) -> Planned {
    let id = match planned.action.free_id() {
        Some(id) if !is_plain_id(id) => id,
        _ => return planned,
    };
    let text = format!(
        "Look in the portal at what has the id {id}: Microsoft Graph gives no such ids, so it stands in no command."
    );
    Planned {
        target: None,
        action: Decide { text }.into(),
        ..planned
    }
}
