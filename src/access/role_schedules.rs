//! How and until when directory roles are held, as Privileged Identity Management lists it.

use super::bound::Bound;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::directory_roles::{grant, role_of, scope};
use super::groups::Reach;
use super::model::{Grant, Held, Scope, SightingRef};
use super::unresolved::{Could, Unresolved};
use crate::catalog::{Catalog, Entitlement};
use crate::ids::{ObjectId, RoleTemplateId};
use crate::snapshot::{DirectoryRoleAssignment, RoleSchedule, SectionName, Sections};
use jiff::Timestamp;

/// The instances of one principal, with their places in the section.
pub(super) struct Schedules<'a>(Vec<(usize, &'a RoleSchedule)>);

/// What an instance says of how a role is held.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Assigned,
    Activated,
    /// It may be of this role and scope, or of this kind, and the answer does not say.
    Untold,
}

impl<'a> Schedules<'a> {
    /// The instances of a principal, by what they say or by whom was asked about.
    pub(super) fn of(sections: &'a Sections, principal: ObjectId) -> Self {
        let section = &sections.role_schedules;
        let all = section.sightings().iter().enumerate();
        let own = all.filter(|(_, seen)| {
            let asked = section.request_of(seen).and_then(|request| request.subject);
            seen.object.principal_id.copied().or(asked) == Some(principal)
        });
        Self(own.map(|(item, seen)| (item, &seen.object)).collect())
    }

    /// How an assignment of a role is held, until when, and the instances that say so.
    ///
    /// Assigned beats activated, and of several the one that lasts longest counts. What may be about the
    /// assignment leaves open whether and until when it lasts.
    pub(super) fn standing(
        &self,
        role: &[Option<RoleTemplateId>],
        at: &Scope,
    ) -> (Held, Bound, Vec<SightingRef>) {
        let of_role = |one: &RoleSchedule| {
            let id = one.role_definition_id.copied();
            id.is_some() && role.contains(&id)
        };
        let near = self.0.iter().filter(|(_, one)| of_role(one));
        let mut found: Vec<(usize, How, Bound)> = near
            .filter_map(|(item, one)| Some((*item, how(one, at)?, Bound::end(&one.end_date_time))))
            .collect();
        if found.is_empty() {
            // One that does not say its role may be this assignment's.
            let unnamed = self.0.iter();
            let unnamed = unnamed.filter(|(_, one)| !one.role_definition_id.is_given());
            found.extend(unnamed.map(|(item, _)| (*item, How::Untold, Bound::Untold)));
        }
        let any = |how: How| found.iter().any(|one| one.1 == how);
        let (held, ends) = if any(How::Assigned) {
            let assigned = found.iter().filter(|one| one.1 == How::Assigned);
            let ends = Bound::latest(assigned.map(|one| one.2.clone()));
            let all = if any(How::Untold) && ends != Bound::Open {
                Bound::Untold
            } else {
                ends
            };
            (Held::Active, all)
        } else if any(How::Untold) {
            (Held::Active, Bound::Untold)
        } else {
            let held = if any(How::Activated) {
                Held::Activated
            } else {
                Held::Active
            };
            (held, Bound::latest(found.iter().map(|one| one.2.clone())))
        };
        (
            held,
            ends,
            found.iter().map(|one| sighting(one.0)).collect(),
        )
    }

    /// An instance proves an active role even where the assignments could not be read, or lack it.
    pub(super) fn grants(&self, reach: &Reach, collected: &mut Collected) {
        for (item, schedule) in &self.0 {
            let proof = sighting(*item);
            let Some(role) = schedule.role_definition_id.copied() else {
                collected.unresolved.push(unread(proof));
                continue;
            };
            if collected
                .grants
                .iter()
                .any(|grant| grant.seen.contains(&proof))
            {
                continue;
            }
            let scope = scope(schedule.directory_scope_id.as_deref());
            let (held, ends) = match how(schedule, &scope) {
                Some(How::Activated) => (Held::Activated, Bound::end(&schedule.end_date_time)),
                Some(How::Assigned) => (Held::Active, Bound::end(&schedule.end_date_time)),
                Some(How::Untold) | None => (Held::Active, Bound::Untold),
            };
            let held = reach.membership.limit(held);
            collected.grants.push(Grant {
                held: if reach.eligible { Held::Eligible } else { held },
                starts: Bound::start(&schedule.start_date_time),
                ends: reach.membership.end(ends),
                ..grant(
                    reach,
                    role,
                    scope,
                    [&[proof], reach.membership.seen.as_slice()].concat(),
                )
            });
        }
    }
}

fn sighting(item: usize) -> SightingRef {
    SightingRef {
        section: SectionName::RoleSchedules,
        item,
    }
}

fn unread(seen: SightingRef) -> Unresolved {
    Unresolved {
        lacking: SectionName::RoleSchedules,
        what: "an active directory role".to_owned(),
        lacks: "does not say which role it is".to_owned(),
        gone: false,
        could_be: Could::DirectoryRole,
        more: true,
        seen,
    }
}

/// What an instance says of an assignment at this scope; `None` where it is of another scope.
fn how(one: &RoleSchedule, at: &Scope) -> Option<How> {
    let own = scope(one.directory_scope_id.as_deref());
    let stated = own != Scope::Unstated && *at != Scope::Unstated;
    if stated && own != *at {
        return None;
    }
    Some(if !stated && own != *at {
        How::Untold
    } else if one.assignment_type.says("Assigned") {
        How::Assigned
    } else if one.assignment_type.says("Activated") {
        How::Activated
    } else if one.end_date_time.is_null() {
        // An activation always ends.
        How::Assigned
    } else {
        How::Untold
    })
}

/// Collects contradictions between the assignments and the instances of one principal.
///
/// PIM lists every active assignment, made in PIM or not; so where both lists were read whole, each role is in
/// both. What it lists as inherited is of a group, and stands there.
pub(super) fn compare(
    sections: &Sections,
    catalog: &Catalog,
    (reach, schedules, now): (&Reach, &Schedules<'_>, Timestamp),
    collected: &mut Collected,
) {
    let all = sections.directory_roles.sightings().iter().enumerate();
    let assignments: Vec<(usize, &DirectoryRoleAssignment)> = all
        .map(|(item, seen)| (item, &seen.object))
        .filter(|(_, one)| one.principal_id.copied().is_none_or(|id| id == reach.id))
        .collect();
    let absent = |seen: SightingRef, from: SectionName, role: RoleTemplateId| Contradiction {
        shown_in: seen.section,
        against: Against::Absent(from),
        what: catalog.title(&Entitlement::DirectoryRole(role)),
        seen,
    };
    if sections.directory_roles.whole().is_ok() && !reach.eligible {
        let unassigned = unassigned(schedules, &assignments, now).into_iter();
        collected.contradictions.extend(
            unassigned
                .map(|(item, role)| absent(sighting(item), SectionName::DirectoryRoles, role)),
        );
    }
    let asked = &sections.role_schedules.head().requests;
    let asked = asked.iter().any(|one| one.subject == Some(reach.id));
    if sections.role_schedules.whole().is_ok() && asked {
        let unscheduled = unscheduled(schedules, &assignments).into_iter();
        collected
            .contradictions
            .extend(unscheduled.map(|(item, role)| {
                let section = SectionName::DirectoryRoles;
                absent(
                    SightingRef { section, item },
                    SectionName::RoleSchedules,
                    role,
                )
            }));
    }
}

/// Instances that are active and of the principal itself, of roles that no assignment can be of.
fn unassigned(
    schedules: &Schedules<'_>,
    assignments: &[(usize, &DirectoryRoleAssignment)],
    now: Timestamp,
) -> Vec<(usize, RoleTemplateId)> {
    let mut found = Vec::new();
    for (item, one) in &schedules.0 {
        let Some(role) = one.role_definition_id.copied() else {
            continue;
        };
        let inherited = one
            .member_type
            .get()
            .is_some_and(|kind| !kind.eq_ignore_ascii_case("Direct"));
        let now_active = Bound::start(&one.start_date_time).has_begun(now) == Some(true)
            && Bound::end(&one.end_date_time).goes_on(now) == Some(true);
        let listed = assignments.iter().any(|(_, assignment)| {
            let known = ids(assignment);
            known == [None, None] || known.contains(&Some(role))
        });
        if now_active && !inherited && !listed {
            found.push((*item, role));
        }
    }
    found
}

/// Assignments of roles that no instance is of; none where an instance does not say its role.
fn unscheduled(
    schedules: &Schedules<'_>,
    assignments: &[(usize, &DirectoryRoleAssignment)],
) -> Vec<(usize, RoleTemplateId)> {
    let instances = || schedules.0.iter().map(|(_, one)| &one.role_definition_id);
    if !instances().all(|role| role.is_given()) {
        return Vec::new();
    }
    let own = assignments
        .iter()
        .filter(|(_, one)| one.principal_id.is_given() && one.directory_scope_id.is_given());
    own.filter_map(|(item, one)| {
        let known = ids(one);
        let listed = instances().any(|role| known.contains(&role.copied()));
        let [role, _] = known;
        Some((*item, role.filter(|_| !listed)?))
    })
    .collect()
}

/// The ids that an assignment gives its role: the role's own, and the one that the assignment refers to.
fn ids(assignment: &DirectoryRoleAssignment) -> [Option<RoleTemplateId>; 2] {
    [role_of(assignment), assignment.role_definition_id.copied()]
}
