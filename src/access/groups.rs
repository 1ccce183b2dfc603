//! The groups that a principal is in, or could be in.

use super::bound::Bound;
use super::contradiction::{Against, Contradiction};
use super::membership::Membership;
use super::model::{SightingRef, Via};
use super::nesting::{self, Nesting};
use super::unresolved::{Could, Unresolved};
use crate::ids::ObjectId;
use crate::snapshot::{Group, Section, SectionName, Sections};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

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

impl Reach {
    /// A holder as what it reaches first.
    pub(super) fn itself(id: ObjectId) -> Self {
        Self {
            id,
            via: Vec::new(),
            eligible: false,
            membership: Membership::default(),
        }
    }
}

/// Everything that a holder reaches, and what of its groups could not be read.
pub(super) struct Reaches {
    /// The holder itself, then its groups, then the groups that it could activate.
    pub all: Vec<Reach>,
    pub unresolved: Vec<Unresolved>,
    pub contradictions: Vec<Contradiction>,
}

/// Reads what a holder reaches.
///
/// `now` is when the answers were read: a membership that had ended by then is none.
pub(super) fn reaches(sections: &Sections, holder: ObjectId, now: Timestamp) -> Reaches {
    let names = Names::read(sections);
    let mut reaches = Reaches {
        all: vec![Reach::itself(holder)],
        unresolved: Vec::new(),
        contradictions: Vec::new(),
    };
    reaches.enter(sections, holder, (now, &names));
    reaches.step_further(sections, &names);
    reaches
}

impl Reaches {
    /// Groups that the holder is in, by the transitive lists.
    fn enter(&mut self, sections: &Sections, holder: ObjectId, (now, names): (Timestamp, &Names)) {
        let nesting = Nesting::read(sections);
        let mut listed = BTreeSet::new();
        let lists = [
            (SectionName::UserGroups, &sections.user_groups),
            (
                SectionName::ServicePrincipalGroups,
                &sections.service_principal_groups,
            ),
        ];
        for (name, section) in lists {
            for (item, group) in groups_of(section, holder) {
                let seen = SightingRef {
                    section: name,
                    item,
                };
                match group.id.copied() {
                    Some(id) => listed.extend([(id, seen)]),
                    None => {
                        self.unresolved
                            .push(unread(name, seen, "the id of a group that it is in"));
                    }
                }
            }
        }
        let ids: BTreeSet<ObjectId> = listed.iter().map(|(id, _)| *id).collect();
        let unbelieved = nesting.unbelieved(holder, &ids);
        let lapses = |entered| Membership::of(sections, holder, entered).lapses();
        // A way that lasts counts before a shorter one that lapses.
        let lasting = nesting.ways(holder, |first| !lapses(first));
        let any = nesting.ways(holder, |_| true);
        for (group, seen) in listed {
            if unbelieved.contains(&group) {
                self.disbelieve(names.hop(group), seen);
                continue;
            }
            let way = nesting::way(&lasting, holder, group)
                .or_else(|| nesting::way(&any, holder, group))
                .unwrap_or_else(|| vec![group]);
            let entered = way.first().copied().unwrap_or(group);
            self.push(Reach {
                id: group,
                via: way.into_iter().map(|id| names.group(id)).collect(),
                eligible: false,
                membership: Membership::of(sections, holder, entered),
            });
        }
        self.listed_elsewhere(sections, holder, &ids, (now, names));
    }

    /// A group that is listed, and that nobody can be in by the way that was seen.
    fn disbelieve(&mut self, what: String, seen: SightingRef) {
        self.unresolved.push(Unresolved {
            lacking: SectionName::Nesting,
            what: what.clone(),
            lacks: "shows no way into that group but through another group, and a group that directory roles can be \
                    assigned to has no groups in it"
                .to_owned(),
            gone: false,
            could_be: Could::ByGroup,
            more: true,
            seen,
        });
        self.contradictions.push(Contradiction {
            shown_in: seen.section,
            against: Against::Nesting,
            what,
            seen,
        });
    }

    /// Groups that another section puts the holder into, where the list of its groups was read whole and lacks them.
    fn listed_elsewhere(
        &mut self,
        sections: &Sections,
        holder: ObjectId,
        listed: &BTreeSet<ObjectId>,
        (now, names): (Timestamp, &Names),
    ) {
        let section = &sections.user_groups;
        let asked = section
            .head()
            .requests
            .iter()
            .any(|r| r.subject == Some(holder));
        if section.whole().is_err() || !asked {
            return;
        }
        let mut found: BTreeMap<ObjectId, SightingRef> = BTreeMap::new();
        for (item, seen) in sections.nesting.sightings().iter().enumerate() {
            let member = sections
                .nesting
                .request_of(seen)
                .and_then(|request| request.subject);
            if let (true, Some(id)) = (member == Some(holder), seen.object.id.copied()) {
                let section = SectionName::Nesting;
                found.insert(id, SightingRef { section, item });
            }
        }
        for (item, seen) in sections.group_schedules.sightings().iter().enumerate() {
            let one = &seen.object;
            let member = one.principal_id.is(&holder)
                && one.access_id.says("member")
                && Bound::end(&one.end_date_time).goes_on(now) == Some(true);
            if let (true, Some(id)) = (member, one.group_id.copied()) {
                let section = SectionName::GroupSchedules;
                found.insert(id, SightingRef { section, item });
            }
        }
        for (group, seen) in found.into_iter().filter(|(id, _)| !listed.contains(id)) {
            let what = names.hop(group);
            self.unresolved.push(Unresolved {
                lacking: SectionName::UserGroups,
                what: format!("{what}, which {} puts it into", seen.section),
                lacks: "does not list that group".to_owned(),
                gone: false,
                could_be: Could::ByGroup,
                more: true,
                seen,
            });
            self.contradictions.push(Contradiction {
                shown_in: seen.section,
                against: Against::Absent(SectionName::UserGroups),
                what,
                seen,
            });
        }
    }

    /// A group can itself be eligible for another: follows until nothing new is found.
    fn step_further(&mut self, sections: &Sections, names: &Names) {
        let section = &sections.group_eligibility;
        let mut next = 0;
        while let Some(from) = self.all.get(next).cloned() {
            next += 1;
            for (item, seen) in section.sightings().iter().enumerate() {
                let eligibility = &seen.object;
                let asked = section.request_of(seen).and_then(|request| request.subject);
                let whose = eligibility.principal_id.copied().or(asked);
                if whose.is_some_and(|id| id != from.id) || eligibility.access_id.says("owner") {
                    continue;
                }
                let member = eligibility.access_id.says("member");
                let (Some(_), true, Some(id)) = (whose, member, eligibility.group_id.copied())
                else {
                    let name = SectionName::GroupEligibility;
                    let seen = SightingRef {
                        section: name,
                        item,
                    };
                    let fact = "whose a group membership is that can be activated, of which group, or of which kind";
                    self.unresolved.push(unread(name, seen, fact));
                    continue;
                };
                let mut via = from.via.clone();
                via.push(names.eligible(id));
                self.push(Reach {
                    id,
                    via,
                    eligible: true,
                    membership: Membership::default(),
                });
            }
        }
    }

    fn push(&mut self, reach: Reach) {
        let known = |known: &Reach| known.id == reach.id && known.eligible <= reach.eligible;
        if !self.all.iter().any(known) {
            self.all.push(reach);
        }
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
        seen,
    }
}

fn groups_of(section: &Section<Group>, holder: ObjectId) -> impl Iterator<Item = (usize, &Group)> {
    let all = section.sightings().iter().enumerate();
    all.filter(move |(_, seen)| section.request_of(seen).and_then(|r| r.subject) == Some(holder))
        .map(|(item, seen)| (item, &seen.object))
}

/// The groups' names, as far as they were seen. They are the tenant's: hostile text.
struct Names(BTreeMap<ObjectId, Option<String>>);

impl Names {
    fn read(sections: &Sections) -> Self {
        let everywhere = [
            &sections.user_groups,
            &sections.service_principal_groups,
            &sections.eligible_groups,
        ];
        let all = everywhere
            .into_iter()
            .flat_map(|section| section.sightings());
        Self(
            all.filter_map(|seen| {
                Some((seen.object.id.copied()?, seen.object.display_name.cloned()))
            })
            .collect(),
        )
    }

    fn of(&self, id: ObjectId) -> Option<String> {
        self.0.get(&id).cloned().flatten()
    }

    fn group(&self, id: ObjectId) -> Via {
        Via::Group {
            id,
            name: self.of(id),
        }
    }

    fn eligible(&self, id: ObjectId) -> Via {
        Via::EligibleGroup {
            id,
            name: self.of(id),
        }
    }

    /// A group as part of a sentence.
    fn hop(&self, id: ObjectId) -> String {
        match self.of(id).filter(|name| !name.trim().is_empty()) {
            Some(name) => format!("the group {name} ({id})"),
            None => format!("the group {id}"),
        }
    }
}
