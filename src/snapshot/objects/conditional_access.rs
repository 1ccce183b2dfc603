//! Conditions and controls of Conditional Access: when a policy applies, and what it demands.
//!
//! A list that is null or left out is `None`: it was not seen, which is not the
//! same as an empty one.

use super::object::{objects, words};
use serde::{Deserialize, Serialize};

objects! {
    /// `conditionalAccessApplications`: the applications or actions that a policy is about.
    ConditionApplications {
        /// Application ids, `All`, `None`, `Office365` or `MicrosoftAdminPortals`.
        #[serde(default)]
        include_applications: Option<Vec<String>>,
        /// The same.
        #[serde(default)]
        exclude_applications: Option<Vec<String>>,
        /// Actions instead of applications: `urn:user:registersecurityinfo`, `urn:user:registerdevice`.
        #[serde(default)]
        include_user_actions: Option<Vec<String>>,
        /// Authentication contexts instead of applications.
        #[serde(default)]
        include_authentication_context_class_references: Option<Vec<String>>,
        /// A rule over attributes of applications.
        #[serde(default)]
        application_filter: Option<ConditionFilter>,
    }

    /// `conditionalAccessFilter`: a rule that only Microsoft evaluates.
    ConditionFilter {
        /// `include` or `exclude`.
        #[serde(default)]
        mode: Option<String>,
        /// The rule.
        #[serde(default)]
        rule: Option<String>,
    }

    /// `conditionalAccessClientApplications`: the workload identities that a policy is about.
    ConditionClientApplications {
        /// Object ids of service principals, or `ServicePrincipalsInMyTenant`.
        #[serde(default)]
        include_service_principals: Option<Vec<String>>,
        /// Object ids of service principals.
        #[serde(default)]
        exclude_service_principals: Option<Vec<String>>,
        /// A rule over attributes of service principals.
        #[serde(default)]
        service_principal_filter: Option<ConditionFilter>,
    }

    /// `conditionalAccessLocations`.
    ConditionLocations {
        /// Ids of named locations, `All` or `AllTrusted`.
        #[serde(default)]
        include_locations: Option<Vec<String>>,
        /// The same.
        #[serde(default)]
        exclude_locations: Option<Vec<String>>,
    }

    /// `conditionalAccessPlatforms`.
    ConditionPlatforms {
        /// `all`, `android`, `iOS`, `windows`, `windowsPhone`, `macOS`, `linux`.
        #[serde(default)]
        include_platforms: Option<Vec<String>>,
        /// The same.
        #[serde(default)]
        exclude_platforms: Option<Vec<String>>,
    }

    /// `conditionalAccessDevices`.
    ConditionDevices {
        /// A rule over properties of devices.
        #[serde(default)]
        device_filter: Option<ConditionFilter>,
    }

    /// `conditionalAccessAuthenticationFlows`.
    AuthenticationFlows {
        /// `deviceCodeFlow`, `authenticationTransfer`.
        #[serde(default, deserialize_with = "words")]
        transfer_methods: Option<Vec<String>>,
    }

    /// `conditionalAccessExternalTenants`: the home tenants of the guests that a policy is about.
    ExternalTenants {
        /// `all` or `enumerated`.
        #[serde(default)]
        membership_kind: Option<String>,
        /// Tenant ids, where they are enumerated.
        #[serde(default)]
        members: Option<Vec<String>>,
    }

    /// `authenticationStrengthPolicy`, as a policy's controls name it.
    AuthenticationStrength {
        /// Its id.
        #[serde(default)]
        id: Option<String>,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
    }

    /// `conditionalAccessSessionControls`: what limits a session that was let in.
    SessionControls {
        /// How often to sign in.
        #[serde(default)]
        sign_in_frequency: Option<SessionControl>,
        /// Whether a browser stays signed in.
        #[serde(default)]
        persistent_browser: Option<SessionControl>,
        /// A proxy in between.
        #[serde(default)]
        cloud_app_security: Option<SessionControl>,
        /// Limits that the application enforces.
        #[serde(default)]
        application_enforced_restrictions: Option<SessionControl>,
        /// Tokens that are bound to a device.
        #[serde(default)]
        secure_sign_in_session: Option<SessionControl>,
        /// Whether an outage is no reason to let anybody in.
        #[serde(default)]
        disable_resilience_defaults: Option<bool>,
    }

    /// `conditionalAccessSessionControl`.
    SessionControl {
        /// Whether it is on.
        #[serde(default)]
        is_enabled: Option<bool>,
    }
}

impl SessionControls {
    /// The presence of any control of a session.
    pub fn any(&self) -> bool {
        let on = |control: &Option<SessionControl>| {
            control
                .as_ref()
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
