//! Names that the guide declares, beside those that are built in.

use super::head::{maybe, text};
use crate::catalog::PermissionType;
use crate::guide::error::Faults;
use crate::guide::format2::file::{CatalogEntry, GuideFile};
use crate::guide::format2::list::entries;
use crate::guide::format2::model::{
    DeclaredApi, DeclaredNames, DeclaredPermission, DeclaredRole, DeclaredServicePlan,
    DeclaredSetting, Named,
};
use crate::guide::format2::names::Names;
use crate::guide::format2::read::{Placed, shown};
use crate::guide::format2::text::Guid;
use crate::guide::nearest::did_you_mean;
use crate::ids::AppId;

/// The names that the guide declares, and all that it may use.
pub(crate) fn names<'c>(
    file: &GuideFile,
    built_in: &Names<'c>,
    faults: &mut Faults,
) -> (DeclaredNames, Names<'c>) {
    let mut names = built_in.clone();
    let mut declared = DeclaredNames::default();
    if let Some(catalog) = &file.catalog {
        apis(catalog, &mut names, &mut declared, faults);
        permissions(catalog, &mut names, &mut declared, faults);
        roles(catalog, &mut names, &mut declared, faults);
        others(catalog, &mut names, &mut declared, faults);
    }
    (declared, names)
}

fn apis(
    catalog: &CatalogEntry,
    names: &mut Names<'_>,
    declared: &mut DeclaredNames,
    faults: &mut Faults,
) {
    for entry in entries(&catalog.api) {
        let (Some(name), Some(app_id)) = (entry.id.get(), entry.app_id.get()) else {
            continue;
        };
        let known = names.api(name.as_str()).map(|api| api.app_id);
        let app = AppId::new(app_id.0);
        if let Some(known) = known.filter(|known| *known != app) {
            faults.add_with_help(
                app_id.span.clone(),
                format!(
                    "the API {:?} is known with another application id",
                    name.as_str()
                ),
                format!("it is {known}; leave the entry out, or use another name"),
            );
        }
        let (Some(title), Some(source)) = (text(&entry.title), text(&entry.source)) else {
            continue;
        };
        let api = DeclaredApi {
            name: name.value.clone(),
            app_id: app,
            title,
            source,
        };
        names.declare_api(&api);
        declared.apis.push(api);
    }
}

fn permissions(
    catalog: &CatalogEntry,
    names: &mut Names<'_>,
    declared: &mut DeclaredNames,
    faults: &mut Faults,
) {
    for entry in entries(&catalog.permission) {
        let Some(api) = entry.api.get() else { continue };
        if names.api(api.as_str()).is_none() {
            faults.add_with_help(
                api.span.clone(),
                format!("there is no API {:?}", shown(api.as_str())),
                did_you_mean(api.as_str(), &names.api_names()),
            );
        }
        let (Some(kind), Some(value), Some(source)) = (
            entry.r#type.value(),
            text(&entry.permission),
            text(&entry.source),
        ) else {
            continue;
        };
        let kind = PermissionType::from(kind);
        if let (Some(known), Some(given)) = (names.api(api.as_str()), &entry.id) {
            let known = names.permission(known.app_id, kind, &value);
            let what = || format!("the {kind} permission {:?}", shown(&value));
            other_id(known, given, what, faults);
        }
        let permission = DeclaredPermission {
            api: api.value.clone(),
            kind,
            value,
            id: entry.id.as_ref().map(|id| id.0),
            allows: maybe(&entry.allows),
            source,
        };
        names.declare_permission(&permission);
        declared.permissions.push(permission);
    }
}

fn roles(
    catalog: &CatalogEntry,
    names: &mut Names<'_>,
    declared: &mut DeclaredNames,
    faults: &mut Faults,
) {
    for entry in entries(&catalog.role) {
        let (Some(plane), Some(name)) = (entry.plane.value(), entry.name.get()) else {
            continue;
        };
        if let Some(given) = &entry.id {
            let known = names.role(plane, name.as_str());
            let what = || format!("the role {:?}", shown(name.as_str()));
            other_id(known, given, what, faults);
        }
        let Some(source) = text(&entry.source) else {
            continue;
        };
        let role = DeclaredRole {
            plane,
            name: name.as_str().to_owned(),
            id: entry.id.as_ref().map(|id| id.0),
            source,
        };
        names.declare_role(&role);
        declared.roles.push(role);
    }
}

/// Notes a declared id that is not the one that is known.
fn other_id(
    known: Option<Named>,
    given: &Placed<Guid>,
    what: impl Fn() -> String,
    faults: &mut Faults,
) {
    let known = known.and_then(|known| known.id);
    if let Some(known) = known.filter(|known| *known != given.0) {
        faults.add_with_help(
            given.span.clone(),
            format!("{} is known with another id", what()),
            format!("it is {known}; leave the entry out"),
        );
    }
}

fn others(
    catalog: &CatalogEntry,
    names: &mut Names<'_>,
    declared: &mut DeclaredNames,
    faults: &mut Faults,
) {
    for entry in entries(&catalog.service_plan) {
        let (Some(name), Some(title), Some(source)) =
            (text(&entry.name), text(&entry.title), text(&entry.source))
        else {
            continue;
        };
        if let Some(given) = &entry.id {
            let what = || format!("the service plan {:?}", shown(&name));
            other_id(names.service_plan(&name), given, what, faults);
        }
        let plan = DeclaredServicePlan {
            name,
            id: entry.id.as_ref().map(|id| id.0),
            title,
            source,
        };
        names.declare_service_plan(&plan);
        declared.service_plans.push(plan);
    }
    for entry in entries(&catalog.setting) {
        let (Some(name), Some(of), Some(title), Some(source)) = (
            entry.name.value(),
            entry.of.value(),
            text(&entry.title),
            text(&entry.source),
        ) else {
            continue;
        };
        let setting = DeclaredSetting {
            name,
            of,
            title,
            place: maybe(&entry.r#where),
            source,
        };
        names.declare_setting(&setting);
        declared.settings.push(setting);
    }
}
