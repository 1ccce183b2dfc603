//! Azure built-in roles, from the published list.

use super::published::PublishedList;
use crate::ids::AzureRoleId;
use std::sync::OnceLock;

/// An Azure built-in role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AzureRole {
    /// The role definition's id: the last segment of its path.
    pub id: AzureRoleId,
    /// Microsoft's name.
    pub name: String,
    /// The extent of its actions.
    pub actions: ActionExtent,
    /// The extent of its data actions.
    pub data_actions: ActionExtent,
}

/// The extent of a list of actions, without what is taken away again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionExtent {
    /// It has none.
    None,
    /// Each ends in `/read`.
    Read,
    /// One does not end in `/read`.
    Write,
    /// One is `*`.
    All,
}

impl AzureRole {
    /// True for a role that changes something: a resource, or data in it.
    pub fn writes(&self) -> bool {
        self.actions.max(self.data_actions) >= ActionExtent::Write
    }

    /// True for a role that reaches data in resources.
    pub fn has_data_actions(&self) -> bool {
        self.data_actions > ActionExtent::None
    }
}

/// The published list, of which the rows are read when one is first asked for.
#[derive(Clone, Debug)]
pub(super) struct AzureRoles {
    pub(super) list: PublishedList,
    all: OnceLock<Vec<AzureRole>>,
}

impl AzureRoles {
    pub(super) const fn of(list: PublishedList) -> Self {
        Self {
            list,
            all: OnceLock::new(),
        }
    }

    /// Every role, by name.
    pub(super) fn all(&self) -> &[AzureRole] {
        self.all.get_or_init(|| {
            let mut all: Vec<AzureRole> = self.list.rows().filter_map(role).collect();
            all.sort_by(|a, b| a.name.cmp(&b.name));
            all
        })
    }
}

/// A row of the list.
fn role(row: &str) -> Option<AzureRole> {
    let mut fields = row.split('\t');
    Some(AzureRole {
        id: fields.next()?.parse().ok()?,
        actions: extent(fields.next()?)?,
        data_actions: extent(fields.next()?)?,
        name: fields.next()?.to_owned(),
    })
}

fn extent(field: &str) -> Option<ActionExtent> {
    Some(match field {
        "-" => ActionExtent::None,
        "r" => ActionExtent::Read,
        "w" => ActionExtent::Write,
        "a" => ActionExtent::All,
        _ => return None,
    })
}
