//! Composes the parts: one holder per user and per application.

use super::collected::{Allowance, Collected};
use super::index::Index;
use super::model::{Access, Holder, HolderKind};
use super::sighting::SightingRef;
use super::unresolved::{Could, Unresolved};
use super::{
    api_holders, applications, assignments, credentials_and_owners, defender, directory_roles,
    groups, owned,
};
use crate::catalog::Catalog;
use crate::ids::{AppId, ObjectId};
use crate::snapshot::{SectionName, Sections, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Reads the holders and their grants from a snapshot.
///
/// An item without an id in the answer is no holder: nothing else in the answer can refer to it.
pub fn read(snapshot: &Snapshot, catalog: &Catalog) -> Access {
    let index = Index::of(&snapshot.sections, catalog, snapshot.ended);
    let allowance = Allowance::default();
    let tenant = Tenant {
        index: &index,
        allowance: &allowance,
    };
    let users = snapshot.sections.users.sightings().iter().enumerate();
    let mut holders: Vec<Holder> = users
        .filter_map(|(item, seen)| Some(tenant.user(item, seen.object.id.copied()?)))
        .collect();
    let halves = joined(&snapshot.sections);
    holders.extend(halves.iter().map(|halves| tenant.application(halves)));
    let known: BTreeSet<ObjectId> = holders.iter().map(|holder| holder.id).collect();
    let mut listed: BTreeMap<ObjectId, (usize, Collected<'_>)> = BTreeMap::new();
    for (item, id, proof, grant) in directory_roles::listed(&snapshot.sections) {
        if !known.contains(&id) {
            let holder = listed
                .entry(id)
                .or_insert_with(|| (item, Collected::new(&allowance)));
            holder.1.grant(proof, || grant);
        }
    }
    let role_holders = listed
        .into_iter()
        .map(|(id, (item, held))| held.into_holder(id, HolderKind::RoleHolder { item }));
    Access {
        holders,
        role_holders: role_holders.collect(),
    }
}

/// The most service principals and registrations with one application id that are each put with each other.
const TOGETHER: usize = 8;

/// Both halves of an application: items of the sections of service principals and of registrations.
struct Halves {
    app_id: Option<AppId>,
    service_principal: Option<usize>,
    registration: Option<usize>,
}

impl Halves {
    const fn alone(service_principal: Option<usize>, registration: Option<usize>) -> Self {
        Self {
            app_id: None,
            service_principal,
            registration,
        }
    }
}

/// Service principals and registrations, joined by application id. One without it stands alone, and an application
/// of which two answers differ is two.
fn joined(sections: &Sections) -> Vec<Halves> {
    let mut found: BTreeMap<AppId, [Vec<usize>; 2]> = BTreeMap::new();
    let mut alone = Vec::new();
    let principals = sections.service_principals.sightings().iter();
    let principals = principals.map(|seen| (&seen.object.id, seen.object.app_id.copied()));
    let registered = sections.applications.sightings().iter();
    let registered = registered.map(|seen| (&seen.object.id, seen.object.app_id.copied()));
    for (item, (id, app_id)) in principals.enumerate() {
        match app_id {
            Some(app_id) => found.entry(app_id).or_default()[0].push(item),
            None if id.is_given() => alone.push(Halves::alone(Some(item), None)),
            None => {}
        }
    }
    for (item, (id, app_id)) in registered.enumerate() {
        match app_id {
            Some(app_id) => found.entry(app_id).or_default()[1].push(item),
            None if id.is_given() => alone.push(Halves::alone(None, Some(item))),
            None => {}
        }
    }
    let either = |items: Vec<usize>| -> Vec<Option<usize>> {
        if items.is_empty() {
            vec![None]
        } else {
            items.into_iter().map(Some).collect()
        }
    };
    let mut halves = Vec::new();
    for (app_id, [principals, registrations]) in found {
        let registrations = either(registrations);
        for (place, service_principal) in either(principals).into_iter().enumerate() {
            // Each stands with some other, and no more are put together than anybody looks at.
            let together = match place {
                0 => registrations.len(),
                1..TOGETHER => TOGETHER,
                _ => 1,
            };
            let registrations = registrations.iter().take(together);
            halves.extend(registrations.map(|registration| Halves {
                app_id: Some(app_id),
                service_principal,
                registration: *registration,
            }));
        }
    }
    halves.extend(alone);
    halves
}

/// The input of the reader.
struct Tenant<'a> {
    index: &'a Index<'a>,
    allowance: &'a Allowance,
}

impl Tenant<'_> {
    fn user(&self, item: usize, id: ObjectId) -> Holder {
        let mut collected = Collected::new(self.allowance);
        self.directory_and_defender(id, &mut collected);
        let assigned = (SectionName::UserAppRoles, &self.index.user_app_roles);
        applications::app_roles(self.index, id, assigned, &mut collected);
        assignments::plain(id, assigned, &mut collected);
        owned::owned_now(self.index, id, &mut collected);
        collected.into_holder(id, HolderKind::User { item })
    }

    fn application(&self, halves: &Halves) -> Holder {
        let index = self.index;
        let sections = index.sections;
        let Halves {
            app_id,
            service_principal,
            registration,
        } = *halves;
        let halves_seen = credentials_and_owners::Halves {
            service_principal: service_principal.and_then(|item| {
                Some((
                    item,
                    &sections.service_principals.sightings().get(item)?.object,
                ))
            }),
            registration: registration.and_then(|item| {
                Some((item, &sections.applications.sightings().get(item)?.object))
            }),
        };
        let registered = halves_seen.registration;
        let principal = halves_seen
            .service_principal
            .and_then(|(_, one)| one.id.copied());
        let mut collected = Collected::new(self.allowance);
        if let Some(id) = principal {
            self.directory_and_defender(id, &mut collected);
            let section = SectionName::AppRoleAssignments;
            let assigned = (section, &index.app_role_assignments);
            applications::app_roles(index, id, assigned, &mut collected);
            assignments::plain(id, assigned, &mut collected);
            applications::delegated(index, id, &mut collected);
            api_holders::compare(index, id, &mut collected);
            owned::owned_now(index, id, &mut collected);
        }
        if let Some((item, registration)) = registered {
            applications::requested(index, item, registration, &mut collected);
        }
        if let Some(other) = self.other_half(halves, principal) {
            collected.unresolved(other);
        }
        let id = principal.or(registered.and_then(|(_, one)| one.id.copied()));
        let fallback = ObjectId::new(app_id.map(AppId::uuid).unwrap_or_default());
        let id = id.unwrap_or(fallback);
        credentials_and_owners::credentials(halves_seen, &mut collected);
        credentials_and_owners::federated(index, id, halves_seen, &mut collected);
        credentials_and_owners::owners(index, halves_seen, &mut collected);
        let kind = HolderKind::Application {
            app_id,
            service_principal,
            registration,
        };
        collected.into_holder(id, kind)
    }

    /// The reason why an application's service principal, which holds all its grants, is not known.
    fn other_half(&self, halves: &Halves, principal: Option<ObjectId>) -> Option<Unresolved> {
        use SectionName::{Applications, ServicePrincipals};
        let (section, item, lacks) = match (halves.service_principal, halves.registration) {
            (Some(item), _) if principal.is_none() => {
                let lacks = "does not give the id of its service principal";
                (ServicePrincipals, item, lacks)
            }
            (None, Some(item)) if halves.app_id.is_none() => {
                let lacks =
                    "does not give its application id, by which its service principal is found";
                (Applications, item, lacks)
            }
            (None, _) => {
                let lacks =
                    "has a service principal without an application id, which may be its own";
                (
                    ServicePrincipals,
                    self.index.nameless.service_principal?,
                    lacks,
                )
            }
            (Some(_), _) => return None,
        };
        Some(Unresolved {
            lacking: section,
            what: "the application".to_owned(),
            lacks: lacks.to_owned(),
            gone: false,
            could_be: Could::Anything,
            more: true,
            others: 0,
            seen: SightingRef { section, item },
        })
    }

    fn directory_and_defender(&self, id: ObjectId, collected: &mut Collected<'_>) {
        let reaches = groups::reaches(self.index, id, collected);
        directory_roles::read(self.index, &reaches, collected);
        defender::read(self.index, &reaches, collected);
    }
}
