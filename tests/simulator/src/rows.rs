//! What a collection holds.

use super::entities;
use super::odata::parse::Expr;
use super::tenant::{Fillers, Set, Tenant};
use serde_json::{Value, json};

/// An object with its Graph type.
pub type Row = (&'static str, Value);

/// The objects of a collection, before any query option.
pub struct Rows {
    pub fixed: Vec<Row>,
    /// What comes after them.
    pub behind: Behind,
}

/// Objects that are made when they are asked for.
pub enum Behind {
    Nothing,
    /// The filler users.
    Users,
    /// The filler applications.
    Applications,
    /// What these hold on an API, by its object id.
    GrantsOn(String),
}

impl Behind {
    /// How many there are.
    pub fn len(&self, tenant: &Tenant) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Users => tenant.crowd().len(),
            Self::Applications => tenant.fillers().len(),
            Self::GrantsOn(api) => tenant.fillers().held_on(api),
        }
    }

    /// One of them.
    pub fn row(&self, tenant: &Tenant, index: usize) -> Row {
        match self {
            Self::Nothing => unreachable!("nothing is behind"),
            Self::Users => ("user", tenant.crowd().user(index)),
            Self::Applications => ("servicePrincipal", Fillers::service_principal(index)),
            Self::GrantsOn(api) => ("appRoleAssignment", tenant.fillers().grant(api, index)),
        }
    }

    /// Those that a filter could match, or `None` when each must be looked at.
    pub fn candidates(&self, tenant: &Tenant, filter: &Expr) -> Option<Vec<usize>> {
        match self {
            Self::Users => tenant.crowd().candidates(filter),
            Self::Applications => tenant.fillers().candidates(filter),
            Self::Nothing | Self::GrantsOn(_) => None,
        }
    }
}

/// What a collection path leads to.
pub enum Found {
    Rows(Rows),
    /// The object that the path starts at does not exist.
    Missing(String),
    /// The path is in the metadata, and nothing here answers it.
    Unserved,
}

/// Collections that are a whole set.
const SETS: &[(&str, Set)] = &[
    ("/applications", Set::Applications),
    ("/directory/administrativeUnits", Set::AdministrativeUnits),
    (
        "/directory/deletedItems/microsoft.graph.user",
        Set::DeletedUsers,
    ),
    ("/domains", Set::Domains),
    ("/groups", Set::Groups),
    (
        "/identity/conditionalAccess/policies",
        Set::ConditionalAccess,
    ),
    (
        "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
        Set::GroupSchedules,
    ),
    (
        "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
        Set::GroupEligibilities,
    ),
    ("/oauth2PermissionGrants", Set::DelegatedGrants),
    ("/organization", Set::Organization),
    ("/policies/b2bManagementPolicies", Set::B2bPolicies),
    (
        "/policies/crossTenantAccessPolicy/partners",
        Set::CrossTenantPartners,
    ),
    (
        "/roleManagement/defender/resourceNamespaces",
        Set::DefenderNamespaces,
    ),
    (
        "/roleManagement/defender/roleAssignments",
        Set::DefenderAssignments,
    ),
    (
        "/roleManagement/defender/roleDefinitions",
        Set::DefenderDefinitions,
    ),
    (
        "/roleManagement/directory/roleAssignmentScheduleInstances",
        Set::RoleSchedules,
    ),
    (
        "/roleManagement/directory/roleAssignments",
        Set::RoleAssignments,
    ),
    (
        "/roleManagement/directory/roleDefinitions",
        Set::RoleDefinitions,
    ),
    (
        "/roleManagement/directory/roleEligibilityScheduleInstances",
        Set::RoleEligibilities,
    ),
    (
        "/reports/servicePrincipalSignInActivities",
        Set::ApplicationSignIns,
    ),
    ("/servicePrincipals", Set::ServicePrincipals),
    ("/subscribedSkus", Set::SubscribedSkus),
    ("/users", Set::Users),
];

/// The objects at a collection path.
pub fn at(tenant: &Tenant, template: &str, keys: &[String]) -> Found {
    if let Some((_, set)) = SETS.iter().find(|entry| entry.0 == template) {
        let fixed = tenant
            .all(*set)
            .iter()
            .map(|object| (set.kind(), object.clone()))
            .collect();
        return Found::Rows(Rows {
            fixed,
            behind: match set {
                Set::Users => Behind::Users,
                Set::ServicePrincipals => Behind::Applications,
                _ => Behind::Nothing,
            },
        });
    }
    if matches!(
        template,
        "/identity/conditionalAccess/namedLocations" | "/roleManagement/defender/customAppScopes"
    ) {
        return whole(Vec::new());
    }
    if template == "/roleManagement/directory/transitiveRoleAssignments" {
        return whole(transitive_roles(tenant));
    }
    let Some((owner, rest)) = template.split_once("/{}/") else {
        return Found::Unserved;
    };
    let id = keys.first().map_or("", String::as_str);
    let Some(id) = entities::object_id(tenant, owner, id) else {
        return Found::Missing(id.to_owned());
    };
    let (relation, cast) = rest
        .split_once("/microsoft.graph.")
        .map_or((rest, None), |(relation, cast)| (relation, Some(cast)));
    match related(tenant, owner, &id, relation) {
        Some(mut fixed) => {
            fixed.retain(|row| cast.is_none_or(|cast| row.0 == cast));
            let behind = match relation {
                "appRoleAssignedTo" => Behind::GrantsOn(id),
                _ => Behind::Nothing,
            };
            Found::Rows(Rows { fixed, behind })
        }
        None => Found::Unserved,
    }
}

fn whole(fixed: Vec<Row>) -> Found {
    Found::Rows(Rows {
        fixed,
        behind: Behind::Nothing,
    })
}

/// Objects that a directory object is related to.
pub fn related(tenant: &Tenant, owner: &str, id: &str, relation: &str) -> Option<Vec<Row>> {
    let objects = |ids: Vec<String>| {
        ids.iter()
            .filter_map(|id| tenant.directory_object(id))
            .collect()
    };
    let of = |set: Set, property: &str| {
        let own = |object: &&Value| {
            object[property]
                .as_str()
                .is_some_and(|value| value.eq_ignore_ascii_case(id))
        };
        tenant
            .all(set)
            .iter()
            .filter(own)
            .map(|object| (set.kind(), object.clone()))
            .collect()
    };
    Some(match relation {
        "owners" => objects(tenant.owners_of(id)),
        "sponsors" => objects(tenant.sponsors_of(id)),
        "ownedObjects" => objects(tenant.owned_by(id)),
        "members" => objects(tenant.members_of(id)),
        "transitiveMembers" => objects(closure(id, &|id| tenant.members_of(id))),
        "memberOf" => with_roles(tenant, objects(tenant.holders_of(id)), &[id.to_owned()]),
        "transitiveMemberOf" => {
            let holders = closure(id, &|id| tenant.holders_of(id));
            let mut principals = holders.clone();
            principals.push(id.to_owned());
            with_roles(tenant, objects(holders), &principals)
        }
        "appRoleAssignments" => {
            let mut held: Vec<Row> = of(Set::AppRoleAssignments, "principalId");
            let of_filler = tenant.fillers().grants_of(id).into_iter();
            held.extend(of_filler.map(|grant| ("appRoleAssignment", grant)));
            held
        }
        "appRoleAssignedTo" => of(Set::AppRoleAssignments, "resourceId"),
        "oauth2PermissionGrants" if owner == "/users" => of(Set::DelegatedGrants, "principalId"),
        "oauth2PermissionGrants" => of(Set::DelegatedGrants, "clientId"),
        "federatedIdentityCredentials" => tenant
            .federated_of(id)
            .into_iter()
            .map(|object| ("federatedIdentityCredential", object))
            .collect(),
        "licenseDetails" => Vec::new(),
        _ => return None,
    })
}

/// Everything reached from an id, once each, in order of distance.
fn closure(start: &str, next: &dyn Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    let mut todo = next(start);
    loop {
        for id in std::mem::take(&mut todo) {
            if id != start && !found.contains(&id) {
                found.push(id);
            }
        }
        let Some(id) = found.get(at) else {
            return found;
        };
        todo = next(id);
        at += 1;
    }
}

/// Memberships also list the directory roles that are held for the whole tenant.
fn with_roles(tenant: &Tenant, mut rows: Vec<Row>, principals: &[String]) -> Vec<Row> {
    for assignment in tenant.all(Set::RoleAssignments) {
        let held = principals
            .iter()
            .any(|id| assignment["principalId"] == id.as_str());
        if held && assignment["directoryScopeId"] == "/" {
            let role = assignment["roleDefinitionId"].as_str().unwrap_or_default();
            let name = tenant
                .get(Set::RoleDefinitions, role)
                .map_or(Value::Null, |found| found["displayName"].clone());
            let id = tenant.guid(&["directoryRole", role]);
            rows.push((
                "directoryRole",
                json!({"id": id, "displayName": name, "description": name, "roleTemplateId": role}),
            ));
        }
    }
    rows
}

/// Role assignments as each member of a group sees them: under the member's own id.
fn transitive_roles(tenant: &Tenant) -> Vec<Row> {
    let mut rows = Vec::new();
    for assignment in tenant.all(Set::RoleAssignments) {
        rows.push(("unifiedRoleAssignment", assignment.clone()));
        let holder = assignment["principalId"].as_str().unwrap_or_default();
        for member in closure(holder, &|id| tenant.members_of(id)) {
            let mut through = assignment.clone();
            through["id"] = json!(super::ids::hex(
                &format!("{} {member}", assignment["id"]),
                40
            ));
            through["principalId"] = json!(member);
            rows.push(("unifiedRoleAssignment", through));
        }
    }
    rows
}
