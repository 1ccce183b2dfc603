//! API permissions of applications (granted, consented, only requested) and app roles of users.

use super::model::{Grant, Held, Scope, SightingRef, Unresolved, Via};
use super::resolve;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::ids::{ObjectId, PermissionId};
use crate::snapshot::{
    AppRoleAssignment, Application, DelegatedGrant, Section, SectionName, Sections,
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
) -> (Vec<Grant>, Vec<Unresolved>) {
    let mut grants = Vec::new();
    let mut unresolved = Vec::new();
    for (item, seen) in section.sightings().iter().enumerate() {
        let assignment = &seen.object;
        let subject = section.request_of(seen).and_then(|request| request.subject);
        let own = assignment.principal_id.or(subject) == Some(holder);
        let via = through_group(assignment).filter(|_| subject == Some(holder));
        if !(own || via.is_some()) || assignment.app_role_id == DEFAULT_ACCESS {
            continue;
        }
        let proof = SightingRef {
            section: name,
            item,
        };
        let Some(resource) = resolve::resource(sections, assignment.resource_id) else {
            unresolved.push(Unresolved {
                lacking: SectionName::Resources,
                what: format!(
                    "app role {} on resource {}",
                    assignment.app_role_id, assignment.resource_id
                ),
                resource: Some(assignment.resource_id),
                permission: Some(assignment.app_role_id),
                seen: proof,
            });
            continue;
        };
        let entitlement = resolve::permission(
            sections,
            catalog,
            resource.app_id,
            PermissionType::Application,
            assignment.app_role_id,
        );
        let mut grant = grant(
            entitlement,
            resource.display_name.clone(),
            Held::Active,
            proof,
        );
        grant.via.extend(via.filter(|_| !own));
        grants.push(grant);
    }
    (grants, unresolved)
}

/// The answer for a user also lists what the groups hold that it is a direct member of
/// (Microsoft Graph, "List appRoleAssignments granted to a user").
fn through_group(assignment: &AppRoleAssignment) -> Option<Via> {
    let kind = assignment.principal_type.as_deref()?;
    let id = assignment.principal_id?;
    kind.eq_ignore_ascii_case("Group").then(|| Via::Group {
        id,
        name: assignment.principal_display_name.clone(),
    })
}

/// Delegated permissions that `holder` may use.
pub(super) fn delegated(sections: &Sections, holder: ObjectId) -> (Vec<Grant>, Vec<Unresolved>) {
    let mut grants = Vec::new();
    let mut unresolved = Vec::new();
    for (item, seen) in sections.delegated_grants.sightings().iter().enumerate() {
        let consent = &seen.object;
        if consent.client_id != holder {
            continue;
        }
        let proof = SightingRef {
            section: SectionName::DelegatedGrants,
            item,
        };
        let Some(resource) = resolve::resource(sections, consent.resource_id) else {
            unresolved.push(Unresolved {
                lacking: SectionName::Resources,
                what: format!("delegated permissions on resource {}", consent.resource_id),
                resource: Some(consent.resource_id),
                permission: None,
                seen: proof,
            });
            continue;
        };
        for value in consent
            .scope
            .as_deref()
            .unwrap_or_default()
            .split_whitespace()
        {
            let entitlement = Entitlement::ApiPermission {
                resource: resource.app_id,
                kind: PermissionType::Delegated,
                value: value.to_owned(),
            };
            let mut grant = grant(
                entitlement,
                resource.display_name.clone(),
                Held::Active,
                proof,
            );
            grant.scope = consent_scope(consent);
            grants.push(grant);
        }
    }
    (grants, unresolved)
}

fn consent_scope(consent: &DelegatedGrant) -> Scope {
    match consent.consent_type.as_deref() {
        Some(kind) if kind.eq_ignore_ascii_case("AllPrincipals") => Scope::Tenant,
        Some(kind) if kind.eq_ignore_ascii_case("Principal") => {
            Scope::OneUser(consent.principal_id)
        }
        _ => Scope::Unstated,
    }
}

/// What a registration asks for, which is not what it has.
pub(super) fn requested(
    sections: &Sections,
    catalog: &Catalog,
    item: usize,
    registration: &Application,
) -> Vec<Grant> {
    let proof = SightingRef {
        section: SectionName::Applications,
        item,
    };
    let mut grants = Vec::new();
    for asked in &registration.required_resource_access {
        for access in &asked.resource_access {
            let kind = match access.kind.as_deref() {
                Some(kind) if kind.eq_ignore_ascii_case("Role") => PermissionType::Application,
                Some(kind) if kind.eq_ignore_ascii_case("Scope") => PermissionType::Delegated,
                _ => continue,
            };
            let entitlement =
                resolve::permission(sections, catalog, asked.resource_app_id, kind, access.id);
            grants.push(grant(entitlement, None, Held::Requested, proof));
        }
    }
    grants
}

fn grant(entitlement: Entitlement, name: Option<String>, held: Held, proof: SightingRef) -> Grant {
    Grant {
        entitlement,
        name,
        held,
        scope: Scope::Tenant,
        via: Vec::new(),
        starts: None,
        ends: None,
        wildcard: false,
        implied: false,
        seen: vec![proof],
    }
}
