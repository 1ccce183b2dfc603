//! Rights: the name that is asked for, and who can hold it.

use super::context::Context;
use super::lookups::{defender, permission, role, service_plan, setting};
use super::principal_facts::PrincipalFacts;
use crate::catalog::PermissionType;
use crate::guide::error::Faults;
use crate::guide::format2::file::{AtEntry, CredentialEntry, PlainCredential, RightEntry};
use crate::guide::format2::ids::{Holder, PrincipalRef};
use crate::guide::format2::kinds::{GrantType, Home, RolePlane};
use crate::guide::format2::list::distinct_entries;
use crate::guide::format2::model::{Right, RightKind, Scope};
use crate::guide::format2::read::{Needed, Placed};
use crate::guide::format2::text::Text;

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

/// The holder of a right, where it could be read.
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
        RightEntry::AzureRole(_) | RightEntry::AzureActions(_) => azure(entry, context, faults)?,
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
        RightEntry::Member(entry) => member(entry.member_of.get()?, context, faults),
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

fn azure(entry: &RightEntry, context: &Context<'_>, faults: &mut Faults) -> Option<RightKind> {
    let sorted = |list: &[Placed<Text>]| {
        let mut all: Vec<String> = list.iter().map(|text| text.as_str().to_owned()).collect();
        all.sort();
        all
    };
    match entry {
        RightEntry::AzureRole(entry) => {
            let role = role(RolePlane::Azure, &entry.azure_role, context, faults);
            let at = scope(entry.at.get()?, context, faults)?;
            Some(RightKind::AzureRole { role: role?, at })
        }
        RightEntry::AzureActions(entry) => Some(RightKind::AzureActions {
            actions: sorted(distinct_entries(&entry.azure_actions)),
            data_actions: sorted(distinct_entries(&entry.azure_data_actions)),
            at: scope(entry.at.get()?, context, faults)?,
        }),
        _ => None,
    }
}

fn member(group: &Placed<PrincipalRef>, context: &Context<'_>, faults: &mut Faults) -> RightKind {
    if context.principal(group, group, faults) {
        let kinds = context.kinds_of(group);
        if kinds.iter().any(|facts| facts.word != "group") {
            faults.add_with_help(
                group.span.clone(),
                format!("{:?} is no group", group.to_string()),
                "member-of names a principal of kind \"group\"",
            );
        }
    }
    RightKind::MemberOf(group.value.clone())
}

fn credential(
    entry: &CredentialEntry,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<RightKind> {
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
    /// Returns `true` for an application of the vendor.
    pub(crate) fn of_vendor(&self) -> bool {
        self.home == Some(Home::Vendor)
    }
}
