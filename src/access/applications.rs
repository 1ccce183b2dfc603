//! API permissions of applications (granted, consented, only requested) and app roles of users.

use super::bound::Bound;
use super::collected::Collected;
use super::model::{Grant, Held, Scope, SightingRef, Via};
use super::resolve::{self, Api, Nameless};
use super::unresolved::{Could, Unresolved};
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::ids::{ObjectId, PermissionId};
use crate::snapshot::{
    AppRoleAssignment, Application, DelegatedGrant, ResourceAccess, Section, SectionName, Sections,
};
use uuid::Uuid;

/// The app role id of plain access, which carries no permission.
const DEFAULT_ACCESS: PermissionId = PermissionId::new(Uuid::nil());

/// App roles that the tenant has granted to `holder`, from one of the two sections of that kind.
pub(super) fn app_roles(
    sections: &Sections,
    catalog: &Catalog,
    holder: ObjectId,
    (name, section): (SectionName, &Section<AppRoleAssignment>),
) -> Collected {
    let mut collected = Collected::default();
    for (item, seen) in section.sightings().iter().enumerate() {
        let assignment = &seen.object;
        let subject = section.request_of(seen).and_then(|request| request.subject);
        let own = assignment.principal_id.copied().or(subject) == Some(holder);
        let via = through_group(assignment).filter(|_| subject == Some(holder));
        if !(own || via.is_some()) || assignment.app_role_id.is(&DEFAULT_ACCESS) {
            continue;
        }
        let proof = SightingRef {
            section: name,
            item,
        };
        match app_role(sections, catalog, name, assignment) {
            Ok((entitlement, api)) => {
                let name = api.seen.display_name.cloned();
                let mut grant = grant(entitlement, name, Held::Active, proof);
                grant.via.extend(via.filter(|_| !own));
                collected.grants.push(grant);
            }
            Err(nameless) => {
                let what = words_of(catalog, assignment);
                collected.unresolved.push(unread(what, nameless, proof));
            }
        }
    }
    collected
}

/// What an assignment gives; else why it cannot be told.
fn app_role<'a>(
    sections: &'a Sections,
    catalog: &Catalog,
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
        Some(id) => resolve::api(sections, id),
        None => Err(here(
            "does not say on which API it is",
            Could::Permission(None),
        )),
    };
    match (api, assignment.app_role_id.copied()) {
        (Ok(api), Some(id)) => {
            let found = resolve::permission(sections, catalog, api.app_id, (kind, id))?;
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
                    beside: Vec::new(),
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

/// An assignment by what it says itself, and by what the catalog knows under its id alone.
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
    format!(
        "{role} on {}",
        api_in_words(assignment.resource_id.copied(), name)
    )
}

fn api_in_words(id: Option<ObjectId>, name: Option<&str>) -> String {
    match (name.filter(|name| !name.trim().is_empty()), id) {
        (Some(name), Some(id)) => format!("{name} (service principal {id})"),
        (Some(name), None) => name.to_owned(),
        (None, Some(id)) => format!("the service principal {id}"),
        (None, None) => "an API that it does not name".to_owned(),
    }
}

/// The answer for a user also lists what the groups hold that it is a direct member of
/// (Microsoft Graph, "List appRoleAssignments granted to a user").
fn through_group(assignment: &AppRoleAssignment) -> Option<Via> {
    let id = assignment.principal_id.copied()?;
    assignment.principal_type.says("Group").then(|| Via::Group {
        id,
        name: assignment.principal_display_name.cloned(),
    })
}

/// Delegated permissions that `holder` may use.
pub(super) fn delegated(sections: &Sections, catalog: &Catalog, holder: ObjectId) -> Collected {
    let mut collected = Collected::default();
    let section = &sections.delegated_grants;
    let own: Vec<(usize, &DelegatedGrant)> = section
        .sightings()
        .iter()
        .enumerate()
        .filter(|(_, seen)| {
            let asked = section.request_of(seen).and_then(|request| request.subject);
            seen.object.client_id.copied().or(asked) == Some(holder)
        })
        .map(|(item, seen)| (item, &seen.object))
        .collect();
    for (item, consent) in &own {
        let proof = SightingRef {
            section: SectionName::DelegatedGrants,
            item: *item,
        };
        let here = |lacks: &str, api: Option<&Api<'_>>| Nameless {
            lacking: SectionName::DelegatedGrants,
            lacks: lacks.to_owned(),
            gone: false,
            could_be: Could::Permission(api.map(|api| api.app_id)),
        };
        let api = match consent.resource_id.copied() {
            Some(id) => resolve::api(sections, id),
            None => Err(here("does not say on which API it is", None)),
        };
        let scopes = consent.scope.as_deref();
        match (api, scopes) {
            (Ok(api), Some(scopes)) => {
                let grants = scopes
                    .split_whitespace()
                    .map(|stored| scope_grant(catalog, &api, consent, (stored, proof)));
                collected.grants.extend(grants);
            }
            (Ok(api), None) => {
                let nameless = here("does not say which permissions it gives", Some(&api));
                collected.unresolved.push(Unresolved {
                    more: !beside_another(&own, consent),
                    ..unread(consent_in_words(consent), nameless, proof)
                });
            }
            // Without a scope it gives nothing, whatever API it is on.
            (Err(_), Some(scopes)) if scopes.trim().is_empty() => {}
            (Err(nameless), _) => {
                let what = consent_in_words(consent);
                collected.unresolved.push(unread(what, nameless, proof));
            }
        }
    }
    collected
}

/// Whether a consent that is null where its permissions should stand is beside one on the same API that names
/// them. A null gives no scope to put into a token (Microsoft Graph, oAuth2PermissionGrant: `scope` lists "the
/// claim values … which should be included in access tokens"), so it is no sign of more than the other names; it
/// is still no proof that what is looked for is not there.
fn beside_another(own: &[(usize, &DelegatedGrant)], consent: &DelegatedGrant) -> bool {
    consent.scope.is_null()
        && own.iter().any(|(_, other)| {
            other.scope.is_given()
                && other.resource_id.is_given()
                && other.resource_id == consent.resource_id
        })
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
    catalog: &Catalog,
    api: &Api<'_>,
    consent: &DelegatedGrant,
    (stored, proof): (&str, SightingRef),
) -> Grant {
    let value = resolve::spelling(api, catalog, stored);
    let otherwise = (value != stored).then(|| stored.to_owned());
    let entitlement = Entitlement::ApiPermission {
        resource: api.app_id,
        kind: PermissionType::Delegated,
        value,
    };
    Grant {
        scope: consent_scope(consent),
        stored: otherwise,
        ..grant(
            entitlement,
            api.seen.display_name.cloned(),
            Held::Active,
            proof,
        )
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

/// What a registration asks for, which is not what it has.
pub(super) fn requested(
    sections: &Sections,
    catalog: &Catalog,
    item: usize,
    registration: &Application,
) -> Collected {
    let proof = SightingRef {
        section: SectionName::Applications,
        item,
    };
    let mut collected = Collected::default();
    let untold = |app| {
        let nameless = Nameless {
            lacking: SectionName::Applications,
            lacks: "does not give all that it asks for".to_owned(),
            gone: false,
            could_be: Could::Permission(app),
        };
        // What is only asked for is no access.
        Unresolved {
            more: false,
            ..unread("the registration".to_owned(), nameless, proof)
        }
    };
    if registration.required_resource_access.whole().is_none() {
        collected.unresolved.push(untold(None));
    }
    for asked in registration.required_resource_access.sightings() {
        let app = asked.resource_app_id.copied();
        let all = &asked.resource_access;
        let told = all.whole().is_some_and(|all| all.iter().all(is_told));
        if app.is_none() || !told {
            collected.unresolved.push(untold(app));
        }
        let Some(app) = app else { continue };
        for (kind, id) in all.sightings().iter().filter_map(asked_for) {
            match resolve::permission(sections, catalog, app, (kind, id)) {
                Ok(found) => collected
                    .grants
                    .push(grant(found, None, Held::Requested, proof)),
                Err(nameless) => collected.unresolved.push(Unresolved {
                    more: false,
                    ..unread("the registration".to_owned(), nameless, proof)
                }),
            }
        }
    }
    collected
}

/// An unknown kind is told: it is none of those that are looked for.
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
