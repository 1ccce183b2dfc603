//! The groups that a principal is a member of, or could become a member of.

use super::bound::Bound;
use super::collected::Collected;
use super::contradiction::{Against, Contradiction};
use super::holding::{Holding, HoldingKind, Ownership};
use super::index::{ByHolder, Index};
use super::membership::Membership;
use super::nesting::{SHOWN, Way};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use super::via::Via;
use crate::ids::ObjectId;
use crate::snapshot::{Group, GroupEligibility, SectionName};
use std::collections::BTreeMap;

/// A group on the way to another.
#[derive(Clone, Copy, Debug)]
struct Hop {
    id: ObjectId,
    /// True if it must be activated first.
    eligible: bool,
    /// The number of groups before it that a path does not name.
    left_out: usize,
}

/// A path from a holder to a principal id that may hold grants: itself, or a group.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// The id that grants may name.
    pub id: ObjectId,
    /// The hops to it; empty for the holder itself.
    hops: Vec<Hop>,
    /// True if a hop must be activated first.
    pub eligible: bool,
    /// The limits on the membership of the first group on the path.
    pub membership: Membership,
}

impl Reach {
    /// The holder itself, as the start of every path.
    pub(super) fn itself(id: ObjectId) -> Self {
        Self {
            id,
            hops: Vec::new(),
            eligible: false,
            membership: Membership::default(),
        }
    }

    /// The way to it, with the groups' names.
    pub(super) fn via(&self, index: &Index<'_>) -> Vec<Via> {
        let hops = self.hops.iter().map(|hop| {
            let id = hop.id;
            let name = index.group_name(id).map(str::to_owned);
            let name = match hop.left_out {
                0 => name,
                more => {
                    let name = name.unwrap_or_else(|| id.to_string());
                    Some(format!("{name} (behind {more} more groups)"))
                }
            };
            if hop.eligible {
                Via::EligibleGroup { id, name }
            } else {
                Via::Group { id, name }
            }
        });
        hops.collect()
    }
}

/// The ids that a holder reaches, in the order in which they were found.
struct Reaches {
    all: Vec<Reach>,
    /// The ids that were reached; true if one must be activated first.
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
pub(super) fn reaches(
    index: &Index<'_>,
    holder: ObjectId,
    collected: &mut Collected<'_>,
) -> Vec<Reach> {
    let mut reaches = Reaches {
        all: Vec::new(),
        known: BTreeMap::new(),
    };
    reaches.push(Reach::itself(holder));
    let listed = listed(index, holder, collected);
    reaches.enter(index, holder, &listed, collected);
    listed_elsewhere(index, holder, &listed, collected);
    reaches.step_further(index, collected);
    reaches.all
}

/// The groups that the transitive lists put a holder into.
fn listed(
    index: &Index<'_>,
    holder: ObjectId,
    collected: &mut Collected<'_>,
) -> BTreeMap<ObjectId, SightingRef> {
    let mut listed = BTreeMap::new();
    let lists: [(SectionName, &ByHolder<'_, Group>); 2] = [
        (SectionName::UserGroups, &index.user_groups),
        (
            SectionName::ServicePrincipalGroups,
            &index.service_principal_groups,
        ),
    ];
    for (section, groups) in lists {
        for (item, group) in groups.with(&Some(holder)) {
            let seen = SightingRef { section, item };
            if let Some(id) = group.id.copied() {
                listed.entry(id).or_insert(seen);
            } else {
                let fact = "the id of a group that it is in";
                collected.unresolved(unread(section, seen, fact));
            }
        }
    }
    listed
}

impl Reaches {
    /// Enters the groups that are listed, by the ways that lead there.
    fn enter(
        &mut self,
        index: &Index<'_>,
        holder: ObjectId,
        listed: &BTreeMap<ObjectId, SightingRef>,
        collected: &mut Collected<'_>,
    ) {
        if listed.is_empty() {
            return;
        }
        let nesting = &index.nesting;
        let unbelieved = nesting.unbelieved(holder, listed.keys());
        let lapses = |entered| Membership::of(index, holder, entered).lapses();
        // A path that lasts counts before a shorter one that lapses.
        let lasting = nesting.ways(holder, |first| !lapses(first));
        let any = nesting.ways(holder, |_| true);
        for (group, seen) in listed {
            if unbelieved.contains(group) {
                disbelieve(hop(index, *group), *seen, collected);
                continue;
            }
            let way = lasting.to(*group).or_else(|| any.to(*group));
            let way = way.unwrap_or_else(|| Way::straight(*group));
            let membership = Membership::of(index, holder, way.first);
            let hops = way.shown.iter().enumerate().map(|(place, id)| Hop {
                id: *id,
                eligible: false,
                left_out: if place == 1 { way.left_out } else { 0 },
            });
            self.push(Reach {
                id: *group,
                hops: hops.collect(),
                eligible: false,
                membership,
            });
        }
    }

    /// Follows eligibilities of groups for other groups until nothing new is found.
    fn step_further(&mut self, index: &Index<'_>, collected: &mut Collected<'_>) {
        collected.all_unresolved(&index.nameless.eligibility);
        let section = SectionName::GroupEligibility;
        let mut next = 0;
        while let Some(from) = self.all.get(next).cloned() {
            next += 1;
            for (item, eligibility) in index.group_eligibility.with(&Some(from.id)) {
                if eligibility.access_id.says("owner") {
                    let seen = SightingRef { section, item };
                    collected.holding(seen, || Holding {
                        what: owned(index, eligibility.group_id.copied(), Ownership::Eligible),
                        starts: Bound::Open,
                        ends: Bound::end(&eligibility.end_date_time),
                        via: from.via(index),
                        seen: vec![seen],
                    });
                    continue;
                }
                let member = eligibility.access_id.says("member");
                let (true, Some(id)) = (member, eligibility.group_id.copied()) else {
                    let seen = SightingRef { section, item };
                    collected.unresolved(unread(section, seen, ELIGIBILITY));
                    continue;
                };
                self.push(Reach {
                    id,
                    hops: onwards(&from.hops, id),
                    eligible: true,
                    membership: Membership::default(),
                });
            }
        }
    }
}

/// The ownership of a group.
pub(super) fn owned(index: &Index<'_>, group: Option<ObjectId>, form: Ownership) -> HoldingKind {
    HoldingKind::GroupOwner {
        group,
        name: group.and_then(|id| index.group_name(id).map(str::to_owned)),
        takes_roles: group.and_then(|id| index.takes_roles(id)),
        form,
    }
}

/// The facts that an eligibility for a group leaves out.
const ELIGIBILITY: &str =
    "whose a group membership is that can be activated, of which group, or of which kind";

/// Eligibilities that do not tell whose they are, and so may be anybody's.
pub(super) fn anybodys_eligibility(all: &ByHolder<'_, GroupEligibility>) -> Vec<Unresolved> {
    let section = SectionName::GroupEligibility;
    all.with(&None)
        .filter(|(_, one)| !one.access_id.says("owner"))
        .map(|(item, _)| unread(section, SightingRef { section, item }, ELIGIBILITY))
        .collect()
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

/// Notes a group that is listed, and that nobody can be a member of by the path that was seen.
fn disbelieve(what: String, seen: SightingRef, collected: &mut Collected<'_>) {
    collected.unresolved(Unresolved {
        lacking: SectionName::Nesting,
        what: what.clone(),
        lacks: "shows no way into that group but through another group, and a group that directory roles can be \
                assigned to has no groups in it"
            .to_owned(),
        gone: false,
        could_be: Could::ByGroup,
        more: true,
        others: 0,
        seen,
    });
    collected.contradiction(Contradiction {
        shown_in: seen.section,
        against: Against::Nesting,
        what,
        seen,
    });
}

/// Groups that another section puts the holder into, where the list of its groups was read whole and lacks them.
fn listed_elsewhere(
    index: &Index<'_>,
    holder: ObjectId,
    listed: &BTreeMap<ObjectId, SightingRef>,
    collected: &mut Collected<'_>,
) {
    let whole = index.sections.user_groups.whole().is_ok();
    if !whole || !index.asked(SectionName::UserGroups, holder) {
        return;
    }
    let mut found: BTreeMap<ObjectId, SightingRef> = BTreeMap::new();
    for (item, group) in index.direct_groups.with(&Some(holder)) {
        if let Some(id) = group.id.copied() {
            let section = SectionName::Nesting;
            found.insert(id, SightingRef { section, item });
        }
    }
    for (item, one) in index.group_schedules.with(&Some(holder)) {
        let member = one.access_id.says("member")
            && Bound::end(&one.end_date_time).goes_on(index.now) == Some(true);
        if let (true, Some(id)) = (member, one.group_id.copied()) {
            let section = SectionName::GroupSchedules;
            found.insert(id, SightingRef { section, item });
        }
    }
    for (group, seen) in found.into_iter().filter(|(id, _)| !listed.contains_key(id)) {
        let what = hop(index, group);
        collected.unresolved(Unresolved {
            lacking: SectionName::UserGroups,
            what: format!("{what}, which {} puts it into", seen.section),
            lacks: "does not list that group".to_owned(),
            gone: false,
            could_be: Could::ByGroup,
            more: true,
            others: 0,
            seen,
        });
        collected.contradiction(Contradiction {
            shown_in: seen.section,
            against: Against::Absent(SectionName::UserGroups),
            what,
            seen,
        });
    }
}

fn unread(section: SectionName, seen: SightingRef, fact: &str) -> Unresolved {
    Unresolved {
        lacking: section,
        what: "a group".to_owned(),
        lacks: format!("does not say {fact}"),
        gone: false,
        could_be: Could::ByGroup,
        more: true,
        others: 0,
        seen,
    }
}

/// A group as part of a sentence.
fn hop(index: &Index<'_>, id: ObjectId) -> String {
    match index.group_name(id).filter(|name| !name.trim().is_empty()) {
        Some(name) => format!("the group {name} ({id})"),
        None => format!("the group {id}"),
    }
}
