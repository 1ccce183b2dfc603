//! Conditions and controls of Conditional Access.
//!
//! A list that is null or absent was not seen, which is not the same as an
//! empty one.

use super::object::objects;
use super::{Field, Listed, Words};
use serde::{Deserialize, Serialize};

objects! {
    /// `conditionalAccessApplications`: the applications or actions that a policy is about.
    ConditionApplications {
        /// Application ids, `All`, `None`, `Office365` or `MicrosoftAdminPortals`.
        include_applications: Listed<String>,
        /// The same.
        exclude_applications: Listed<String>,
        /// Actions instead of applications: `urn:user:registersecurityinfo`, `urn:user:registerdevice`.
        include_user_actions: Listed<String>,
        /// Authentication contexts instead of applications.
        include_authentication_context_class_references: Listed<String>,
        /// A rule over attributes of applications.
        application_filter: Field<ConditionFilter>,
    }

    /// `conditionalAccessFilter`: a rule that only Microsoft evaluates.
    ConditionFilter {
        /// `include` or `exclude`.
        mode: Field<String>,
        /// The rule.
        rule: Field<String>,
    }

    /// `conditionalAccessClientApplications`: the workload identities that a policy is about.
    ConditionClientApplications {
        /// Object ids of service principals, or `ServicePrincipalsInMyTenant`.
        include_service_principals: Listed<String>,
        /// Object ids of service principals.
        exclude_service_principals: Listed<String>,
        /// A rule over attributes of service principals.
        service_principal_filter: Field<ConditionFilter>,
    }

    /// `conditionalAccessLocations`.
    ConditionLocations {
        /// Ids of named locations, `All` or `AllTrusted`.
        include_locations: Listed<String>,
        /// The same.
        exclude_locations: Listed<String>,
    }

    /// `conditionalAccessPlatforms`.
    ConditionPlatforms {
        /// `all`, `android`, `iOS`, `windows`, `windowsPhone`, `macOS`, `linux`.
        include_platforms: Listed<String>,
        /// The same.
        exclude_platforms: Listed<String>,
    }

    /// `conditionalAccessDevices`.
    ConditionDevices {
        /// A rule over properties of devices.
        device_filter: Field<ConditionFilter>,
    }

    /// `conditionalAccessAuthenticationFlows`.
    AuthenticationFlows {
        /// `deviceCodeFlow`, `authenticationTransfer`.
        transfer_methods: Field<Words>,
    }

    /// `conditionalAccessExternalTenants`: the home tenants of the guests that a policy is about.
    ExternalTenants {
        /// `all` or `enumerated`.
        membership_kind: Field<String>,
        /// Tenant ids, where they are enumerated.
        members: Listed<String>,
    }

    /// `authenticationStrengthPolicy`, as a policy's controls name it.
    AuthenticationStrength {
        /// Its id.
        id: Field<String>,
        /// A name that its maker chose.
        display_name: Field<String>,
    }

    /// `conditionalAccessSessionControls`: limits on a session after sign-in.
    SessionControls {
        /// The sign-in frequency.
        sign_in_frequency: Field<SessionControl>,
        /// The persistence of a browser session.
        persistent_browser: Field<SessionControl>,
        /// A proxy in between.
        cloud_app_security: Field<SessionControl>,
        /// Limits that the application enforces.
        application_enforced_restrictions: Field<SessionControl>,
        /// Tokens that are bound to a device.
        secure_sign_in_session: Field<SessionControl>,
        /// True if an outage of the service does not relax the policy.
        disable_resilience_defaults: Field<bool>,
    }

    /// `conditionalAccessSessionControl`.
    SessionControl {
        /// True if it is on.
        is_enabled: Field<bool>,
    }
}

impl SessionControls {
    /// The presence of any control of a session.
    pub fn any(&self) -> bool {
        let on = |control: &Field<SessionControl>| {
            control
                .get()
                .is_some_and(|control| control.is_enabled == Some(true))
        };
        on(&self.sign_in_frequency)
            || on(&self.persistent_browser)
            || on(&self.cloud_app_security)
            || on(&self.application_enforced_restrictions)
            || on(&self.secure_sign_in_session)
            || self.disable_resilience_defaults == Some(true)
    }
}
