//! The auditor as an application of the tenant, for tests in which its permissions change.

use super::store::{Set, Tenant};
use crate::graph::ids::MICROSOFT_GRAPH;
use crate::graph::options::Auditor;
use crate::graph::tokens;
use serde_json::{Value, json};

impl Tenant {
    /// Registers the auditor, with the permissions of its options granted. Its service
    /// principal has the id that its tokens carry as `oid`.
    pub fn register_auditor(&mut self, auditor: &Auditor) {
        let app = self.custom_app_keyed("rolecall auditor", "rolecall auditor");
        let registration = app.registration.clone().expect("a registration");
        let sp = tokens::auditor(&self.id());
        let app_id = json!(auditor.app_id);
        self.set(&registration, "appId", app_id.clone());
        self.set(&app.sp, "appId", app_id);
        self.set(&app.sp, "servicePrincipalNames", json!([auditor.app_id]));
        self.set(&app.sp, "id", json!(sp));
        let app = super::App {
            app_id: auditor.app_id.clone(),
            sp,
            registration: app.registration,
        };
        for role in &auditor.roles {
            if self.graph_role(role, "value", "id").is_some() {
                self.request_and_grant(&app, MICROSOFT_GRAPH, role);
            }
        }
    }

    /// The Graph permissions that the auditor holds: those granted, and those of its
    /// options that this tenant's Graph does not offer, which nobody could grant.
    pub fn auditor_roles(&self, auditor: &Auditor) -> Vec<String> {
        let sp = tokens::auditor(&self.id());
        let graph = self.resource(MICROSOFT_GRAPH);
        let granted = self.all(Set::AppRoleAssignments).iter().filter(|object| {
            object["principalId"] == sp.as_str() && object["resourceId"] == graph["id"]
        });
        let granted = granted
            .filter_map(|object| self.graph_role(object["appRoleId"].as_str()?, "id", "value"));
        let foreign = auditor
            .roles
            .iter()
            .filter(|role| self.graph_role(role, "value", "id").is_none())
            .cloned();
        let mut roles: Vec<String> = granted.chain(foreign).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// A property of a Graph permission that has another property of some value.
    fn graph_role(&self, value: &str, by: &str, wanted: &str) -> Option<String> {
        let graph = self.resource(MICROSOFT_GRAPH);
        let offered = graph["appRoles"].as_array()?;
        let found = offered.iter().find(|role| role[by] == value)?;
        found[wanted].as_str().map(str::to_owned)
    }
}
