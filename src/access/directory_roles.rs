//! Directory roles: active, activated and eligible, direct and through groups.

use super::groups::Reach;
use super::model::{Grant, Held, Scope, SightingRef};
use crate::catalog::{Catalog, Entitlement};
use crate::ids::{ObjectId, RoleTemplateId};
use crate::snapshot::{RoleSchedule, SectionName, Sections};

/// Every directory role that the reaches hold.
pub(super) fn grants(sections: &Sections, catalog: &Catalog, reaches: &[Reach]) -> Vec<Grant> {
    let mut grants = Vec::new();
    for reach in reaches {
        active(sections, catalog, reach, &mut grants);
        scheduled(sections, reach, &mut grants);
        eligible(sections, reach, &mut grants);
    }
    grants
}

fn active(sections: &Sections, catalog: &Catalog, reach: &Reach, grants: &mut Vec<Grant>) {
    for (item, seen) in sections.directory_roles.sightings().iter().enumerate() {
        let assignment = &seen.object;
        if assignment.principal_id != reach.id {
            continue;
        }
        let definition = assignment.role_definition.as_ref();
        let role = definition
            .and_then(|d| d.template_id)
            .unwrap_or(assignment.role_definition_id);
        let scope = match (&assignment.directory_scope_id, &assignment.app_scope_id) {
            (None, Some(app)) => Scope::Object(app.clone()),
            (directory, _) => scope(directory.as_deref()),
        };
        let schedules = schedules(sections, reach.id, assignment.role_definition_id, &scope);
        let mut proof = vec![SightingRef {
            section: SectionName::DirectoryRoles,
            item,
        }];
        proof.extend(schedules.iter().map(|(item, _)| SightingRef {
            section: SectionName::RoleSchedules,
            item: *item,
        }));
        proof.extend(&reach.membership.seen);
        let (held, ends) = standing(&schedules);
        let (held, ends) = (reach.membership.limit(held), reach.membership.end(ends));
        grants.push(Grant {
            entitlement: Entitlement::DirectoryRole(role),
            name: match catalog.directory_role(role) {
                Some(_) => None,
                None => definition.and_then(|d| d.display_name.clone()),
            },
            held: if reach.eligible { Held::Eligible } else { held },
            scope,
            via: reach.via.clone(),
            starts: None,
            ends,
            wildcard: false,
            implied: false,
            seen: proof,
        });
    }
}

/// A schedule instance proves an active role even where the assignments could not be read.
fn scheduled(sections: &Sections, reach: &Reach, grants: &mut Vec<Grant>) {
    for (item, seen) in sections.role_schedules.sightings().iter().enumerate() {
        let schedule = &seen.object;
        let proof = SightingRef {
            section: SectionName::RoleSchedules,
            item,
        };
        let known = grants.iter().any(|grant| grant.seen.contains(&proof));
        if schedule.principal_id != reach.id || known {
            continue;
        }
        let held = if reach.eligible {
            Held::Eligible
        } else if activated(schedule) {
            Held::Activated
        } else {
            reach.membership.limit(Held::Active)
        };
        grants.push(Grant {
            entitlement: Entitlement::DirectoryRole(schedule.role_definition_id),
            name: None,
            held,
            scope: scope(schedule.directory_scope_id.as_deref()),
            via: reach.via.clone(),
            starts: schedule.start_date_time,
            ends: reach.membership.end(schedule.end_date_time),
            wildcard: false,
            implied: false,
            seen: [&[proof], reach.membership.seen.as_slice()].concat(),
        });
    }
}

fn eligible(sections: &Sections, reach: &Reach, grants: &mut Vec<Grant>) {
    for (item, seen) in sections.role_eligibility.sightings().iter().enumerate() {
        let eligibility = &seen.object;
        if eligibility.principal_id == reach.id {
            grants.push(Grant {
                entitlement: Entitlement::DirectoryRole(eligibility.role_definition_id),
                name: None,
                held: Held::Eligible,
                scope: scope(eligibility.directory_scope_id.as_deref()),
                via: reach.via.clone(),
                starts: eligibility.start_date_time,
                ends: eligibility.end_date_time,
                wildcard: false,
                implied: false,
                seen: vec![SightingRef {
                    section: SectionName::RoleEligibility,
                    item,
                }],
            });
        }
    }
}

/// Roles that a scan lists with everybody who holds them: the item, the user, and what it holds.
pub(super) fn listed(sections: &Sections) -> impl Iterator<Item = (usize, ObjectId, Grant)> {
    let all = sections.role_holders.sightings().iter().enumerate();
    let is_user = |kind: &str| kind.eq_ignore_ascii_case("#microsoft.graph.user");
    all.filter_map(move |(item, seen)| {
        let held = &seen.object;
        let kind = held.principal.as_ref()?.odata_type.as_deref()?;
        let grant = || Grant {
            entitlement: Entitlement::DirectoryRole(held.role_definition_id),
            name: None,
            held: Held::Active,
            scope: scope(held.directory_scope_id.as_deref()),
            via: Vec::new(),
            starts: None,
            ends: None,
            wildcard: false,
            implied: false,
            seen: vec![SightingRef {
                section: SectionName::RoleHolders,
                item,
            }],
        };
        is_user(kind).then(|| (item, held.principal_id, grant()))
    })
}

fn schedules<'a>(
    sections: &'a Sections,
    principal: ObjectId,
    role: RoleTemplateId,
    at: &Scope,
) -> Vec<(usize, &'a RoleSchedule)> {
    let all = sections.role_schedules.sightings().iter().enumerate();
    all.map(|(item, seen)| (item, &seen.object))
        .filter(|(_, schedule)| {
            schedule.principal_id == principal
                && schedule.role_definition_id == role
                && scope(schedule.directory_scope_id.as_deref()) == *at
        })
        .collect()
}

/// Assigned beats activated, and of several the one that lasts longest counts.
fn standing(schedules: &[(usize, &RoleSchedule)]) -> (Held, Option<jiff::Timestamp>) {
    let assigned: Vec<_> = schedules.iter().filter(|(_, s)| !activated(s)).collect();
    let (held, counted): (Held, Vec<_>) = if assigned.is_empty() && !schedules.is_empty() {
        (Held::Activated, schedules.iter().collect())
    } else {
        (Held::Active, assigned)
    };
    let for_ever = counted.iter().any(|(_, s)| s.end_date_time.is_none());
    let last = counted.iter().filter_map(|(_, s)| s.end_date_time).max();
    (held, if for_ever { None } else { last })
}

fn activated(schedule: &RoleSchedule) -> bool {
    schedule
        .assignment_type
        .as_deref()
        .is_some_and(|t| t.eq_ignore_ascii_case("Activated"))
}

/// Microsoft's scope ids: `/`, `/administrativeUnits/{id}`, `/{object id}`.
fn scope(id: Option<&str>) -> Scope {
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
