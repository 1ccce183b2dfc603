//! Names that a guide declares because the built-in catalogue lacks them.

use crate::catalog::PermissionType;
use crate::guide::format2::ids::{ApiName, SettingName};
use crate::guide::format2::kinds::{RolePlane, SettingOwner};
use crate::ids::AppId;
use uuid::Uuid;

/// Every name that a guide declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredNames {
    /// APIs.
    pub apis: Vec<DeclaredApi>,
    /// Permissions of APIs.
    pub permissions: Vec<DeclaredPermission>,
    /// Roles.
    pub roles: Vec<DeclaredRole>,
    /// Service plans.
    pub service_plans: Vec<DeclaredServicePlan>,
    /// Settings. No API shows one, so a person attests to it.
    pub settings: Vec<DeclaredSetting>,
}

/// An API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredApi {
    /// Its name.
    pub name: ApiName,
    /// Its application id.
    pub app_id: AppId,
    /// Its display name.
    pub title: String,
    /// The source of this entry.
    pub source: String,
}

/// A permission of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredPermission {
    /// The API.
    pub api: ApiName,
    /// Application or delegated.
    pub kind: PermissionType,
    /// The permission.
    pub value: String,
    /// Its id.
    pub id: Option<Uuid>,
    /// The access that it gives.
    pub allows: Option<String>,
    /// The source of this entry.
    pub source: String,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredRole {
    /// The system in which it is assigned.
    pub plane: RolePlane,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: Option<Uuid>,
    /// The source of this entry.
    pub source: String,
}

/// A service plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredServicePlan {
    /// Microsoft's string id.
    pub name: String,
    /// Its id.
    pub id: Option<Uuid>,
    /// Its display name.
    pub title: String,
    /// The source of this entry.
    pub source: String,
}

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredSetting {
    /// Its name.
    pub name: SettingName,
    /// The kind of object that it belongs to.
    pub of: SettingOwner,
    /// The statement that is true when it is set as required.
    pub title: String,
    /// The place where a person finds it.
    pub place: Option<String>,
    /// The source of this entry.
    pub source: String,
}
