//! Acts: one thing each that a person does to a tenant, with all that is needed to do it.
//!
//! ```text
//! finding ─► actions ─► merge ─► Change { task, operations, undo, terraform, words } ─► a step of a runbook
//!                                                │
//!                             script/powershell  ├─► script/azure_cli        what tests send
//! ```
//!
//! One file per act: its task (of which `catalog/tasks.toml` has the portal's
//! words and the roles), its place in a runbook, what it is merged by, what is
//! looked at first, its requests, what undoes it, its Terraform, and its
//! sentence in a report. The registry below lists every act once. An act knows
//! neither a guide nor a finding: `runbook` decides what is done, and why.

mod action;
mod change;
mod merge;
mod objects;
mod operation;
mod script;
mod target;

mod add_certificate;
mod assign_directory_role;
mod change_defender_role;
mod consent_to_application;
mod convert_to_guest;
mod create_client_secret;
mod decide;
mod delete_account;
mod delete_application;
mod delete_credential;
mod do_by_hand;
mod extend_role;
mod give_defender_permissions;
mod grant_application_permission;
mod grant_delegated_permission;
mod invite_guest;
mod let_auditor_see;
mod register_application;
mod remove_application_ownership;
mod remove_defender_assignment;
mod remove_directory_role;
mod remove_group_eligibility;
mod remove_group_member;
mod remove_group_owner;
mod remove_group_ownership;
mod remove_owner;
mod remove_role_eligibility;
mod request_permissions;
mod resend_invitation;
mod restrict_to_one_tenant;
mod revoke_application_permission;
mod revoke_delegated_permission;
mod revoke_user_app_role;
mod switch_account;
mod switch_application;

pub(crate) use action::{Act, ActionContext, Stage};
pub(crate) use change::{Change, Terraform};
pub(crate) use give_defender_permissions::take_back as take_defender_role_back;
pub(crate) use grant_delegated_permission::consent as consent_to_scopes;
pub(crate) use merge::{Merged, Planned, merge};
pub(crate) use objects::application::APPLICATION_ID;
pub(crate) use objects::consent::Consent;
pub(crate) use objects::credential::On;
pub(crate) use objects::directory_role::Role;
pub(crate) use objects::handle::{Handle, shown};
pub(crate) use objects::permission::{Api, Permission, Requested};
pub use operation::{
    Body, Method, Operation, Part, Path, Placeholder, Read, Request, Text, Version, When,
};
pub(crate) use script::hcl::of_step;
pub(crate) use script::{AzureCli, PowerShell, Purpose, shows};
pub(crate) use target::{Target, TargetKind};

/// The place of an act in a runbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    /// The stage.
    pub(crate) stage: Stage,
    /// The act, of which the registry has the order within a stage.
    pub(crate) act: ActName,
}

action::registry! {
    let_auditor_see::LetAuditorSee,
    decide::Decide,
    switch_account::DisableAccount,
    switch_application::DisableApplication,
    invite_guest::InviteGuest,
    resend_invitation::ResendInvitation,
    switch_account::EnableAccount,
    convert_to_guest::ConvertToGuest,
    consent_to_application::ConsentToApplication,
    register_application::RegisterApplication,
    register_application::CreateServicePrincipal,
    switch_application::EnableApplication,
    switch_application::EnableApi,
    add_certificate::AddCertificate,
    restrict_to_one_tenant::RestrictToOneTenant,
    request_permissions::RequestPermission,
    grant_application_permission::GrantApplicationPermission,
    grant_delegated_permission::GrantDelegatedPermission,
    assign_directory_role::AssignDirectoryRole,
    extend_role::ExtendRole,
    give_defender_permissions::GiveDefenderPermissions,
    create_client_secret::CreateClientSecret,
    do_by_hand::ChangeByHand,
    change_defender_role::ChangeDefenderRole,
    remove_defender_assignment::RemoveDefenderAssignment,
    remove_defender_assignment::RemoveDeadDefenderAssignment,
    remove_directory_role::RemoveDirectoryRole,
    remove_role_eligibility::RemoveRoleEligibility,
    remove_group_member::RemoveGroupMember,
    remove_group_eligibility::RemoveGroupEligibility,
    remove_group_owner::RemoveGroupOwner,
    remove_group_ownership::RemoveGroupOwnership,
    remove_application_ownership::RemoveApplicationOwnership,
    remove_owner::RemoveOwner,
    revoke_user_app_role::RevokeUserAppRole,
    revoke_application_permission::RevokeApplicationPermission,
    revoke_delegated_permission::RevokeDelegatedPermission,
    delete_credential::DeleteSecret,
    delete_credential::DeleteCertificates,
    delete_credential::DeleteFederatedCredential,
    delete_application::DeleteServicePrincipal,
    delete_application::DeleteRegistration,
    delete_account::DeleteAccount,
    do_by_hand::DoByHand,
}
