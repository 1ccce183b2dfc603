//! Subjects of findings: keys of `catalog/controls.toml`, and a word of every output.

use super::{Entitlement, PermissionType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The subject of a finding.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A Microsoft Entra directory role.
    DirectoryRole,
    /// An API permission that an application holds itself.
    ApplicationPermission,
    /// An API permission on behalf of a signed-in user.
    DelegatedPermission,
    /// An API behind permissions.
    Api,
    /// A permission of Defender, classic or unified, or an action of it.
    DefenderPermission,
    /// The vendor's guest account.
    GuestAccount,
    /// The vendor's application in the tenant.
    Application,
    /// The restriction of the application to one tenant.
    SingleTenant,
    /// A client secret.
    Credential,
    /// The ownership of an application or of a group.
    Ownership,
    /// Something that a person attests to.
    Attestation,
    /// Access of a principal beyond what was seen.
    OtherAccess,
    /// Somebody who is not to hold anything, and does.
    OtherHolder,
    /// Two options granted, where the guide asks for one.
    GrantedTwice,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 14] = [
        Self::DirectoryRole,
        Self::ApplicationPermission,
        Self::DelegatedPermission,
        Self::Api,
        Self::DefenderPermission,
        Self::GuestAccount,
        Self::Application,
        Self::SingleTenant,
        Self::Credential,
        Self::Ownership,
        Self::Attestation,
        Self::OtherAccess,
        Self::OtherHolder,
        Self::GrantedTwice,
    ];

    /// The word as the data and every output spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DirectoryRole => "directory-role",
            Self::ApplicationPermission => "application-permission",
            Self::DelegatedPermission => "delegated-permission",
            Self::Api => "api",
            Self::DefenderPermission => "defender-permission",
            Self::GuestAccount => "guest-account",
            Self::Application => "application",
            Self::SingleTenant => "single-tenant",
            Self::Credential => "credential",
            Self::Ownership => "ownership",
            Self::Attestation => "attestation",
            Self::OtherAccess => "other-access",
            Self::OtherHolder => "other-holder",
            Self::GrantedTwice => "granted-twice",
        }
    }
}

impl From<&Entitlement> for Subject {
    fn from(entitlement: &Entitlement) -> Self {
        match entitlement {
            Entitlement::DirectoryRole(_) => Self::DirectoryRole,
            Entitlement::ApiPermission {
                kind: PermissionType::Application,
                ..
            } => Self::ApplicationPermission,
            Entitlement::ApiPermission {
                kind: PermissionType::Delegated,
                ..
            } => Self::DelegatedPermission,
            Entitlement::DefenderClassic { .. }
            | Entitlement::DefenderUnified(_)
            | Entitlement::DefenderAction(_) => Self::DefenderPermission,
        }
    }
}
