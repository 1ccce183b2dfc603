//! Invites a guest.

use super::change::UNDO_OWN;
use super::objects::account::{delete, invitation, redirect};
use super::objects::handle::guest;
use super::operation::{Operation, Text};
use super::script::hcl::{self, Block, Value};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Invites the target's address as a guest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct InviteGuest;

impl InviteGuest {
    /// The act in a report.
    pub(crate) fn advice(who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, under Users, choose New user, Invite external user, and invite \
                 the address that the guide gives. Once the invitation is accepted, {who} counts."
        )
    }
}

impl Act for InviteGuest {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let (who, address) = (&target.who, target.address.as_str());
        let mut change = Change::new(TaskName::InviteGuest, format!("Invite {who}: {address}"))
            .word("address", address)
            .word("name", who)
            .word("principal", &target.identity);
        let read = guest(address);
        change.operations = vec![
            Operation::Find(read.clone()),
            Operation::unless("account", invitation(address, context.cloud)),
        ];
        change.warning = Some(UNDO_OWN.to_owned());
        change.undo = vec![
            Operation::Find(read),
            Operation::Each {
                name: "account",
                request: delete(Text::found("account", "id")),
            },
        ];
        let block = Block::resource("azuread_invitation", "guest")
            .with("user_email_address", Value::text(address))
            .with("redirect_url", Value::text(redirect(context.cloud)))
            .nesting("message");
        change.terraform = Terraform::Add(hcl::blocks(&[block]));
        vec![change]
    }
}
