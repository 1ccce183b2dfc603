//! How long somebody is in a group: PIM for Groups lets a membership end.

use super::bound::Bound;
use super::model::{Held, SightingRef};
use crate::ids::ObjectId;
use crate::snapshot::{GroupSchedule, SectionName, Sections};

/// What limits a membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    /// It came by an activation.
    pub activated: bool,
    /// When it ends, if it does.
    pub ends: Bound,
    /// The sightings that say so.
    pub seen: Vec<SightingRef>,
}

impl Default for Membership {
    /// One that lasts.
    fn default() -> Self {
        Self {
            activated: false,
            ends: Bound::Open,
            seen: Vec::new(),
        }
    }
}

/// How one instance puts somebody into a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Assigned,
    Activated,
    /// The answer leaves out whether it is a membership of this group, or of which kind.
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

    /// Whether it lapses by itself, as far as that is told.
    pub(super) fn lapses(&self) -> bool {
        self.activated || self.ends != Bound::Open
    }

    /// What a grant that comes through this membership is.
    pub(super) fn limit(&self, held: Held) -> Held {
        if self.activated && held == Held::Active {
            Held::Activated
        } else {
            held
        }
    }

    /// When such a grant ends.
    pub(super) fn end(&self, ends: Bound) -> Bound {
        ends.earlier(self.ends.clone())
    }
}

/// How an instance is about a membership of this group; `None` where it is not.
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
