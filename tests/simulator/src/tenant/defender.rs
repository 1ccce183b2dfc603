//! Defender's Unified RBAC.

use super::store::{Set, Tenant};
use serde_json::json;

/// Action strings that the tenant's own catalog lists, by group.
const CATALOG: &[(&str, &[&str])] = &[
    (
        "secops",
        &[
            "microsoft.xdr/secops/securitydata/read",
            "microsoft.xdr/secops/securitydata/alerts/manage",
            "microsoft.xdr/secops/securitydata/response/manage",
            "microsoft.xdr/secops/securitydata/liveresponse-basic/manage",
            "microsoft.xdr/secops/securitydata/liveresponse-advanced/manage",
            "microsoft.xdr/secops/securitydata/filecollection/manage",
        ],
    ),
    (
        "securityposture",
        &[
            "microsoft.xdr/securityposture/posturemanagement/vulnerabilitymanagement/read",
            "microsoft.xdr/securityposture/posturemanagement/exceptionhandling/manage",
            "microsoft.xdr/securityposture/posturemanagement/remediationhandling/manage",
            "microsoft.xdr/securityposture/posturemanagement/applicationhandling/manage",
            "microsoft.xdr/securityposture/posturemanagement/baselineassessmentprofiles/manage",
            "microsoft.xdr/securityposture/posturemanagement/securescore/manage",
        ],
    ),
    (
        "configuration",
        &[
            "microsoft.xdr/configuration/authorization/read",
            "microsoft.xdr/configuration/authorization/manage",
            "microsoft.xdr/configuration/security/core/manage",
            "microsoft.xdr/configuration/system/read",
            "microsoft.xdr/configuration/system/manage",
        ],
    ),
];

impl Tenant {
    /// A Unified RBAC role; returns its id. Roles may share a name: give each its own `key`.
    pub fn defender_role(&mut self, name: &str, actions: &[&str]) -> String {
        self.defender_role_keyed(name, name, actions)
    }

    /// The same, with a key of its own.
    pub fn defender_role_keyed(&mut self, key: &str, name: &str, actions: &[&str]) -> String {
        let id = self.guid(&["defender role", key]);
        let object = json!({
            "id": id, "displayName": name, "description": name, "isBuiltIn": false, "isEnabled": true,
            "rolePermissions": [{"allowedResourceActions": actions, "condition": null}],
        });
        self.add(Set::DefenderDefinitions, object)
    }

    /// Gives a Unified RBAC role to users and groups, for data sources (`/` for all, `Mde`, …).
    pub fn defender_assign(
        &mut self,
        role: &str,
        principals: &[&str],
        app_scopes: &[&str],
    ) -> String {
        let id = self.guid(&[
            "defender assignment",
            role,
            &principals.join(" "),
            &app_scopes.join(" "),
        ]);
        let object = json!({
            "id": id, "displayName": "Assignment", "description": null, "condition": null, "roleDefinitionId": role,
            "principalIds": principals, "directoryScopeIds": ["/"], "appScopeIds": app_scopes,
        });
        self.add(Set::DefenderAssignments, object)
    }

    /// Unified RBAC was never activated: its calls answer 403 whatever the permission.
    pub fn without_unified_rbac(&mut self) {
        self.unified_rbac_active = false;
    }

    /// Activates Unified RBAC, as a person does in the portal.
    pub fn activate_unified_rbac(&mut self) {
        self.unified_rbac_active = true;
    }

    /// Lets the tenant list its own catalog of actions.
    pub fn defender_catalog(&mut self) {
        for (group, actions) in CATALOG {
            let actions: Vec<_> = actions
                .iter()
                .map(|name| json!({"id": name, "name": name, "description": null, "actionVerb": null, "isPrivileged": null}))
                .collect();
            let object = json!({"id": format!("microsoft.xdr-{group}"), "name": group, "resourceActions": actions});
            self.add(Set::DefenderNamespaces, object);
        }
    }
}
