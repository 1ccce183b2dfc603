//! Directory roles: active, eligible (PIM), through groups (PIM for Groups).

use super::store::{Set, Tenant};
use crate::ids::{self, role};
use serde_json::{Value, json};

pub(super) fn define_built_in(tenant: &mut Tenant) {
    for (id, name) in role::BUILT_IN {
        tenant.add(
            Set::RoleDefinitions,
            json!({
                "id": id, "templateId": id, "displayName": name, "description": name, "isBuiltIn": true, "isEnabled": true,
                "version": "1", "resourceScopes": ["/"], "rolePermissions": [{"allowedResourceActions": [], "condition": null}],
            }),
        );
    }
}

/// How an active role came to be.
struct Instance<'a> {
    principal: &'a str,
    role: &'a str,
    scope: &'a str,
    start: String,
    end: Option<&'a str>,
}

impl Tenant {
    /// An active, permanent directory role; `scope` is `/`, `/administrativeUnits/{id}` or `/{object id}`.
    pub fn directory_role(&mut self, principal: &str, role: &str, scope: &str) {
        self.directory_role_until(principal, role, scope, None);
    }

    /// An active directory role that ends, or does not.
    pub fn directory_role_until(
        &mut self,
        principal: &str,
        role: &str,
        scope: &str,
        end: Option<&str>,
    ) {
        self.assign(
            &Instance {
                principal,
                role,
                scope,
                start: ids::at(-180),
                end,
            },
            "Assigned",
        );
    }

    /// An active or eligible directory role from one moment to another, or for good.
    pub fn directory_role_between(
        &mut self,
        (principal, role, scope): (&str, &str, &str),
        eligible: bool,
        start: &str,
        end: Option<&str>,
    ) {
        let instance = Instance {
            principal,
            role,
            scope,
            start: start.to_owned(),
            end,
        };
        if eligible {
            self.make_eligible(&instance);
        } else {
            self.assign(&instance, "Assigned");
        }
    }

    /// A directory role that can be activated (PIM), and is not active.
    pub fn eligible(&mut self, principal: &str, role: &str, scope: &str) {
        self.eligible_until(principal, role, scope, None);
    }

    /// The same, with an end.
    pub fn eligible_until(&mut self, principal: &str, role: &str, scope: &str, end: Option<&str>) {
        self.make_eligible(&Instance {
            principal,
            role,
            scope,
            start: ids::at(-180),
            end,
        });
    }

    /// A directory role that is active for some hours, from an eligibility.
    pub fn activated(&mut self, principal: &str, role: &str, scope: &str, end: &str) {
        self.eligible(principal, role, scope);
        self.assign(
            &Instance {
                principal,
                role,
                scope,
                start: ids::at(0),
                end: Some(end),
            },
            "Activated",
        );
    }

    /// A membership of a group that can be activated (PIM for Groups).
    pub fn group_eligible(&mut self, principal: &str, group: &str) {
        let id = format!(
            "{group}_member_{}",
            self.guid(&["group eligible", principal, group])
        );
        let object = json!({
            "id": id, "principalId": principal, "groupId": group, "accessId": "member", "memberType": "direct",
            "startDateTime": ids::at(-180), "endDateTime": null, "eligibilityScheduleId": id,
        });
        self.add(Set::GroupEligibilities, object);
    }

    /// An ownership of a group that can be activated (PIM for Groups).
    pub fn group_owner_eligible(&mut self, principal: &str, group: &str) {
        let id = format!(
            "{group}_owner_{}",
            self.guid(&["group owner", principal, group])
        );
        let object = json!({
            "id": id, "principalId": principal, "groupId": group, "accessId": "owner", "memberType": "direct",
            "startDateTime": ids::at(-180), "endDateTime": null, "eligibilityScheduleId": id,
        });
        self.add(Set::GroupEligibilities, object);
    }

    /// An ownership of a group that PIM for Groups assigned, and that ends. The group lists the owner too.
    pub fn group_owner_until(&mut self, principal: &str, group: &str, end: &str) {
        self.owner(group, principal);
        let id = format!(
            "{group}_owner_{}",
            self.guid(&["group owner until", principal, group])
        );
        let object = json!({
            "id": id, "principalId": principal, "groupId": group, "accessId": "owner", "memberType": "direct",
            "assignmentType": "assigned", "startDateTime": ids::at(0), "endDateTime": end, "assignmentScheduleId": id,
        });
        self.add(Set::GroupSchedules, object);
    }

    /// A membership of a group that was activated, and ends.
    pub fn group_activated(&mut self, principal: &str, group: &str, end: &str) {
        self.group_eligible(principal, group);
        self.members.push((group.to_owned(), principal.to_owned()));
        let id = format!(
            "{group}_member_{}",
            self.guid(&["group active", principal, group])
        );
        let object = json!({
            "id": id, "principalId": principal, "groupId": group, "accessId": "member", "memberType": "direct",
            "assignmentType": "activated", "startDateTime": ids::at(0), "endDateTime": end, "assignmentScheduleId": id,
        });
        self.add(Set::GroupSchedules, object);
    }

    /// A directory role that the tenant made itself; returns its id.
    pub fn custom_directory_role(&mut self, name: &str, actions: &[&str]) -> String {
        let id = self.guid(&["role definition", name]);
        let object = json!({
            "id": id, "templateId": id, "displayName": name, "description": name, "isBuiltIn": false, "isEnabled": true,
            "version": null, "resourceScopes": ["/"], "rolePermissions": [{"allowedResourceActions": actions, "condition": null}],
        });
        self.add(Set::RoleDefinitions, object)
    }

    fn make_eligible(&mut self, instance: &Instance<'_>) {
        let Instance {
            principal,
            role,
            scope,
            ..
        } = instance;
        let schedule = self.guid(&["schedule", "eligible", principal, role, scope]);
        let mut object = self.instance("eligible", instance);
        object["roleEligibilityScheduleId"] = json!(schedule);
        self.add(Set::RoleEligibilities, object);
    }

    fn assign(&mut self, instance: &Instance<'_>, how: &str) {
        let assignment = ids::hex(
            &[instance.principal, instance.role, instance.scope].join(" "),
            40,
        );
        self.add(
            Set::RoleAssignments,
            json!({
                "id": assignment, "principalId": instance.principal, "roleDefinitionId": instance.role,
                "directoryScopeId": instance.scope, "appScopeId": null, "condition": null,
            }),
        );
        let mut schedule = self.instance("active", instance);
        schedule["assignmentType"] = json!(how);
        schedule["roleAssignmentOriginId"] = json!(assignment);
        schedule["roleAssignmentScheduleId"] = schedule["id"].clone();
        self.add(Set::RoleSchedules, schedule);
    }

    fn instance(&self, word: &str, instance: &Instance<'_>) -> Value {
        json!({
            "id": self.guid(&["instance", word, instance.principal, instance.role, instance.scope]),
            "principalId": instance.principal, "roleDefinitionId": instance.role, "directoryScopeId": instance.scope,
            "appScopeId": null, "memberType": "Direct", "startDateTime": instance.start, "endDateTime": instance.end,
        })
    }
}
