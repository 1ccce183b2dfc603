//! The way from a principal to a group through nested groups.
//!
//! It only makes a path readable: who is in which group comes from the
//! transitive lists, and a way that was not seen costs no verdict.

use crate::ids::ObjectId;
use crate::snapshot::Sections;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The groups on the shortest way to `group`, the last of them `group` itself; `None` when no way was seen.
///
/// `through` says which groups the way may enter first.
pub(super) fn way(
    sections: &Sections,
    from: ObjectId,
    group: ObjectId,
    through: impl Fn(ObjectId) -> bool,
) -> Option<Vec<ObjectId>> {
    let section = &sections.nesting;
    let mut parents: BTreeMap<ObjectId, BTreeSet<ObjectId>> = BTreeMap::new();
    for seen in section.sightings() {
        if let Some(member) = section.request_of(seen).and_then(|request| request.subject) {
            parents.entry(member).or_default().insert(seen.object.id);
        }
    }
    let mut came_from: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(member) = next.pop_front() {
        for parent in parents.get(&member).into_iter().flatten() {
            let barred = member == from && !through(*parent);
            if !barred && *parent != from && !came_from.contains_key(parent) {
                came_from.insert(*parent, member);
                next.push_back(*parent);
            }
        }
    }
    let mut way = vec![group];
    let mut at = group;
    while let Some(before) = came_from.get(&at).filter(|before| **before != from) {
        way.push(*before);
        at = *before;
    }
    way.reverse();
    came_from.contains_key(&group).then_some(way)
}
