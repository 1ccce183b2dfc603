//! APIs and the permissions that they offer.

use super::{PermissionType, Risk};
use crate::ids::{AppId, PermissionId};

/// An API (resource application) and its permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiResource {
    /// The application id, the same in every tenant of one cloud.
    pub app_id: AppId,
    /// The name in finding ids: `WindowsDefenderATP`, `MicrosoftGraph`.
    pub name: String,
    /// The name for people: `Microsoft Graph`.
    pub title: String,
    /// Where this was read.
    pub source: String,
    /// What it offers, sorted by type and value.
    pub permissions: Vec<ApiPermission>,
}

/// A permission that an API offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiPermission {
    /// The id of the app role or scope. Ids differ between clouds: a fallback for reading, never a key.
    pub id: PermissionId,
    /// Application or delegated.
    pub kind: PermissionType,
    /// The value: `Alert.Read.All`.
    pub value: String,
    /// Microsoft's display name.
    pub title: String,
    /// What it allows, in our words.
    pub allows: Option<String>,
    /// Whether an administrator must consent.
    pub admin_consent: bool,
    /// How much harm it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// Where this was read.
    pub source: String,
    /// Whether Microsoft's sign-in adds it to any consent, whoever asks for what.
    pub comes_with_consent: bool,
    /// Whether it is a role for users of the old portal and no API permission.
    pub legacy_user_role: bool,
}
