//! API permissions of applications (granted, consented, only requested) and app roles of users.

use super::collected::Collected;
use super::index::Index;
use super::model::{Grant, Held, Scope, SightingRef, Via};
use super::resolve;
use crate::catalog::{Entitlement, PermissionType};
use crate::ids::{ObjectId, PermissionId};
use crate::quote;
use crate::snapshot::{AppRoleAssignment, Application, DelegatedGrant, SectionName};
use uuid::Uuid;

/// The app role id of plain access, which carries no permission.
const DEFAULT_ACCESS: PermissionId = PermissionId::new(Uuid::nil());

/// App roles that the tenant has granted to `holder`, from one of the two sections of that kind.
pub(super) fn app_roles(
    index: &Index<'_>,
    holder: ObjectId,
    name: SectionName,
    collected: &mut Collected<'_>,
) {
    let (section, by_holder) = if name == SectionName::UserAppRoles {
        (&index.sections.user_app_roles, &index.user_app_roles)
    } else {
        (
            &index.sections.app_role_assignments,
            &index.app_role_assignments,
        )
    };
    for (item, seen) in by_holder.with(&holder) {
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
        let Some((_, resource)) = index.resources.first(&assignment.resource_id) else {
            let what = format!(
                "app role {} on resource {}",
                assignment.app_role_id, assignment.resource_id
            );
            collected.unresolved(SectionName::Resources, &what, proof);
            continue;
        };
        let taken = collected.grant(proof, || {
            let entitlement = resolve::permission(
                index,
                resource.app_id,
                PermissionType::Application,
                assignment.app_role_id,
            );
            let name = resource.display_name.as_deref().map(quote::name);
            let mut grant = grant(entitlement, name, Held::Active, proof);
            grant.via.extend(via.filter(|_| !own));
            grant
        });
        if !taken {
            return;
        }
    }
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
pub(super) fn delegated(index: &Index<'_>, holder: ObjectId, collected: &mut Collected<'_>) {
    for (item, seen) in index.delegated_grants.with(&holder) {
        let consent = &seen.object;
        let proof = SightingRef {
            section: SectionName::DelegatedGrants,
            item,
        };
        let Some((_, resource)) = index.resources.first(&consent.resource_id) else {
            let what = format!("delegated permissions on resource {}", consent.resource_id);
            collected.unresolved(SectionName::Resources, &what, proof);
            continue;
        };
        let values = consent.scope.as_deref().unwrap_or_default();
        for value in values.split_whitespace() {
            let taken = collected.grant(proof, || {
                let entitlement = Entitlement::ApiPermission {
                    resource: resource.app_id,
                    kind: PermissionType::Delegated,
                    value: value.to_owned(),
                };
                let name = resource.display_name.as_deref().map(quote::name);
                let mut grant = grant(entitlement, name, Held::Active, proof);
                grant.scope = consent_scope(consent);
                grant
            });
            if !taken {
                return;
            }
        }
    }
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
    index: &Index<'_>,
    item: usize,
    registration: &Application,
    collected: &mut Collected<'_>,
) {
    let proof = SightingRef {
        section: SectionName::Applications,
        item,
    };
    for asked in &registration.required_resource_access {
        for access in &asked.resource_access {
            let kind = match access.kind.as_deref() {
                Some(kind) if kind.eq_ignore_ascii_case("Role") => PermissionType::Application,
                Some(kind) if kind.eq_ignore_ascii_case("Scope") => PermissionType::Delegated,
                _ => continue,
            };
            let taken = collected.grant(proof, || {
                let app = asked.resource_app_id;
                let entitlement = resolve::permission(index, app, kind, access.id);
                grant(entitlement, None, Held::Requested, proof)
            });
            if !taken {
                return;
            }
        }
    }
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
        seen: vec![proof],
    }
}
