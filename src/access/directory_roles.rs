//! Directory roles: active, activated and eligible, direct and through groups.

use super::bound::Bound;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::groups::Reach;
use super::model::{Grant, Held, Scope, SightingRef};
use super::role_schedules::{self, Schedules};
use super::unresolved::{Could, Unresolved};
use crate::catalog::{Catalog, Entitlement};
use crate::ids::{ObjectId, RoleTemplateId};
use crate::snapshot::{DirectoryRoleAssignment, SectionName, Sections};
use jiff::Timestamp;

/// Every directory role that the reaches hold.
pub(super) fn read(
    sections: &Sections,
    catalog: &Catalog,
    reaches: &[Reach],
    now: Timestamp,
) -> Collected {
    let mut collected = Collected::default();
    for (item, seen) in sections.directory_roles.sightings().iter().enumerate() {
        if !seen.object.principal_id.is_given() {
            // Several principals are asked about at once, so it may be of any of them.
            let lack = "whose it is";
            collected.unresolved.push(unread(item, &seen.object, lack));
        }
    }
    for reach in reaches {
        let schedules = Schedules::of(sections, reach.id);
        active(sections, catalog, (reach, &schedules), &mut collected);
        schedules.grants(reach, &mut collected);
        eligible(sections, reach, &mut collected);
        role_schedules::compare(sections, catalog, (reach, &schedules, now), &mut collected);
        unlisted(sections, catalog, reach, &mut collected);
    }
    collected
}

/// Roles that the list of their holders shows of somebody, and the assignments, read whole, do not.
///
/// It is said and decides nothing: that list is asked apart, and no verdict rests on it.
fn unlisted(sections: &Sections, catalog: &Catalog, reach: &Reach, collected: &mut Collected) {
    let Ok(assignments) = sections.directory_roles.whole() else {
        return;
    };
    for (item, seen) in sections.role_holders.sightings().iter().enumerate() {
        let held = &seen.object;
        let Some(role) = held.role_definition_id.copied() else {
            continue;
        };
        let listed = assignments.iter().any(|one| {
            let whose = one.object.principal_id.copied();
            let known = [role_of(&one.object), one.object.role_definition_id.copied()];
            whose.is_none_or(|id| id == reach.id)
                && (known == [None, None] || known.contains(&Some(role)))
        });
        let entitlement = Entitlement::DirectoryRole(role);
        let held_now =
            |grant: &Grant| grant.entitlement == entitlement && grant.held != Held::Eligible;
        // What PIM shows of it is said already.
        let known = listed || collected.grants.iter().any(held_now);
        if known || reach.eligible || !held.principal_id.is(&reach.id) {
            continue;
        }
        collected.contradictions.push(Contradiction {
            shown_in: SectionName::RoleHolders,
            against: Against::Absent(SectionName::DirectoryRoles),
            what: catalog.title(&entitlement),
            seen: SightingRef {
                section: SectionName::RoleHolders,
                item,
            },
        });
    }
}

/// The role that an assignment is of: by its template, else by the id of its definition.
pub(super) fn role_of(assignment: &DirectoryRoleAssignment) -> Option<RoleTemplateId> {
    let definition = assignment.role_definition.get();
    let template = definition.and_then(|definition| definition.template_id.copied());
    let id = || definition.and_then(|definition| definition.id.copied());
    template
        .or(assignment.role_definition_id.copied())
        .or_else(id)
}

fn unread(item: usize, assignment: &DirectoryRoleAssignment, lack: &str) -> Unresolved {
    let section = SectionName::DirectoryRoles;
    let role = role_of(assignment);
    Unresolved {
        lacking: section,
        what: "an assignment of a directory role".to_owned(),
        lacks: format!("does not say {lack}"),
        gone: false,
        could_be: role.map_or(Could::DirectoryRole, |role| {
            Could::OneOf(vec![Entitlement::DirectoryRole(role)])
        }),
        more: true,
        seen: SightingRef { section, item },
    }
}

fn active(
    sections: &Sections,
    catalog: &Catalog,
    (reach, schedules): (&Reach, &Schedules<'_>),
    collected: &mut Collected,
) {
    for (item, seen) in sections.directory_roles.sightings().iter().enumerate() {
        let assignment = &seen.object;
        if !assignment.principal_id.is(&reach.id) {
            continue;
        }
        let Some(role) = role_of(assignment) else {
            let lack = "of which role it is";
            collected.unresolved.push(unread(item, assignment, lack));
            continue;
        };
        let directory = assignment.directory_scope_id.as_deref();
        let scope = match (directory, assignment.app_scope_id.as_deref()) {
            (None, Some(app)) => Scope::Object(app.to_owned()),
            (directory, _) => scope(directory),
        };
        let known = [Some(role), assignment.role_definition_id.copied()];
        let (held, ends, shown) = schedules.standing(&known, &scope);
        let mut proof = vec![SightingRef {
            section: SectionName::DirectoryRoles,
            item,
        }];
        proof.extend(shown);
        proof.extend(&reach.membership.seen);
        let (held, ends) = (reach.membership.limit(held), reach.membership.end(ends));
        let definition = assignment.role_definition.get();
        collected.grants.push(Grant {
            name: match catalog.directory_role(role) {
                Some(_) => None,
                None => definition.and_then(|d| d.display_name.cloned()),
            },
            held: if reach.eligible { Held::Eligible } else { held },
            ends,
            ..grant(reach, role, scope, proof)
        });
    }
}

fn eligible(sections: &Sections, reach: &Reach, collected: &mut Collected) {
    let section = &sections.role_eligibility;
    for (item, seen) in section.sightings().iter().enumerate() {
        let eligibility = &seen.object;
        let asked = section.request_of(seen).and_then(|request| request.subject);
        let whose = eligibility.principal_id.copied().or(asked);
        if whose.is_some_and(|id| id != reach.id) {
            continue;
        }
        let proof = SightingRef {
            section: SectionName::RoleEligibility,
            item,
        };
        let role = eligibility.role_definition_id.copied();
        let (Some(_), Some(role)) = (whose, role) else {
            collected.unresolved.push(Unresolved {
                lacking: SectionName::RoleEligibility,
                what: "a directory role that can be activated".to_owned(),
                lacks: "does not say whose it is, or which".to_owned(),
                gone: false,
                could_be: role.map_or(Could::DirectoryRole, |role| {
                    Could::OneOf(vec![Entitlement::DirectoryRole(role)])
                }),
                more: true,
                seen: proof,
            });
            continue;
        };
        let scope = scope(eligibility.directory_scope_id.as_deref());
        collected.grants.push(Grant {
            held: Held::Eligible,
            starts: Bound::start(&eligibility.start_date_time),
            ends: Bound::end(&eligibility.end_date_time),
            ..grant(reach, role, scope, vec![proof])
        });
    }
}

/// Roles that a scan lists with everybody who holds them: the item, the user, and what it holds.
pub(super) fn listed(sections: &Sections) -> impl Iterator<Item = (usize, ObjectId, Grant)> {
    let all = sections.role_holders.sightings().iter().enumerate();
    all.filter_map(move |(item, seen)| {
        let held = &seen.object;
        let user = held
            .principal
            .get()?
            .odata_type
            .says("#microsoft.graph.user");
        let id = held.principal_id.copied()?;
        let itself = Reach::itself(id);
        let seen = SightingRef {
            section: SectionName::RoleHolders,
            item,
        };
        let scope = scope(held.directory_scope_id.as_deref());
        let grant = grant(
            &itself,
            held.role_definition_id.copied()?,
            scope,
            vec![seen],
        );
        user.then_some((item, id, grant))
    })
}

/// A role that is held without limits of time.
pub(super) fn grant(
    reach: &Reach,
    role: RoleTemplateId,
    scope: Scope,
    seen: Vec<SightingRef>,
) -> Grant {
    Grant {
        entitlement: Entitlement::DirectoryRole(role),
        name: None,
        stored: None,
        held: Held::Active,
        scope,
        via: reach.via.clone(),
        starts: Bound::Open,
        ends: Bound::Open,
        wildcard: false,
        implied: false,
        seen,
    }
}

/// Microsoft's scope ids: `/`, `/administrativeUnits/{id}`, `/{object id}`.
pub(super) fn scope(id: Option<&str>) -> Scope {
    const UNITS: &str = "/administrativeunits/";
    match id {
        None | Some("") => Scope::Unstated,
        Some("/") => Scope::Tenant,
        Some(path) if path.to_ascii_lowercase().starts_with(UNITS) => {
            Scope::AdministrativeUnit(path.get(UNITS.len()..).unwrap_or_default().to_owned())
        }
        Some(path) => Scope::Object(path.to_owned()),
    }
}
