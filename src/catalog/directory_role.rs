//! Microsoft Entra directory roles.

use super::Risk;
use crate::ids::RoleTemplateId;

/// A built-in directory role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryRole {
    /// The template id, which is also the role definition's id.
    pub id: RoleTemplateId,
    /// Microsoft's name.
    pub name: String,
    /// Whether Microsoft labels it privileged.
    pub privileged: bool,
    /// What it is for, in our words.
    pub description: String,
    /// How much harm it can do; absent when nobody rated it.
    pub risk: Option<Risk>,
    /// Where this was read.
    pub source: String,
}
