//! An administrator's tasks, loaded from `catalog/tasks.toml`.

use super::load::read_data;
use super::{CatalogError, TaskName};
use serde::Deserialize;

/// A task of an administrator, and everything that it needs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Task {
    /// The task.
    pub name: TaskName,
    /// The name of the least of the built-in directory roles that can do it; absent when none is needed.
    pub administrator: Option<String>,
    /// The same where the permission is an application permission of Microsoft Graph.
    pub administrator_for_graph: Option<String>,
    /// The least delegated permissions of Microsoft Graph to read what is there and to change it.
    pub scopes: Vec<String>,
    /// A person's time for it, in minutes.
    pub minutes: u32,
    /// The steps in the portal: short sentences of Markdown with [`Task::PLACEHOLDERS`] in braces.
    pub portal: Vec<String>,
    /// The reason why the Azure CLI cannot do it, in a sentence; absent when it can.
    pub azure_cli: Option<String>,
    /// The reason why Terraform's provider `azuread` cannot do it, in a sentence; absent when it can.
    pub terraform: Option<String>,
    /// A warning of what can go wrong.
    pub warning: Option<String>,
    /// The way to undo it, where that is not simply the opposite change.
    pub undo: Option<String>,
    /// The source of the entry, with its date.
    pub source: String,
}

impl Task {
    /// The values that [`Task::portal`] may leave open, each written in braces.
    pub const PLACEHOLDERS: [&str; 14] = [
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
        "owner",
        "unit",
        "right",
        "place",
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

/// Every task of an administrator, each once, in the order of [`TaskName::ALL`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tasks {
    #[serde(rename = "checked")]
    _checked: String,
    task: Vec<Task>,
}

impl Tasks {
    /// Reads the data that is part of the program.
    pub fn built_in() -> Result<Self, CatalogError> {
        let mut tasks: Self = read_data!("catalog/tasks.toml")?;
        tasks.task.sort_by_key(|task| task.name);
        Ok(tasks)
    }

    /// The task with this name. The data has an entry for each.
    pub fn get(&self, name: TaskName) -> Option<&Task> {
        self.task.iter().find(|task| task.name == name)
    }

    /// Every task.
    pub fn all(&self) -> impl Iterator<Item = &Task> {
        self.task.iter()
    }
}
