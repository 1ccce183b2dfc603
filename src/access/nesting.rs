//! The way from a principal to a group through nested groups.
//!
//! It only makes a path readable: who is in which group comes from the
//! transitive lists, and a way that was not seen costs no verdict.

use crate::ids::ObjectId;
use crate::snapshot::Sections;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most groups that a path names: of a longer way the first, and the last of them.
pub(super) const SHOWN: usize = 16;
/// The most steps that are followed for one principal: whoever nests more than that is not read as a tenant.
const STEPS: usize = 500_000;

/// The groups that somebody is a direct member of, for every member.
pub(super) struct Parents(BTreeMap<ObjectId, BTreeSet<ObjectId>>);

impl Parents {
    pub(super) fn of(sections: &Sections) -> Self {
        let section = &sections.nesting;
        let mut parents: BTreeMap<ObjectId, BTreeSet<ObjectId>> = BTreeMap::new();
        for seen in section.sightings() {
            if let Some(member) = section.request_of(seen).and_then(|request| request.subject) {
                parents.entry(member).or_default().insert(seen.object.id);
            }
        }
        Self(parents)
    }
}

/// How a group was reached.
#[derive(Clone, Copy)]
struct Step {
    /// Who is a direct member of it; `None` for the principal itself.
    before: Option<ObjectId>,
    /// The first group on the way.
    first: ObjectId,
    /// How many groups the way has.
    length: usize,
}

/// The shortest way from one principal to every group, found in one pass.
pub(super) struct Ways(BTreeMap<ObjectId, Step>);

/// A way to a group.
pub(super) struct Way {
    /// The first group on it, which the principal is a direct member of.
    pub(super) first: ObjectId,
    /// The groups on it, the last of them the group itself; of a long way the first and the last.
    pub(super) shown: Vec<ObjectId>,
    /// How many were left out behind the first.
    pub(super) left_out: usize,
}

impl Ways {
    /// Finds them. `through` says which groups a way may enter first.
    pub(super) fn of(
        parents: &Parents,
        from: ObjectId,
        through: impl Fn(ObjectId) -> bool,
    ) -> Self {
        let mut found: BTreeMap<ObjectId, Step> = BTreeMap::new();
        let mut next = VecDeque::from([from]);
        let mut left = STEPS;
        while let Some(member) = next.pop_front() {
            let to_member = found.get(&member).copied();
            for parent in parents.0.get(&member).into_iter().flatten() {
                if left == 0 {
                    return Self(found);
                }
                left -= 1;
                let barred = member == from && !through(*parent);
                if barred || *parent == from || found.contains_key(parent) {
                    continue;
                }
                let step = Step {
                    before: (member != from).then_some(member),
                    first: to_member.map_or(*parent, |step| step.first),
                    length: to_member.map_or(1, |step| step.length + 1),
                };
                found.insert(*parent, step);
                next.push_back(*parent);
            }
        }
        Self(found)
    }

    /// The way to a group, where one was seen.
    pub(super) fn to(&self, group: ObjectId) -> Option<Way> {
        let step = self.0.get(&group)?;
        let left_out = step.length.saturating_sub(SHOWN);
        let mut shown = vec![group];
        let mut at = step.before;
        while let Some(before) = at.filter(|_| shown.len() + 1 < SHOWN || left_out == 0) {
            shown.push(before);
            at = self.0.get(&before).and_then(|step| step.before);
        }
        if left_out > 0 {
            shown.push(step.first);
        }
        shown.reverse();
        Some(Way {
            first: step.first,
            shown,
            left_out,
        })
    }
}
