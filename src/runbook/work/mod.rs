//! What is to be done, piece by piece, before pieces that belong together become one change.
//!
//! ```text
//! finding, grant ─► Piece { who, work, closes } ─► merged by kind and party ─► Change
//! ```

mod api;
mod close;
mod dangling;
mod making;
mod merge;
mod offboard;
mod order;
mod take_away;
mod unasked;

pub(super) use api::api;
pub(super) use close::{close, hold, registration_asks, unknown};
pub(super) use dangling::dangling;
pub(super) use merge::{Merged, merge};
pub(super) use offboard::{credentials, offboard};
pub(super) use take_away::{grants_of, lost};
pub(super) use unasked::unasked;

use super::change::consent::Consent;
use super::change::directory_role::Role;
use super::change::permission::Permission;
use super::party::Party;
use crate::catalog::TaskName;
use crate::ids::{AppId, ObjectId};
use uuid::Uuid;

/// One piece of work.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// Whose access it is about; absent for the auditor's own, and for what a person only looks at.
    pub(super) party: Option<Party<'a>>,
    /// What.
    pub(super) work: Work,
    /// The id of the finding that it closes.
    pub(super) closes: Option<String>,
}

/// What one piece does. The order is that of a runbook: what gives comes before what takes away, so that
/// nobody is locked out, and what cannot be undone comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// The auditor needs a permission to see what it could not.
    LetSee(String),
    /// The reader decides something, and audits again.
    Settle(String),
    /// Stops an account from signing in.
    StopAccount,
    /// Stops an application from signing in.
    StopApplication,
    /// Invites the guest.
    Invite,
    /// Invites it again.
    InviteAgain,
    /// Lets it sign in.
    StartAccount,
    /// Makes it a guest.
    TurnIntoGuest,
    /// Brings the vendor's application in.
    Consent,
    /// Registers the application.
    Register,
    /// Gives a registration its service principal.
    MakePrincipal,
    /// Lets it sign in.
    StartApplication,
    /// Lets an API be used: its application id, and its name.
    StartApi(AppId, String),
    /// Closes it to other tenants.
    Restrict,
    /// Puts a permission on the registration's list: of an API, `Role` or `Scope`.
    Ask(AppId, Permission, &'static str),
    /// Takes one off the list.
    AskNot(AppId, Permission, &'static str),
    /// Grants a permission.
    Grant(AppId, Permission),
    /// Consents to a delegated one.
    Delegate(AppId, String),
    /// Assigns a role.
    AssignRole(Role),
    /// Lets a role last.
    ExtendRole(Role),
    /// Permissions of Unified RBAC that a Defender role must give.
    Defend(Vec<String>),
    /// Makes a client secret.
    MakeSecret,
    /// Takes permissions out of a Defender role: role id and name, what is to be left, what was.
    Shrink {
        /// The role.
        role: (String, String),
        /// Its actions afterwards.
        left: Vec<String>,
        /// Its actions now.
        before: Vec<String>,
    },
    /// Takes somebody out of a Defender assignment: its id, the role's name, who else is in it.
    Unassign(String, String, Vec<ObjectId>),
    /// Takes away an assignment of a Defender role that is no longer there: its id, and the role's.
    UnassignGone(String, String),
    /// Takes a role away.
    RemoveRole(Role),
    /// Ends an eligibility.
    RemoveEligibility(Role),
    /// Takes somebody out of a group.
    LeaveGroup(ObjectId, String),
    /// Ends an eligibility for a group.
    LeaveEligibleGroup(ObjectId, String),
    /// Takes an app role from an account: the assignment, and what it gives.
    RevokeAppRole(String, String),
    /// Revokes a permission.
    Revoke(AppId, Permission),
    /// Revokes one of an API that is no longer there: its service principal's id, and what it was called.
    RevokeOfNothing(ObjectId, String, Permission),
    /// Takes a scope out of a consent: the API, for whom, the grant, the scope, what else is in it.
    Undelegate(AppId, Consent, String, String, Vec<String>),
    /// Deletes a secret of the registration (or of the service principal).
    DeleteSecret(bool, Uuid, String),
    /// Deletes the certificates of the registration (or of the service principal).
    DeleteCertificates(bool, String),
    /// Deletes a federated credential.
    DeleteFederated(String, String),
    /// Deletes the service principal.
    DeletePrincipal,
    /// Deletes the registration.
    DeleteRegistration(String),
    /// Deletes the account.
    DeleteAccount,
    /// A person does it: which task, what, and where the guide says so.
    ByHand(TaskName, String),
}

impl Work {
    /// The thing that is changed, so that two pieces about the same thing can be told to be.
    pub(super) fn carrier(&self) -> (u8, String) {
        let id = match self {
            Self::Revoke(_, permission) | Self::RevokeOfNothing(.., permission) => {
                permission.assignment.clone().unwrap_or_default()
            }
            Self::RemoveRole(role) | Self::RemoveEligibility(role) => {
                format!("{}{}", role.id, role.scope)
            }
            Self::LeaveGroup(id, _) | Self::LeaveEligibleGroup(id, _) => id.to_string(),
            Self::Undelegate(_, _, grant, scope, _) => format!("{grant} {scope}"),
            Self::Shrink { role, .. } => role.0.clone(),
            Self::RevokeAppRole(id, _) | Self::Unassign(id, ..) | Self::UnassignGone(id, _) => {
                id.clone()
            }
            _ => String::new(),
        };
        (order::rank(self), id)
    }
}

/// A name of the tenant, else the id: hostile text.
fn named(name: Option<&String>, id: ObjectId) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => id.to_string(),
    }
}
