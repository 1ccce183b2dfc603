//! APIs, the permissions that they offer, and those that are granted.

use super::object::objects;
use super::{Field, Listed};
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::Moment;
use serde::{Deserialize, Serialize};

objects! {
    /// `servicePrincipal` of an API, with the permissions that it offers: the tenant's own names for ids.
    Resource {
        /// The object id.
        id: Field<ObjectId>,
        /// The application id.
        app_id: Field<AppId>,
        /// The API's display name in this tenant.
        display_name: Field<String>,
        /// True if it may be used in this tenant.
        account_enabled: Field<bool>,
        /// `NotDisabled`, null, or why Microsoft disabled it.
        disabled_by_microsoft_status: Field<String>,
        /// Application permissions that the API offers.
        app_roles: Listed<AppRole>,
        /// Delegated permissions that the API offers.
        oauth2_permission_scopes: Listed<PermissionScope>,
    }

    /// An application permission as the API offers it.
    AppRole {
        /// Its id.
        id: Field<PermissionId>,
        /// Its value, such as `Alert.Read.All`.
        value: Field<String>,
        /// `Application`, `User` or both.
        allowed_member_types: Listed<String>,
        /// True if it can still be granted.
        is_enabled: Field<bool>,
    }

    /// A delegated permission as the API offers it.
    PermissionScope {
        /// Its id.
        id: Field<PermissionId>,
        /// Its value.
        value: Field<String>,
        /// True if it can still be granted.
        is_enabled: Field<bool>,
    }

    /// `appRoleAssignment`: a granted application permission (or a user's or group's app role).
    AppRoleAssignment {
        /// The assignment's id.
        id: Field<String>,
        /// The app role; all zeros for plain access without a role.
        app_role_id: Field<PermissionId>,
        /// The holder.
        principal_id: Field<ObjectId>,
        /// `User`, `Group` or `ServicePrincipal`.
        principal_type: Field<String>,
        /// The holder's display name.
        principal_display_name: Field<String>,
        /// The API's service principal.
        resource_id: Field<ObjectId>,
        /// The API's display name.
        resource_display_name: Field<String>,
        /// The time of the grant.
        created_date_time: Field<Moment>,
    }

    /// `oAuth2PermissionGrant`: a delegated grant.
    DelegatedGrant {
        /// The grant's id.
        id: Field<String>,
        /// The service principal that may use it.
        client_id: Field<ObjectId>,
        /// `AllPrincipals` (the whole tenant) or `Principal` (one user).
        consent_type: Field<String>,
        /// The one user.
        principal_id: Field<ObjectId>,
        /// The API's service principal.
        resource_id: Field<ObjectId>,
        /// Scopes, separated by spaces.
        scope: Field<String>,
    }
}
