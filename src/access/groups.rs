//! The groups that a principal is in, or could be in.

use super::membership::Membership;
use super::model::Via;
use super::nesting;
use crate::ids::ObjectId;
use crate::snapshot::{Group, Section, Sections};
use std::collections::BTreeMap;

/// A way from a holder to a principal id that may hold grants: itself, or a group.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// The id that grants may name.
    pub id: ObjectId,
    /// The hops to it; empty for the holder itself.
    pub via: Vec<Via>,
    /// Whether a hop must be activated first.
    pub eligible: bool,
    /// What limits the membership of the first group on the way.
    pub membership: Membership,
}

/// The holder itself, then its groups, then the groups that it could activate.
pub(super) fn reaches(sections: &Sections, holder: ObjectId) -> Vec<Reach> {
    let names = group_names(sections);
    let name_of = |id: &ObjectId| names.get(id).cloned().flatten();
    let mut found = vec![Reach {
        id: holder,
        via: Vec::new(),
        eligible: false,
        membership: Membership::default(),
    }];
    for section in [&sections.user_groups, &sections.service_principal_groups] {
        for group in groups_of(section, holder) {
            let hop = |id: ObjectId| Via::Group {
                id,
                name: name_of(&id),
            };
            let lapses = |entered| Membership::of(sections, holder, entered).lapses();
            // A way that lasts counts before a shorter one that lapses.
            let way = nesting::way(sections, holder, group.id, |first| !lapses(first))
                .or_else(|| nesting::way(sections, holder, group.id, |_| true))
                .unwrap_or_else(|| vec![group.id]);
            let entered = way.first().copied().unwrap_or(group.id);
            push(
                &mut found,
                Reach {
                    id: group.id,
                    via: way.into_iter().map(hop).collect(),
                    eligible: false,
                    membership: Membership::of(sections, holder, entered),
                },
            );
        }
    }
    // A group can itself be eligible for another: follow until nothing new is found.
    let mut next = 0;
    while let Some(from) = found.get(next).cloned() {
        next += 1;
        for seen in sections.group_eligibility.sightings() {
            let eligibility = &seen.object;
            let owner = eligibility
                .access_id
                .as_deref()
                .is_some_and(|a| a.eq_ignore_ascii_case("owner"));
            if eligibility.principal_id == from.id && !owner {
                let id = eligibility.group_id;
                let mut via = from.via.clone();
                via.push(Via::EligibleGroup {
                    id,
                    name: name_of(&id),
                });
                push(
                    &mut found,
                    Reach {
                        id,
                        via,
                        eligible: true,
                        membership: Membership::default(),
                    },
                );
            }
        }
    }
    found
}

fn push(found: &mut Vec<Reach>, reach: Reach) {
    if !found
        .iter()
        .any(|known| known.id == reach.id && known.eligible <= reach.eligible)
    {
        found.push(reach);
    }
}

fn groups_of(section: &Section<Group>, holder: ObjectId) -> impl Iterator<Item = &Group> {
    section
        .sightings()
        .iter()
        .filter(move |seen| section.request_of(seen).and_then(|r| r.subject) == Some(holder))
        .map(|seen| &seen.object)
}

fn group_names(sections: &Sections) -> BTreeMap<ObjectId, Option<String>> {
    let mut names = BTreeMap::new();
    for section in [
        &sections.user_groups,
        &sections.service_principal_groups,
        &sections.eligible_groups,
    ] {
        for seen in section.sightings() {
            names.insert(seen.object.id, seen.object.display_name.clone());
        }
    }
    names
}
