//! A snapshot by whom its items are about: made once, so that reading grows with the snapshot and not with its square.

use super::membership::{self, How, Memberships};
use super::nesting::Nesting;
use super::published::Apis;
use super::role_schedules::Roles;
use super::unresolved::{Unresolved, few};
use super::{defender, directory_roles, groups, owned_object};
use crate::catalog::Catalog;
use crate::ids::ObjectId;
use crate::quote;
use crate::snapshot::{
    AppRoleAssignment, DefenderRoleAssignment, DefenderRoleDefinition, DelegatedGrant,
    DirectoryRoleAssignment, FederatedCredential, Field, Group, GroupEligibility, GroupSchedule,
    OwnedObject, Owner, RoleEligibility, RoleHolder, RoleSchedule, Section, SectionName, Sections,
    Seen,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The items of a section by a key, in the section's order.
pub(super) struct By<'a, T, K> {
    seen: &'a [Seen<T>],
    places: BTreeMap<K, Vec<usize>>,
}

impl<'a, T, K: Ord> By<'a, T, K> {
    /// Sorts a section's items by their keys; one can have several, or none.
    fn of<I: IntoIterator<Item = K>>(
        section: &'a Section<T>,
        keys: impl Fn(&'a Seen<T>) -> I,
    ) -> Self {
        let seen = section.sightings();
        let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (item, one) in seen.iter().enumerate() {
            for key in keys(one) {
                let places = places.entry(key).or_default();
                if places.last() != Some(&item) {
                    places.push(item);
                }
            }
        }
        Self { seen, places }
    }

    /// The items with a key, each with its place in the section.
    pub(super) fn with(
        &self,
        key: &K,
    ) -> impl Iterator<Item = (usize, &'a T)> + Clone + use<'a, '_, T, K> {
        let places = self.places.get(key).map(Vec::as_slice).unwrap_or_default();
        let seen = self.seen;
        places
            .iter()
            .filter_map(move |item| Some((*item, &seen.get(*item)?.object)))
    }

    /// The first item with a key.
    pub(super) fn first(&self, key: &K) -> Option<(usize, &'a T)> {
        self.with(key).next()
    }
}

/// A section's items by whom they are about; `None` are those that do not say.
pub(super) type ByHolder<'a, T> = By<'a, T, Option<ObjectId>>;

/// The maps of a snapshot that are used for every holder.
pub(super) struct Index<'a> {
    pub(super) sections: &'a Sections,
    pub(super) catalog: &'a Catalog,
    /// The time when the answers were read.
    pub(super) now: Timestamp,
    /// Groups by who is in them.
    pub(super) user_groups: ByHolder<'a, Group>,
    pub(super) service_principal_groups: ByHolder<'a, Group>,
    /// Groups by their direct members.
    pub(super) direct_groups: ByHolder<'a, Group>,
    pub(super) group_eligibility: ByHolder<'a, GroupEligibility>,
    pub(super) group_schedules: ByHolder<'a, GroupSchedule>,
    /// Indices of schedules by their member and, where it is given, their group.
    memberships: Memberships,
    group_names: BTreeMap<ObjectId, Option<String>>,
    pub(super) nesting: Nesting,
    pub(super) directory_roles: ByHolder<'a, DirectoryRoleAssignment>,
    pub(super) role_schedules: ByHolder<'a, RoleSchedule>,
    pub(super) role_eligibility: ByHolder<'a, RoleEligibility>,
    pub(super) role_holders: ByHolder<'a, RoleHolder>,
    pub(super) defender_assignments: By<'a, DefenderRoleAssignment, ObjectId>,
    /// By their ids in lower case; `None` are those without an id.
    pub(super) defender_roles: By<'a, DefenderRoleDefinition, Option<String>>,
    /// By who holds them, and by who was asked about.
    pub(super) user_app_roles: ByHolder<'a, AppRoleAssignment>,
    pub(super) app_role_assignments: ByHolder<'a, AppRoleAssignment>,
    pub(super) api_holders: ByHolder<'a, AppRoleAssignment>,
    pub(super) delegated_grants: ByHolder<'a, DelegatedGrant>,
    /// Outside identities by the registration that was asked about.
    pub(super) federated: ByHolder<'a, FederatedCredential>,
    /// Owners by the half of an application that was asked about.
    pub(super) owners: ByHolder<'a, Owner>,
    /// Owned objects by their owner, who was asked about.
    pub(super) owned_objects: ByHolder<'a, OwnedObject>,
    /// Groups that directory roles can be assigned to, or not, as far as it was seen.
    takes_roles: BTreeMap<ObjectId, bool>,
    pub(super) apis: Apis<'a>,
    pub(super) nameless: Nameless,
    asked: BTreeMap<SectionName, BTreeSet<ObjectId>>,
}

/// Items without a holder, which may be any principal's.
pub(super) struct Nameless {
    /// Assignments of directory roles.
    pub(super) roles: Vec<Unresolved>,
    /// The roles that they are of.
    pub(super) listed_roles: Roles,
    pub(super) role_eligibility: Vec<Unresolved>,
    /// Group memberships that can be activated.
    pub(super) eligibility: Vec<Unresolved>,
    /// Assignments of Defender roles with their places, and the first of them for whom none names.
    pub(super) open_assignments: Vec<(usize, Unresolved)>,
    pub(super) assignments: Vec<Unresolved>,
    /// The place of the first service principal without an application id.
    pub(super) service_principal: Option<usize>,
}

impl<'a> Index<'a> {
    // Long because: it is one table of maps, a field each.
    pub(super) fn of(sections: &'a Sections, catalog: &'a Catalog, now: Timestamp) -> Self {
        let schedules = &sections.group_schedules;
        let group_eligibility = By::of(&sections.group_eligibility, |seen| {
            let whose = seen.object.principal_id.copied();
            [whose.or(subject(&sections.group_eligibility, seen))]
        });
        let directory_roles = By::of(&sections.directory_roles, |seen| {
            [seen.object.principal_id.copied()]
        });
        let role_eligibility = By::of(&sections.role_eligibility, |seen| {
            let whose = seen.object.principal_id.copied();
            [whose.or(subject(&sections.role_eligibility, seen))]
        });
        let open = defender::open_assignments(sections);
        let nameless = Nameless {
            roles: few(directory_roles::anybodys(&directory_roles)),
            listed_roles: Roles::of(directory_roles.with(&None)),
            role_eligibility: few(directory_roles::anybodys_eligibility(&role_eligibility)),
            eligibility: few(groups::anybodys_eligibility(&group_eligibility)),
            assignments: few(open.iter().map(|(_, one)| one.clone()).collect()),
            open_assignments: open,
            service_principal: sections
                .service_principals
                .sightings()
                .iter()
                .position(|seen| !seen.object.app_id.is_given()),
        };
        let requests = SectionName::ALL.iter().map(|name| {
            let requests = sections.head(*name).requests.iter();
            (*name, requests.filter_map(|one| one.subject).collect())
        });
        Self {
            sections,
            catalog,
            now,
            user_groups: by_subject(&sections.user_groups),
            service_principal_groups: by_subject(&sections.service_principal_groups),
            direct_groups: by_subject(&sections.nesting),
            group_eligibility,
            group_schedules: By::of(schedules, |seen| [seen.object.principal_id.copied()]),
            memberships: membership::by_group(schedules),
            group_names: group_names(sections),
            nesting: Nesting::read(sections),
            directory_roles,
            role_schedules: By::of(&sections.role_schedules, |seen| {
                let whose = seen.object.principal_id.copied();
                [whose.or(subject(&sections.role_schedules, seen))]
            }),
            role_eligibility,
            role_holders: By::of(&sections.role_holders, |seen| {
                [seen.object.principal_id.copied()]
            }),
            defender_assignments: By::of(&sections.defender_assignments, |seen| {
                seen.object.principal_ids.sightings().iter().copied()
            }),
            defender_roles: By::of(&sections.defender_roles, |seen| {
                [seen.object.id.as_deref().map(str::to_ascii_lowercase)]
            }),
            user_app_roles: by_assigned(&sections.user_app_roles),
            app_role_assignments: by_assigned(&sections.app_role_assignments),
            api_holders: By::of(&sections.api_holders, |seen| {
                [seen.object.principal_id.copied()]
            }),
            delegated_grants: By::of(&sections.delegated_grants, |seen| {
                let whose = seen.object.client_id.copied();
                [whose.or(subject(&sections.delegated_grants, seen))]
            }),
            federated: by_subject(&sections.federated_credentials),
            owners: by_subject(&sections.owners),
            owned_objects: by_subject(&sections.owned_objects),
            takes_roles: takes_roles(sections),
            apis: Apis::read(sections),
            nameless,
            asked: requests.collect(),
        }
    }

    /// Returns `true` if a request of the section was about this principal.
    pub(super) fn asked(&self, section: SectionName, about: ObjectId) -> bool {
        let asked = self.asked.get(&section);
        asked.is_some_and(|asked| asked.contains(&about))
    }

    /// Schedules that tell of somebody's membership of a group, or may do so.
    pub(super) fn memberships(
        &self,
        member: ObjectId,
        group: ObjectId,
    ) -> impl Iterator<Item = (usize, How)> {
        let of = |group| self.memberships.get(&(member, group)).into_iter().flatten();
        of(Some(group)).chain(of(None)).copied()
    }

    /// True for a group that directory roles can be assigned to, as far as it was seen.
    pub(super) fn takes_roles(&self, id: ObjectId) -> Option<bool> {
        self.takes_roles.get(&id).copied()
    }

    /// A group's name, as far as it was seen. It is the tenant's: hostile text.
    pub(super) fn group_name(&self, id: ObjectId) -> Option<&str> {
        self.group_names.get(&id)?.as_deref()
    }
}

fn subject<T>(section: &Section<T>, seen: &Seen<T>) -> Option<ObjectId> {
    section.request_of(seen).and_then(|request| request.subject)
}

fn by_subject<T>(section: &Section<T>) -> ByHolder<'_, T> {
    By::of(section, |seen| [subject(section, seen)])
}

/// By who holds an assignment, and by who was asked about, whose groups may hold it.
fn by_assigned(section: &Section<AppRoleAssignment>) -> ByHolder<'_, AppRoleAssignment> {
    By::of(section, |seen| {
        let subject = subject(section, seen);
        [seen.object.principal_id.copied().or(subject), subject]
    })
}

/// Null stands for the default, which is that roles cannot be assigned to it (group resource, `isAssignableToRole`).
fn takes_roles(sections: &Sections) -> BTreeMap<ObjectId, bool> {
    let all = described(sections).filter_map(|group| {
        let takes = match &group.is_assignable_to_role {
            Field::Given(takes) => *takes,
            Field::Null => false,
            Field::Absent | Field::Misfit(_) => return None,
        };
        Some((group.id.copied()?, takes))
    });
    let owned = owned_groups(sections).filter_map(|(id, _, takes)| Some((id, takes?)));
    let mut found = BTreeMap::new();
    for (id, takes) in all.chain(owned) {
        *found.entry(id).or_insert(takes) |= takes;
    }
    found
}

/// Every description of a group.
fn described(sections: &Sections) -> impl Iterator<Item = &Group> {
    let everywhere = [
        &sections.user_groups,
        &sections.service_principal_groups,
        &sections.eligible_groups,
    ];
    let all = everywhere
        .into_iter()
        .flat_map(|section| section.sightings());
    all.map(|seen| &seen.object)
}

/// Every description of a group that somebody owns.
fn owned_groups(
    sections: &Sections,
) -> impl Iterator<Item = (ObjectId, Option<String>, Option<bool>)> {
    let all = sections.owned_objects.sightings().iter();
    all.filter_map(|seen| owned_object::described(&seen.object))
}

fn group_names(sections: &Sections) -> BTreeMap<ObjectId, Option<String>> {
    let all = described(sections);
    let all = all.filter_map(|group| {
        let name = group.display_name.as_deref();
        Some((group.id.copied()?, name.map(quote::name)))
    });
    let owned = owned_groups(sections).map(|(id, name, _)| (id, name));
    // A name from the list of memberships counts before one from the list of what is owned.
    owned.chain(all).collect()
}
