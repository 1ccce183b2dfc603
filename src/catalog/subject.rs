//! What a finding can be about, what can have been found, and what answers a control: the keys of
//! `catalog/controls.toml`.

use super::{Entitlement, PermissionType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a finding is about.
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
    /// That the application serves one tenant alone.
    SingleTenant,
    /// A client secret.
    Credential,
    /// Something that a person attests to.
    Attestation,
    /// Whether a principal holds more than was seen.
    OtherAccess,
    /// Somebody who is not to hold anything, and does.
    OtherHolder,
    /// Two options granted, where the guide asks for one.
    GrantedTwice,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 13] = [
        Self::DirectoryRole,
        Self::ApplicationPermission,
        Self::DelegatedPermission,
        Self::Api,
        Self::DefenderPermission,
        Self::GuestAccount,
        Self::Application,
        Self::SingleTenant,
        Self::Credential,
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

/// What was found, where it speaks to controls of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Circumstance {
    /// More is held than is asked.
    Excess,
    /// It could not be told.
    Unknown,
    /// It ends within the warning window.
    EndsSoon,
    /// The application signs in with client secrets.
    SecretsHeld,
    /// The application signs in with certificates.
    CertificatesHeld,
}

impl Circumstance {
    /// Every circumstance.
    pub const ALL: [Self; 5] = [
        Self::Excess,
        Self::Unknown,
        Self::EndsSoon,
        Self::SecretsHeld,
        Self::CertificatesHeld,
    ];
}

/// A check that answers what a control asks, as far as it concerns the vendor's access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// How long client secrets live.
    SecretLifetime,
    /// How long certificates live.
    CertificateLifetime,
}
