//! Items of sections by whom they are about: made once for an assessment, so that no candidate reads a section again.

use crate::ids::{ObjectId, PermissionId};
use crate::snapshot::{
    AppRoleAssignment, FederatedCredential, Group, Section, Sections, Seen, UserSignIn,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The app role id of plain access to an application.
const DEFAULT_ACCESS: PermissionId = PermissionId::new(Uuid::nil());

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
    /// The groups that each user can step into.
    pub(super) activatable: BTreeMap<ObjectId, Vec<ObjectId>>,
    /// Outside identities by the registration that was asked about.
    pub(super) federated: ById<'a, FederatedCredential>,
    /// Plain access of users and of applications, by who holds it and who was asked about.
    pub(super) of_users: ById<'a, AppRoleAssignment>,
    pub(super) of_applications: ById<'a, AppRoleAssignment>,
    pub(super) sign_ins: ById<'a, UserSignIn>,
    /// The actions that Defender itself lists, in lower case.
    pub(super) actions: BTreeSet<String>,
}

impl<'a> Lookups<'a> {
    pub(super) fn of(sections: &'a Sections) -> Self {
        let mut activatable: BTreeMap<_, Vec<ObjectId>> = BTreeMap::new();
        for seen in sections.group_eligibility.sightings() {
            let one = &seen.object;
            if let (Some(who), Some(group)) = (one.principal_id.copied(), one.group_id.copied()) {
                activatable.entry(who).or_default().push(group);
            }
        }
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
            activatable,
            federated: ById::of(&sections.federated_credentials, |seen| {
                subject(&sections.federated_credentials, seen)
            }),
            of_users: plain_access(&sections.user_app_roles),
            of_applications: plain_access(&sections.app_role_assignments),
            sign_ins: ById::of(&sections.user_sign_ins, |seen| seen.object.id.copied()),
            actions: actions.map(str::to_ascii_lowercase).collect(),
        }
    }
}

fn subject<T>(section: &Section<T>, seen: &Seen<T>) -> Option<ObjectId> {
    section.request_of(seen).and_then(|request| request.subject)
}

/// Assignments to an application without a role.
fn plain_access(section: &Section<AppRoleAssignment>) -> ById<'_, AppRoleAssignment> {
    ById::of(section, |seen| {
        let plain = seen.object.app_role_id.is(&DEFAULT_ACCESS);
        let ids = BTreeSet::from([seen.object.principal_id.copied(), subject(section, seen)]);
        ids.into_iter().flatten().filter(move |_| plain)
    })
}
