//! Sends an invitation again.

use super::objects::account::invitation;
use super::operation::{Operation, Read, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Sends an invitation again that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ResendInvitation;

impl ResendInvitation {
    /// The act in a report.
    pub(crate) fn advice() -> String {
        "In the Microsoft Entra admin center, open the account under Users and resend the \
                 invitation (B2B collaboration); have the vendor accept it."
            .to_owned()
    }
}

impl Act for ResendInvitation {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, _: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let (who, address) = (&target.who, target.address.as_str());
        let title = format!("Send the invitation of {who} again, and have it accepted");
        let mut change = Change::new(TaskName::ResendInvitation, title)
            .word("address", address)
            .word("principal", &target.identity);
        let filter = Text::equal("mail", &Text::known(address))
            .and(" and externalUserState eq 'PendingAcceptance'");
        let read = Read::new("pending", "/users", Vec::new()).filtered(filter);
        change.operations = vec![
            Operation::Find(read),
            Operation::if_found("pending", invitation(address, context.cloud)),
        ];
        change.before = "the account is listed as long as its invitation is not accepted";
        change.after = "the line says none once the vendor has accepted";
        vec![change]
    }
}
