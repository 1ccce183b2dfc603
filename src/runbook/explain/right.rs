//! Rights that are no role or permission of the catalogue, by the names that guides give them.

use super::contexts::{Asked, Contexts};
use crate::catalog::Catalog;
use crate::guide::format2::kinds::RolePlane;
use crate::guide::format2::model::{DeclaredNames, RightKind};
use std::collections::BTreeSet;

/// A right that is known by its name alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NamedRight {
    pub(super) list: List,
    /// Its name, as the list or the guide spells it.
    pub(super) name: String,
}

/// The list that a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    DirectoryRole,
    AzureRole,
    AzureAction,
    ExchangeRole,
    ExchangeRoleGroup,
    ServicePlan,
    Setting,
}

impl List {
    /// The word that stands before a name in a key.
    const fn word(self) -> &'static str {
        match self {
            Self::DirectoryRole => "directory-role",
            Self::AzureRole => "azure-role",
            Self::AzureAction => "azure-action",
            Self::ExchangeRole => "exchange-role",
            Self::ExchangeRoleGroup => "exchange-role-group",
            Self::ServicePlan => "service-plan",
            Self::Setting => "setting",
        }
    }

    /// The kind, and whether this version reads it.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::DirectoryRole => {
                "directory role that the catalog does not know; not read by this version, since the guide gives no id"
            }
            Self::AzureRole => "role of Azure; not read by this version",
            Self::AzureAction => "action of roles of Azure; not read by this version",
            Self::ExchangeRole => "management role of Exchange; not read by this version",
            Self::ExchangeRoleGroup => {
                "role group of Exchange; not read by this version: a person attests to it (--attest FILE)"
            }
            Self::ServicePlan => "service plan of a subscription",
            Self::Setting => {
                "setting; not read by this version: a person looks, and attests to it (--attest FILE)"
            }
        }
    }

    /// The place where a person gives it and takes it away.
    pub(super) const fn place(self) -> &'static str {
        match self {
            Self::DirectoryRole => "Microsoft Entra admin center, Roles & admins",
            Self::AzureRole | Self::AzureAction => {
                "Azure portal, Access control (IAM) of the scope, Role assignments"
            }
            Self::ExchangeRole | Self::ExchangeRoleGroup => {
                "Exchange admin center, Roles, Admin roles"
            }
            Self::ServicePlan => "Microsoft 365 admin center, Billing, Your products",
            Self::Setting => "the place that the guide names",
        }
    }
}

impl NamedRight {
    fn new(list: List, name: &str) -> Self {
        Self {
            list,
            name: name.to_owned(),
        }
    }

    /// `azure-role/Monitoring Reader`.
    pub(super) fn key(&self) -> String {
        format!("{}/{}", self.list.word(), self.name)
    }

    /// True where a text is its key or its name.
    fn is_called(&self, spelled: &str) -> bool {
        [&self.key(), &self.name]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(spelled))
    }
}

/// The names of a right, where it is no role or permission of the catalogue.
pub(super) fn names(kind: &RightKind) -> Vec<NamedRight> {
    match kind {
        RightKind::DirectoryRole(role) if role.id.is_none() => {
            vec![NamedRight::new(List::DirectoryRole, &role.name)]
        }
        RightKind::AzureRole { role, .. } => vec![NamedRight::new(List::AzureRole, &role.name)],
        RightKind::AzureActions {
            actions,
            data_actions,
            ..
        } => {
            let all = actions.iter().chain(data_actions);
            all.map(|one| NamedRight::new(List::AzureAction, one))
                .collect()
        }
        RightKind::ExchangeRole(role) => vec![NamedRight::new(List::ExchangeRole, &role.name)],
        RightKind::ExchangeRoleGroup(group) => {
            vec![NamedRight::new(List::ExchangeRoleGroup, &group.name)]
        }
        RightKind::ServicePlan(name) => vec![NamedRight::new(List::ServicePlan, name)],
        RightKind::Setting { name, .. } => vec![NamedRight::new(List::Setting, name)],
        _ => Vec::new(),
    }
}

/// Everything of that kind that a guide names: in a requirement, or as a name of its own.
pub(super) fn of_guides(contexts: &Contexts<'_>) -> BTreeSet<NamedRight> {
    let asked = contexts.requirements();
    let mut all: BTreeSet<NamedRight> = asked
        .flat_map(|one| one.requirement.need.rights())
        .flat_map(|right| names(&right.kind))
        .collect();
    for guide in contexts.guides() {
        all.extend(declared(contexts.catalog(), &guide.names));
    }
    all
}

/// The names that a guide declares, but for directory roles that have an id.
fn declared(catalog: &Catalog, names: &DeclaredNames) -> Vec<NamedRight> {
    let roles = names.roles.iter().filter(|role| {
        let known = role.id.is_some() || catalog.directory_role_named(&role.name).is_some();
        role.plane != RolePlane::Directory || !known
    });
    let roles = roles.map(|role| NamedRight::new(list(role.plane), &role.name));
    let plans = names.service_plans.iter();
    let plans = plans.map(|plan| NamedRight::new(List::ServicePlan, &plan.name));
    let settings = names.settings.iter();
    let settings = settings.map(|one| NamedRight::new(List::Setting, one.name.as_str()));
    roles.chain(plans).chain(settings).collect()
}

/// The rights that a guide calls by a name; of a setting or a service plan also by its title.
pub(super) fn called(contexts: &Contexts<'_>, name: &str) -> BTreeSet<NamedRight> {
    let mut found = of_guides(contexts);
    found.retain(|one| {
        let titled = titles(contexts, one).any(|(title, _)| title.eq_ignore_ascii_case(name));
        one.is_called(name) || titled
    });
    found
}

/// A built-in role of Azure with a name that no guide has to name.
pub(super) fn published(catalog: &Catalog, name: &str) -> Option<NamedRight> {
    let word = List::AzureRole.word();
    let bare = match name.split_once('/') {
        Some((start, rest)) if start.eq_ignore_ascii_case(word) => rest,
        _ => name,
    };
    let role = catalog.azure_role_named(bare.trim())?;
    Some(NamedRight::new(List::AzureRole, &role.name))
}

/// The titles that guides give it, each with where that is from.
pub(super) fn titles<'t>(
    contexts: &'t Contexts<'_>,
    right: &'t NamedRight,
) -> impl Iterator<Item = (&'t str, &'t str)> {
    contexts.guides().flat_map(move |guide| {
        let names = &guide.names;
        let plans = names.service_plans.iter();
        let plans = plans
            .filter(|plan| right.list == List::ServicePlan && plan.name == right.name)
            .map(|plan| (plan.title.as_str(), plan.source.as_str()));
        let settings = names.settings.iter();
        let settings = settings
            .filter(|one| right.list == List::Setting && one.name.as_str() == right.name)
            .map(|one| (one.title.as_str(), one.source.as_str()));
        plans.chain(settings)
    })
}

/// The guides that declare it as a role, each with the source that it names.
pub(super) fn sources<'t>(
    contexts: &'t Contexts<'_>,
    right: &'t NamedRight,
) -> impl Iterator<Item = (&'t str, &'t str)> {
    contexts.guides().flat_map(move |guide| {
        let roles = guide.names.roles.iter();
        let declared =
            roles.filter(|role| list(role.plane) == right.list && role.name == right.name);
        declared.map(|role| (guide.id.as_str(), role.source.as_str()))
    })
}

/// The list that the roles of a system are in.
const fn list(plane: RolePlane) -> List {
    match plane {
        RolePlane::Directory => List::DirectoryRole,
        RolePlane::Azure => List::AzureRole,
        RolePlane::Exchange => List::ExchangeRole,
        RolePlane::ExchangeGroup => List::ExchangeRoleGroup,
    }
}

/// True for a requirement that names it.
pub(super) fn is_named_by(asked: &Asked<'_, '_>, right: &NamedRight) -> bool {
    let mut rights = asked.requirement.need.rights();
    rights.any(|one| names(&one.kind).contains(right))
}
