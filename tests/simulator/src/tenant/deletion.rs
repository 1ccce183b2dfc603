//! What goes when an object goes, and what comes back with it.

use super::store::{Set, Tenant, is_id};
use crate::ids;
use serde_json::{Value, json};

/// What went with a deleted object.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    rows: Vec<(Set, Value)>,
    members: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    sponsors: Vec<(String, String)>,
}

/// Objects that end with a directory object, by the properties that point at it.
const POINTERS: &[(Set, &[&str])] = &[
    (Set::AppRoleAssignments, &["principalId", "resourceId"]),
    (
        Set::DelegatedGrants,
        &["clientId", "principalId", "resourceId"],
    ),
    (Set::RoleAssignments, &["principalId"]),
    (Set::RoleSchedules, &["principalId"]),
    (Set::RoleEligibilities, &["principalId"]),
    (Set::GroupSchedules, &["principalId", "groupId"]),
    (Set::GroupEligibilities, &["principalId", "groupId"]),
];

/// Sets whose objects can be restored, with the set that they wait in.
const BINS: [(Set, Set); 3] = [
    (Set::Users, Set::DeletedUsers),
    (Set::Applications, Set::DeletedApplications),
    (Set::ServicePrincipals, Set::DeletedServicePrincipals),
];

impl Tenant {
    /// Removes the objects of a set that fit, and returns them.
    pub fn remove_where(&mut self, set: Set, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
        let all = self.sets.entry(set).or_default();
        let (gone, left) = std::mem::take(all).into_iter().partition(fits);
        *all = left;
        gone
    }

    /// Moves an object to the deleted items, with what it held and what points at it.
    /// A Defender assignment only loses the principal. Whether the object was there.
    pub fn soft_delete(&mut self, set: Set, id: &str) -> bool {
        let Some((_, bin)) = BINS.iter().find(|pair| pair.0 == set) else {
            return false;
        };
        let Some(mut object) = self.remove_where(set, |object| is_id(object, id)).pop() else {
            return false;
        };
        object["deletedDateTime"] = json!(ids::NOW);
        self.add(*bin, object);
        let mut taken = Taken::default();
        for (kind, properties) in POINTERS {
            let points = |object: &Value| properties.iter().any(|name| is(&object[*name], id));
            let gone = self.remove_where(*kind, points);
            taken.rows.extend(gone.into_iter().map(|row| (*kind, row)));
        }
        taken.members = split(&mut self.members, id);
        taken.owners = split(&mut self.owners, id);
        taken.sponsors = split(&mut self.sponsors, id);
        for assignment in self.sets.entry(Set::DefenderAssignments).or_default() {
            if let Some(holders) = assignment["principalIds"].as_array_mut() {
                holders.retain(|holder| !is(holder, id));
            }
        }
        self.taken.insert(id.to_ascii_lowercase(), taken);
        true
    }

    /// Brings a deleted object back with its memberships, roles, assignments and grants, as
    /// Entra does; Defender's assignments stay without it. Its type, and the object.
    pub fn restore(&mut self, id: &str) -> Option<(&'static str, Value)> {
        let (set, mut object) = BINS.iter().find_map(|(set, bin)| {
            let object = self.remove_where(*bin, |object| is_id(object, id)).pop()?;
            Some((*set, object))
        })?;
        object["deletedDateTime"] = Value::Null;
        self.add(set, object.clone());
        let taken = self
            .taken
            .remove(&id.to_ascii_lowercase())
            .unwrap_or_default();
        for (kind, row) in taken.rows {
            self.add(kind, row);
        }
        self.members.extend(taken.members);
        self.owners.extend(taken.owners);
        self.sponsors.extend(taken.sponsors);
        Some((set.kind(), object))
    }

    /// Ends a deleted object for good; whether it was there.
    pub fn purge(&mut self, id: &str) -> bool {
        self.taken.remove(&id.to_ascii_lowercase());
        BINS.iter().any(|(_, bin)| {
            !self
                .remove_where(*bin, |object| is_id(object, id))
                .is_empty()
        })
    }
}

fn is(value: &Value, id: &str) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.eq_ignore_ascii_case(id))
}

/// Takes the edges of an object out of a list.
fn split(edges: &mut Vec<(String, String)>, id: &str) -> Vec<(String, String)> {
    let touches = |edge: &(String, String)| {
        edge.0.eq_ignore_ascii_case(id) || edge.1.eq_ignore_ascii_case(id)
    };
    let (gone, left) = std::mem::take(edges).into_iter().partition(touches);
    *edges = left;
    gone
}
