//! Rights: the name that is asked for, and who can hold it.

use super::context::{Context, PrincipalFacts};
use crate::catalog::PermissionType;
use crate::guide::format2::file::{AtEntry, CredentialEntry, DefenderEntry, RightEntry};
use crate::guide::format2::ids::{ApiName, Holder};
use crate::guide::format2::kinds::{AskedType, GrantType, Home, RolePlane, SettingOwner};
use crate::guide::format2::model::{Named, Right, RightKind, Scope};
use crate::guide::format2::read::{Needed, Placed, distinct_entries, shown};
use crate::guide::format2::text::Text;
use crate::guide::nearest::{did_you_mean, near};
use crate::guide::problem::Faults;

/// Resolves a right; absent, with the reason noted, when that cannot be done.
pub(crate) fn right(
    entry: &Placed<RightEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Right> {
    let of = holder(&entry.value);
    if let Some(of) = &of
        && let Some(principal) = of.principal()
    {
        context.principal(principal, of, faults);
    }
    let kind = kind(
        &entry.value,
        of.as_ref().map(|of| &of.value),
        context,
        faults,
    );
    let of = of?;
    super::refused::holder(&entry.value, &of, context, faults);
    Some(Right {
        of: of.value,
        kind: kind?,
    })
}

/// Who holds a right, where that could be read.
pub(crate) fn holder(entry: &RightEntry) -> Option<Placed<Holder>> {
    let of: &Needed<Holder> = match entry {
        RightEntry::Present(entry) => &entry.of,
        RightEntry::ApiPermission(entry) => &entry.of,
        RightEntry::DirectoryRole(entry) => &entry.of,
        RightEntry::AzureRole(entry) => &entry.of,
        RightEntry::AzureActions(entry) => &entry.of,
        RightEntry::ExchangeRole(entry) => &entry.of,
        RightEntry::ExchangeRoleGroup(entry) => &entry.of,
        RightEntry::Defender(entry) => &entry.of,
        RightEntry::Credential(CredentialEntry::Plain(entry)) => &entry.of,
        RightEntry::Credential(CredentialEntry::Federated(entry)) => &entry.of,
        RightEntry::RedirectUri(entry) => &entry.of,
        RightEntry::Audience(entry) => &entry.of,
        RightEntry::Member(entry) => &entry.of,
        RightEntry::Setting(entry) => &entry.of,
        RightEntry::ServicePlan(entry) => {
            let of = entry.of.get()?;
            return Some(Placed {
                value: Holder::Tenant,
                span: of.span.clone(),
            });
        }
    };
    of.get().cloned()
}

fn kind(
    entry: &RightEntry,
    of: Option<&Holder>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RightKind> {
    Some(match entry {
        RightEntry::Present(_) => RightKind::Present,
        RightEntry::ApiPermission(entry) => {
            let api = entry.api.get()?;
            permission(
                api,
                entry.r#type.get()?.value,
                entry.permission.get()?,
                context,
                faults,
            )?
        }
        RightEntry::DirectoryRole(entry) => RightKind::DirectoryRole(role(
            RolePlane::Directory,
            &entry.directory_role,
            context,
            faults,
        )?),
        RightEntry::AzureRole(entry) => {
            let role = role(RolePlane::Azure, &entry.azure_role, context, faults);
            let at = scope(entry.at.get()?, context, faults)?;
            RightKind::AzureRole { role: role?, at }
        }
        RightEntry::AzureActions(entry) => {
            let sorted = |list: &[Placed<Text>]| {
                let mut all: Vec<String> =
                    list.iter().map(|text| text.as_str().to_owned()).collect();
                all.sort();
                all
            };
            RightKind::AzureActions {
                actions: sorted(distinct_entries(&entry.azure_actions)),
                data_actions: sorted(distinct_entries(&entry.azure_data_actions)),
                at: scope(entry.at.get()?, context, faults)?,
            }
        }
        RightEntry::ExchangeRole(entry) => RightKind::ExchangeRole(role(
            RolePlane::Exchange,
            &entry.exchange_role,
            context,
            faults,
        )?),
        RightEntry::ExchangeRoleGroup(entry) => {
            let name = &entry.exchange_role_group;
            RightKind::ExchangeRoleGroup(role(RolePlane::ExchangeGroup, name, context, faults)?)
        }
        RightEntry::Defender(entry) => defender(entry.defender.get()?, context, faults)?,
        RightEntry::Credential(entry) => credential(entry, context, faults)?,
        RightEntry::RedirectUri(entry) => {
            let uri = entry.redirect_uri.get()?;
            context.parameters_of(uri.parameters(), uri, faults);
            RightKind::RedirectUri {
                uri: uri.value.clone(),
                platform: entry.platform.as_ref().map(|platform| platform.value),
            }
        }
        RightEntry::Audience(entry) => RightKind::Audience(entry.audience.value()?),
        RightEntry::Member(entry) => {
            let group = entry.member_of.get()?;
            if context.principal(group, group, faults) {
                let kinds = context.kinds_of(group);
                if kinds
                    .iter()
                    .any(|facts: &PrincipalFacts| facts.word != "group")
                {
                    faults.add_with_help(
                        group.span.clone(),
                        format!("{:?} is no group", group.to_string()),
                        "member-of names a principal of kind \"group\"",
                    );
                }
            }
            RightKind::MemberOf(group.value.clone())
        }
        RightEntry::ServicePlan(entry) => {
            RightKind::ServicePlan(service_plan(entry.service_plan.get()?, context, faults)?)
        }
        RightEntry::Setting(entry) => {
            let at = entry.at.as_ref().and_then(|at| scope(at, context, faults));
            let name = entry.setting.get()?;
            RightKind::Setting {
                name: setting(name, of?, context, faults)?,
                at,
            }
        }
    })
}

fn credential(
    entry: &CredentialEntry,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RightKind> {
    use crate::guide::format2::file::PlainCredential;
    match entry {
        CredentialEntry::Plain(entry) => {
            let max_days = entry.max_days.as_ref().map(|days| days.0);
            Some(match entry.credential.get()?.value {
                PlainCredential::Secret => RightKind::Secret { max_days },
                PlainCredential::Certificate => RightKind::Certificate { max_days },
            })
        }
        CredentialEntry::Federated(entry) => {
            for template in [&entry.issuer, &entry.subject]
                .iter()
                .filter_map(|it| it.get())
            {
                context.parameters_of(template.parameters(), template, faults);
            }
            Some(RightKind::Federated {
                issuer: entry.issuer.value()?,
                subject: entry.subject.value()?,
            })
        }
    }
}

fn unknown(name: &Placed<impl Sized>, what: String, help: String, faults: &mut Faults) {
    faults.add_with_help(name.span.clone(), what, help);
}

/// Help for a name that is in no list: the nearest, or how to declare it.
fn near_or_declare(given: &str, candidates: &[&str], table: &str) -> String {
    match near(given, candidates.iter().copied()).first() {
        Some(name) => format!("did you mean {name:?}?"),
        None => format!("declare it in [[catalog.{table}]], with its source"),
    }
}

fn permission(
    api: &Placed<ApiName>,
    kind: AskedType,
    value: &Placed<Text>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RightKind> {
    let names = &context.names;
    let Some(known) = names.api(api.as_str()) else {
        let help = near_or_declare(api.as_str(), &names.api_names(), "api");
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
            value: found.to_owned(),
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
    let candidates: Vec<&str> = asked
        .iter()
        .flat_map(|kind| names.permissions(known.app_id, *kind))
        .collect();
    let kinds = if asked.len() == 1 {
        kind.as_str()
    } else {
        "application or delegated"
    };
    let what = format!(
        "{} has no {kinds} permission {:?}",
        known.name,
        shown(given)
    );
    unknown(
        value,
        what,
        near_or_declare(given, &candidates, "permission"),
        faults,
    );
    None
}

fn role(
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
        let help = near_or_declare(name.as_str(), &context.names.role_names(plane), "role");
        unknown(
            name,
            format!("there is no {kind} {:?}", shown(name.as_str())),
            help,
            faults,
        );
    }
    known.cloned()
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
        let help = near_or_declare(name.as_str(), &all, "service-plan");
        unknown(
            name,
            format!("there is no service plan {:?}", shown(name.as_str())),
            help,
            faults,
        );
    }
    known.map(str::to_owned)
}

/// A setting by its name, of whoever has it.
pub(crate) fn setting(
    name: &Placed<Text>,
    of: &Holder,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<String> {
    let Some((known, owner)) = context.names.setting(name.as_str()) else {
        let help = near_or_declare(name.as_str(), &context.names.setting_names(), "setting");
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

fn defender(
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

fn scope(entry: &Placed<AtEntry>, context: &Context<'_>, faults: &mut Faults) -> Option<Scope> {
    let AtEntry::Below(below) = &entry.value else {
        return Some(Scope::Root);
    };
    let id = below.id.get()?;
    context.parameters_of(id.parameters(), id, faults);
    let several: Option<Vec<bool>> = id
        .parameters()
        .iter()
        .map(|parameter| context.takes_several(parameter))
        .collect();
    let several = several.map(|several| several.contains(&true));
    match (&below.which, several) {
        (None, Some(true)) => faults.add_with_help(
            entry.span.clone(),
            "there can be several of these scopes, and nothing says at which of them",
            "write which = \"each\" or which = \"any\"",
        ),
        (Some(which), Some(false)) => faults.add_with_help(
            which.span.clone(),
            "which, but there is only one such scope",
            "leave which out, or let the parameter take several values (many = true)",
        ),
        _ => {}
    }
    Some(Scope::Below {
        kind: below.kind.value()?,
        id: id.value.clone(),
        which: below.which.as_ref().map(|which| which.value),
    })
}

impl From<GrantType> for PermissionType {
    fn from(kind: GrantType) -> Self {
        match kind {
            GrantType::Application => Self::Application,
            GrantType::Delegated => Self::Delegated,
        }
    }
}

impl PrincipalFacts {
    /// Set for an application of the vendor.
    pub(crate) fn of_vendor(&self) -> bool {
        self.home == Some(Home::Vendor)
    }
}
