//! Microsoft Entra directory roles: the published list, and what `catalog/directory-roles.toml` knows beyond it.

use super::Risk;
use super::published::PublishedList;
use crate::ids::RoleTemplateId;
use serde::Deserialize;

/// A built-in directory role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryRole {
    /// The template id, which is also the role definition's id.
    pub id: RoleTemplateId,
    /// Microsoft's name.
    pub name: String,
    /// Microsoft's label of it as privileged.
    pub privileged: bool,
    /// Its use for new assignments.
    pub state: RoleState,
    /// Its purpose, in our words; absent where nobody wrote it.
    pub description: Option<String>,
    /// The harm that it can do; absent when no person rated it.
    pub risk: Option<Risk>,
}

/// The use of a directory role for new assignments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleState {
    /// It can be assigned.
    InUse,
    /// Microsoft lists it as deprecated.
    Deprecated,
    /// It is meant for partners, and Microsoft refuses new assignments.
    Partner,
    /// Nobody can assign it.
    System,
}

/// `catalog/directory-roles.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DirectoryRoles {
    #[serde(rename = "checked")]
    _checked: String,
    role: Vec<RoleFacts>,
}

/// The facts about one role beyond the published list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RoleFacts {
    name: String,
    description: Option<String>,
    risk: Option<Risk>,
}

impl DirectoryRoles {
    /// The roles of the published list with these facts.
    pub(super) fn of(mut self, list: &PublishedList) -> Vec<DirectoryRole> {
        let mut roles: Vec<DirectoryRole> = list.rows().filter_map(role).collect();
        for role in &mut roles {
            let facts = self.role.iter_mut().find(|facts| facts.name == role.name);
            if let Some(facts) = facts {
                role.description = facts.description.take();
                role.risk = facts.risk.take();
            }
        }
        roles.sort_by(|a, b| a.name.cmp(&b.name));
        roles
    }
}

/// A row of the list.
fn role(row: &str) -> Option<DirectoryRole> {
    let mut fields = row.split('\t');
    Some(DirectoryRole {
        id: fields.next()?.parse().ok()?,
        name: fields.next()?.to_owned(),
        privileged: match fields.next()? {
            "p" => true,
            "-" => false,
            _ => return None,
        },
        state: match fields.next() {
            None => RoleState::InUse,
            Some("deprecated") => RoleState::Deprecated,
            Some("partner") => RoleState::Partner,
            Some("system") => RoleState::System,
            Some(_) => return None,
        },
        description: None,
        risk: None,
    })
}

impl RoleState {
    /// The remark about a role that is not for new assignments.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::InUse => None,
            Self::Deprecated => Some("Microsoft lists it as deprecated"),
            Self::Partner => {
                Some("it is meant for partners, and Microsoft refuses new assignments")
            }
            Self::System => Some("nobody can assign it"),
        }
    }
}
