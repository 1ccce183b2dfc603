//! Puts the parts together: one holder per user and per application.

use super::model::{Access, Grant, Holder, HolderKind, Unresolved};
use super::{applications, defender, directory_roles, groups};
use crate::catalog::Catalog;
use crate::ids::{AppId, ObjectId};
use crate::snapshot::{SectionName, Sections, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Reads who holds what from a snapshot.
pub fn read(snapshot: &Snapshot, catalog: &Catalog) -> Access {
    let sections = &snapshot.sections;
    let users = sections.users.sightings().iter().enumerate();
    let mut holders: Vec<Holder> = users
        .map(|(item, seen)| user(sections, catalog, item, seen.object.id))
        .collect();
    for (app_id, (service_principal, registration)) in joined(sections) {
        holders.push(application(
            sections,
            catalog,
            app_id,
            service_principal,
            registration,
        ));
    }
    let known: BTreeSet<ObjectId> = holders.iter().map(|holder| holder.id).collect();
    let mut role_holders: BTreeMap<ObjectId, Holder> = BTreeMap::new();
    for (item, id, grant) in directory_roles::listed(sections) {
        if known.contains(&id) {
            continue;
        }
        let holder = role_holders.entry(id).or_insert_with(|| Holder {
            id,
            kind: HolderKind::RoleHolder { item },
            grants: Vec::new(),
            unresolved: Vec::new(),
        });
        holder.grants.push(grant);
        holder.grants.sort();
    }
    Access {
        holders,
        role_holders: role_holders.into_values().collect(),
    }
}

fn user(sections: &Sections, catalog: &Catalog, item: usize, id: ObjectId) -> Holder {
    let mut collected = directory_and_defender(sections, catalog, id);
    let section = (SectionName::UserAppRoles, &sections.user_app_roles);
    collected.add(applications::app_roles(sections, catalog, id, section));
    collected.into_holder(id, HolderKind::User { item })
}

/// Service principals and registrations, joined by application id.
fn joined(sections: &Sections) -> BTreeMap<AppId, (Option<usize>, Option<usize>)> {
    let mut found: BTreeMap<AppId, (Option<usize>, Option<usize>)> = BTreeMap::new();
    for (item, seen) in sections.service_principals.sightings().iter().enumerate() {
        found
            .entry(seen.object.app_id)
            .or_default()
            .0
            .get_or_insert(item);
    }
    for (item, seen) in sections.applications.sightings().iter().enumerate() {
        found
            .entry(seen.object.app_id)
            .or_default()
            .1
            .get_or_insert(item);
    }
    found
}

fn application(
    sections: &Sections,
    catalog: &Catalog,
    app_id: AppId,
    service_principal: Option<usize>,
    registration: Option<usize>,
) -> Holder {
    let kind = HolderKind::Application {
        app_id,
        service_principal,
        registration,
    };
    let principal = service_principal
        .and_then(|item| sections.service_principals.sightings().get(item))
        .map(|seen| seen.object.id);
    let registered = registration.and_then(|item| {
        sections
            .applications
            .sightings()
            .get(item)
            .map(|seen| (item, &seen.object))
    });
    let mut collected = Collected::default();
    if let Some(id) = principal {
        collected = directory_and_defender(sections, catalog, id);
        let section = (
            SectionName::AppRoleAssignments,
            &sections.app_role_assignments,
        );
        collected.add(applications::app_roles(sections, catalog, id, section));
        collected.add(applications::delegated(sections, id));
    }
    if let Some((item, registration)) = registered {
        let requested = applications::requested(sections, catalog, item, registration);
        collected.grants.extend(requested);
    }
    let id = principal.or(registered.map(|(_, r)| r.id));
    collected.into_holder(id.unwrap_or(ObjectId::new(app_id.uuid())), kind)
}

fn directory_and_defender(sections: &Sections, catalog: &Catalog, id: ObjectId) -> Collected {
    let reaches = groups::reaches(sections, id);
    let mut collected = Collected::default();
    collected
        .grants
        .extend(directory_roles::grants(sections, catalog, &reaches));
    collected.add(defender::grants(sections, catalog, &reaches));
    collected
}

#[derive(Default)]
struct Collected {
    grants: Vec<Grant>,
    unresolved: Vec<Unresolved>,
}

impl Collected {
    fn add(&mut self, (grants, unresolved): (Vec<Grant>, Vec<Unresolved>)) {
        self.grants.extend(grants);
        self.unresolved.extend(unresolved);
    }

    fn into_holder(mut self, id: ObjectId, kind: HolderKind) -> Holder {
        self.grants.sort();
        self.grants.dedup();
        self.unresolved.sort();
        self.unresolved.dedup();
        Holder {
            id,
            kind,
            grants: self.grants,
            unresolved: self.unresolved,
        }
    }
}
