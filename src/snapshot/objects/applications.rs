//! Applications: service principals, registrations and credentials.

use super::object::{null_is_empty, objects};
use crate::ids::{AppId, ObjectId, PermissionId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

objects! {
    /// `servicePrincipal`: an application's presence in the tenant.
    ServicePrincipal {
        /// The object id.
        id: ObjectId,
        /// The application (client) id.
        app_id: AppId,
        /// A claim of whoever made the application.
        #[serde(default)]
        display_name: Option<String>,
        /// The tenant that the application is registered in.
        #[serde(default)]
        app_owner_organization_id: Option<TenantId>,
        /// Whether it may sign in.
        #[serde(default)]
        account_enabled: Option<bool>,
        /// `NotDisabled`, null, or why Microsoft disabled it.
        #[serde(default)]
        disabled_by_microsoft_status: Option<String>,
        /// `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp`.
        #[serde(default)]
        service_principal_type: Option<String>,
        /// `AzureADMyOrg`, `AzureADMultipleOrgs`, …
        #[serde(default)]
        sign_in_audience: Option<String>,
        /// Whether users must be assigned to it.
        #[serde(default)]
        app_role_assignment_required: Option<bool>,
        /// Who Microsoft verified as the publisher, if anybody.
        #[serde(default)]
        verified_publisher: Option<VerifiedPublisher>,
        /// Secrets added to the service principal itself: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        password_credentials: Vec<PasswordCredential>,
        /// Certificates added to the service principal itself: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        key_credentials: Vec<KeyCredential>,
    }

    /// A publisher that Microsoft verified.
    VerifiedPublisher {
        /// The verified name.
        #[serde(default)]
        display_name: Option<String>,
        /// The publisher's partner id.
        #[serde(default)]
        verified_publisher_id: Option<String>,
    }

    /// A client secret's dates. The hint that Graph also returns is dropped on reading.
    PasswordCredential {
        /// The secret's id.
        #[serde(default)]
        key_id: Option<Uuid>,
        /// Its name.
        #[serde(default)]
        display_name: Option<String>,
        /// From when it is valid.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when it is valid.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// A certificate's dates. Key material is dropped on reading.
    KeyCredential {
        /// The certificate's id.
        #[serde(default)]
        key_id: Option<Uuid>,
        /// Its name.
        #[serde(default)]
        display_name: Option<String>,
        /// `Verify` or `Sign`.
        #[serde(default)]
        usage: Option<String>,
        /// From when it is valid.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when it is valid.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `application`: a registration, which only the tenant that made it can read.
    Application {
        /// The object id of the registration (not of its service principal).
        id: ObjectId,
        /// The application (client) id.
        app_id: AppId,
        /// A claim of whoever made the application.
        #[serde(default)]
        display_name: Option<String>,
        /// `AzureADMyOrg` for a single tenant.
        #[serde(default)]
        sign_in_audience: Option<String>,
        /// When it was registered.
        #[serde(default)]
        created_date_time: Option<Timestamp>,
        /// The domain it was published from.
        #[serde(default)]
        publisher_domain: Option<String>,
        /// What it asks for, which is not what it has.
        #[serde(default, deserialize_with = "null_is_empty")]
        required_resource_access: Vec<RequiredResourceAccess>,
        /// Client secrets: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        password_credentials: Vec<PasswordCredential>,
        /// Certificates: dates only.
        #[serde(default, deserialize_with = "null_is_empty")]
        key_credentials: Vec<KeyCredential>,
    }

    /// What a registration asks of one API.
    RequiredResourceAccess {
        /// The API's application id.
        resource_app_id: AppId,
        /// The permissions asked.
        #[serde(default, deserialize_with = "null_is_empty")]
        resource_access: Vec<ResourceAccess>,
    }

    /// One permission that a registration asks.
    ResourceAccess {
        /// The id of the app role or scope.
        id: PermissionId,
        /// `Role` (application) or `Scope` (delegated).
        #[serde(rename = "type", default)]
        kind: Option<String>,
    }

    /// `federatedIdentityCredential`: an outside identity that may sign in as the application.
    FederatedCredential {
        /// The credential's id.
        #[serde(default)]
        id: Option<String>,
        /// Its name.
        #[serde(default)]
        name: Option<String>,
        /// The outside identity provider.
        #[serde(default)]
        issuer: Option<String>,
        /// The outside identity.
        #[serde(default)]
        subject: Option<String>,
        /// Accepted audiences.
        #[serde(default, deserialize_with = "null_is_empty")]
        audiences: Vec<String>,
    }
}

/// Whether a `disabledByMicrosoftStatus` says that Microsoft has disabled the application.
pub fn is_disabled_by_microsoft(status: Option<&str>) -> bool {
    status.is_some_and(|status| !status.is_empty() && !status.eq_ignore_ascii_case("NotDisabled"))
}
