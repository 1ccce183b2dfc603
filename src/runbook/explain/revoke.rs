//! The changes that take it away: from what carries it in this tenant, else from what would carry it in any.

use super::grant::{by_title, changes, given};
use super::holder::{anybody, deciding, nobody_of_the_guide, principal};
use super::steps::{CONSENT, ROLE, SECRET, STAYING, Ways};
use super::subject::{Subject, gives};
use crate::actions::{
    Act as _, Action, Change, Consent, ConsentToApplication, DeleteAccount, DeleteRegistration,
    DeleteSecret, DeleteServicePrincipal, InviteGuest, On, RegisterApplication,
    RemoveDirectoryRole, RevokeApplicationPermission, RevokeDelegatedPermission, Terraform, merge,
    take_defender_role_back,
};
use crate::catalog::Entitlement;
use crate::guide::{Ask, PrincipalKind, Requirement};
use crate::runbook::context::RunbookContext;
use crate::runbook::selection::{offboard, plan, revocations};
use crate::runbook::target::TargetPrincipal;
use uuid::Uuid;

/// The changes that revoke it.
pub(super) fn revoke<'a>(context: &RunbookContext<'a>, subject: &Subject<'a>) -> Ways {
    let mut ways = Ways::default();
    let requirement = deciding(&context.judged, subject);
    if let Some(entitlement) = &subject.entitlement {
        held(context, entitlement, &mut ways);
        if !ways.changes.is_empty() {
            return ways;
        }
        if context.snapshot().is_some() {
            ways.remark("Nobody who could be the vendor's was seen to hold it. This is what would take it away.");
        }
        let nobody = nobody_of_the_guide(entitlement);
        let target = requirement
            .and_then(|requirement| principal(&context.judged, requirement))
            .map_or_else(|| anybody(&nobody), |principal| context.target(principal));
        ways.changes = of_entitlement(context, &target, entitlement);
    } else if let Some(requirement) = requirement {
        if let Some(principal) = principal(&context.judged, requirement) {
            let target = context.target(principal);
            of_requirement(context, requirement, &target, &mut ways);
        }
    } else {
        ways.remark("What takes it away stands under “How to put it right”.");
    }
    ways
}

/// The changes that take it from anybody who could be the vendor's.
fn held(context: &RunbookContext<'_>, entitlement: &Entitlement, ways: &mut Ways) {
    let mut planned = Vec::new();
    for principal in &context.guide().principals {
        for candidate in context.judged.everybody(principal) {
            let target = context.target_of(principal, candidate);
            let Some(holder) = target.holder else {
                continue;
            };
            let taken = revocations(&context.index, holder, |grant| {
                gives(context.catalog(), entitlement, &grant.entitlement)
            });
            let mut along: Vec<String> = taken
                .along
                .iter()
                .map(|grant| context.catalog().title(&grant.entitlement))
                .collect();
            along.sort();
            along.dedup();
            if !along.is_empty() {
                ways.remark(format!(
                    "The same group also gives {}, which goes with it.",
                    along.join(", ")
                ));
            }
            planned.extend(plan(taken.actions, Some(&target), None));
        }
    }
    ways.changes = merge(&context.of_actions(), planned)
        .into_iter()
        .map(|one| one.change)
        .collect();
}

/// The opposite of what would give it.
fn of_entitlement(
    context: &RunbookContext<'_>,
    target: &TargetPrincipal<'_>,
    entitlement: &Entitlement,
) -> Vec<Change> {
    let mut actions = Vec::new();
    let mut out = Vec::new();
    if matches!(entitlement, Entitlement::DefenderAction(_)) {
        return vec![take_defender_role_back(&by_title(target), ROLE)];
    }
    for action in given(context, target, entitlement) {
        match action {
            Action::AssignDirectoryRole(one) => actions.push(RemoveDirectoryRole(one.0).into()),
            Action::GrantApplicationPermission(one) => {
                let (api, permission) = (one.api, one.permission);
                actions.push(RevokeApplicationPermission { api, permission }.into());
            }
            Action::GrantDelegatedPermission(one) => {
                let act = RevokeDelegatedPermission {
                    api: one.api,
                    consent: Consent::Everybody,
                    grant: CONSENT.to_owned(),
                    scope: one.scope,
                    left: vec![STAYING.to_owned()],
                };
                let context = context.of_actions();
                let target = by_title(target);
                out.extend(act.changes(std::slice::from_ref(&act), &target, &context));
            }
            Action::GiveDefenderPermissions(_) => {
                out.push(take_defender_role_back(&by_title(target), ROLE));
            }
            _ => {}
        }
    }
    out.extend(changes(context, target, actions));
    out
}

fn of_requirement(
    context: &RunbookContext<'_>,
    requirement: &Requirement,
    target: &TargetPrincipal<'_>,
    ways: &mut Ways,
) {
    let custom = target.principal.kind == PrincipalKind::CustomApplication;
    match &requirement.ask {
        Ask::GuestAccount => {
            ways.changes = gone(context, target, DeleteAccount.into(), InviteGuest.into());
        }
        Ask::ApplicationPresent if custom => {
            let name = target.target.name.clone();
            let delete = DeleteRegistration { name }.into();
            ways.changes = gone(context, target, delete, RegisterApplication.into());
        }
        Ask::ApplicationPresent => {
            let delete = DeleteServicePrincipal.into();
            ways.changes = gone(context, target, delete, ConsentToApplication.into());
        }
        Ask::ClientSecret => ways.changes = secrets(context, target),
        Ask::SingleTenant => ways.remark(
            "Nothing is granted by it. Without it the application is open to accounts of other tenants.",
        ),
        Ask::Attest | Ask::Hold(_) => ways.remark(
            "Nothing is granted by it, so nothing is revoked: the access that it is about has requirements of its own.",
        ),
    }
    if !ways.changes.is_empty() {
        ways.remark(
            "The whole offboarding, in its order, is a runbook: `rolecall runbook --kind offboard --snapshot FILE`.",
        );
    }
}

/// Takes an object away: by its id where it was seen, else as what undoes its making would.
fn gone(
    context: &RunbookContext<'_>,
    target: &TargetPrincipal<'_>,
    action: Action,
    made: Action,
) -> Vec<Change> {
    let taken = changes(context, target, vec![action]);
    if target.holder.is_some() {
        return taken;
    }
    let made = changes(context, target, vec![made]);
    taken
        .into_iter()
        .zip(made)
        .map(|(taken, made)| Change {
            operations: made.undo,
            undo: made.operations,
            terraform: Terraform::No,
            ..taken
        })
        .collect()
}

fn secrets(context: &RunbookContext<'_>, target: &TargetPrincipal<'_>) -> Vec<Change> {
    let seen: Vec<Action> = offboard(&context.index, target)
        .into_iter()
        .map(|planned| planned.action)
        .filter(|action| matches!(action, Action::DeleteSecret(_)))
        .collect();
    if !seen.is_empty() {
        return changes(context, target, seen);
    }
    let unseen = DeleteSecret {
        on: On::Registration,
        id: Uuid::nil(),
        name: SECRET.to_owned(),
    };
    let changes = unseen.changes(
        std::slice::from_ref(&unseen),
        &by_title(target),
        &context.of_actions(),
    );
    changes.into_iter().map(without_commands).collect()
}

fn without_commands(mut change: Change) -> Change {
    change.operations.clear();
    change.undo.clear();
    change.terraform = Terraform::No;
    change.warning = Some(
        "There are no commands for it here: they take a secret away by its id, and none was seen."
            .to_owned(),
    );
    change
}
