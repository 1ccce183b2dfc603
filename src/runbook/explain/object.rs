//! Takes away an account, an application or a credential.

use super::contexts::Asked;
use super::holder::{To, to};
use super::steps::SECRET;
use super::written::{by_title, changes, without_commands};
use crate::actions::{
    Act as _, Action, Change, ConsentToApplication, DeleteAccount, DeleteRegistration,
    DeleteSecret, DeleteServicePrincipal, InviteGuest, On, RegisterApplication, Terraform,
};
use crate::assess::CandidateKind;
use crate::guide::format2::model::RightKind;
use crate::runbook::context::RunbookContext;
use crate::runbook::selection::credentials;
use crate::runbook::target::{PrincipalTarget, is_member};
use crate::runbook::wanted::WantedRight;
use uuid::Uuid;

/// The changes that take a right of a user or application away; none where a person does it.
pub(super) fn removal(asked: &Asked<'_, '_>, right: &WantedRight<'_>) -> Option<Vec<Change>> {
    let context = asked.context;
    let To::Known(target) = to(asked, right) else {
        return None;
    };
    match right.kind {
        RightKind::Present => presence(context, &target),
        RightKind::Secret { .. } => Some(secrets(context, &target)),
        RightKind::Certificate { .. } => {
            let seen = of_kind(context, &target, |action| {
                matches!(action, Action::DeleteCertificates(_))
            });
            (!seen.is_empty()).then(|| changes(context, Some(&target), seen))
        }
        _ => None,
    }
}

/// The object itself. An account of the tenant's own is no vendor's to delete by command.
fn presence(context: &RunbookContext<'_>, target: &PrincipalTarget<'_>) -> Option<Vec<Change>> {
    let (taken, made): (Action, Action) = match target.principal.kind {
        CandidateKind::GuestUser => {
            // Without an address, a command would take any guest for it.
            let nameless = target.holder.is_none() && target.principal.address.is_none();
            if nameless || is_member(target.principal) {
                return None;
            }
            (DeleteAccount.into(), InviteGuest.into())
        }
        CandidateKind::CustomApplication => {
            let name = target.target.name.clone();
            let delete = DeleteRegistration { name };
            (delete.into(), RegisterApplication.into())
        }
        CandidateKind::EnterpriseApplication => {
            (DeleteServicePrincipal.into(), ConsentToApplication.into())
        }
    };
    Some(gone(context, target, taken, made))
}

/// Takes an object away: by its id where it was seen, else as what undoes its making would.
fn gone(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    action: Action,
    made: Action,
) -> Vec<Change> {
    let taken = changes(context, Some(target), vec![action]);
    if target.holder.is_some() {
        return taken;
    }
    let made = changes(context, Some(target), vec![made]);
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

/// The deletions of the credentials of a kind that were seen.
fn of_kind(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    kind: impl Fn(&Action) -> bool,
) -> Vec<Action> {
    let holder = target.holder.into_iter();
    let all = holder.flat_map(|holder| credentials(&context.index, holder));
    all.filter(|action| kind(action)).collect()
}

fn secrets(context: &RunbookContext<'_>, target: &PrincipalTarget<'_>) -> Vec<Change> {
    let seen = of_kind(context, target, |action| {
        matches!(action, Action::DeleteSecret(_))
    });
    if !seen.is_empty() {
        return changes(context, Some(target), seen);
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
    let why =
        "There are no commands for it here: they take a secret away by its id, and none was seen.";
    changes
        .into_iter()
        .map(|change| without_commands(change, why))
        .collect()
}
