//! Its effect and its risk, in the words of the catalogue.

use super::contexts::Contexts;
use super::declared;
use super::model::Section;
use super::subject::Subject;
use crate::catalog::{Catalog, DefenderLevel, Entitlement, PermissionType, Risk};
use crate::ids::AppId;
use crate::runbook::index::TenantIndex;

/// Its effect, in the words of the catalog.
pub(super) fn allows(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Option<Section> {
    let mut section = Section::new("What it allows");
    let all = subject.entitlements(contexts.catalog());
    for entitlement in &all {
        if all.len() > 1 {
            section.head(contexts.catalog().title(entitlement));
        }
        allowed(contexts, entitlement, &mut section);
    }
    (!all.is_empty()).then_some(section)
}

fn allowed(contexts: &Contexts<'_>, entitlement: &Entitlement, section: &mut Section) {
    let catalog = contexts.catalog();
    match entitlement {
        Entitlement::DirectoryRole(id) => section.text(match catalog.directory_role(*id) {
            Some(role) => role.description.clone().unwrap_or_else(|| {
                "The catalog has no more than Microsoft's name for it.".to_owned()
            }),
            None => "The catalog does not know: it is a role of the tenant's own, or a new one."
                .to_owned(),
        }),
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => of_api(contexts, (*resource, *kind), value, section),
        Entitlement::DefenderClassic { group, name } => {
            let known = catalog.classic_permission(group, name);
            section.text(known.map_or("The catalog does not know.", |known| &known.means));
        }
        Entitlement::DefenderUnified(id) => {
            let manages = catalog
                .unified_permission(id)
                .is_some_and(|known| known.level == DefenderLevel::Manage);
            let verb = if manages { "Sees and changes" } else { "Sees" };
            section.text(format!(
                "{verb} what the portal lists as {}.",
                catalog.title(&Entitlement::DefenderUnified(id.clone()))
            ));
            let classic = catalog.classic_permissions().iter();
            for known in classic.filter(|known| known.unified == [id.clone()]) {
                section.text(format!("In the classic model: {}", known.means));
            }
        }
        Entitlement::DefenderAction(action) => expansion(contexts.index(), action, section),
    }
}

fn of_api(
    contexts: &Contexts<'_>,
    (resource, kind): (AppId, PermissionType),
    value: &str,
    section: &mut Section,
) {
    if let Some(known) = contexts.catalog().api_permission(resource, kind, value) {
        let named = known.title.as_ref().unwrap_or(&known.value);
        section.text(known.allows.clone().unwrap_or_else(|| {
            format!("The catalog has no more than Microsoft's name for it: {named}.")
        }));
        if known.legacy_user_role {
            section.text("It is a role for users of the old portal, and no permission that an application is granted.");
        }
        return;
    }
    let declared = declared::find(contexts, (resource, kind), value);
    let allows = declared.and_then(|one| one.permission.allows.as_ref());
    section.text(allows.map_or_else(
        || "The catalog does not know.".to_owned(),
        |allows| format!("Says the guide that declares it: {allows}"),
    ));
}

fn expansion(index: &TenantIndex<'_>, action: &str, section: &mut Section) {
    let catalog = index.catalog;
    let expansion = catalog.expand_action(action);
    if !expansion.known {
        section.text(
            "The catalog does not know this action, so it cannot be told what it gives. It may give much: look at the \
             role in the Defender portal.",
        );
        return;
    }
    section.text("It gives these permissions of Unified RBAC:");
    for id in &expansion.permissions {
        let source = catalog.unified_permission(id).map(|known| &known.source);
        let source = source.map_or_else(String::new, |source| format!(" (source: {source})"));
        section.item(format!("{}: {id}{source}", index.defender_title(id)));
    }
    if expansion.wildcard {
        section.text("Its * also gives whatever Microsoft adds later in the same place.");
    }
}

/// The harm that a holder could do.
pub(super) fn risk(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Option<Section> {
    let catalog = contexts.catalog();
    let mut section = Section::new("Risk");
    if let Some(Entitlement::DefenderAction(action)) = &subject.entitlement
        && let Some((risk, id)) = of_action(catalog, action)
    {
        section.text(format!("{}, because of {id}: {}.", risk.level, risk.reason));
        section.fact("Rated by", risk.source.to_string());
        return Some(section);
    }
    let all = subject.entitlements(catalog);
    if let [_, _, ..] = all.as_slice() {
        for one in &all {
            let risk = catalog.risk(one);
            let risk = risk.map_or_else(|| "unrated".to_owned(), ToString::to_string);
            section.item(format!("{}: {risk}", catalog.title(one)));
        }
        return Some(section);
    }
    let findings = subject.findings.iter();
    let of_finding = || findings.clone().find_map(|one| one.finding.risk.as_ref());
    let rated = match &subject.entitlement {
        Some(entitlement) => catalog.risk(entitlement).or_else(of_finding),
        None => Some(of_finding()?),
    };
    match rated {
        Some(risk) => {
            section.text(format!("{risk}."));
            section.fact("Rated by", risk.source.to_string());
        }
        None => section.text(
            "Unrated: nobody has said how much harm it can do, which is not the same as low.",
        ),
    }
    Some(section)
}

/// The greatest risk of the permissions that an action of Defender stands for.
fn of_action<'c>(catalog: &'c Catalog, action: &str) -> Option<(&'c Risk, String)> {
    let given = catalog.expand_action(action).permissions;
    let rated = given.into_iter().filter_map(|id| {
        let risk = catalog.risk(&Entitlement::DefenderUnified(id.clone()))?;
        Some((risk, id))
    });
    rated.min_by_key(|(risk, _)| risk.level)
}
