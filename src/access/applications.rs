//! API permissions of applications (granted, consented, only requested) and app roles of users.

use super::bound::Bound;
use super::collected::Collected;
use super::index::{ByHolder, Index};
use super::model::{Grant, Held, Scope};
use super::resolve::{self, Api, Nameless};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use super::via::Via;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::ids::{ObjectId, PermissionId};
use crate::quote;
use crate::snapshot::{
    AppRoleAssignment, Application, DelegatedGrant, ResourceAccess, SectionName,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// The app role id of plain access, which carries no permission.
const DEFAULT_ACCESS: PermissionId = PermissionId::new(Uuid::nil());

/// App roles that the tenant has granted to `holder`, from one of the two sections of that kind.
pub(super) fn app_roles(
    index: &Index<'_>,
    holder: ObjectId,
    (section, of): (SectionName, &ByHolder<'_, AppRoleAssignment>),
    collected: &mut Collected<'_>,
) {
    for (item, assignment) in of.with(&Some(holder)) {
        // It is about somebody else where it only came in the answer about the holder.
        let other = assignment.principal_id.copied().filter(|id| *id != holder);
        let via = through_group(assignment).filter(|_| other.is_some());
        if (other.is_some() && via.is_none()) || assignment.app_role_id.is(&DEFAULT_ACCESS) {
            continue;
        }
        let proof = SightingRef { section, item };
        match app_role(index, section, assignment) {
            Ok((entitlement, api)) => {
                let more = collected.grant(proof, || {
                    let mut grant = grant(entitlement, api.name(), Held::Active, proof);
                    grant.via.extend(via);
                    grant
                });
                if !more {
                    return;
                }
            }
            Err(nameless) => {
                let what = words_of(index.catalog, assignment);
                collected.unresolved(unread(what, nameless, proof));
            }
        }
    }
}

/// The entitlement that an assignment gives; else the reason why it is not known.
fn app_role<'a>(
    index: &Index<'a>,
    section: SectionName,
    assignment: &AppRoleAssignment,
) -> Result<(Entitlement, Api<'a>), Nameless> {
    let kind = PermissionType::Application;
    let here = |lacks: &str, could_be| Nameless {
        lacking: section,
        lacks: lacks.to_owned(),
        gone: false,
        could_be,
    };
    let api = match assignment.resource_id.copied() {
        Some(id) => resolve::api(index, id),
        None => Err(here(
            "does not say on which API it is",
            Could::Permission(None),
        )),
    };
    match (api, assignment.app_role_id.copied()) {
        (Ok(api), Some(id)) => {
            let found = resolve::permission(index, api.app_id, (kind, id))?;
            Ok((found, api))
        }
        (Ok(api), None) => {
            let could_be = Could::Permission(Some(api.app_id));
            Err(here("does not say which app role it is", could_be))
        }
        (Err(nameless), id) => {
            let could_be = match (id, nameless.could_be) {
                (Some(id), Could::PermissionBeside(beside)) => Could::AppRole { id, beside },
                (Some(id), Could::Permission(None)) => Could::AppRole {
                    id,
                    beside: Arc::default(),
                },
                (_, could_be) => could_be,
            };
            Err(Nameless {
                could_be,
                ..nameless
            })
        }
    }
}

/// An assignment in words, from its own text, and from what the catalog has under its id alone.
pub(super) fn words_of(catalog: &Catalog, assignment: &AppRoleAssignment) -> String {
    let role = match assignment.app_role_id.copied() {
        None => "an app role".to_owned(),
        Some(id) => match resolve::by_id_alone(catalog, PermissionType::Application, id).as_slice()
        {
            [Entitlement::ApiPermission { value, .. }] => {
                format!("the app role {id}, which the catalog knows as {value}")
            }
            _ => format!("the app role {id}"),
        },
    };
    let name = assignment.resource_display_name.as_deref();
    let name = name.map(quote::name);
    let api = api_in_words(assignment.resource_id.copied(), name.as_deref());
    format!("{role} on {api}")
}

fn api_in_words(id: Option<ObjectId>, name: Option<&str>) -> String {
    match (name.filter(|name| !name.trim().is_empty()), id) {
        (Some(name), Some(id)) => format!("{name} (service principal {id})"),
        (Some(name), None) => name.to_owned(),
        (None, Some(id)) => format!("the service principal {id}"),
        (None, None) => "an API that it does not name".to_owned(),
    }
}

/// The answer for a user also lists the assignments of the groups that it is a direct member of
/// (Microsoft Graph, "List appRoleAssignments granted to a user").
fn through_group(assignment: &AppRoleAssignment) -> Option<Via> {
    let id = assignment.principal_id.copied()?;
    assignment.principal_type.says("Group").then(|| Via::Group {
        id,
        name: assignment
            .principal_display_name
            .as_deref()
            .map(quote::name),
    })
}

/// Delegated permissions that `holder` may use.
pub(super) fn delegated(index: &Index<'_>, holder: ObjectId, collected: &mut Collected<'_>) {
    let section = SectionName::DelegatedGrants;
    let own = index.delegated_grants.with(&Some(holder));
    let named: BTreeSet<ObjectId> = own
        .clone()
        .filter(|(_, consent)| consent.scope.is_given())
        .filter_map(|(_, consent)| consent.resource_id.copied())
        .collect();
    for (item, consent) in own {
        let proof = SightingRef { section, item };
        let here = |lacks: &str, api: Option<&Api<'_>>| Nameless {
            lacking: section,
            lacks: lacks.to_owned(),
            gone: false,
            could_be: Could::Permission(api.map(|api| api.app_id)),
        };
        let api = match consent.resource_id.copied() {
            Some(id) => resolve::api(index, id),
            None => Err(here("does not say on which API it is", None)),
        };
        match (api, consent.scope.as_deref()) {
            (Ok(api), Some(scopes)) => {
                for stored in scopes.split_whitespace() {
                    let grant = || scope_grant(index, &api, consent, (stored, proof));
                    if !collected.grant(proof, grant) {
                        return;
                    }
                }
            }
            (Ok(api), None) => {
                let nameless = here("does not say which permissions it gives", Some(&api));
                collected.unresolved(Unresolved {
                    more: !beside_another(&named, consent),
                    ..unread(consent_in_words(consent), nameless, proof)
                });
            }
            // Without a scope it gives nothing, whatever API it is on.
            (Err(_), Some(scopes)) if scopes.trim().is_empty() => {}
            (Err(nameless), _) => {
                let what = consent_in_words(consent);
                collected.unresolved(unread(what, nameless, proof));
            }
        }
    }
}

/// Returns `true` if a consent whose scope is null has a sibling on the same API that names its
/// scopes. A null gives no scope to put into a token (Microsoft Graph, oAuth2PermissionGrant: `scope` lists "the
/// claim values … which should be included in access tokens"), so it is no sign of more than the sibling names; it
/// is still no proof that the permission in question is absent.
fn beside_another(named: &BTreeSet<ObjectId>, consent: &DelegatedGrant) -> bool {
    let api = consent.resource_id.get();
    consent.scope.is_null() && api.is_some_and(|api| named.contains(api))
}

fn consent_in_words(consent: &DelegatedGrant) -> String {
    let api = api_in_words(consent.resource_id.copied(), None);
    let scopes = consent.scope.as_deref().unwrap_or_default();
    let scopes: Vec<&str> = scopes.split_whitespace().collect();
    if scopes.is_empty() {
        format!("a consent on {api}")
    } else {
        format!("a consent on {api} to {}", scopes.join(", "))
    }
}

fn scope_grant(
    index: &Index<'_>,
    api: &Api<'_>,
    consent: &DelegatedGrant,
    (stored, proof): (&str, SightingRef),
) -> Grant {
    let value = resolve::spelling(index, api, stored);
    let otherwise = (value != stored).then(|| stored.to_owned());
    let entitlement = Entitlement::ApiPermission {
        resource: api.app_id,
        kind: PermissionType::Delegated,
        value,
    };
    Grant {
        scope: consent_scope(consent),
        stored: otherwise,
        ..grant(entitlement, api.name(), Held::Active, proof)
    }
}

fn consent_scope(consent: &DelegatedGrant) -> Scope {
    if consent.consent_type.says("AllPrincipals") {
        Scope::Tenant
    } else if consent.consent_type.says("Principal") {
        Scope::OneUser(consent.principal_id.copied())
    } else {
        Scope::Unstated
    }
}

/// The permissions that a registration requests, which are not those that it holds.
pub(super) fn requested(
    index: &Index<'_>,
    item: usize,
    registration: &Application,
    collected: &mut Collected<'_>,
) {
    let section = SectionName::Applications;
    let proof = SightingRef { section, item };
    // A request alone is no access.
    let asked_only = |nameless| Unresolved {
        more: false,
        ..unread("the registration".to_owned(), nameless, proof)
    };
    let untold = |app| {
        asked_only(Nameless {
            lacking: section,
            lacks: "does not give all that it asks for".to_owned(),
            gone: false,
            could_be: Could::Permission(app),
        })
    };
    if registration.required_resource_access.whole().is_none() {
        collected.unresolved(untold(None));
    }
    for asked in registration.required_resource_access.sightings() {
        let app = asked.resource_app_id.copied();
        let all = &asked.resource_access;
        let told = all.whole().is_some_and(|all| all.iter().all(is_told));
        if app.is_none() || !told {
            collected.unresolved(untold(app));
        }
        let Some(app) = app else { continue };
        for (kind, id) in all.sightings().iter().filter_map(asked_for) {
            match resolve::permission(index, app, (kind, id)) {
                Ok(found) => {
                    if !collected.grant(proof, || grant(found, None, Held::Requested, proof)) {
                        return;
                    }
                }
                Err(nameless) => collected.unresolved(asked_only(nameless)),
            }
        }
    }
}

/// Returns `true` if the answer gives the id and the kind of a requested permission. A kind that is neither `Role`
/// nor `Scope` counts as given: it is none of those in question.
fn is_told(access: &ResourceAccess) -> bool {
    access.id.is_given() && access.kind.is_given()
}

fn asked_for(access: &ResourceAccess) -> Option<(PermissionType, PermissionId)> {
    let kind = if access.kind.says("Role") {
        PermissionType::Application
    } else if access.kind.says("Scope") {
        PermissionType::Delegated
    } else {
        return None;
    };
    Some((kind, access.id.copied()?))
}

fn unread(what: String, nameless: Nameless, seen: SightingRef) -> Unresolved {
    Unresolved {
        lacking: nameless.lacking,
        what,
        lacks: nameless.lacks,
        gone: nameless.gone,
        could_be: nameless.could_be,
        more: true,
        others: 0,
        seen,
    }
}

fn grant(entitlement: Entitlement, name: Option<String>, held: Held, proof: SightingRef) -> Grant {
    Grant {
        entitlement,
        name,
        stored: None,
        held,
        scope: Scope::Tenant,
        via: Vec::new(),
        starts: Bound::Open,
        ends: Bound::Open,
        wildcard: false,
        implied: false,
        seen: vec![proof],
    }
}
