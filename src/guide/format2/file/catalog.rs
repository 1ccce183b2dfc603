//! The shape of the names that a guide declares.

use crate::guide::format2::ids::{ApiName, SettingName};
use crate::guide::format2::kinds::{GrantType, RolePlane, SettingOwner};
use crate::guide::format2::list::Many;
use crate::guide::format2::read::{Maybe, Needed};
use crate::guide::format2::shape::table;
use crate::guide::format2::text::{Guid, Text};

table! {
    /// Names that the built-in catalogue lacks.
    #[schemars(rename = "catalog")]
    struct CatalogEntry = "[catalog]" {
        /// APIs.
        api: Maybe<Many<ApiEntry>>,
        /// Permissions of APIs.
        permission: Maybe<Many<DeclaredPermissionEntry>>,
        /// Roles.
        role: Maybe<Many<DeclaredRoleEntry>>,
        /// Service plans.
        service_plan: Maybe<Many<ServicePlanEntry>>,
        /// Settings.
        setting: Maybe<Many<SettingEntry>>,
    }
}

table! {
    /// An API.
    struct ApiEntry = "a [[catalog.api]]" {
        /// Its name.
        id: Needed<ApiName>,
        /// Its application id.
        app_id: Needed<Guid>,
        /// Its display name.
        title: Needed<Text>,
        /// The source of this entry.
        source: Needed<Text>,
    }
}

table! {
    /// A permission of an API.
    struct DeclaredPermissionEntry = "a [[catalog.permission]]" {
        /// The API.
        api: Needed<ApiName>,
        /// Application or delegated.
        r#type: Needed<GrantType>,
        /// The permission.
        permission: Needed<Text>,
        /// Its id.
        id: Maybe<Guid>,
        /// The access that it gives.
        allows: Maybe<Text>,
        /// The source of this entry.
        source: Needed<Text>,
    }
}

table! {
    /// A role.
    struct DeclaredRoleEntry = "a [[catalog.role]]" {
        /// The system in which it is assigned.
        plane: Needed<RolePlane>,
        /// Its name.
        name: Needed<Text>,
        /// Its id.
        id: Maybe<Guid>,
        /// The source of this entry.
        source: Needed<Text>,
    }
}

table! {
    /// A service plan.
    struct ServicePlanEntry = "a [[catalog.service-plan]]" {
        /// Microsoft's string id.
        name: Needed<Text>,
        /// Its id.
        id: Maybe<Guid>,
        /// Its display name.
        title: Needed<Text>,
        /// The source of this entry.
        source: Needed<Text>,
    }
}

table! {
    /// A setting.
    struct SettingEntry = "a [[catalog.setting]]" {
        /// Its name.
        name: Needed<SettingName>,
        /// The kind of object that it belongs to.
        of: Needed<SettingOwner>,
        /// The statement that is true when it is set as required.
        title: Needed<Text>,
        /// The place where a person finds it.
        r#where: Maybe<Text>,
        /// The source of this entry.
        source: Needed<Text>,
    }
}
