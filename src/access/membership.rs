//! The duration of a group membership: PIM for Groups can set an end.

use super::bound::Bound;
use super::index::Index;
use super::model::Held;
use super::sighting::SightingRef;
use crate::ids::ObjectId;
use crate::snapshot::{GroupSchedule, Section, SectionName};
use std::collections::BTreeMap;

/// The most sightings that are given as proof of one thing.
pub(super) const PROOFS: usize = 20;

/// The limits on a membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    /// True if it came by an activation.
    pub activated: bool,
    /// Its end, if it has one.
    pub ends: Bound,
    /// The sightings that show it.
    pub seen: Vec<SightingRef>,
}

impl Default for Membership {
    /// A membership that lasts.
    fn default() -> Self {
        Self {
            activated: false,
            ends: Bound::Open,
            seen: Vec::new(),
        }
    }
}

/// The kind of a membership that one instance gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Assigned,
    Activated,
    /// The answer does not say if it is a membership of this group, or of which kind.
    Untold,
}

impl Membership {
    /// Reads it; where PIM does not manage the group, a membership lasts.
    ///
    /// Assigned beats activated, and of several the one that lasts longest counts.
    pub(super) fn of(index: &Index<'_>, principal: ObjectId, group: ObjectId) -> Self {
        let all = index.sections.group_schedules.sightings();
        let mut found: Vec<(usize, How, Bound)> = index
            .memberships(principal, group)
            .filter_map(|(item, how)| {
                let one = &all.get(item)?.object;
                Some((item, how, Bound::end(&one.end_date_time)))
            })
            .collect();
        let certain = |how: How| move |one: &&(usize, How, Bound)| one.1 == how;
        let lasting = found.iter().filter(certain(How::Assigned));
        let activated = if lasting.clone().count() > 0 {
            found.retain(|one| one.1 == How::Assigned);
            false
        } else if found.iter().any(|one| one.1 == How::Untold) {
            for one in &mut found {
                one.2 = Bound::Untold;
            }
            false
        } else {
            !found.is_empty()
        };
        Self {
            activated,
            ends: Bound::latest(found.iter().map(|(_, _, end)| end.clone())),
            seen: found
                .iter()
                .take(PROOFS)
                .map(|(item, ..)| SightingRef {
                    section: SectionName::GroupSchedules,
                    item: *item,
                })
                .collect(),
        }
    }

    /// Returns `true` if it lapses by itself, as far as that is known.
    pub(super) fn lapses(&self) -> bool {
        self.activated || self.ends != Bound::Open
    }

    /// The state of a grant that comes through this membership.
    pub(super) fn limit(&self, held: Held) -> Held {
        if self.activated && held == Held::Active {
            Held::Activated
        } else {
            held
        }
    }

    /// The end of such a grant.
    pub(super) fn end(&self, ends: Bound) -> Bound {
        ends.earlier(self.ends.clone())
    }
}

/// Places of instances by their member and, where it is told, their group.
pub(super) type Memberships = BTreeMap<(ObjectId, Option<ObjectId>), Vec<(usize, How)>>;

/// The places of the instances by their member and their group, and how they put the one into the other.
///
/// Of those that do not tell their group the first are enough: each leaves open the same.
pub(super) fn by_group(section: &Section<GroupSchedule>) -> Memberships {
    let mut found: BTreeMap<_, Vec<(usize, How)>> = BTreeMap::new();
    for (item, seen) in section.sightings().iter().enumerate() {
        let asked = section.request_of(seen).and_then(|request| request.subject);
        let member = seen.object.principal_id.copied().or(asked);
        if let (Some(member), Some(how)) = (member, how(&seen.object)) {
            let group = seen.object.group_id.copied();
            let places = found.entry((member, group)).or_default();
            if group.is_some() || places.len() < PROOFS {
                places.push((item, how));
            }
        }
    }
    found
}

/// The kind of membership of its group that an instance gives; `None` where it gives none.
fn how(one: &GroupSchedule) -> Option<How> {
    if one.access_id.says("owner") {
        return None;
    }
    let certain = one.group_id.is_given() && one.access_id.says("member");
    Some(match certain {
        true if one.assignment_type.says("assigned") => How::Assigned,
        true if one.assignment_type.says("activated") => How::Activated,
        // An activation always ends.
        true if one.end_date_time.is_null() => How::Assigned,
        _ => How::Untold,
    })
}
