//! Actions as changes, which take away nothing that was not seen.

use super::steps::STAYING;
use crate::actions::{Action, Change, Target, Terraform, consent_to_scopes, merge};
use crate::catalog::TaskName;
use crate::runbook::context::RunbookContext;
use crate::runbook::selection::plan;
use crate::runbook::target::PrincipalTarget;

/// Actions as changes. What is written whole (a list of permissions, a consent) and was not seen whole is left for
/// the reader to complete: a command that is copied must not take away what it does not know.
pub(super) fn changes(
    context: &RunbookContext<'_>,
    target: Option<&PrincipalTarget<'_>>,
    actions: Vec<Action>,
) -> Vec<Change> {
    let holder = target.and_then(|target| target.holder);
    let consents = context
        .snapshot()
        .is_some_and(|snapshot| snapshot.sections.delegated_grants.whole().is_ok());
    let consents = consents && holder.is_some();
    let listed = holder
        .and_then(|holder| context.index.registration(holder))
        .is_some();
    let mut changes = Vec::new();
    let mut rest = Vec::new();
    for action in actions {
        match (action, target) {
            (Action::GrantDelegatedPermission(one), Some(target)) if !consents => {
                changes.push(consent_to_scopes(
                    &by_title(target),
                    &one.api,
                    (&[one.scope], Some(&[STAYING.to_owned()])),
                ));
            }
            (action, _) => rest.push(action),
        }
    }
    let merged = merge(&context.of_actions(), plan(rest, target, None))
        .into_iter()
        .map(|one| {
            if one.change.task == TaskName::RequestPermissions && !listed {
                in_the_portal(one.change)
            } else {
                one.change
            }
        });
    merged.chain(changes).collect()
}

/// The target under the guide's own title, which stands for it also where the portal's name is not known.
pub(super) fn by_title(target: &PrincipalTarget<'_>) -> Target {
    let target = &target.target;
    Target {
        identity: target.who.clone(),
        ..target.clone()
    }
}

/// The portal alone, which adds one line to a list that a command would write whole.
fn in_the_portal(change: Change) -> Change {
    without_commands(
        change,
        "There are no commands for it here: they write the whole list, and what else is on it was not seen. Give a \
         snapshot (--snapshot FILE), or use the portal, which adds to the list.",
    )
}

/// A change without commands, and the reason.
pub(super) fn without_commands(mut change: Change, why: &str) -> Change {
    change.operations.clear();
    change.undo.clear();
    change.terraform = Terraform::No;
    change.warning = Some(why.to_owned());
    change
}
