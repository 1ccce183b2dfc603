//! The grants of one holder while they are read, within what a whole snapshot may hold.

use super::model::{Grant, Holder, HolderKind, SightingRef, Unresolved};
use crate::ids::ObjectId;
use crate::snapshot::SectionName;
use std::collections::BTreeMap;

/// The most grants that are weighed of one snapshot: the largest tenants have some hundreds.
pub(super) const MOST: usize = 20_000;
/// The most grants without a meaning that one holder lists for one reason; the rest is counted.
const LISTED: usize = 20;

/// What one holder holds, as far as it was read.
pub(super) struct Collected<'r> {
    grants: Vec<Grant>,
    unresolved: Vec<Unresolved>,
    /// How many more grants are weighed.
    room: &'r mut usize,
}

impl<'r> Collected<'r> {
    /// Nothing yet; `room` is how many grants of the snapshot are weighed still.
    pub(super) const fn new(room: &'r mut usize) -> Self {
        Self {
            grants: Vec::new(),
            unresolved: Vec::new(),
            room,
        }
    }

    /// Takes a grant. `false` when no more are taken: then it is said that there are others, and nothing
    /// may be concluded from what is not here.
    pub(super) fn grant(&mut self, seen: SightingRef, make: impl FnOnce() -> Grant) -> bool {
        let Some(left) = self.room.checked_sub(1) else {
            let what = format!("what is held beyond the first {MOST} grants");
            self.unresolved(seen.section, &what, seen);
            return false;
        };
        *self.room = left;
        self.grants.push(make());
        true
    }

    /// Takes note of a grant whose meaning could not be read.
    pub(super) fn unresolved(&mut self, lacking: SectionName, what: &str, seen: SightingRef) {
        self.unresolved.push(Unresolved {
            lacking,
            what: what.to_owned(),
            seen,
        });
    }

    pub(super) fn into_holder(mut self, id: ObjectId, kind: HolderKind) -> Holder {
        self.grants.sort();
        self.grants.dedup();
        Holder {
            id,
            kind,
            grants: self.grants,
            unresolved: few(self.unresolved),
        }
    }
}

/// The first of each kind, and how many more there are.
fn few(mut unresolved: Vec<Unresolved>) -> Vec<Unresolved> {
    unresolved.sort();
    unresolved.dedup();
    let mut counts: BTreeMap<(SectionName, SectionName), usize> = BTreeMap::new();
    let mut last: BTreeMap<(SectionName, SectionName), SightingRef> = BTreeMap::new();
    unresolved.retain(|one| {
        let kind = (one.lacking, one.seen.section);
        let count = counts.entry(kind).or_default();
        *count += 1;
        last.insert(kind, one.seen);
        *count <= LISTED
    });
    for (kind, count) in counts {
        if let (more @ 1.., Some(seen)) = (count.saturating_sub(LISTED), last.get(&kind)) {
            unresolved.push(Unresolved {
                lacking: kind.0,
                what: format!("{more} more of the same"),
                seen: *seen,
            });
        }
    }
    unresolved.sort();
    unresolved
}
