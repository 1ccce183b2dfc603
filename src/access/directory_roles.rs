//! Directory roles: active, activated and eligible, direct and through groups.

use super::collected::Collected;
use super::groups::Reach;
use super::index::Index;
use super::membership::PROOFS;
use super::model::{Grant, Held, Scope, SightingRef};
use crate::catalog::Entitlement;
use crate::ids::RoleTemplateId;
use crate::snapshot::{RoleSchedule, SectionName};
use std::collections::{BTreeMap, BTreeSet};

/// Every directory role that the reaches hold.
pub(super) fn grants(index: &Index<'_>, reaches: &[Reach], collected: &mut Collected<'_>) {
    for reach in reaches {
        let more = active(index, reach, collected) && eligible(index, reach, collected);
        if !more {
            return;
        }
    }
}

/// What is active, and until when; `false` when no more grants are weighed.
fn active(index: &Index<'_>, reach: &Reach, collected: &mut Collected<'_>) -> bool {
    // The schedules that say how an assignment stands, which are no grants of their own.
    let mut known = BTreeSet::new();
    let mut standings: BTreeMap<(RoleTemplateId, Scope), Standing> = BTreeMap::new();
    for (item, seen) in index.directory_roles.with(&reach.id) {
        let assignment = &seen.object;
        let definition = assignment.role_definition.as_ref();
        let role = definition
            .and_then(|d| d.template_id)
            .unwrap_or(assignment.role_definition_id);
        let scope = match (&assignment.directory_scope_id, &assignment.app_scope_id) {
            (None, Some(app)) => Scope::Object(app.clone()),
            (directory, _) => scope(directory.as_deref()),
        };
        let at = (assignment.role_definition_id, scope.clone());
        let standing = standings.entry(at).or_insert_with_key(|(role, scope)| {
            let at = (reach.id, *role, scope.clone());
            let schedules = index.role_schedules_at.with(&at);
            let schedules: Vec<_> = schedules.map(|(item, seen)| (item, &seen.object)).collect();
            known.extend(schedules.iter().map(|(item, _)| *item));
            Standing::of(&schedules)
        });
        let first = SightingRef {
            section: SectionName::DirectoryRoles,
            item,
        };
        let taken = collected.grant(first, || {
            let mut proof = vec![first];
            proof.extend(&standing.proof);
            proof.extend(&reach.membership.seen);
            let held = reach.membership.limit(standing.held.clone());
            let ends = reach.membership.end(standing.ends);
            Grant {
                entitlement: Entitlement::DirectoryRole(role),
                name: match index.catalog.directory_role(role) {
                    Some(_) => None,
                    None => definition.and_then(|d| d.display_name.clone()),
                },
                held: if reach.eligible { Held::Eligible } else { held },
                scope,
                via: reach.via(index),
                starts: None,
                ends,
                wildcard: false,
                seen: proof,
            }
        });
        if !taken {
            return false;
        }
    }
    scheduled(index, reach, &known, collected)
}

/// A schedule instance proves an active role even where the assignments could not be read.
fn scheduled(
    index: &Index<'_>,
    reach: &Reach,
    known: &BTreeSet<usize>,
    collected: &mut Collected<'_>,
) -> bool {
    let mut unknown = index
        .role_schedules
        .with(&reach.id)
        .filter(|(item, _)| !known.contains(item));
    unknown.all(|(item, seen)| {
        let schedule = &seen.object;
        let proof = SightingRef {
            section: SectionName::RoleSchedules,
            item,
        };
        collected.grant(proof, || Grant {
            entitlement: Entitlement::DirectoryRole(schedule.role_definition_id),
            name: None,
            held: if reach.eligible {
                Held::Eligible
            } else if activated(schedule) {
                Held::Activated
            } else {
                reach.membership.limit(Held::Active)
            },
            scope: scope(schedule.directory_scope_id.as_deref()),
            via: reach.via(index),
            starts: schedule.start_date_time,
            ends: reach.membership.end(schedule.end_date_time),
            wildcard: false,
            seen: [&[proof], reach.membership.seen.as_slice()].concat(),
        })
    })
}

fn eligible(index: &Index<'_>, reach: &Reach, collected: &mut Collected<'_>) -> bool {
    let mut all = index.role_eligibility.with(&reach.id);
    all.all(|(item, seen)| {
        let eligibility = &seen.object;
        let proof = SightingRef {
            section: SectionName::RoleEligibility,
            item,
        };
        collected.grant(proof, || Grant {
            entitlement: Entitlement::DirectoryRole(eligibility.role_definition_id),
            name: None,
            held: Held::Eligible,
            scope: scope(eligibility.directory_scope_id.as_deref()),
            via: reach.via(index),
            starts: eligibility.start_date_time,
            ends: eligibility.end_date_time,
            wildcard: false,
            seen: vec![proof],
        })
    })
}

/// How and until when a role is held, and what shows it.
struct Standing {
    held: Held,
    ends: Option<jiff::Timestamp>,
    proof: Vec<SightingRef>,
}

impl Standing {
    /// Reads the schedules of one role of a principal at one scope.
    ///
    /// Assigned beats activated, and of several the one that lasts longest counts.
    fn of(schedules: &[(usize, &RoleSchedule)]) -> Self {
        let assigned: Vec<_> = schedules.iter().filter(|(_, s)| !activated(s)).collect();
        let (held, counted): (Held, Vec<_>) = if assigned.is_empty() && !schedules.is_empty() {
            (Held::Activated, schedules.iter().collect())
        } else {
            (Held::Active, assigned)
        };
        let for_ever = counted.iter().any(|(_, s)| s.end_date_time.is_none());
        let last = counted.iter().filter_map(|(_, s)| s.end_date_time).max();
        let proof = schedules.iter().take(PROOFS).map(|(item, _)| SightingRef {
            section: SectionName::RoleSchedules,
            item: *item,
        });
        Self {
            held,
            ends: if for_ever { None } else { last },
            proof: proof.collect(),
        }
    }
}

fn activated(schedule: &RoleSchedule) -> bool {
    schedule
        .assignment_type
        .as_deref()
        .is_some_and(|t| t.eq_ignore_ascii_case("Activated"))
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
