//! The store itself.

use super::crowd::Crowd;
use super::deletion::Taken;
use super::fillers::Fillers;
use super::foreign::Foreign;
use super::{licences, policies, resources, roles};
use crate::ids;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A set of objects of one Graph type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    Users,
    Groups,
    ServicePrincipals,
    Applications,
    AdministrativeUnits,
    DeletedUsers,
    DeletedApplications,
    DeletedServicePrincipals,
    AppRoleAssignments,
    DelegatedGrants,
    RoleDefinitions,
    RoleAssignments,
    RoleSchedules,
    RoleEligibilities,
    GroupSchedules,
    GroupEligibilities,
    DefenderDefinitions,
    DefenderAssignments,
    DefenderNamespaces,
    SubscribedSkus,
    Organization,
    Domains,
    ConditionalAccess,
    CrossTenantPartners,
    B2bPolicies,
    ApplicationSignIns,
}

impl Set {
    /// Sets whose objects are directory objects with an id of their own.
    pub const DIRECTORY: [Self; 5] = [
        Self::Users,
        Self::Groups,
        Self::ServicePrincipals,
        Self::Applications,
        Self::AdministrativeUnits,
    ];

    /// The Graph type of its objects.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Users | Self::DeletedUsers => "user",
            Self::Groups => "group",
            Self::ServicePrincipals | Self::DeletedServicePrincipals => "servicePrincipal",
            Self::Applications | Self::DeletedApplications => "application",
            Self::AdministrativeUnits => "administrativeUnit",
            Self::AppRoleAssignments => "appRoleAssignment",
            Self::DelegatedGrants => "oAuth2PermissionGrant",
            Self::RoleDefinitions | Self::DefenderDefinitions => "unifiedRoleDefinition",
            Self::RoleAssignments => "unifiedRoleAssignment",
            Self::RoleSchedules => "unifiedRoleAssignmentScheduleInstance",
            Self::RoleEligibilities => "unifiedRoleEligibilityScheduleInstance",
            Self::GroupSchedules => "privilegedAccessGroupAssignmentScheduleInstance",
            Self::GroupEligibilities => "privilegedAccessGroupEligibilityScheduleInstance",
            Self::DefenderAssignments => "unifiedRoleAssignmentMultiple",
            Self::DefenderNamespaces => "unifiedRbacResourceNamespace",
            Self::SubscribedSkus => "subscribedSku",
            Self::Organization => "organization",
            Self::Domains => "domain",
            Self::ConditionalAccess => "conditionalAccessPolicy",
            Self::CrossTenantPartners => "crossTenantAccessPolicyConfigurationPartner",
            Self::B2bPolicies => "b2bManagementPolicy",
            Self::ApplicationSignIns => "servicePrincipalSignInActivity",
        }
    }
}

/// A tenant: everything that Graph can be asked about it.
#[derive(Clone, Debug)]
pub struct Tenant {
    pub(super) name: String,
    pub(super) sets: BTreeMap<Set, Vec<Value>>,
    pub(super) members: Vec<(String, String)>,
    pub(super) owners: Vec<(String, String)>,
    pub(super) sponsors: Vec<(String, String)>,
    pub(super) federated: Vec<(String, Value)>,
    pub(super) policies: BTreeMap<&'static str, Value>,
    pub(super) crowd: Crowd,
    pub(super) fillers: Fillers,
    pub(super) unified_rbac_active: bool,
    /// What went with each soft-deleted object, by its id.
    pub(super) taken: BTreeMap<String, Taken>,
    /// Other tenants' applications that could be consented to.
    pub(super) foreign: Vec<Foreign>,
    /// How many objects were made through Graph.
    pub(super) made: u32,
}

impl Tenant {
    /// An empty tenant with an E5 licence, the built-in roles and the two APIs of the guide.
    pub fn new(name: &str) -> Self {
        let mut tenant = Self {
            name: name.to_owned(),
            sets: BTreeMap::new(),
            members: Vec::new(),
            owners: Vec::new(),
            sponsors: Vec::new(),
            federated: Vec::new(),
            policies: policies::defaults(),
            crowd: Crowd::new(name, 0),
            fillers: Fillers::default(),
            unified_rbac_active: true,
            taken: BTreeMap::new(),
            foreign: Vec::new(),
            made: 0,
        };
        let domain = tenant.domain();
        tenant.add(
            Set::Organization,
            json!({
                "id": tenant.id(), "displayName": capitalised(name), "createdDateTime": "2019-03-04T08:00:00Z",
                "tenantType": "AAD", "countryLetterCode": "US", "verifiedDomains": [
                    {"name": domain, "type": "Managed", "isInitial": true, "isDefault": false, "capabilities": "Email, OfficeCommunicationsOnline"},
                    {"name": format!("{name}.example"), "type": "Managed", "isInitial": false, "isDefault": true, "capabilities": "Email"},
                ],
            }),
        );
        tenant.add(
            Set::Domains,
            json!({"id": domain, "isInitial": true, "isVerified": true}),
        );
        roles::define_built_in(&mut tenant);
        resources::register(&mut tenant);
        licences::default(&mut tenant);
        tenant
    }

    /// The name it was made with.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tenant id.
    pub fn id(&self) -> String {
        ids::guid(&[&self.name, "tenant"])
    }

    /// The initial domain, `name.onmicrosoft.com`.
    pub fn domain(&self) -> String {
        format!("{}.onmicrosoft.com", self.name)
    }

    /// A GUID of this tenant.
    pub fn guid(&self, names: &[&str]) -> String {
        let mut all = vec![self.name.as_str()];
        all.extend_from_slice(names);
        ids::guid(&all)
    }

    /// Puts an object into a set; returns its id.
    pub fn add(&mut self, set: Set, object: Value) -> String {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        self.sets.entry(set).or_default().push(object);
        id
    }

    /// The objects of a set (without the crowd and the fillers).
    pub fn all(&self, set: Set) -> &[Value] {
        self.sets.get(&set).map_or(&[], Vec::as_slice)
    }

    /// The filler users.
    pub fn crowd(&self) -> &Crowd {
        &self.crowd
    }

    /// The filler applications.
    pub fn fillers(&self) -> &Fillers {
        &self.fillers
    }

    /// One object of a set, by id.
    pub fn get(&self, set: Set, id: &str) -> Option<Value> {
        let found = self
            .all(set)
            .iter()
            .find(|object| is_id(object, id))
            .cloned();
        found.or_else(|| match set {
            Set::Users => self.crowd.by_id(id),
            Set::ServicePrincipals => self.fillers.by_id(id),
            _ => None,
        })
    }

    /// A directory object of any type, with its Graph type.
    pub fn directory_object(&self, id: &str) -> Option<(&'static str, Value)> {
        Set::DIRECTORY
            .iter()
            .find_map(|set| Some((set.kind(), self.get(*set, id)?)))
    }

    /// Sets a property of an object, wherever it is. Panics when there is no such object.
    pub fn set(&mut self, id: &str, property: &str, value: Value) {
        let object = self
            .sets
            .values_mut()
            .flatten()
            .find(|object| is_id(object, id));
        object.unwrap_or_else(|| panic!("no object {id} in {}", self.name))[property] = value;
    }

    /// Takes an object away and leaves what pointed at it dangling, as a deletion in Entra can.
    pub fn delete(&mut self, id: &str) {
        for objects in self.sets.values_mut() {
            objects.retain(|object| !is_id(object, id));
        }
    }

    /// Ids of what `group` (or an administrative unit) holds directly.
    pub fn members_of(&self, group: &str) -> Vec<String> {
        targets(&self.members, |edge| {
            edge.0.eq_ignore_ascii_case(group).then(|| edge.1.clone())
        })
    }

    /// Ids of the groups and administrative units that hold `member` directly.
    pub fn holders_of(&self, member: &str) -> Vec<String> {
        targets(&self.members, |edge| {
            edge.1.eq_ignore_ascii_case(member).then(|| edge.0.clone())
        })
    }

    /// Ids of the owners of an object.
    pub fn owners_of(&self, object: &str) -> Vec<String> {
        targets(&self.owners, |edge| {
            edge.0.eq_ignore_ascii_case(object).then(|| edge.1.clone())
        })
    }

    /// Ids of the sponsors of a guest.
    pub fn sponsors_of(&self, guest: &str) -> Vec<String> {
        targets(&self.sponsors, |edge| {
            edge.0.eq_ignore_ascii_case(guest).then(|| edge.1.clone())
        })
    }

    /// Ids of what a principal owns.
    pub fn owned_by(&self, owner: &str) -> Vec<String> {
        targets(&self.owners, |edge| {
            edge.1.eq_ignore_ascii_case(owner).then(|| edge.0.clone())
        })
    }

    /// Federated credentials of an application or service principal, by object id.
    pub fn federated_of(&self, object: &str) -> Vec<Value> {
        let own =
            |edge: &(String, Value)| edge.0.eq_ignore_ascii_case(object).then(|| edge.1.clone());
        self.federated.iter().filter_map(own).collect()
    }

    /// A policy that exists once, by path after the version.
    pub fn policy(&self, path: &str) -> Option<&Value> {
        self.policies.get(path)
    }

    /// Whether Unified RBAC was ever activated: where not, its calls answer 403.
    pub fn unified_rbac_is_active(&self) -> bool {
        self.unified_rbac_active
    }
}

fn targets(
    edges: &[(String, String)],
    pick: impl Fn(&(String, String)) -> Option<String>,
) -> Vec<String> {
    edges.iter().filter_map(pick).collect()
}

pub(super) fn is_id(object: &Value, id: &str) -> bool {
    object["id"]
        .as_str()
        .is_some_and(|own| own.eq_ignore_ascii_case(id))
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
