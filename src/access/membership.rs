//! How long somebody is in a group: PIM for Groups lets a membership end.

use super::index::Index;
use super::model::{Held, SightingRef};
use crate::ids::ObjectId;
use crate::snapshot::{GroupSchedule, SectionName};
use jiff::Timestamp;

/// The most sightings that are given as proof of one thing.
pub(super) const PROOFS: usize = 50;

/// What limits a membership; the default is one that lasts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Membership {
    /// It came by an activation.
    pub activated: bool,
    /// When it ends, if it does.
    pub ends: Option<Timestamp>,
    /// The sightings that say so.
    pub seen: Vec<SightingRef>,
}

impl Membership {
    /// Reads it; where PIM does not manage the group, a membership lasts.
    ///
    /// Assigned beats activated, and of several the one that lasts longest counts.
    pub(super) fn of(index: &Index<'_>, principal: ObjectId, group: ObjectId) -> Self {
        let found: Vec<(usize, &GroupSchedule)> = index
            .group_schedules
            .with(&(principal, group))
            .map(|(item, seen)| (item, &seen.object))
            .filter(|(_, one)| !is(one.access_id.as_deref(), "owner"))
            .collect();
        let activated = |one: &GroupSchedule| is(one.assignment_type.as_deref(), "activated");
        let assigned: Vec<_> = found
            .iter()
            .copied()
            .filter(|(_, one)| !activated(one))
            .collect();
        let only_activated = assigned.is_empty() && !found.is_empty();
        let counted = if only_activated { found } else { assigned };
        let for_ever = counted.iter().any(|(_, one)| one.end_date_time.is_none());
        let last = counted
            .iter()
            .filter_map(|(_, one)| one.end_date_time)
            .max();
        Self {
            activated: only_activated,
            ends: if for_ever { None } else { last },
            seen: counted
                .iter()
                .take(PROOFS)
                .map(|(item, _)| SightingRef {
                    section: SectionName::GroupSchedules,
                    item: *item,
                })
                .collect(),
        }
    }

    /// Whether it lapses by itself.
    pub(super) fn lapses(&self) -> bool {
        self.activated || self.ends.is_some()
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
    pub(super) fn end(&self, ends: Option<Timestamp>) -> Option<Timestamp> {
        [ends, self.ends].into_iter().flatten().min()
    }
}

fn is(text: Option<&str>, word: &str) -> bool {
    text.is_some_and(|text| text.eq_ignore_ascii_case(word))
}
