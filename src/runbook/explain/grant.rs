//! The changes that give it, as a runbook would make them.

use super::holder::{anybody, deciding, nobody_of_the_guide, principal, unneeded};
use super::steps::{STAYING, Ways};
use super::subject::Subject;
use crate::actions::{
    Action, Change, RestrictToOneTenant, Target, Terraform, consent_to_scopes, merge,
};
use crate::catalog::{Entitlement, TaskName};
use crate::guide::{Ask, Requirement};
use crate::runbook::context::RunbookContext;
use crate::runbook::selection::{close, hold, plan};
use crate::runbook::target::TargetPrincipal;

/// The changes that grant it.
pub(super) fn grant<'a>(context: &RunbookContext<'a>, subject: &Subject<'a>) -> Ways {
    let mut ways = Ways::default();
    if let Some(entitlement) = subject
        .entitlement
        .as_ref()
        .filter(|one| is_old(context, one))
    {
        ways.remark(format!(
            "Nobody grants it any more: {} is a role of the old portal.",
            context.catalog().title(entitlement)
        ));
        return ways;
    }
    match (deciding(&context.judged, subject), &subject.entitlement) {
        (Some(requirement), _) => {
            if unneeded(requirement) {
                ways.remark("The guide says that it is not needed. This is how it would be granted all the same.");
            }
            if let Some(principal) = principal(&context.judged, requirement) {
            let target = context.target(principal);
                let actions = wanted(context, subject, requirement, &target);
                ways.changes = changes(context, &target, actions);
            }
        }
        (None, Some(entitlement)) if subject.findings.is_empty() => {
            let nobody = nobody_of_the_guide(entitlement);
            let target = anybody(&nobody);
            let actions = given(context, &target, entitlement);
            ways.changes = changes(context, &target, actions);
        }
        (None, Some(entitlement)) if !is_known(context, entitlement) => ways.remark(
            "It is held, and the guide does not ask for it. The catalog does not know it, so how it would be granted \
             is not told here.",
        ),
        (None, Some(entitlement)) => ways.remark(format!(
            "It is held, and the guide does not ask for it. How it would be granted says `rolecall explain {}` without \
             a snapshot.",
            context.catalog().key(entitlement)
        )),
        (None, None) => ways.remark("Nothing is granted here: the line is about access that nobody asked for."),
    }
    if ways.changes.is_empty() && ways.remarks.is_empty() {
        ways.remark("It cannot be told how, since the catalog does not know it.");
    }
    ways
}

/// True for what can be looked up where no tenant names it.
fn is_known(context: &RunbookContext<'_>, entitlement: &Entitlement) -> bool {
    let catalog = context.catalog();
    match entitlement {
        Entitlement::DirectoryRole(id) => catalog.directory_role(*id).is_some(),
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => catalog.api_permission(*resource, *kind, value).is_some(),
        Entitlement::DefenderAction(action) => catalog.expand_action(action).known,
        Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_) => true,
    }
}

fn is_old(context: &RunbookContext<'_>, entitlement: &Entitlement) -> bool {
    let Entitlement::ApiPermission {
        resource,
        kind,
        value,
    } = entitlement
    else {
        return false;
    };
    context
        .catalog()
        .api_permission(*resource, *kind, value)
        .is_some_and(|known| known.legacy_user_role)
}

fn wanted(
    context: &RunbookContext<'_>,
    subject: &Subject<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
) -> Vec<Action> {
    match (&subject.entitlement, &requirement.ask) {
        (Some(entitlement), _) => given(context, target, entitlement),
        (None, Ask::SingleTenant) => vec![RestrictToOneTenant.into()],
        (None, _) => close(context, requirement, target, None)
            .into_iter()
            .map(|planned| planned.action)
            .collect(),
    }
}

/// The actions that give an entitlement; an action of Defender is given as the permissions that it stands for.
pub(super) fn given(
    context: &RunbookContext<'_>,
    target: &TargetPrincipal<'_>,
    entitlement: &Entitlement,
) -> Vec<Action> {
    match entitlement {
        Entitlement::DefenderAction(action) => {
            let permissions = context.catalog().expand_action(action).permissions;
            context
                .index
                .give_defender(permissions)
                .into_iter()
                .collect()
        }
        known => hold(context, target, known),
    }
}

/// Actions as changes. What is written whole (a list of permissions, a consent) and was not seen whole is left for
/// the reader to complete: a command that is copied must not take away what it does not know.
pub(super) fn changes<'a>(
    context: &RunbookContext<'a>,
    target: &TargetPrincipal<'a>,
    actions: Vec<Action>,
) -> Vec<Change> {
    let consents = context
        .snapshot()
        .is_some_and(|snapshot| snapshot.sections.delegated_grants.whole().is_ok());
    let consents = consents && target.holder.is_some();
    let listed = target
        .holder
        .and_then(|holder| context.index.registration(holder))
        .is_some();
    let mut changes = Vec::new();
    let mut rest = Vec::new();
    for action in actions {
        match action {
            Action::GrantDelegatedPermission(one) if !consents => changes.push(consent_to_scopes(
                &by_title(target),
                &one.api,
                (&[one.scope], Some(&[STAYING.to_owned()])),
            )),
            action => rest.push(action),
        }
    }
    let merged = merge(&context.of_actions(), plan(rest, Some(target), None))
        .into_iter()
        .map(|one| {
            if one.change.task == TaskName::RequestPermissions && !listed {
                by_hand(one.change)
            } else {
                one.change
            }
        });
    merged.chain(changes).collect()
}

/// The target under the guide's own title, which stands for it also where the portal's name is not known.
pub(super) fn by_title(target: &TargetPrincipal<'_>) -> Target {
    let target = &target.target;
    Target {
        identity: target.who.clone(),
        ..target.clone()
    }
}

/// The portal alone, which adds one line to a list that a command would write whole.
fn by_hand(mut change: Change) -> Change {
    change.operations.clear();
    change.undo.clear();
    change.terraform = Terraform::No;
    change.warning = Some(
        "There are no commands for it here: they write the whole list, and what else is on it was not seen. Give a \
         snapshot (--snapshot FILE), or use the portal, which adds to the list."
            .to_owned(),
    );
    change
}
