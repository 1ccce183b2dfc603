//! The tasks of an administrator: the keys of `catalog/tasks.toml`.

use serde::{Deserialize, Serialize};

/// One list of the tasks: the enum, [`TaskName::ALL`] and the words come from it.
macro_rules! task_names {
    ($(#[doc = $doc:literal] $name:ident = $word:literal,)+) => {
        /// Something that an administrator does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum TaskName {
            $(
                #[doc = $doc]
                #[serde(rename = $word)]
                $name,
            )+
        }

        impl TaskName {
            /// Every task.
            pub const ALL: [Self; [$(Self::$name,)+].len()] = [$(Self::$name,)+];

            /// The word as the data and every output spell it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

task_names! {
    /// Invite a guest.
    InviteGuest = "invite-guest",
    /// Send an invitation that was not accepted once more.
    ResendInvitation = "resend-invitation",
    /// Enable an account that is disabled.
    EnableAccount = "enable-account",
    /// Disable an account, so that nobody signs in with it.
    DisableAccount = "disable-account",
    /// Make a member a guest.
    ConvertToGuest = "convert-to-guest",
    /// Delete an account.
    DeleteAccount = "delete-account",
    /// Restore a deleted account.
    RestoreAccount = "restore-account",
    /// Assign a directory role: active, for good, over the whole directory.
    AssignDirectoryRole = "assign-directory-role",
    /// Remove an active assignment of a directory role.
    RemoveDirectoryRole = "remove-directory-role",
    /// Remove the eligibility for a directory role.
    RemoveRoleEligibility = "remove-role-eligibility",
    /// Make an active assignment with an end permanent, or renew it.
    ExtendRole = "extend-role",
    /// Add a member to a group.
    AddGroupMember = "add-group-member",
    /// Remove a member from a group.
    RemoveGroupMember = "remove-group-member",
    /// Remove the eligibility for membership of a group.
    RemoveGroupEligibility = "remove-group-eligibility",
    /// Remove an owner from a group's own list.
    RemoveOwnerOfGroup = "remove-owner-of-group",
    /// End the ownership of a group.
    RemoveGroupOwner = "remove-group-owner",
    /// Remove the eligibility for ownership of a group.
    RemoveGroupOwnerEligibility = "remove-group-owner-eligibility",
    /// Revoke the role that a user has in an application.
    RevokeUserAppRole = "revoke-user-app-role",
    /// Consent to an application of another tenant, which creates its service principal.
    ConsentEnterpriseApplication = "consent-enterprise-application",
    /// Register an application, with its service principal.
    RegisterApplication = "register-application",
    /// Let only this tenant sign in to an application.
    RestrictToOneTenant = "restrict-to-one-tenant",
    /// Have an application ask for permissions.
    RequestPermissions = "request-permissions",
    /// Have an application no longer ask for permissions.
    WithdrawRequest = "withdraw-request",
    /// Grant another tenant's application a permission.
    GrantEnterprisePermission = "grant-enterprise-permission",
    /// Grant an application a permission that it holds itself.
    GrantApplicationPermission = "grant-application-permission",
    /// Revoke a permission that an application holds itself.
    RevokeApplicationPermission = "revoke-application-permission",
    /// Grant an application a permission on behalf of every user.
    GrantDelegatedPermission = "grant-delegated-permission",
    /// Revoke a permission on behalf of users.
    RevokeDelegatedPermission = "revoke-delegated-permission",
    /// Enable a service principal that is disabled.
    EnableApplication = "enable-application",
    /// Disable a service principal, so that it gets no tokens.
    DisableApplication = "disable-application",
    /// Create a client secret.
    CreateClientSecret = "create-client-secret",
    /// Add a certificate to an application.
    AddCertificate = "add-certificate",
    /// Remove a secret or a certificate.
    RemoveCredential = "remove-credential",
    /// Remove an owner of an application.
    RemoveOwner = "remove-owner",
    /// Remove a federated credential.
    RemoveFederatedCredential = "remove-federated-credential",
    /// Delete a service principal.
    DeleteServicePrincipal = "delete-service-principal",
    /// Delete an app registration.
    DeleteApplication = "delete-application",
    /// Restore a deleted app registration or service principal.
    RestoreApplication = "restore-application",
    /// Create a role of Defender.
    CreateDefenderRole = "create-defender-role",
    /// Change the permissions of a role of Defender.
    ChangeDefenderRole = "change-defender-role",
    /// Assign a role of Defender.
    AssignDefenderRole = "assign-defender-role",
    /// Remove an assignment of a role of Defender.
    RemoveDefenderAssignment = "remove-defender-assignment",
    /// Delete a role of Defender.
    DeleteDefenderRole = "delete-defender-role",
    /// Activate Unified RBAC for a workload.
    ActivateUnifiedRbac = "activate-unified-rbac",
    /// Set which groups of devices a group of users sees.
    SetDeviceGroups = "set-device-groups",
    /// Fill in a form of the vendor's.
    FillVendorForm = "fill-vendor-form",
    /// Give what there are no commands for.
    GiveByHand = "give-by-hand",
    /// Take away what there are no commands for.
    TakeAwayByHand = "take-away-by-hand",
    /// Look at, and attest to, what no API shows.
    LookYourself = "look-yourself",
    /// Grant the auditor's own application a permission to read.
    LetAuditorSee = "let-auditor-see",
    /// Find out, decide, and have the runbook written anew.
    Decide = "decide",
    /// Run the audit again.
    AuditAgain = "audit-again",
}
