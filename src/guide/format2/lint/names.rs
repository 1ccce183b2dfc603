//! Lints of the names that a guide declares.

use super::found::{Found, Subject};
use super::rule::LintRule;
use crate::catalog::PermissionType;
use crate::guide::format2::file::CatalogEntry;
use crate::guide::format2::kinds::{AskedType, RolePlane};
use crate::guide::format2::list::entries;
use crate::guide::format2::model::{Detection, RightKind};
use crate::guide::format2::names::Names;
use crate::guide::format2::read::Placed;
use crate::ids::AppId;
use std::collections::BTreeSet;
use std::fmt::Display;

/// Every name that the guide uses, by what kind it is; compared without regard to case.
#[derive(Debug, Default)]
struct Used {
    apis: BTreeSet<AppId>,
    permissions: BTreeSet<(AppId, PermissionType, String)>,
    roles: BTreeSet<(RolePlane, String)>,
    service_plans: BTreeSet<String>,
    settings: BTreeSet<String>,
}

impl Used {
    fn gather(subject: &Subject<'_>) -> Self {
        let mut used = Self::default();
        let guide = subject.guide;
        for fact in &guide.facts {
            match &fact.detect {
                Some(Detection::ServicePlan(plans)) => {
                    used.service_plans
                        .extend(plans.iter().map(|plan| plan.to_lowercase()));
                }
                Some(Detection::Setting(name)) => {
                    used.settings.insert(name.to_lowercase());
                }
                Some(Detection::Cloud(_)) | None => {}
            }
        }
        for right in guide
            .requirements
            .iter()
            .flat_map(|asked| asked.need.rights())
        {
            used.add(&right.kind);
        }
        used
    }

    fn add(&mut self, right: &RightKind) {
        match right {
            RightKind::ApiPermission { api, kind, value } => {
                self.apis.insert(*api);
                let value = value.to_lowercase();
                if *kind != AskedType::Delegated {
                    self.permissions
                        .insert((*api, PermissionType::Application, value.clone()));
                }
                if *kind != AskedType::Application {
                    self.permissions
                        .insert((*api, PermissionType::Delegated, value));
                }
            }
            RightKind::DirectoryRole(role) => self.role(RolePlane::Directory, &role.name),
            RightKind::AzureRole { role, .. } => self.role(RolePlane::Azure, &role.name),
            RightKind::ExchangeRole(role) => self.role(RolePlane::Exchange, &role.name),
            RightKind::ExchangeRoleGroup(role) => self.role(RolePlane::ExchangeGroup, &role.name),
            RightKind::ServicePlan(name) => {
                self.service_plans.insert(name.to_lowercase());
            }
            RightKind::Setting { name, .. } => {
                self.settings.insert(name.to_lowercase());
            }
            _ => {}
        }
    }

    fn role(&mut self, plane: RolePlane, name: &str) {
        self.roles.insert((plane, name.to_lowercase()));
    }
}

fn note(name: &Placed<impl Display>, what: &str, built_in: bool, used: bool, found: &mut Found) {
    if built_in {
        found.add(
            LintRule::BuiltInName,
            name.span.clone(),
            format!("the {what} {:?} is built in", name.to_string()),
            "leave it out of [catalog]",
        );
    }
    if !used {
        found.add(
            LintRule::UnusedName,
            name.span.clone(),
            format!("the {what} {:?} is never used", name.to_string()),
            "leave it out of [catalog]",
        );
    }
}

/// Declared names that are built in, or never used.
pub(crate) fn declared(subject: &Subject<'_>, found: &mut Found) {
    let Some(catalog) = &subject.file.catalog else {
        return;
    };
    let used = Used::gather(subject);
    let names: &Names<'_> = subject.built_in;
    let mut all = names.clone();
    let mut apis_of_permissions = BTreeSet::new();
    for api in &subject.guide.names.apis {
        all.declare_api(api);
    }
    for entry in entries(&catalog.permission) {
        let (Some(api), Some(kind), Some(value)) = (
            entry.api.get(),
            entry.r#type.value(),
            entry.permission.get(),
        ) else {
            continue;
        };
        let kind = PermissionType::from(kind);
        let known = all.api(api.as_str()).map(|api| api.app_id);
        apis_of_permissions.extend(known);
        let built_in =
            known.is_some_and(|api| names.permission(api, kind, value.as_str()).is_some());
        let is_used = known.is_some_and(|api| {
            used.permissions
                .contains(&(api, kind, value.as_str().to_lowercase()))
        });
        note(value, "permission", built_in, is_used, found);
    }
    for entry in entries(&catalog.api) {
        let Some(id) = entry.id.get() else { continue };
        let app_id = entry.app_id.value().map(|id| AppId::new(id.0));
        let is_used =
            app_id.is_some_and(|id| used.apis.contains(&id) || apis_of_permissions.contains(&id));
        note(id, "API", names.api(id.as_str()).is_some(), is_used, found);
    }
    others(catalog, names, &used, found);
}

fn others(catalog: &CatalogEntry, names: &Names<'_>, used: &Used, found: &mut Found) {
    for entry in entries(&catalog.role) {
        let (Some(plane), Some(name)) = (entry.plane.value(), entry.name.get()) else {
            continue;
        };
        let is_used = used.roles.contains(&(plane, name.as_str().to_lowercase()));
        note(
            name,
            "role",
            names.role(plane, name.as_str()).is_some(),
            is_used,
            found,
        );
    }
    for entry in entries(&catalog.service_plan) {
        let Some(name) = entry.name.get() else {
            continue;
        };
        let is_used = used.service_plans.contains(&name.as_str().to_lowercase());
        note(
            name,
            "service plan",
            names.service_plan(name.as_str()).is_some(),
            is_used,
            found,
        );
    }
    for entry in entries(&catalog.setting) {
        let Some(name) = entry.name.get() else {
            continue;
        };
        let is_used = used.settings.contains(&name.as_str().to_lowercase());
        note(
            name,
            "setting",
            names.setting(name.as_str()).is_some(),
            is_used,
            found,
        );
    }
}
