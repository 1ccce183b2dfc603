//! Applications: service principals, registrations and credentials.

use super::object::objects;
use super::{Field, Listed};
use crate::ids::{AppId, ObjectId, PermissionId, TenantId};
use crate::snapshot::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

objects! {
    /// `servicePrincipal`: an application's presence in the tenant.
    ServicePrincipal {
        /// The object id.
        id: Field<ObjectId>,
        /// The application (client) id.
        app_id: Field<AppId>,
        /// A name that the application's maker chose.
        display_name: Field<String>,
        /// The tenant that the application is registered in.
        app_owner_organization_id: Field<TenantId>,
        /// True if it may sign in.
        account_enabled: Field<bool>,
        /// `NotDisabled`, null, or why Microsoft disabled it.
        disabled_by_microsoft_status: Field<String>,
        /// `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp`.
        service_principal_type: Field<String>,
        /// `AzureADMyOrg`, `AzureADMultipleOrgs`, …
        sign_in_audience: Field<String>,
        /// True if users must be assigned to it.
        app_role_assignment_required: Field<bool>,
        /// The publisher that Microsoft verified, if there is one.
        verified_publisher: Field<VerifiedPublisher>,
        /// Secrets added to the service principal itself: dates only.
        password_credentials: Listed<PasswordCredential>,
        /// Certificates added to the service principal itself: dates only.
        key_credentials: Listed<KeyCredential>,
    }

    /// A publisher that Microsoft verified.
    VerifiedPublisher {
        /// The verified name.
        display_name: Field<String>,
        /// The publisher's partner id.
        verified_publisher_id: Field<String>,
    }

    /// A client secret's dates. The hint that Graph also returns is dropped on reading.
    PasswordCredential {
        /// The secret's id.
        key_id: Field<Uuid>,
        /// Its name.
        display_name: Field<String>,
        /// The start of its validity.
        start_date_time: Field<Moment>,
        /// The end of its validity.
        end_date_time: Field<Moment>,
    }

    /// A certificate's dates. Key material is dropped on reading.
    KeyCredential {
        /// The certificate's id.
        key_id: Field<Uuid>,
        /// Its name.
        display_name: Field<String>,
        /// `Verify` or `Sign`.
        usage: Field<String>,
        /// The start of its validity.
        start_date_time: Field<Moment>,
        /// The end of its validity.
        end_date_time: Field<Moment>,
    }

    /// `application`: a registration, which only the tenant that made it can read.
    Application {
        /// The object id of the registration (not of its service principal).
        id: Field<ObjectId>,
        /// The application (client) id.
        app_id: Field<AppId>,
        /// A name that the application's maker chose.
        display_name: Field<String>,
        /// `AzureADMyOrg` for a single tenant.
        sign_in_audience: Field<String>,
        /// The time of registration.
        created_date_time: Field<Moment>,
        /// The domain it was published from.
        publisher_domain: Field<String>,
        /// The permissions that it requests, which are not those that it holds.
        required_resource_access: Listed<RequiredResourceAccess>,
        /// Client secrets: dates only.
        password_credentials: Listed<PasswordCredential>,
        /// Certificates: dates only.
        key_credentials: Listed<KeyCredential>,
        /// The settings for web applications.
        web: Field<SignInPlatform>,
        /// The settings for single-page applications.
        spa: Field<SignInPlatform>,
        /// The settings for mobile and desktop applications.
        public_client: Field<SignInPlatform>,
    }

    /// `webApplication`, `spaApplication` or `publicClientApplication`: the addresses of one platform.
    SignInPlatform {
        /// The addresses that sign-in may lead back to.
        redirect_uris: Listed<String>,
    }

    /// The permissions that a registration requests of one API.
    RequiredResourceAccess {
        /// The API's application id.
        resource_app_id: Field<AppId>,
        /// The requested permissions.
        resource_access: Listed<ResourceAccess>,
    }

    /// One permission that a registration requests.
    ResourceAccess {
        /// The id of the app role or scope.
        id: Field<PermissionId>,
        /// `Role` (application) or `Scope` (delegated).
        #[serde(rename = "type")]
        kind: Field<String>,
    }

    /// `federatedIdentityCredential`: an outside identity that may sign in as the application.
    FederatedCredential {
        /// The credential's id.
        id: Field<String>,
        /// Its name.
        name: Field<String>,
        /// The outside identity provider.
        issuer: Field<String>,
        /// The outside identity.
        subject: Field<String>,
        /// Accepted audiences.
        audiences: Listed<String>,
    }
}

/// Returns `true` if a `disabledByMicrosoftStatus` says that Microsoft has disabled the application.
pub fn is_disabled_by_microsoft(status: Option<&str>) -> bool {
    status.is_some_and(|status| !status.is_empty() && !status.eq_ignore_ascii_case("NotDisabled"))
}
