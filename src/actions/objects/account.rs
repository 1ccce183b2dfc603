//! Accounts.

use super::handle::Handle;
use crate::actions::operation::{Body, Method, Operation, Read, Request, Text};
use crate::catalog::Cloud;

/// The account with an id, as it is there now.
pub(crate) fn present(account: &Handle) -> Read {
    let filter = Text::known("id eq ").and(account.id().quoted());
    Read::new("present", "/users", Vec::new()).filtered(filter)
}

/// Sends an invitation; a guest that accepts it ends up in the Defender portal, where the cloud has one.
pub(crate) fn invitation(address: &str, cloud: Cloud) -> Request {
    Request::new(Method::Post, "/invitations", Vec::new()).with(vec![
        ("invitedUserEmailAddress", Body::text(address)),
        ("inviteRedirectUrl", Body::text(redirect(cloud))),
        ("sendInvitationMessage", Body::Flag(true)),
    ])
}

/// The page on which a guest ends up that accepts its invitation.
pub(crate) fn redirect(cloud: Cloud) -> String {
    let host = cloud.defender().unwrap_or_else(|| cloud.portal());
    format!("https://{host}")
}

/// Deletes an account.
pub(crate) fn delete(id: Text) -> Request {
    Request::new(Method::Delete, "/users/{}", vec![id.clone()]).or_az([
        "ad".into(),
        "user".into(),
        "delete".into(),
        "--id".into(),
        id,
    ])
}

/// Lets an account sign in, or stops it.
pub(crate) fn switch(account: &Handle, enabled: bool) -> Vec<Operation> {
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
    let mut operations = account.find();
    operations.extend([
        Operation::Find(Read::new(name, "/users", Vec::new()).filtered(filter)),
        Operation::if_found(name, request),
    ]);
    operations
}
