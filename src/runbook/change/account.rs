//! Accounts: invited, switched on and off, deleted and restored.

use super::{Change, Handle, Terraform, UNDO_OWN, guest};
use crate::catalog::TaskName;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use crate::runbook::script::hcl::{self, Block, Value};

/// The account with an id, as it is there now.
fn there(account: &Handle) -> Read {
    let filter = Text::known("id eq ").and(account.id().quoted());
    Read::new("present", "/users", Vec::new()).filtered(filter)
}

fn invitation(address: &str, redirect: &str) -> Request {
    Request::new(Method::Post, "/invitations", Vec::new()).with(vec![
        ("invitedUserEmailAddress", Body::text(address)),
        ("inviteRedirectUrl", Body::text(redirect)),
        ("sendInvitationMessage", Body::Flag(true)),
    ])
}

fn delete(id: Text) -> Request {
    Request::new(Method::Delete, "/users/{}", vec![id.clone()]).or_az([
        "ad".into(),
        "user".into(),
        "delete".into(),
        "--id".into(),
        id,
    ])
}

/// Invites an address as a guest.
pub(in crate::runbook) fn invite(who: &str, address: &str, redirect: &str) -> Change {
    let mut change = Change::new(TaskName::InviteGuest, format!("Invite {who}: {address}"))
        .word("address", address)
        .word("name", who)
        .word("principal", who);
    let read = guest(address);
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::unless("account", invitation(address, redirect)),
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
        .with("redirect_url", Value::text(redirect))
        .nesting("message");
    change.terraform = Terraform::Add(hcl::blocks(&[block]));
    change
}

/// Sends an invitation again that was not accepted.
pub(in crate::runbook) fn invite_again(who: &str, address: &str, redirect: &str) -> Change {
    let title = format!("Send the invitation of {who} again, and have it accepted");
    let mut change = Change::new(TaskName::ResendInvitation, title)
        .word("address", address)
        .word("principal", who);
    let filter = Text::known("mail eq ")
        .and(Text::known(address).quoted())
        .and(" and externalUserState eq 'PendingAcceptance'");
    let read = Read::new("pending", "/users", Vec::new()).filtered(filter);
    change.operations = vec![
        Operation::Find(read),
        Operation::if_found("pending", invitation(address, redirect)),
    ];
    change.before = "the account is listed as long as its invitation is not accepted";
    change.after = "the line says none once the vendor has accepted";
    change
}

/// Allows an account to sign in, or stops it.
pub(in crate::runbook) fn set_enabled(who: &str, account: &Handle, enabled: bool) -> Change {
    let (task, title) = if enabled {
        (TaskName::EnableAccount, format!("Let {who} sign in again"))
    } else {
        let title = format!("Stop {who} from signing in");
        (TaskName::DisableAccount, title)
    };
    let mut change = Change::new(task, title).word("principal", who);
    change.operations = account.find();
    change.operations.extend(switch(account, enabled));
    change.undo = account.find();
    change.undo.extend(switch(account, !enabled));
    change.before = "the account is listed as long as it is not as asked";
    change.after = "the line says none";
    change
}

fn switch(account: &Handle, enabled: bool) -> [Operation; 2] {
    let (name, state, argument) = if enabled {
        ("disabled", "false", "true")
    } else {
        ("enabled", "true", "false")
    };
    let id = account.id();
    let filter = Text::known("id eq ")
        .and(id.quoted())
        .and(format!(" and accountEnabled eq {state}"));
    let request = Request::new(Method::Patch, "/users/{}", vec![id.clone()])
        .with(vec![("accountEnabled", Body::Flag(enabled))])
        .or_az([
            "ad".into(),
            "user".into(),
            "update".into(),
            "--id".into(),
            id,
            "--account-enabled".into(),
            argument.into(),
        ]);
    [
        Operation::Find(Read::new(name, "/users", Vec::new()).filtered(filter)),
        Operation::if_found(name, request),
    ]
}

/// Turns a member into a guest.
pub(in crate::runbook) fn turn_into_guest(who: &str, account: &Handle) -> Change {
    let title = format!("Make {who} a guest instead of a member");
    let mut change = Change::new(TaskName::ConvertToGuest, title).word("principal", who);
    let typed = |name, from: &str, to: &str| {
        let id = account.id();
        let filter = Text::known("id eq ")
            .and(id.quoted())
            .and(format!(" and userType eq '{from}'"));
        let request = Request::new(Method::Patch, "/users/{}", vec![id])
            .with(vec![("userType", Body::text(to))]);
        vec![
            Operation::Find(Read::new(name, "/users", Vec::new()).filtered(filter)),
            Operation::if_found(name, request),
        ]
    };
    change.operations = typed("member", "Member", "Guest");
    change.undo = typed("guest", "Guest", "Member");
    change.before = "the account is listed as long as it is a member";
    change.after = "the line says none";
    change
}

/// Deletes an account; it can be restored for 30 days.
pub(in crate::runbook) fn remove(who: &str, account: &Handle) -> Change {
    let mut change = Change::new(
        TaskName::DeleteAccount,
        format!("Delete the account of {who}"),
    )
    .word("principal", who)
    .taking_away();
    let read = there(account);
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::if_found("present", delete(account.id())),
    ];
    let restore = Request::new(
        Method::Post,
        "/directory/deletedItems/{}/restore",
        vec![account.id()],
    );
    change.undo = vec![Operation::Find(read), Operation::unless("present", restore)];
    change.terraform = Terraform::Not(
        "azuread_invitation cannot be imported, and azuread_user would first enable the account again. Where \
         azuread_invitation made it, delete that block and apply.",
    );
    change
}
