//! What each task of an administrator needs, loaded from `catalog/tasks.toml`.

use super::file::{RoleEntry, RoleFile, TaskEntry, TaskFile};
use super::load::{Data, DataFile};
use super::{CatalogProblem, Task, TaskName};
use toml::Spanned;

/// Every task of an administrator, each once.
#[derive(Clone, Debug)]
pub struct Tasks {
    all: Vec<Task>,
}

impl Tasks {
    /// Reads the data that is part of the program, and checks that every task has one entry
    /// and that the roles that it names are in the catalog.
    pub fn built_in() -> Result<Self, CatalogProblem> {
        Self::from_files(DataFile::tasks(), Data::built_in().roles)
    }

    pub(super) fn from_files(file: DataFile, roles: DataFile) -> Result<Self, CatalogProblem> {
        let data: TaskFile = file.read()?;
        let roles: RoleFile = roles.read()?;
        let mut tasks = Self { all: Vec::new() };
        for entry in data.task {
            if tasks.get(*entry.name.get_ref()).is_some() {
                let word = entry.name.get_ref().as_str();
                return Err(file.twice_called("the task", &entry.name, word));
            }
            tasks.all.push(task(file, &roles.role, entry)?);
        }
        for name in TaskName::ALL {
            if tasks.get(name).is_none() {
                return Err(file.missing("the task", name.as_str()));
            }
        }
        tasks.all.sort_by_key(|task| task.name);
        Ok(tasks)
    }

    /// What a task needs. Loaded data has an entry for each.
    pub fn get(&self, name: TaskName) -> Option<&Task> {
        self.all.iter().find(|task| task.name == name)
    }

    /// Every task, in the order of [`TaskName::ALL`].
    pub fn all(&self) -> impl Iterator<Item = &Task> {
        self.all.iter()
    }
}

fn task(file: DataFile, roles: &[RoleEntry], entry: TaskEntry) -> Result<Task, CatalogProblem> {
    let role = |name: &Spanned<String>| {
        roles
            .iter()
            .find(|role| role.name.get_ref() == name.get_ref())
            .ok_or_else(|| file.dangling("directory role", name))
    };
    let administrator = entry.administrator.as_ref().map(role).transpose()?;
    let for_graph = entry
        .administrator_for_graph
        .as_ref()
        .map(role)
        .transpose()?;
    for sentence in &entry.portal {
        check_placeholders(file, sentence)?;
    }
    Ok(Task {
        name: entry.name.into_inner(),
        administrator: administrator.map(|role| *role.id.get_ref()),
        administrator_name: administrator.map(|role| role.name.get_ref().clone()),
        administrator_for_graph: for_graph.map(|role| role.name.get_ref().clone()),
        scopes: entry.scopes,
        minutes: entry.minutes,
        portal: entry.portal.into_iter().map(Spanned::into_inner).collect(),
        azure_cli: entry.azure_cli,
        terraform: entry.terraform,
        warning: entry.warning,
        undo: entry.undo,
        source: entry.source,
    })
}

fn check_placeholders(file: DataFile, sentence: &Spanned<String>) -> Result<(), CatalogProblem> {
    for placeholder in Task::placeholders(sentence.get_ref()) {
        if !Task::PLACEHOLDERS.contains(&placeholder) {
            let at = Spanned::new(sentence.span(), placeholder.to_owned());
            return Err(file.dangling("placeholder", &at));
        }
    }
    Ok(())
}
