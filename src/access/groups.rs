//! The groups that a principal is in, or could be in.

use super::index::Index;
use super::membership::Membership;
use super::model::Via;
use super::nesting::{SHOWN, Way, Ways};
use crate::ids::ObjectId;
use std::collections::BTreeMap;

/// A group on the way to another.
#[derive(Clone, Copy, Debug)]
struct Hop {
    id: ObjectId,
    /// Whether it must be activated first.
    eligible: bool,
    /// How many groups stand before it that a path does not name.
    left_out: usize,
}

/// A way from a holder to a principal id that may hold grants: itself, or a group.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// The id that grants may name.
    pub id: ObjectId,
    /// The hops to it; empty for the holder itself.
    hops: Vec<Hop>,
    /// Whether a hop must be activated first.
    pub eligible: bool,
    /// What limits the membership of the first group on the way.
    pub membership: Membership,
}

impl Reach {
    /// The way to it, with the groups' names.
    pub(super) fn via(&self, index: &Index<'_>) -> Vec<Via> {
        let hops = self.hops.iter();
        hops.map(|hop| {
            let id = hop.id;
            let name = index.group_names.get(&id).cloned().flatten();
            let name = match (hop.left_out, name) {
                (0, name) => name,
                (more, name) => {
                    let name = name.unwrap_or_else(|| id.to_string());
                    Some(format!("{name} ({more} groups before it are left out)"))
                }
            };
            if hop.eligible {
                Via::EligibleGroup { id, name }
            } else {
                Via::Group { id, name }
            }
        })
        .collect()
    }
}

/// What was reached, in the order in which it was; the better of two ways to one id comes first.
#[derive(Default)]
struct Reaches {
    all: Vec<Reach>,
    /// Whether the ids that were reached must be activated first.
    known: BTreeMap<ObjectId, bool>,
}

impl Reaches {
    fn push(&mut self, reach: Reach) {
        let known = self.known.get(&reach.id);
        if known.is_none_or(|eligible| *eligible && !reach.eligible) {
            self.known.insert(reach.id, reach.eligible);
            self.all.push(reach);
        }
    }
}

/// The holder itself, then its groups, then the groups that it could activate.
pub(super) fn reaches(index: &Index<'_>, holder: ObjectId) -> Vec<Reach> {
    let mut found = Reaches::default();
    found.push(Reach {
        id: holder,
        hops: Vec::new(),
        eligible: false,
        membership: Membership::default(),
    });
    entered(index, holder, &mut found);
    // A group can itself be eligible for another: follow until nothing new is found.
    let mut next = 0;
    while let Some(from) = found.all.get(next).cloned() {
        next += 1;
        for (_, seen) in index.group_eligibility.with(&from.id) {
            let eligibility = &seen.object;
            let owner = eligibility
                .access_id
                .as_deref()
                .is_some_and(|a| a.eq_ignore_ascii_case("owner"));
            if !owner {
                found.push(Reach {
                    id: eligibility.group_id,
                    hops: onwards(&from.hops, eligibility.group_id),
                    eligible: true,
                    membership: Membership::default(),
                });
            }
        }
    }
    found.all
}

/// The groups that the holder is in, directly or through others.
fn entered(index: &Index<'_>, holder: ObjectId, found: &mut Reaches) {
    let sections = [&index.user_groups, &index.service_principal_groups];
    if sections
        .iter()
        .all(|groups| groups.first(&holder).is_none())
    {
        return;
    }
    // A way that lasts counts before a shorter one that lapses.
    let lasting = Ways::of(&index.parents, holder, |first| {
        !Membership::of(index, holder, first).lapses()
    });
    let any = Ways::of(&index.parents, holder, |_| true);
    for groups in sections {
        for (_, seen) in groups.with(&holder) {
            let group = seen.object.id;
            let way = lasting.to(group).or_else(|| any.to(group));
            let way = way.unwrap_or_else(|| Way {
                first: group,
                shown: vec![group],
                left_out: 0,
            });
            let left_out = |place: usize| if place == 1 { way.left_out } else { 0 };
            let hops = way.shown.iter().enumerate().map(|(place, id)| Hop {
                id: *id,
                eligible: false,
                left_out: left_out(place),
            });
            found.push(Reach {
                id: group,
                hops: hops.collect(),
                eligible: false,
                membership: Membership::of(index, holder, way.first),
            });
        }
    }
}

/// The hops to a group that can be activated from the end of others.
fn onwards(before: &[Hop], group: ObjectId) -> Vec<Hop> {
    let mut hops = before.to_vec();
    if hops.len() >= SHOWN {
        let gone = hops.remove(1);
        if let Some(next) = hops.get_mut(1) {
            next.left_out += gone.left_out + 1;
        }
    }
    hops.push(Hop {
        id: group,
        eligible: true,
        left_out: 0,
    });
    hops
}
