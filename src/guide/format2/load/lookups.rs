//! Names that a right or a fact uses, looked up among those that are known.

use super::context::Context;
use crate::catalog::{PermissionType, PublishedList};
use crate::guide::error::Faults;
use crate::guide::format2::file::DefenderEntry;
use crate::guide::format2::ids::{ApiName, Holder};
use crate::guide::format2::kinds::{AskedType, RolePlane, SettingOwner};
use crate::guide::format2::model::{Named, RightKind};
use crate::guide::format2::names::KnownApi;
use crate::guide::format2::read::{Needed, Placed, shown};
use crate::guide::format2::text::Text;
use crate::guide::nearest::{did_you_mean, not_listed};

fn unknown(name: &Placed<impl Sized>, what: String, help: String, faults: &mut Faults) {
    faults.add_with_help(name.span.clone(), what, help);
}

/// Help for a name that is not known: the nearest, or how to declare it.
fn near_or_declare(
    given: &str,
    candidates: &[&str],
    table: &str,
    list: Option<&PublishedList>,
) -> String {
    let otherwise = format!("declare it in [[catalog.{table}]], with its source");
    not_listed(given, candidates, list, &otherwise)
}

pub(crate) fn permission(
    api: &Placed<ApiName>,
    kind: AskedType,
    value: &Placed<Text>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RightKind> {
    let names = &context.names;
    let Some(known) = names.api(api.as_str()) else {
        let list = Some(names.api_list());
        let help = near_or_declare(api.as_str(), &names.api_names(), "api", list);
        unknown(
            api,
            format!("there is no API {:?}", shown(api.as_str())),
            help,
            faults,
        );
        return None;
    };
    let all = [PermissionType::Application, PermissionType::Delegated];
    let asked: &[PermissionType] = match kind {
        AskedType::Application => &all[..1],
        AskedType::Delegated => &all[1..],
        AskedType::Either | AskedType::Unstated => &all,
    };
    let given = value.as_str();
    let found = asked
        .iter()
        .find_map(|kind| names.permission(known.app_id, *kind, given));
    if let Some(found) = found {
        return Some(RightKind::ApiPermission {
            api: known.app_id,
            kind,
            value: found.name,
        });
    }
    let other = all
        .iter()
        .find(|other| names.permission(known.app_id, **other, given).is_some());
    if let Some(other) = other {
        let what = format!("{given} of {} exists only as {other}", known.name);
        unknown(value, what, format!("write type = \"{other}\""), faults);
        return None;
    }
    no_permission(value, kind, &known, asked, context, faults);
    None
}

fn no_permission(
    value: &Placed<Text>,
    kind: AskedType,
    api: &KnownApi,
    asked: &[PermissionType],
    context: &Context<'_>,
    faults: &mut Faults,
) {
    let given = value.as_str();
    let candidates: Vec<&str> = asked
        .iter()
        .flat_map(|kind| context.names.permissions(api.app_id, *kind))
        .collect();
    let kinds = if asked.len() == 1 {
        kind.as_str()
    } else {
        "application or delegated"
    };
    let what = format!("{} has no {kinds} permission {:?}", api.name, shown(given));
    let list = context.names.permission_list(api.app_id);
    unknown(
        value,
        what,
        near_or_declare(given, &candidates, "permission", list),
        faults,
    );
}

pub(crate) fn role(
    plane: RolePlane,
    name: &Needed<Text>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Named> {
    let name = name.get()?;
    let known = context.names.role(plane, name.as_str());
    if known.is_none() {
        let kind = match plane {
            RolePlane::Directory => "directory role",
            RolePlane::Azure => "Azure role",
            RolePlane::Exchange => "Exchange role",
            RolePlane::ExchangeGroup => "Exchange role group",
        };
        let (all, list) = (
            context.names.role_names(plane),
            context.names.role_list(plane),
        );
        let help = near_or_declare(name.as_str(), &all, "role", list);
        unknown(
            name,
            format!("there is no {kind} {:?}", shown(name.as_str())),
            help,
            faults,
        );
    }
    known
}

/// A service plan by its name.
pub(crate) fn service_plan(
    name: &Placed<Text>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<String> {
    let known = context.names.service_plan(name.as_str());
    if known.is_none() {
        let all = context.names.service_plan_names();
        let help = near_or_declare(name.as_str(), &all, "service-plan", None);
        unknown(
            name,
            format!("there is no service plan {:?}", shown(name.as_str())),
            help,
            faults,
        );
    }
    known.map(|known| known.name)
}

/// A setting by its name and its holder.
pub(crate) fn setting(
    name: &Placed<Text>,
    of: &Holder,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<String> {
    let Some((known, owner)) = context.names.setting(name.as_str()) else {
        let all = context.names.setting_names();
        let help = near_or_declare(name.as_str(), &all, "setting", None);
        unknown(
            name,
            format!("there is no setting {:?}", shown(name.as_str())),
            help,
            faults,
        );
        return None;
    };
    let fits = match of {
        Holder::Tenant => matches!(owner, SettingOwner::Tenant | SettingOwner::Azure),
        Holder::Installer => false,
        Holder::Principal(principal) => {
            let kinds = context.kinds_of(principal);
            kinds.iter().all(|facts| match facts.word {
                "application" => owner == SettingOwner::Application,
                "user" => owner == SettingOwner::User,
                _ => false,
            })
        }
    };
    if !fits {
        let what = format!(
            "{:?} is a setting of one {owner}, and not of {:?}",
            known,
            of.to_string()
        );
        let help =
            "name a holder of that kind: tenant for the tenant and for Azure, else a principal";
        unknown(name, what, help.to_owned(), faults);
    }
    Some(known.to_owned())
}

pub(crate) fn defender(
    asked: &Placed<DefenderEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RightKind> {
    let group = asked.group.get()?;
    let name = asked.name.as_ref().unwrap_or(group);
    if let Some(known) = context.names.defender(group.as_str(), name.as_str()) {
        return Some(RightKind::Defender {
            group: known.group.clone(),
            name: known.name.clone(),
        });
    }
    let all = context.names.defender_permissions();
    let in_group: Vec<&str> = all
        .iter()
        .filter(|known| known.group.eq_ignore_ascii_case(group.as_str()))
        .map(|known| known.name.as_str())
        .collect();
    if in_group.is_empty() {
        let mut groups: Vec<&str> = all.iter().map(|known| known.group.as_str()).collect();
        groups.dedup();
        let what = format!(
            "there are no Defender permissions under {:?}",
            shown(group.as_str())
        );
        unknown(group, what, did_you_mean(group.as_str(), &groups), faults);
    } else {
        let what = format!(
            "there is no Defender permission {:?} under {:?}",
            shown(name.as_str()),
            shown(group.as_str())
        );
        unknown(name, what, did_you_mean(name.as_str(), &in_group), faults);
    }
    None
}
