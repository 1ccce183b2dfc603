//! The duration of a group membership: PIM for Groups can set an end.

use super::bound::Bound;
use super::model::{Held, SightingRef};
use crate::ids::ObjectId;
use crate::snapshot::{GroupSchedule, SectionName, Sections};

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
enum How {
    Assigned,
    Activated,
    /// The answer does not say if it is a membership of this group, or of which kind.
    Untold,
}

impl Membership {
    /// Reads it; where PIM does not manage the group, a membership lasts.
    ///
    /// Assigned beats activated, and of several the one that lasts longest counts.
    pub(super) fn of(sections: &Sections, principal: ObjectId, group: ObjectId) -> Self {
        let section = &sections.group_schedules;
        let all = section.sightings().iter().enumerate();
        let mut found: Vec<(usize, How, Bound)> = all
            .filter(|(_, seen)| {
                let asked = section.request_of(seen).and_then(|request| request.subject);
                seen.object.principal_id.copied().or(asked) == Some(principal)
            })
            .filter_map(|(item, seen)| {
                let how = how(&seen.object, group)?;
                Some((item, how, Bound::end(&seen.object.end_date_time)))
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

/// The kind of membership of this group that an instance gives; `None` where it gives none.
fn how(one: &GroupSchedule, group: ObjectId) -> Option<How> {
    if one.group_id.get().is_some_and(|id| *id != group) || one.access_id.says("owner") {
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
