//! Settings of the tenant that may stop or limit a guest.

use super::conditional_access::{
    AuthenticationFlows, AuthenticationStrength, ConditionApplications,
    ConditionClientApplications, ConditionDevices, ConditionLocations, ConditionPlatforms,
    ExternalTenants, SessionControls,
};
use super::object::objects;
use super::{Field, Listed, Words};
use crate::ids::{AppId, ObjectId, TenantId};
use crate::snapshot::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

objects! {
    /// `authorizationPolicy`: the rules for inviting guests, and for what guests may see.
    AuthorizationPolicy {
        /// `none`, `adminsAndGuestInviters`, `adminsGuestInvitersAndAllMembers` or `everyone`.
        allow_invites_from: Field<String>,
        /// The role template that guests have in the directory.
        guest_user_role_id: Field<Uuid>,
    }

    /// `crossTenantAccessPolicyConfigurationDefault` or `…Partner`: access from other tenants.
    CrossTenantAccess {
        /// The partner; absent in the default.
        tenant_id: Field<TenantId>,
        /// True if the default is Microsoft's own.
        is_service_default: Field<bool>,
        /// Guests from there; null inherits the default.
        b2b_collaboration_inbound: Field<B2bSetting>,
        /// Claims of the other tenant that are trusted; null inherits the default.
        inbound_trust: Field<InboundTrust>,
    }

    /// `crossTenantAccessPolicyB2BSetting`.
    B2bSetting {
        /// The users.
        users_and_groups: Field<AccessTarget>,
        /// The applications.
        applications: Field<AccessTarget>,
    }

    /// `crossTenantAccessPolicyTargetConfiguration`.
    AccessTarget {
        /// `allowed` or `blocked`.
        access_type: Field<String>,
        /// The users, groups or applications that it is about.
        targets: Listed<AccessTargetEntry>,
    }

    /// `crossTenantAccessPolicyTarget`.
    AccessTargetEntry {
        /// An id, `AllUsers` or `AllApplications`.
        target: Field<String>,
    }

    /// `crossTenantAccessPolicyInboundTrust`.
    InboundTrust {
        /// True if multifactor authentication done at home counts.
        is_mfa_accepted: Field<bool>,
        /// True if a device that is compliant at home counts.
        is_compliant_device_accepted: Field<bool>,
        /// True if a device that is joined at home counts.
        #[serde(rename = "isHybridAzureADJoinedDeviceAccepted")]
        is_hybrid_joined_device_accepted: Field<bool>,
    }

    /// `b2bManagementPolicy` (beta): domains that may or may not be invited.
    B2bPolicy {
        /// The policy's id.
        id: Field<String>,
        /// JSON texts, one per definition.
        definition: Listed<String>,
    }

    /// `identitySecurityDefaultsEnforcementPolicy`.
    SecurityDefaults {
        /// True if security defaults are on.
        is_enabled: Field<bool>,
    }

    /// `conditionalAccessPolicy`, as far as it can concern a guest.
    ConditionalAccessPolicy {
        /// The policy's id.
        id: Field<String>,
        /// A name that its maker chose.
        display_name: Field<String>,
        /// `enabled`, `disabled` or `enabledForReportingButNotEnforced`.
        state: Field<String>,
        /// The sign-ins that it applies to.
        conditions: Field<Conditions>,
        /// The controls that it demands.
        grant_controls: Field<GrantControls>,
        /// Its limits after sign-in: a policy may have no other control.
        session_controls: Field<SessionControls>,
    }

    /// `conditionalAccessConditionSet`.
    Conditions {
        /// The users.
        users: Field<ConditionUsers>,
        /// Workload identities instead of users.
        client_applications: Field<ConditionClientApplications>,
        /// The applications or actions.
        applications: Field<ConditionApplications>,
        /// `all`, `browser`, `mobileAppsAndDesktopClients`, `exchangeActiveSync`, `easSupported`, `other`.
        client_app_types: Listed<String>,
        /// The locations.
        locations: Field<ConditionLocations>,
        /// The platforms.
        platforms: Field<ConditionPlatforms>,
        /// The devices.
        devices: Field<ConditionDevices>,
        /// The authentication flows.
        authentication_flows: Field<AuthenticationFlows>,
        /// The levels of sign-in risk.
        sign_in_risk_levels: Listed<String>,
        /// The levels of user risk.
        user_risk_levels: Listed<String>,
        /// The levels of insider risk.
        insider_risk_levels: Field<Words>,
        /// The levels of risk of a workload identity.
        service_principal_risk_levels: Listed<String>,
    }

    /// `conditionalAccessUsers`.
    ConditionUsers {
        /// Ids, `All`, `None` or `GuestsOrExternalUsers`.
        include_users: Listed<String>,
        /// Ids or `GuestsOrExternalUsers`.
        exclude_users: Listed<String>,
        /// Groups.
        include_groups: Listed<String>,
        /// Groups.
        exclude_groups: Listed<String>,
        /// Directory roles, by template id.
        include_roles: Listed<String>,
        /// Directory roles, by template id.
        exclude_roles: Listed<String>,
        /// Kinds of guests.
        include_guests_or_external_users: Field<GuestKinds>,
        /// Kinds of guests.
        exclude_guests_or_external_users: Field<GuestKinds>,
    }

    /// `conditionalAccessGuestsOrExternalUsers`.
    GuestKinds {
        /// Kinds such as `b2bCollaborationGuest`, separated by commas.
        guest_or_external_user_types: Field<String>,
        /// The home tenants.
        external_tenants: Field<ExternalTenants>,
    }

    /// `conditionalAccessGrantControls`.
    GrantControls {
        /// `AND` or `OR`.
        operator: Field<String>,
        /// `block`, `mfa`, `compliantDevice`, `domainJoinedDevice`, …
        built_in_controls: Listed<String>,
        /// The methods of authentication that are strong enough, in place of `mfa`.
        authentication_strength: Field<AuthenticationStrength>,
        /// Ids of custom controls.
        custom_authentication_factors: Listed<String>,
        /// Ids of terms of use.
        terms_of_use: Listed<String>,
    }

    /// `tenantInformation`: the tenant behind a domain.
    TenantInformation {
        /// Its id.
        tenant_id: Field<TenantId>,
        /// Its own display name.
        display_name: Field<String>,
        /// Its default domain.
        default_domain_name: Field<String>,
    }

    /// `user` with `signInActivity` alone.
    UserSignIn {
        /// The user.
        id: Field<ObjectId>,
        /// The times of its sign-ins.
        sign_in_activity: Field<SignInActivity>,
    }

    /// `signInActivity`.
    SignInActivity {
        /// The last attempt with a person at the screen.
        last_sign_in_date_time: Field<Moment>,
        /// The last attempt of a client on its own.
        last_non_interactive_sign_in_date_time: Field<Moment>,
        /// The last that succeeded.
        last_successful_sign_in_date_time: Field<Moment>,
    }

    /// `servicePrincipalSignInActivity` (beta): the last sign-in of an application.
    ApplicationSignIn {
        /// The application id.
        app_id: Field<AppId>,
        /// As a client on behalf of a user.
        delegated_client_sign_in_activity: Field<SignInActivity>,
        /// As a client on its own behalf.
        application_authentication_client_sign_in_activity: Field<SignInActivity>,
    }

    /// `unifiedRbacResourceNamespace` of Defender (beta): actions that the tenant knows.
    ActionNamespace {
        /// The namespace's id.
        id: Field<String>,
        /// Its actions, expanded.
        resource_actions: Listed<ResourceAction>,
    }

    /// `unifiedRbacResourceAction` (beta).
    ResourceAction {
        /// The action, such as `microsoft.xdr/secops/securitydata/alerts/manage`.
        name: Field<String>,
    }
}
