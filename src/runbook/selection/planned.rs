//! Actions with their target and the finding that they close.

use crate::actions::{Action, Planned};
use crate::ids::ObjectId;
use crate::runbook::target::PrincipalTarget;

/// Actions for a target, which close the finding with an id.
pub(in crate::runbook) fn plan(
    actions: impl IntoIterator<Item = Action>,
    target: Option<&PrincipalTarget<'_>>,
    closes: Option<&str>,
) -> Vec<Planned> {
    let planned = actions.into_iter().map(|action| Planned {
        target: target.map(|one| one.target.clone()),
        action,
        closes: closes.map(str::to_owned),
    });
    planned.collect()
}

/// A name of the tenant, else the id: hostile text.
pub(super) fn named(name: Option<&String>, id: ObjectId) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => id.to_string(),
    }
}
