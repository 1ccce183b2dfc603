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
use crate::snapshot::{RoleSchedule, SectionName, Sections};
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

/// Whether an instance may be of an assignment at this scope.
fn near(one: &RoleSchedule, at: &Scope) -> bool {
    let own = scope(one.directory_scope_id.as_deref());
    own == *at || own == Scope::Unstated || *at == Scope::Unstated
}

/// What the assignments and the instances of one principal say against each other.
///
/// PIM lists every active assignment, made in PIM or not; so where both lists were read whole, each role is in
/// both. What it lists as inherited is of a group, and stands there.
pub(super) fn compare(
    sections: &Sections,
    catalog: &Catalog,
    (reach, schedules, now): (&Reach, &Schedules<'_>, Timestamp),
    collected: &mut Collected,
) {
    let title = |role| catalog.title(&Entitlement::DirectoryRole(role));
    let assignments = || {
        let all = sections.directory_roles.sightings().iter().enumerate();
        all.filter(|(_, seen)| {
            seen.object
                .principal_id
                .copied()
                .is_none_or(|id| id == reach.id)
        })
    };
    if sections.directory_roles.whole().is_ok() && !reach.eligible {
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
            let listed = assignments().any(|(_, seen)| {
                let known = [
                    role_of(&seen.object),
                    seen.object.role_definition_id.copied(),
                ];
                let at = scope(seen.object.directory_scope_id.as_deref());
                known == [None, None] || (known.contains(&Some(role)) && near(one, &at))
            });
            if now_active && !inherited && !listed {
                collected.contradictions.push(Contradiction {
                    shown_in: SectionName::RoleSchedules,
                    against: Against::Absent(SectionName::DirectoryRoles),
                    what: title(role),
                    seen: sighting(*item),
                });
            }
        }
    }
    let section = &sections.role_schedules;
    let asked = section
        .head()
        .requests
        .iter()
        .any(|request| request.subject == Some(reach.id));
    let named = schedules
        .0
        .iter()
        .all(|(_, one)| one.role_definition_id.is_given());
    if section.whole().is_err() || !asked || !named {
        return;
    }
    for (item, seen) in assignments() {
        let known = [
            role_of(&seen.object),
            seen.object.role_definition_id.copied(),
        ];
        let own = seen.object.principal_id.is_given() && seen.object.directory_scope_id.is_given();
        let at = scope(seen.object.directory_scope_id.as_deref());
        let listed = schedules
            .0
            .iter()
            .any(|(_, one)| known.contains(&one.role_definition_id.copied()) && near(one, &at));
        if let (true, false, Some(role)) = (own, listed, known[0]) {
            collected.contradictions.push(Contradiction {
                shown_in: SectionName::DirectoryRoles,
                against: Against::Absent(SectionName::RoleSchedules),
                what: title(role),
                seen: SightingRef {
                    section: SectionName::DirectoryRoles,
                    item,
                },
            });
        }
    }
}
