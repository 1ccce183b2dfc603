//! The auditor as an application of the tenant, for tests in which its permissions change.

use super::resources;
use super::store::{Set, Tenant};
use crate::ids::MICROSOFT_GRAPH;
use crate::options::Auditor;
use crate::tokens;
use serde_json::{Value, json};

/// Permissions of Microsoft Graph that an auditor asks and that `resources.rs` leaves out.
const OFFERED: &[(&str, &str)] = &[
    (
        "CrossTenantInformation.ReadBasic.All",
        "cac88765-0581-4025-9725-5ebc13f729ee",
    ),
    (
        "Organization.Read.All",
        "498476ce-e0fe-48b0-b801-37ba7e2685c6",
    ),
    (
        "PrivilegedAssignmentSchedule.Read.AzureADGroup",
        "cd4161cb-f098-48f8-a884-1eda9a42434c",
    ),
    (
        "PrivilegedEligibilitySchedule.Read.AzureADGroup",
        "edb419d6-7edc-42a3-9345-509bfdf5d87c",
    ),
];

impl Tenant {
    /// Registers the auditor, with the permissions of its options granted. Its service
    /// principal has the id that its tokens carry as `oid`.
    pub fn register_auditor(&mut self, auditor: &Auditor) {
        self.offer_the_rest();
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

    fn offer_the_rest(&mut self) {
        let mut graph = self.resource(MICROSOFT_GRAPH);
        let id = graph["id"].as_str().unwrap_or_default().to_owned();
        let mut roles = graph["appRoles"].take();
        if let (Some(roles), Some(more)) = (
            roles.as_array_mut(),
            resources::app_roles(OFFERED).as_array(),
        ) {
            let missing = |one: &&Value| !roles.iter().any(|own| own["id"] == one["id"]);
            let missing: Vec<Value> = more.iter().filter(missing).cloned().collect();
            roles.extend(missing);
        }
        self.set(&id, "appRoles", roles);
    }

    /// A property of a Graph permission that has another property of some value.
    fn graph_role(&self, value: &str, by: &str, wanted: &str) -> Option<String> {
        let graph = self.resource(MICROSOFT_GRAPH);
        let offered = graph["appRoles"].as_array()?;
        let found = offered.iter().find(|role| role[by] == value)?;
        found[wanted].as_str().map(str::to_owned)
    }
}
