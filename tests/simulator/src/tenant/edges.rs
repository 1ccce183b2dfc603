//! Memberships and federated credentials, as Graph adds and removes them one at a time.

use super::store::Tenant;
use serde_json::Value;

impl Tenant {
    /// Adds a member to a group, whatever the group is.
    pub fn add_member(&mut self, group: &str, member: &str) {
        self.members.push((group.to_owned(), member.to_owned()));
    }

    /// Takes a member out of a group; whether it was one.
    pub fn remove_member(&mut self, group: &str, member: &str) -> bool {
        drop_edge(&mut self.members, group, member)
    }

    /// Takes an owner away; whether it was one.
    pub fn remove_owner(&mut self, object: &str, owner: &str) -> bool {
        drop_edge(&mut self.owners, object, owner)
    }

    /// Adds a federated credential to an application.
    pub fn add_federated(&mut self, application: &str, credential: Value) {
        self.federated.push((application.to_owned(), credential));
    }

    /// Removes one by id or name; whether it was there.
    pub fn remove_federated(&mut self, application: &str, key: &str) -> bool {
        let before = self.federated.len();
        self.federated.retain(|(owner, credential)| {
            !(owner.eq_ignore_ascii_case(application)
                && (credential["id"] == key || credential["name"] == key))
        });
        self.federated.len() < before
    }
}

fn drop_edge(edges: &mut Vec<(String, String)>, from: &str, to: &str) -> bool {
    let before = edges.len();
    edges.retain(|edge| !(edge.0.eq_ignore_ascii_case(from) && edge.1.eq_ignore_ascii_case(to)));
    edges.len() < before
}
