//! Tenant-wide settings that can stop a guest.

use super::store::{Set, Tenant};
use crate::ids;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ALL_USERS: &str = "AllUsers";

pub(super) fn defaults() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        (
            "/policies/authorizationPolicy",
            json!({
                "id": "authorizationPolicy", "displayName": "Authorization Policy", "description": "Used to manage authorization related settings across the company.",
                "allowInvitesFrom": "everyone", "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3", "blockMsolPowerShell": false,
                "allowEmailVerifiedUsersToJoinOrganization": false, "allowedToSignUpEmailBasedSubscriptions": true, "allowedToUseSSPR": true,
            }),
        ),
        (
            "/policies/identitySecurityDefaultsEnforcementPolicy",
            json!({"id": "00000000-0000-0000-0000-000000000005", "displayName": "Security Defaults", "description": "", "isEnabled": false}),
        ),
        (
            "/policies/crossTenantAccessPolicy",
            json!({"id": "crossTenantAccessPolicy", "displayName": "CrossTenantAccessPolicy", "allowedCloudEndpoints": []}),
        ),
        (
            "/policies/crossTenantAccessPolicy/default",
            json!({
                "isServiceDefault": true, "b2bCollaborationInbound": inbound("allowed"), "b2bDirectConnectInbound": inbound("blocked"),
                "inboundTrust": {"isMfaAccepted": false, "isCompliantDeviceAccepted": false, "isHybridAzureADJoinedDeviceAccepted": false},
            }),
        ),
    ])
}

fn inbound(access: &str) -> Value {
    json!({
        "usersAndGroups": {"accessType": access, "targets": [{"target": ALL_USERS, "targetType": "user"}]},
        "applications": {"accessType": access, "targets": [{"target": "AllApplications", "targetType": "application"}]},
    })
}

impl Tenant {
    /// Changes a property of a policy that exists once, by path after the version.
    pub fn set_policy(&mut self, path: &str, property: &str, value: Value) {
        self.policies
            .get_mut(path)
            .unwrap_or_else(|| panic!("no policy {path}"))[property] = value;
    }

    /// Blocks or allows business guests from another tenant.
    pub fn cross_tenant_partner(&mut self, tenant_id: &str, access: &str) {
        let object = json!({
            "id": tenant_id, "tenantId": tenant_id, "isServiceProvider": false, "b2bCollaborationInbound": inbound(access),
            "b2bDirectConnectInbound": null, "inboundTrust": null,
        });
        self.add(Set::CrossTenantPartners, object);
    }

    /// The list of domains that may (or may not) be invited.
    pub fn b2b_domains(&mut self, allowed: &[&str], blocked: &[&str]) {
        let domains = if allowed.is_empty() {
            json!({"BlockedDomains": blocked})
        } else {
            json!({"AllowedDomains": allowed})
        };
        let definition =
            json!({"B2BManagementPolicy": {"InvitationsAllowedAndBlockedDomainsPolicy": domains}});
        let object = json!({
            "id": self.guid(&["b2b policy"]), "displayName": "B2BManagementPolicy", "isOrganizationDefault": true,
            "definition": [definition.to_string()],
        });
        self.add(Set::B2bPolicies, object);
    }

    /// A Conditional Access policy; `users` is its `conditions.users`, `controls` its built-in grant controls.
    pub fn conditional_access(
        &mut self,
        name: &str,
        state: &str,
        users: &Value,
        controls: &[&str],
    ) {
        let mut object = json!({
            "id": self.guid(&["conditional access", name]), "displayName": name, "state": state,
            "createdDateTime": ids::at(-300), "modifiedDateTime": null,
            "conditions": {"users": users, "applications": {"includeApplications": ["All"]}, "clientAppTypes": ["all"]},
            "grantControls": {"operator": "OR", "builtInControls": controls}, "sessionControls": null,
        });
        list_all(&mut object);
        self.add(Set::ConditionalAccess, object);
    }

    /// Changes a part of a Conditional Access policy, by a JSON pointer.
    pub fn change_policy(&mut self, name: &str, pointer: &str, value: Value) {
        let id = self.guid(&["conditional access", name]);
        let mut policy = self
            .get(Set::ConditionalAccess, &id)
            .unwrap_or_else(|| panic!("no policy {name}"));
        let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", pointer));
        policy
            .pointer_mut(parent)
            .unwrap_or_else(|| panic!("no {parent} in {name}"))[key] = value;
        list_all(&mut policy);
        let property = pointer.split('/').nth(1).unwrap_or_default();
        let value = policy[property].clone();
        self.set(&id, property, value);
    }
}

/// The lists of a Conditional Access policy, which Graph gives whether or not anything is in them.
const LISTS: &[(&str, &[&str])] = &[
    (
        "/conditions/users",
        &[
            "includeUsers",
            "excludeUsers",
            "includeGroups",
            "excludeGroups",
            "includeRoles",
            "excludeRoles",
        ],
    ),
    (
        "/conditions/applications",
        &[
            "includeApplications",
            "excludeApplications",
            "includeUserActions",
        ],
    ),
    (
        "/conditions/clientApplications",
        &["includeServicePrincipals", "excludeServicePrincipals"],
    ),
    (
        "/grantControls",
        &[
            "builtInControls",
            "customAuthenticationFactors",
            "termsOfUse",
        ],
    ),
];

/// Adds what a policy does not name as Graph gives it: lists empty, kinds of guests null.
pub fn list_all(policy: &mut Value) {
    if let Some(users) = policy.pointer_mut("/conditions/users") {
        for kinds in [
            "includeGuestsOrExternalUsers",
            "excludeGuestsOrExternalUsers",
        ] {
            if users.is_object() && users.get(kinds).is_none() {
                users[kinds] = Value::Null;
            }
        }
    }
    for (place, names) in LISTS {
        let Some(object) = policy.pointer_mut(place).and_then(Value::as_object_mut) else {
            continue;
        };
        for name in *names {
            object
                .entry((*name).to_owned())
                .or_insert_with(|| json!([]));
        }
    }
}
