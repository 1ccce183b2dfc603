//! What an administrator's task needs.

use super::TaskName;
use crate::ids::RoleTemplateId;

/// What one task of an administrator needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Which task.
    pub name: TaskName,
    /// The least of the built-in directory roles that can do it; absent when none is needed.
    pub administrator: Option<RoleTemplateId>,
    /// That role's name.
    pub administrator_name: Option<String>,
    /// The role's name where the permission is an application permission of Microsoft Graph.
    pub administrator_for_graph: Option<String>,
    /// The least delegated permissions of Microsoft Graph to read what is there and to change it.
    pub scopes: Vec<String>,
    /// A person's time for it, in minutes.
    pub minutes: u32,
    /// What to select in the portal: short sentences of Markdown with [`Task::PLACEHOLDERS`] in braces.
    pub portal: Vec<String>,
    /// Why the Azure CLI cannot do it, in a sentence; absent when it can.
    pub azure_cli: Option<String>,
    /// Why Terraform's provider `azuread` cannot do it, in a sentence; absent when it can.
    pub terraform: Option<String>,
    /// What can go wrong.
    pub warning: Option<String>,
    /// How to undo it, where that is not simply the opposite change.
    pub undo: Option<String>,
    /// Where this was read, with its date.
    pub source: String,
}

impl Task {
    /// What [`Task::portal`] may leave open, each written in braces.
    pub const PLACEHOLDERS: [&str; 11] = [
        "principal",
        "role",
        "scope",
        "group",
        "application",
        "api",
        "permissions",
        "address",
        "name",
        "credential",
        "unit",
    ];

    /// The placeholders of a sentence, without their braces, in order.
    pub fn placeholders(sentence: &str) -> impl Iterator<Item = &str> {
        sentence
            .split('{')
            .skip(1)
            .map(|rest| match rest.find('}') {
                Some(end) => &rest[..end],
                None => rest,
            })
    }
}
