//! Puts the parts together: one holder per user and per application.

use super::collected::Collected;
use super::model::{Access, Holder, HolderKind, SightingRef};
use super::unresolved::{Could, Unresolved};
use super::{api_holders, applications, defender, directory_roles, groups};
use crate::catalog::Catalog;
use crate::ids::{AppId, ObjectId};
use crate::snapshot::{SectionName, Sections, Snapshot};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Reads who holds what from a snapshot.
///
/// Whoever has no id in the answer is no holder: nothing else in it can be about them.
pub fn read(snapshot: &Snapshot, catalog: &Catalog) -> Access {
    let tenant = Tenant {
        sections: &snapshot.sections,
        catalog,
        now: snapshot.ended,
    };
    let users = tenant.sections.users.sightings().iter().enumerate();
    let mut holders: Vec<Holder> = users
        .filter_map(|(item, seen)| Some(tenant.user(item, seen.object.id.copied()?)))
        .collect();
    let halves = joined(tenant.sections);
    holders.extend(halves.iter().map(|halves| tenant.application(halves)));
    let known: BTreeSet<ObjectId> = holders.iter().map(|holder| holder.id).collect();
    let mut listed: BTreeMap<ObjectId, (usize, Collected)> = BTreeMap::new();
    for (item, id, grant) in directory_roles::listed(tenant.sections) {
        if !known.contains(&id) {
            let holder = listed
                .entry(id)
                .or_insert_with(|| (item, Collected::default()));
            holder.1.grants.push(grant);
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

/// Service principals and registrations, joined by application id. One without it stands alone, and what two
/// answers tell differently of one is two.
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
        for service_principal in either(principals) {
            halves.extend(registrations.iter().map(|registration| Halves {
                app_id: Some(app_id),
                service_principal,
                registration: *registration,
            }));
        }
    }
    halves.extend(alone);
    halves
}

/// What everything is read from.
struct Tenant<'a> {
    sections: &'a Sections,
    catalog: &'a Catalog,
    /// When the answers were read.
    now: Timestamp,
}

impl Tenant<'_> {
    fn user(&self, item: usize, id: ObjectId) -> Holder {
        let mut collected = self.directory_and_defender(id);
        let section = (SectionName::UserAppRoles, &self.sections.user_app_roles);
        collected.add(applications::app_roles(
            self.sections,
            self.catalog,
            id,
            section,
        ));
        collected.into_holder(id, HolderKind::User { item })
    }

    fn application(&self, halves: &Halves) -> Holder {
        let sections = self.sections;
        let Halves {
            app_id,
            service_principal,
            registration,
        } = *halves;
        let principal = service_principal
            .and_then(|item| sections.service_principals.sightings().get(item))
            .and_then(|seen| seen.object.id.copied());
        let registered = registration
            .and_then(|item| Some((item, &sections.applications.sightings().get(item)?.object)));
        let mut collected = Collected::default();
        if let Some(id) = principal {
            collected = self.directory_and_defender(id);
            let section = (
                SectionName::AppRoleAssignments,
                &sections.app_role_assignments,
            );
            collected.add(applications::app_roles(sections, self.catalog, id, section));
            collected.add(applications::delegated(sections, self.catalog, id));
            collected.add(api_holders::compare(sections, self.catalog, id));
        }
        if let Some((item, registration)) = registered {
            let requested = applications::requested(sections, self.catalog, item, registration);
            collected.add(requested);
        }
        collected
            .unresolved
            .extend(self.other_half(halves, principal));
        let id = principal.or(registered.and_then(|(_, one)| one.id.copied()));
        let fallback = ObjectId::new(app_id.map(AppId::uuid).unwrap_or_default());
        let kind = HolderKind::Application {
            app_id,
            service_principal,
            registration,
        };
        collected.into_holder(id.unwrap_or(fallback), kind)
    }

    /// What keeps an application from being known by its service principal: everything is held by that.
    fn other_half(&self, halves: &Halves, principal: Option<ObjectId>) -> Option<Unresolved> {
        use SectionName::{Applications, ServicePrincipals};
        let all = self.sections.service_principals.sightings();
        let nameless = || all.iter().position(|seen| !seen.object.app_id.is_given());
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
                (ServicePrincipals, nameless()?, lacks)
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
            seen: SightingRef { section, item },
        })
    }

    fn directory_and_defender(&self, id: ObjectId) -> Collected {
        let reaches = groups::reaches(self.sections, id, self.now);
        let mut collected = Collected {
            grants: Vec::new(),
            unresolved: reaches.unresolved,
            contradictions: reaches.contradictions,
        };
        let all = reaches.all.as_slice();
        collected.add(directory_roles::read(
            self.sections,
            self.catalog,
            all,
            self.now,
        ));
        collected.add(defender::read(self.sections, self.catalog, all));
        collected
    }
}
