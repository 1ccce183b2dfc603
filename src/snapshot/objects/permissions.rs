//! APIs, what they offer, and what of it is granted.

use super::object::{null_is_empty, objects};
use crate::ids::{AppId, ObjectId, PermissionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

objects! {
    /// `servicePrincipal` of an API, with what it offers: the tenant's own names for ids.
    Resource {
        /// The object id.
        id: ObjectId,
        /// The application id.
        app_id: AppId,
        /// The API's display name in this tenant.
        #[serde(default)]
        display_name: Option<String>,
        /// Whether it may be used in this tenant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account_enabled: Option<bool>,
        /// `NotDisabled`, null, or why Microsoft disabled it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        disabled_by_microsoft_status: Option<String>,
        /// Application permissions that the API offers.
        #[serde(default, deserialize_with = "null_is_empty")]
        app_roles: Vec<AppRole>,
        /// Delegated permissions that the API offers.
        #[serde(default, deserialize_with = "null_is_empty")]
        oauth2_permission_scopes: Vec<PermissionScope>,
    }

    /// An application permission as the API offers it.
    AppRole {
        /// Its id.
        id: PermissionId,
        /// Its value, such as `Alert.Read.All`.
        #[serde(default)]
        value: Option<String>,
        /// `Application`, `User` or both.
        #[serde(default, deserialize_with = "null_is_empty")]
        allowed_member_types: Vec<String>,
        /// Whether it can still be granted.
        #[serde(default)]
        is_enabled: Option<bool>,
    }

    /// A delegated permission as the API offers it.
    PermissionScope {
        /// Its id.
        id: PermissionId,
        /// Its value.
        #[serde(default)]
        value: Option<String>,
        /// Whether it can still be granted.
        #[serde(default)]
        is_enabled: Option<bool>,
    }

    /// `appRoleAssignment`: a granted application permission (or a user's or group's app role).
    AppRoleAssignment {
        /// The assignment's id.
        id: String,
        /// The app role; all zeros for plain access without a role.
        app_role_id: PermissionId,
        /// Who holds it.
        #[serde(default)]
        principal_id: Option<ObjectId>,
        /// `User`, `Group` or `ServicePrincipal`.
        #[serde(default)]
        principal_type: Option<String>,
        /// The holder's display name.
        #[serde(default)]
        principal_display_name: Option<String>,
        /// The API's service principal.
        resource_id: ObjectId,
        /// The API's display name.
        #[serde(default)]
        resource_display_name: Option<String>,
        /// When it was granted.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
    }

    /// `oAuth2PermissionGrant`: a delegated grant.
    DelegatedGrant {
        /// The grant's id.
        id: String,
        /// The service principal that may use it.
        client_id: ObjectId,
        /// `AllPrincipals` (the whole tenant) or `Principal` (one user).
        #[serde(default)]
        consent_type: Option<String>,
        /// The one user.
        #[serde(default)]
        principal_id: Option<ObjectId>,
        /// The API's service principal.
        resource_id: ObjectId,
        /// Scopes, separated by spaces.
        #[serde(default)]
        scope: Option<String>,
    }
}
