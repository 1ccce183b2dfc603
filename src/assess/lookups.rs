//! Items of sections by whom they are about: made once for an assessment, so that no candidate reads a section again.

use crate::ids::ObjectId;
use crate::snapshot::{Group, GroupEligibility, Section, Sections, Seen, UserSignIn};
use std::collections::{BTreeMap, BTreeSet};

/// Items of a section by an object id, each with its place.
pub(super) struct ById<'a, T>(BTreeMap<ObjectId, Vec<(usize, &'a T)>>);

impl<'a, T> ById<'a, T> {
    fn of<I: IntoIterator<Item = ObjectId>>(
        section: &'a Section<T>,
        ids: impl Fn(&'a Seen<T>) -> I,
    ) -> Self {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (item, seen) in section.sightings().iter().enumerate() {
            for id in ids(seen) {
                found.entry(id).or_default().push((item, &seen.object));
            }
        }
        Self(found)
    }

    /// Those of one, in the section's order.
    pub(super) fn with(&self, id: ObjectId) -> &[(usize, &'a T)] {
        self.0.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Everything that is looked up for each candidate.
pub(super) struct Lookups<'a> {
    /// The groups of each user.
    pub(super) groups: ById<'a, Group>,
    /// The groups of each service principal.
    pub(super) groups_of_applications: ById<'a, Group>,
    /// Groups that somebody can step into, by their own ids.
    pub(super) eligible_groups: ById<'a, Group>,
    /// The memberships of groups that each user can activate.
    pub(super) activatable: ById<'a, GroupEligibility>,
    pub(super) sign_ins: ById<'a, UserSignIn>,
    /// The actions that Defender itself lists, in lower case.
    pub(super) actions: BTreeSet<String>,
}

impl<'a> Lookups<'a> {
    pub(super) fn of(sections: &'a Sections) -> Self {
        let namespaces = sections.defender_actions.sightings().iter();
        let actions = namespaces
            .flat_map(|seen| seen.object.resource_actions.sightings())
            .filter_map(|action| action.name.as_deref());
        Self {
            groups: ById::of(&sections.user_groups, |seen| {
                subject(&sections.user_groups, seen)
            }),
            groups_of_applications: ById::of(&sections.service_principal_groups, |seen| {
                subject(&sections.service_principal_groups, seen)
            }),
            eligible_groups: ById::of(&sections.eligible_groups, |seen| seen.object.id.copied()),
            activatable: ById::of(&sections.group_eligibility, |seen| {
                let whose = seen.object.principal_id.copied();
                whose.filter(|_| !seen.object.access_id.says("owner"))
            }),
            sign_ins: ById::of(&sections.user_sign_ins, |seen| seen.object.id.copied()),
            actions: actions.map(str::to_ascii_lowercase).collect(),
        }
    }
}

fn subject<T>(section: &Section<T>, seen: &Seen<T>) -> Option<ObjectId> {
    section.request_of(seen).and_then(|request| request.subject)
}
