//! Settings of the tenant that may stop or limit a guest.

use super::conditional_access::{
    AuthenticationFlows, AuthenticationStrength, ConditionApplications,
    ConditionClientApplications, ConditionDevices, ConditionLocations, ConditionPlatforms,
    ExternalTenants, SessionControls,
};
use super::object::{null_is_empty, objects, words};
use crate::ids::{AppId, ObjectId, TenantId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

objects! {
    /// `authorizationPolicy`: who may invite guests, and how much guests may see.
    AuthorizationPolicy {
        /// `none`, `adminsAndGuestInviters`, `adminsGuestInvitersAndAllMembers` or `everyone`.
        #[serde(default)]
        allow_invites_from: Option<String>,
        /// The role template that guests have in the directory.
        #[serde(default)]
        guest_user_role_id: Option<Uuid>,
    }

    /// `crossTenantAccessPolicyConfigurationDefault` or `…Partner`: what comes in from other tenants.
    CrossTenantAccess {
        /// The partner; absent in the default.
        #[serde(default)]
        tenant_id: Option<TenantId>,
        /// Whether the default is Microsoft's own.
        #[serde(default)]
        is_service_default: Option<bool>,
        /// Guests from there; null inherits the default.
        #[serde(default)]
        b2b_collaboration_inbound: Option<B2bSetting>,
        /// Claims of the other tenant that are trusted; null inherits the default.
        #[serde(default)]
        inbound_trust: Option<InboundTrust>,
    }

    /// `crossTenantAccessPolicyB2BSetting`.
    B2bSetting {
        /// Which users.
        #[serde(default)]
        users_and_groups: Option<AccessTarget>,
        /// Which applications.
        #[serde(default)]
        applications: Option<AccessTarget>,
    }

    /// `crossTenantAccessPolicyTargetConfiguration`.
    AccessTarget {
        /// `allowed` or `blocked`.
        #[serde(default)]
        access_type: Option<String>,
        /// Whom it is about.
        #[serde(default, deserialize_with = "null_is_empty")]
        targets: Vec<AccessTargetEntry>,
    }

    /// `crossTenantAccessPolicyTarget`.
    AccessTargetEntry {
        /// An id, `AllUsers` or `AllApplications`.
        #[serde(default)]
        target: Option<String>,
    }

    /// `crossTenantAccessPolicyInboundTrust`.
    InboundTrust {
        /// Whether multifactor authentication done at home counts.
        #[serde(default)]
        is_mfa_accepted: Option<bool>,
        /// Whether a device that is compliant at home counts.
        #[serde(default)]
        is_compliant_device_accepted: Option<bool>,
        /// Whether a device that is joined at home counts.
        #[serde(default, rename = "isHybridAzureADJoinedDeviceAccepted")]
        is_hybrid_joined_device_accepted: Option<bool>,
    }

    /// `b2bManagementPolicy` (beta): domains that may or may not be invited.
    B2bPolicy {
        /// The policy's id.
        #[serde(default)]
        id: Option<String>,
        /// JSON texts, one per definition.
        #[serde(default, deserialize_with = "null_is_empty")]
        definition: Vec<String>,
    }

    /// `identitySecurityDefaultsEnforcementPolicy`.
    SecurityDefaults {
        /// Whether security defaults are on.
        #[serde(default)]
        is_enabled: Option<bool>,
    }

    /// `conditionalAccessPolicy`, as far as it can concern a guest.
    ConditionalAccessPolicy {
        /// The policy's id.
        #[serde(default)]
        id: Option<String>,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// `enabled`, `disabled` or `enabledForReportingButNotEnforced`.
        #[serde(default)]
        state: Option<String>,
        /// Whom and what it is about.
        #[serde(default)]
        conditions: Option<Conditions>,
        /// What it demands.
        #[serde(default)]
        grant_controls: Option<GrantControls>,
        /// What it limits afterwards: a policy may have no other control.
        #[serde(default)]
        session_controls: Option<SessionControls>,
    }

    /// `conditionalAccessConditionSet`.
    Conditions {
        /// Whom.
        #[serde(default)]
        users: Option<ConditionUsers>,
        /// Workload identities instead of users.
        #[serde(default)]
        client_applications: Option<ConditionClientApplications>,
        /// For which applications or actions.
        #[serde(default)]
        applications: Option<ConditionApplications>,
        /// `all`, `browser`, `mobileAppsAndDesktopClients`, `exchangeActiveSync`, `easSupported`, `other`.
        #[serde(default)]
        client_app_types: Option<Vec<String>>,
        /// From where.
        #[serde(default)]
        locations: Option<ConditionLocations>,
        /// On which platforms.
        #[serde(default)]
        platforms: Option<ConditionPlatforms>,
        /// On which devices.
        #[serde(default)]
        devices: Option<ConditionDevices>,
        /// By which ways of signing in.
        #[serde(default)]
        authentication_flows: Option<AuthenticationFlows>,
        /// At which risk of a sign-in.
        #[serde(default)]
        sign_in_risk_levels: Option<Vec<String>>,
        /// At which risk of a user.
        #[serde(default)]
        user_risk_levels: Option<Vec<String>>,
        /// At which risk of an insider.
        #[serde(default, deserialize_with = "words")]
        insider_risk_levels: Option<Vec<String>>,
        /// At which risk of a workload identity.
        #[serde(default)]
        service_principal_risk_levels: Option<Vec<String>>,
    }

    /// `conditionalAccessUsers`.
    ConditionUsers {
        /// Ids, `All`, `None` or `GuestsOrExternalUsers`.
        #[serde(default, deserialize_with = "null_is_empty")]
        include_users: Vec<String>,
        /// Ids or `GuestsOrExternalUsers`.
        #[serde(default, deserialize_with = "null_is_empty")]
        exclude_users: Vec<String>,
        /// Groups.
        #[serde(default, deserialize_with = "null_is_empty")]
        include_groups: Vec<String>,
        /// Groups.
        #[serde(default, deserialize_with = "null_is_empty")]
        exclude_groups: Vec<String>,
        /// Directory roles, by template id.
        #[serde(default, deserialize_with = "null_is_empty")]
        include_roles: Vec<String>,
        /// Directory roles, by template id.
        #[serde(default, deserialize_with = "null_is_empty")]
        exclude_roles: Vec<String>,
        /// Kinds of guests.
        #[serde(default)]
        include_guests_or_external_users: Option<GuestKinds>,
        /// Kinds of guests.
        #[serde(default)]
        exclude_guests_or_external_users: Option<GuestKinds>,
    }

    /// `conditionalAccessGuestsOrExternalUsers`.
    GuestKinds {
        /// Kinds such as `b2bCollaborationGuest`, separated by commas.
        #[serde(default)]
        guest_or_external_user_types: Option<String>,
        /// Of which home tenants.
        #[serde(default)]
        external_tenants: Option<ExternalTenants>,
    }

    /// `conditionalAccessGrantControls`.
    GrantControls {
        /// `AND` or `OR`.
        #[serde(default)]
        operator: Option<String>,
        /// `block`, `mfa`, `compliantDevice`, `domainJoinedDevice`, …
        #[serde(default, deserialize_with = "null_is_empty")]
        built_in_controls: Vec<String>,
        /// Which methods of authentication are strong enough; it stands in the place of `mfa`.
        #[serde(default)]
        authentication_strength: Option<AuthenticationStrength>,
        /// Ids of custom controls.
        #[serde(default)]
        custom_authentication_factors: Option<Vec<String>>,
        /// Ids of terms of use.
        #[serde(default)]
        terms_of_use: Option<Vec<String>>,
    }

    /// `tenantInformation`: the tenant behind a domain.
    TenantInformation {
        /// Its id.
        tenant_id: TenantId,
        /// Its name, as it calls itself.
        #[serde(default)]
        display_name: Option<String>,
        /// Its default domain.
        #[serde(default)]
        default_domain_name: Option<String>,
    }

    /// `user` with `signInActivity` alone.
    UserSignIn {
        /// The user.
        id: ObjectId,
        /// When it signed in.
        #[serde(default)]
        sign_in_activity: Option<SignInActivity>,
    }

    /// `signInActivity`.
    SignInActivity {
        /// The last attempt with a person at the screen.
        #[serde(default)]
        last_sign_in_date_time: Option<Timestamp>,
        /// The last attempt of a client on its own.
        #[serde(default)]
        last_non_interactive_sign_in_date_time: Option<Timestamp>,
        /// The last that succeeded.
        #[serde(default)]
        last_successful_sign_in_date_time: Option<Timestamp>,
    }

    /// `servicePrincipalSignInActivity` (beta): when an application last signed in.
    ApplicationSignIn {
        /// The application id.
        app_id: AppId,
        /// As a client on behalf of a user.
        #[serde(default)]
        delegated_client_sign_in_activity: Option<SignInActivity>,
        /// As a client by itself.
        #[serde(default)]
        application_authentication_client_sign_in_activity: Option<SignInActivity>,
    }

    /// `unifiedRbacResourceNamespace` of Defender (beta): actions that the tenant knows.
    ActionNamespace {
        /// The namespace's id.
        #[serde(default)]
        id: Option<String>,
        /// Its actions, expanded.
        #[serde(default, deserialize_with = "null_is_empty")]
        resource_actions: Vec<ResourceAction>,
    }

    /// `unifiedRbacResourceAction` (beta).
    ResourceAction {
        /// The action, such as `microsoft.xdr/secops/securitydata/alerts/manage`.
        #[serde(default)]
        name: Option<String>,
    }
}
