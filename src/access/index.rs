//! A snapshot by whom its items are about: made once, so that judging grows with the snapshot and not with its square.

use super::directory_roles::scope;
use super::model::Scope;
use super::nesting::Parents;
use crate::catalog::Catalog;
use crate::ids::{AppId, ObjectId, PermissionId, RoleTemplateId};
use crate::quote;
use crate::snapshot::{
    AppRoleAssignment, DefenderRoleAssignment, DefenderRoleDefinition, DelegatedGrant,
    DirectoryRoleAssignment, Group, GroupEligibility, GroupSchedule, Resource, RoleEligibility,
    RoleSchedule, Section, Sections, Seen,
};
use std::collections::BTreeMap;

/// The items of a section by a key, in the section's order.
pub(super) struct By<'a, T, K> {
    seen: &'a [Seen<T>],
    places: BTreeMap<K, Vec<usize>>,
}

impl<'a, T, K: Ord> By<'a, T, K> {
    /// Sorts a section's items by their keys; one can have several.
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
    ) -> impl Iterator<Item = (usize, &'a Seen<T>)> + use<'a, '_, T, K> {
        let places = self.places.get(key).map(Vec::as_slice).unwrap_or_default();
        let seen = self.seen;
        places
            .iter()
            .filter_map(move |item| Some((*item, seen.get(*item)?)))
    }

    /// The first item with a key.
    pub(super) fn first(&self, key: &K) -> Option<(usize, &'a T)> {
        self.with(key)
            .next()
            .map(|(item, seen)| (item, &seen.object))
    }
}

/// What is looked up again and again.
pub(super) struct Index<'a> {
    pub(super) sections: &'a Sections,
    pub(super) catalog: &'a Catalog,
    /// Groups by who is in them.
    pub(super) user_groups: By<'a, Group, ObjectId>,
    pub(super) service_principal_groups: By<'a, Group, ObjectId>,
    /// By who could enter.
    pub(super) group_eligibility: By<'a, GroupEligibility, ObjectId>,
    /// By who is in which group.
    pub(super) group_schedules: By<'a, GroupSchedule, (ObjectId, ObjectId)>,
    pub(super) group_names: BTreeMap<ObjectId, Option<String>>,
    pub(super) parents: Parents,
    /// By who holds them.
    pub(super) directory_roles: By<'a, DirectoryRoleAssignment, ObjectId>,
    pub(super) role_schedules: By<'a, RoleSchedule, ObjectId>,
    /// By who holds which role where.
    pub(super) role_schedules_at: By<'a, RoleSchedule, (ObjectId, RoleTemplateId, Scope)>,
    pub(super) role_eligibility: By<'a, RoleEligibility, ObjectId>,
    pub(super) defender_assignments: By<'a, DefenderRoleAssignment, ObjectId>,
    /// By their ids in lower case.
    pub(super) defender_roles: By<'a, DefenderRoleDefinition, String>,
    /// By who holds them, and by who was asked about.
    pub(super) user_app_roles: By<'a, AppRoleAssignment, ObjectId>,
    pub(super) app_role_assignments: By<'a, AppRoleAssignment, ObjectId>,
    pub(super) delegated_grants: By<'a, DelegatedGrant, ObjectId>,
    pub(super) resources: By<'a, Resource, ObjectId>,
    app_roles: BTreeMap<(AppId, PermissionId), Option<&'a str>>,
    scopes: BTreeMap<(AppId, PermissionId), Option<&'a str>>,
}

impl<'a> Index<'a> {
    pub(super) fn of(sections: &'a Sections, catalog: &'a Catalog) -> Self {
        let (app_roles, scopes) = offered(&sections.resources);
        Self {
            sections,
            catalog,
            user_groups: by_subject(&sections.user_groups),
            service_principal_groups: by_subject(&sections.service_principal_groups),
            group_eligibility: By::of(&sections.group_eligibility, |seen| {
                [seen.object.principal_id]
            }),
            group_schedules: By::of(&sections.group_schedules, |seen| {
                [(seen.object.principal_id, seen.object.group_id)]
            }),
            group_names: group_names(sections),
            parents: Parents::of(sections),
            directory_roles: By::of(&sections.directory_roles, |seen| [seen.object.principal_id]),
            role_schedules: By::of(&sections.role_schedules, |seen| [seen.object.principal_id]),
            role_schedules_at: By::of(&sections.role_schedules, |seen| {
                let schedule = &seen.object;
                let scope = scope(schedule.directory_scope_id.as_deref());
                [(schedule.principal_id, schedule.role_definition_id, scope)]
            }),
            role_eligibility: By::of(&sections.role_eligibility, |seen| {
                [seen.object.principal_id]
            }),
            defender_assignments: By::of(&sections.defender_assignments, |seen| {
                seen.object.principal_ids.iter().copied()
            }),
            defender_roles: By::of(&sections.defender_roles, |seen| {
                [seen.object.id.to_ascii_lowercase()]
            }),
            user_app_roles: by_holder(&sections.user_app_roles),
            app_role_assignments: by_holder(&sections.app_role_assignments),
            delegated_grants: By::of(&sections.delegated_grants, |seen| [seen.object.client_id]),
            resources: By::of(&sections.resources, |seen| [seen.object.id]),
            app_roles,
            scopes,
        }
    }

    /// What the tenant calls an application permission.
    pub(super) fn app_role(&self, app: AppId, id: PermissionId) -> Option<&'a str> {
        self.app_roles.get(&(app, id)).copied().flatten()
    }

    /// What the tenant calls a delegated permission.
    pub(super) fn scope(&self, app: AppId, id: PermissionId) -> Option<&'a str> {
        self.scopes.get(&(app, id)).copied().flatten()
    }
}

fn by_subject(section: &Section<Group>) -> By<'_, Group, ObjectId> {
    By::of(section, |seen| {
        section.request_of(seen).and_then(|request| request.subject)
    })
}

fn by_holder(section: &Section<AppRoleAssignment>) -> By<'_, AppRoleAssignment, ObjectId> {
    By::of(section, |seen| {
        let subject = section.request_of(seen).and_then(|request| request.subject);
        let held = seen.object.principal_id.or(subject);
        [held, subject].into_iter().flatten()
    })
}

type Offered<'a> = BTreeMap<(AppId, PermissionId), Option<&'a str>>;

/// Application and delegated permissions of the first API with each application id, by their ids.
fn offered(section: &Section<Resource>) -> (Offered<'_>, Offered<'_>) {
    let first: BTreeMap<AppId, &Resource> = section
        .sightings()
        .iter()
        .rev()
        .map(|seen| (seen.object.app_id, &seen.object))
        .collect();
    let (mut roles, mut scopes) = (Offered::new(), Offered::new());
    for (app, api) in first {
        for role in &api.app_roles {
            roles.entry((app, role.id)).or_insert(role.value.as_deref());
        }
        for scope in &api.oauth2_permission_scopes {
            scopes
                .entry((app, scope.id))
                .or_insert(scope.value.as_deref());
        }
    }
    (roles, scopes)
}

fn group_names(sections: &Sections) -> BTreeMap<ObjectId, Option<String>> {
    let mut names = BTreeMap::new();
    for section in [
        &sections.user_groups,
        &sections.service_principal_groups,
        &sections.eligible_groups,
    ] {
        for seen in section.sightings() {
            let name = seen.object.display_name.as_deref();
            names.insert(seen.object.id, name.map(quote::name));
        }
    }
    names
}
