//! The way from a principal to a group through nested groups.
//!
//! Who is in which group comes from the transitive lists, and a way that was not
//! seen costs no verdict. A way that was seen and that the service cannot make is
//! not believed: nothing is nested in a group that directory roles can be assigned
//! to (entra-docs, groups-concept.md), so one is entered by its own members alone.

use crate::ids::ObjectId;
use crate::snapshot::Sections;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The group, or the holder, that stands before each group that is reached.
pub(super) type Ways = BTreeMap<ObjectId, ObjectId>;

/// Which group is a direct member of which, as far as that was seen.
pub(super) struct Nesting {
    parents: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
    /// Groups that directory roles can be assigned to.
    assignable: BTreeSet<ObjectId>,
    /// Whose direct groups were listed whole.
    told: BTreeSet<ObjectId>,
}

impl Nesting {
    /// Reads it.
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
        }
    }

    /// The shortest ways from a holder that the service can make; `through` says which groups they may enter first.
    pub(super) fn ways(&self, from: ObjectId, through: impl Fn(ObjectId) -> bool) -> Ways {
        self.walk(from, |member, group| {
            let own = member == from;
            (own || !self.assignable.contains(&group)) && (!own || through(group))
        })
    }

    /// Groups that are listed for a holder and can only be entered by a way that the service cannot make.
    pub(super) fn unbelieved(
        &self,
        from: ObjectId,
        listed: &BTreeSet<ObjectId>,
    ) -> BTreeSet<ObjectId> {
        let possible = self.ways(from, |_| true);
        let all = self.walk(from, |_, _| true);
        let told = self.told.contains(&from);
        listed
            .intersection(&self.assignable)
            .filter(|group| !possible.contains_key(group))
            .filter(|group| told || all.contains_key(group))
            .copied()
            .collect()
    }

    /// Groups that somebody is a direct member of, as far as that was seen.
    pub(super) fn direct(&self, member: ObjectId) -> impl Iterator<Item = ObjectId> {
        self.parents.get(&member).into_iter().flatten().copied()
    }

    fn walk(&self, from: ObjectId, enters: impl Fn(ObjectId, ObjectId) -> bool) -> Ways {
        let mut came_from = Ways::new();
        let mut next = VecDeque::from([from]);
        while let Some(member) = next.pop_front() {
            for group in self.direct(member) {
                if group != from && !came_from.contains_key(&group) && enters(member, group) {
                    came_from.insert(group, member);
                    next.push_back(group);
                }
            }
        }
        came_from
    }
}

/// The groups on the way to `group`, the last of them `group` itself; `None` when there is no way.
pub(super) fn way(ways: &Ways, from: ObjectId, group: ObjectId) -> Option<Vec<ObjectId>> {
    let mut way = vec![group];
    let mut at = *ways.get(&group)?;
    while at != from {
        way.push(at);
        at = *ways.get(&at)?;
    }
    way.reverse();
    Some(way)
}
