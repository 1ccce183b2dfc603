//! The path from a principal to a group through nested groups.
//!
//! Membership comes from the transitive lists, and a path that was not seen costs
//! no verdict. A path that was seen and that the service does not allow is not
//! believed: nothing is nested in a group that directory roles can be assigned
//! to (entra-docs, groups-concept.md), so such a group is reached by its own members alone.

use crate::ids::ObjectId;
use crate::snapshot::Sections;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most groups that a path names: of a longer way the first, and the last of them.
pub(super) const SHOWN: usize = 16;
/// The most steps that are followed in one snapshot: whoever nests more than that is not read as a tenant.
const STEPS: usize = 2_000_000;

/// The direct memberships of groups in groups, as far as they were seen.
pub(super) struct Nesting {
    parents: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
    /// Groups that directory roles can be assigned to.
    assignable: BTreeSet<ObjectId>,
    /// Members whose direct groups were listed whole.
    told: BTreeSet<ObjectId>,
    /// The number of steps that may still be followed.
    steps: Cell<usize>,
}

impl Nesting {
    /// Reads the nesting from the sections.
    pub(super) fn read(sections: &Sections) -> Self {
        let section = &sections.nesting;
        let mut parents: BTreeMap<ObjectId, BTreeSet<ObjectId>> = BTreeMap::new();
        for seen in section.sightings() {
            let member = section.request_of(seen).and_then(|request| request.subject);
            if let (Some(member), Some(group)) = (member, seen.object.id.copied()) {
                parents.entry(member).or_default().insert(group);
            }
        }
        let everywhere = [
            section,
            &sections.user_groups,
            &sections.service_principal_groups,
            &sections.eligible_groups,
        ];
        let assignable = everywhere
            .into_iter()
            .flat_map(|section| section.sightings())
            .filter(|seen| seen.object.is_assignable_to_role == Some(true))
            .filter_map(|seen| seen.object.id.copied())
            .collect();
        let told = match section.whole() {
            Ok(seen) if seen.iter().all(|seen| seen.object.id.is_given()) => section
                .head()
                .requests
                .iter()
                .filter_map(|request| request.subject)
                .collect(),
            _ => BTreeSet::new(),
        };
        Self {
            parents,
            assignable,
            told,
            steps: Cell::new(STEPS),
        }
    }

    /// The shortest paths from a holder that the service allows; `through` says which groups they may enter first.
    pub(super) fn ways(&self, from: ObjectId, through: impl Fn(ObjectId) -> bool) -> Ways {
        self.walk(from, |member, group| {
            let own = member == from;
            (own || !self.assignable.contains(&group)) && (!own || through(group))
        })
    }

    /// Groups that are listed for a holder and can only be reached by a path that the service does not allow.
    ///
    /// Where not all paths were followed, the groups that were not found are among them.
    pub(super) fn unbelieved<'g>(
        &self,
        from: ObjectId,
        listed: impl Iterator<Item = &'g ObjectId>,
    ) -> BTreeSet<ObjectId> {
        let assignable: Vec<ObjectId> = listed
            .filter(|group| self.assignable.contains(group))
            .copied()
            .collect();
        if assignable.is_empty() {
            return BTreeSet::new();
        }
        let possible = self.ways(from, |_| true);
        let all = self.walk(from, |_, _| true);
        let told = self.told.contains(&from) || self.steps.get() == 0;
        assignable
            .into_iter()
            .filter(|group| !possible.found.contains_key(group))
            .filter(|group| told || all.found.contains_key(group))
            .collect()
    }

    fn walk(&self, from: ObjectId, enters: impl Fn(ObjectId, ObjectId) -> bool) -> Ways {
        let mut found: BTreeMap<ObjectId, Step> = BTreeMap::new();
        let mut next = VecDeque::from([from]);
        while let Some(member) = next.pop_front() {
            let before = found.get(&member).copied();
            for group in self.parents.get(&member).into_iter().flatten() {
                let Some(left) = self.steps.get().checked_sub(1) else {
                    return Ways { found };
                };
                self.steps.set(left);
                if *group == from || found.contains_key(group) || !enters(member, *group) {
                    continue;
                }
                let step = Step {
                    before: before.map(|_| member),
                    first: before.map_or(*group, |step| step.first),
                    length: before.map_or(1, |step| step.length + 1),
                };
                found.insert(*group, step);
                next.push_back(*group);
            }
        }
        Ways { found }
    }
}

/// One step of the path to a group.
#[derive(Clone, Copy)]
struct Step {
    /// The group before it; `None` where the holder is a direct member.
    before: Option<ObjectId>,
    /// The first group on the way.
    first: ObjectId,
    /// The number of groups on the path.
    length: usize,
}

/// The shortest ways from one holder to the groups that it reaches.
pub(super) struct Ways {
    found: BTreeMap<ObjectId, Step>,
}

/// A way to a group.
pub(super) struct Way {
    /// The first group on it.
    pub(super) first: ObjectId,
    /// The groups on it, the last of them the group itself; of a long way the first and the last ones.
    pub(super) shown: Vec<ObjectId>,
    /// The number of groups that were left out after the first.
    pub(super) left_out: usize,
}

impl Way {
    /// The way to a group of which no way was seen.
    pub(super) fn straight(group: ObjectId) -> Self {
        Self {
            first: group,
            shown: vec![group],
            left_out: 0,
        }
    }
}

impl Ways {
    /// The way to a group, where there is one.
    pub(super) fn to(&self, group: ObjectId) -> Option<Way> {
        let step = self.found.get(&group)?;
        let left_out = step.length.saturating_sub(SHOWN);
        let mut shown = vec![group];
        let mut at = step.before;
        while let Some(before) = at.filter(|_| left_out == 0 || shown.len() + 1 < SHOWN) {
            shown.push(before);
            at = self.found.get(&before).and_then(|step| step.before);
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
