//! The type and the end of directory roles, as Privileged Identity Management lists them.

use super::bound::Bound;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::directory_roles::{grant, role_of, scope};
use super::groups::Reach;
use super::index::Index;
use super::membership::PROOFS;
use super::model::{Grant, Held, Scope};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use crate::catalog::Entitlement;
use crate::ids::{ObjectId, RoleTemplateId};
use crate::snapshot::{DirectoryRoleAssignment, RoleSchedule, SectionName};
use std::collections::{BTreeMap, BTreeSet};

/// Instances, with their places in the section.
type Instances<'a> = Vec<(usize, &'a RoleSchedule)>;

/// The instances of one principal, with their places in the section.
pub(super) struct Schedules<'a> {
    all: Instances<'a>,
    /// By their role, where they tell it, and by their scope.
    by_role: BTreeMap<Option<RoleTemplateId>, BTreeMap<Scope, Instances<'a>>>,
    /// The standing of each role at a scope that was looked up.
    standings: BTreeMap<At, Standing>,
    /// Indices of the instances that describe an assignment, and are no grants of their own.
    told: BTreeSet<usize>,
    /// Roles of which the same holds for every instance that does not tell its scope.
    told_roles: BTreeSet<RoleTemplateId>,
}

/// A role, by its template and by its definition, at a scope.
type At = (RoleTemplateId, Option<RoleTemplateId>, Scope);

/// The type and the end of an assignment, and the instances that show them.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) held: Held,
    pub(super) ends: Bound,
    pub(super) seen: Vec<SightingRef>,
}

/// The type of a role's assignment that an instance gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Assigned,
    Activated,
    /// It may be of this role and scope, or of this type, and the answer does not say.
    Untold,
}

impl<'a> Schedules<'a> {
    /// The instances of a principal, by their own text or by the subject of the request.
    pub(super) fn of(index: &Index<'a>, principal: ObjectId) -> Self {
        let all: Vec<_> = index.role_schedules.with(&Some(principal)).collect();
        let mut by_role: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for (item, one) in &all {
            let role = by_role.entry(one.role_definition_id.copied()).or_default();
            let at = role.entry(scope(one.directory_scope_id.as_deref()));
            at.or_default().push((*item, *one));
        }
        Self {
            all,
            by_role,
            standings: BTreeMap::new(),
            told: BTreeSet::new(),
            told_roles: BTreeSet::new(),
        }
    }

    /// The standing of an assignment of a role.
    ///
    /// Assigned beats activated, and of several the one that lasts longest counts. An instance that may be about the
    /// assignment leaves open if and until when it lasts.
    pub(super) fn standing(
        &mut self,
        role: RoleTemplateId,
        definition: Option<RoleTemplateId>,
        at: &Scope,
    ) -> Standing {
        let key = (role, definition, at.clone());
        if let Some(known) = self.standings.get(&key) {
            return known.clone();
        }
        let roles = [Some(role), definition.filter(|id| *id != role)];
        let found = self.about(roles, at);
        self.told.extend(found.iter().map(|(item, ..)| *item));
        self.told_roles.extend(roles.into_iter().flatten());
        let standing = Standing::of(&found);
        self.standings.insert(key, standing.clone());
        standing
    }

    /// The instances that are about a role at a scope, or may be.
    fn about(&self, roles: [Option<RoleTemplateId>; 2], at: &Scope) -> Vec<(usize, How, Bound)> {
        let of_role = roles.iter().filter(|role| role.is_some());
        let scopes = of_role.filter_map(|role| self.by_role.get(role));
        let mut found = Vec::new();
        for scopes in scopes {
            let near: Vec<_> = if *at == Scope::Unstated {
                scopes.values().flatten().collect()
            } else {
                let here = scopes.get(at).into_iter().flatten();
                // Of those without a scope each leaves open the same.
                let unstated = scopes.get(&Scope::Unstated).into_iter().flatten();
                here.chain(unstated.take(PROOFS)).collect()
            };
            found.extend(near.into_iter().filter_map(|(item, one)| {
                Some((*item, how(one, at)?, Bound::end(&one.end_date_time)))
            }));
        }
        if found.is_empty() {
            // One that does not say its role may be this assignment's; of several each leaves open the same.
            let unnamed = self.by_role.get(&None).into_iter();
            let unnamed = unnamed.flat_map(BTreeMap::values).flatten().take(PROOFS);
            found.extend(unnamed.map(|(item, _)| (*item, How::Untold, Bound::Untold)));
        }
        found.sort_by_key(|(item, ..)| *item);
        found
    }

    /// An instance proves an active role even where the assignments could not be read, or lack it; `false` when no
    /// more grants are taken.
    pub(super) fn grants(
        &self,
        index: &Index<'_>,
        reach: &Reach,
        collected: &mut Collected<'_>,
    ) -> bool {
        for (item, schedule) in &self.all {
            let proof = sighting(*item);
            let Some(role) = schedule.role_definition_id.copied() else {
                collected.unresolved(unread(proof));
                continue;
            };
            let scope = scope(schedule.directory_scope_id.as_deref());
            let unstated = scope == Scope::Unstated && self.told_roles.contains(&role);
            if unstated || self.told.contains(item) {
                continue;
            }
            let more = collected.grant(proof, || {
                let (held, ends) = match how(schedule, &scope) {
                    Some(How::Activated) => (Held::Activated, Bound::end(&schedule.end_date_time)),
                    Some(How::Assigned) => (Held::Active, Bound::end(&schedule.end_date_time)),
                    Some(How::Untold) | None => (Held::Active, Bound::Untold),
                };
                let held = reach.membership.limit(held);
                let seen = [&[proof], reach.membership.seen.as_slice()].concat();
                Grant {
                    held: if reach.eligible { Held::Eligible } else { held },
                    via: reach.via(index),
                    starts: Bound::start(&schedule.start_date_time),
                    ends: reach.membership.end(ends),
                    ..grant(role, scope, seen)
                }
            });
            if !more {
                return false;
            }
        }
        true
    }

    fn of_role(&self, role: Option<RoleTemplateId>, at: &Scope) -> bool {
        let scopes = self.by_role.get(&role).filter(|_| role.is_some());
        let mut scopes = scopes.into_iter().flat_map(BTreeMap::keys);
        scopes.any(|own| near(own, at))
    }
}

impl Standing {
    fn of(found: &[(usize, How, Bound)]) -> Self {
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
        let seen = found.iter().take(PROOFS).map(|one| sighting(one.0));
        Self {
            held,
            ends,
            seen: seen.collect(),
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
        others: 0,
        seen,
    }
}

/// The type that an instance gives to an assignment at this scope; `None` where it is of another scope.
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

/// Returns `true` if two scopes may be one.
fn near(one: &Scope, other: &Scope) -> bool {
    one == other || *one == Scope::Unstated || *other == Scope::Unstated
}

/// The roles that some assignments are of, each with its scopes.
#[derive(Default)]
pub(super) struct Roles {
    roles: BTreeMap<RoleTemplateId, BTreeSet<Scope>>,
    /// True if one of them does not tell its role, which may be any.
    nameless: bool,
}

impl Roles {
    pub(super) fn of<'a>(
        assignments: impl Iterator<Item = (usize, &'a DirectoryRoleAssignment)>,
    ) -> Self {
        let mut found = Self::default();
        for (_, one) in assignments {
            let known = roles(one);
            found.nameless |= known == [None, None];
            for role in known.into_iter().flatten() {
                let at = scope(one.directory_scope_id.as_deref());
                found.roles.entry(role).or_default().insert(at);
            }
        }
        found
    }

    /// Returns `true` if one of them may be of this role at this scope.
    fn may_have_at(&self, role: RoleTemplateId, at: &Scope) -> bool {
        let scopes = self.roles.get(&role).into_iter().flatten();
        self.nameless || scopes.into_iter().any(|one| near(one, at))
    }

    /// Returns `true` if one of them may be of this role, wherever.
    pub(super) fn may_have(&self, role: RoleTemplateId) -> bool {
        self.nameless || self.roles.contains_key(&role)
    }
}

/// The ids by which an assignment names its role.
fn roles(one: &DirectoryRoleAssignment) -> [Option<RoleTemplateId>; 2] {
    [role_of(one), one.role_definition_id.copied()]
}

/// The contradictions between the assignments and the instances of one principal.
///
/// PIM lists every active assignment, made in PIM or not; so where both lists were read whole, each role is in
/// both. An inherited instance belongs to a group, and is listed there.
pub(super) fn compare(
    index: &Index<'_>,
    (reach, schedules): (&Reach, &Schedules<'_>),
    collected: &mut Collected<'_>,
) {
    let sections = index.sections;
    let title = |role| index.catalog.title(&Entitlement::DirectoryRole(role));
    let own = index.directory_roles.with(&Some(reach.id));
    if sections.directory_roles.whole().is_ok() && !reach.eligible && !schedules.all.is_empty() {
        let listed = Roles::of(own.clone());
        for (item, one) in &schedules.all {
            let Some(role) = one.role_definition_id.copied() else {
                continue;
            };
            let inherited = one
                .member_type
                .get()
                .is_some_and(|kind| !kind.eq_ignore_ascii_case("Direct"));
            let now_active = Bound::start(&one.start_date_time).has_begun(index.now) == Some(true)
                && Bound::end(&one.end_date_time).goes_on(index.now) == Some(true);
            let at = scope(one.directory_scope_id.as_deref());
            // One that does not tell whose it is may be this principal's.
            let listed =
                listed.may_have_at(role, &at) || index.nameless.listed_roles.may_have_at(role, &at);
            if now_active && !inherited && !listed {
                collected.contradiction(Contradiction {
                    shown_in: SectionName::RoleSchedules,
                    against: Against::Absent(SectionName::DirectoryRoles),
                    what: title(role),
                    seen: sighting(*item),
                });
            }
        }
    }
    let named = !schedules.by_role.contains_key(&None);
    let asked = index.asked(SectionName::RoleSchedules, reach.id);
    if sections.role_schedules.whole().is_err() || !asked || !named {
        return;
    }
    for (item, one) in own {
        let known = roles(one);
        let at = scope(one.directory_scope_id.as_deref());
        let listed = known.into_iter().any(|role| schedules.of_role(role, &at));
        let told = one.directory_scope_id.is_given();
        if let (true, false, Some(role)) = (told, listed, known[0]) {
            collected.contradiction(Contradiction {
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
