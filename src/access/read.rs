//! Puts the parts together: one holder per user and per application.

use super::collected::{Collected, MOST};
use super::index::Index;
use super::model::{Access, Holder, HolderKind};
use super::{applications, defender, directory_roles, groups};
use crate::catalog::Catalog;
use crate::ids::{AppId, ObjectId};
use crate::snapshot::{SectionName, Sections, Snapshot};
use std::collections::BTreeMap;

/// Reads who holds what from a snapshot.
pub fn read(snapshot: &Snapshot, catalog: &Catalog) -> Access {
    let sections = &snapshot.sections;
    let index = Index::of(sections, catalog);
    let mut room = MOST;
    let users = sections.users.sightings().iter().enumerate();
    let mut holders: Vec<Holder> = users
        .map(|(item, seen)| user(&index, item, seen.object.id, &mut room))
        .collect();
    for (app_id, (service_principal, registration)) in joined(sections) {
        let kind = HolderKind::Application {
            app_id,
            service_principal,
            registration,
        };
        holders.push(application(&index, kind, app_id, &mut room));
    }
    Access { holders }
}

fn user(index: &Index<'_>, item: usize, id: ObjectId, room: &mut usize) -> Holder {
    let mut collected = Collected::new(room);
    directory_and_defender(index, id, &mut collected);
    applications::app_roles(index, id, SectionName::UserAppRoles, &mut collected);
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

fn application(index: &Index<'_>, kind: HolderKind, app_id: AppId, room: &mut usize) -> Holder {
    let (service_principal, registration) = match kind {
        HolderKind::Application {
            service_principal,
            registration,
            ..
        } => (service_principal, registration),
        HolderKind::User { .. } => (None, None),
    };
    let sections = index.sections;
    let principal = service_principal
        .and_then(|item| sections.service_principals.sightings().get(item))
        .map(|seen| seen.object.id);
    let registered = registration.and_then(|item| {
        let seen = sections.applications.sightings().get(item)?;
        Some((item, &seen.object))
    });
    let mut collected = Collected::new(room);
    if let Some(id) = principal {
        directory_and_defender(index, id, &mut collected);
        applications::app_roles(index, id, SectionName::AppRoleAssignments, &mut collected);
        applications::delegated(index, id, &mut collected);
    }
    if let Some((item, registration)) = registered {
        applications::requested(index, item, registration, &mut collected);
    }
    let id = principal.or(registered.map(|(_, r)| r.id));
    collected.into_holder(id.unwrap_or(ObjectId::new(app_id.uuid())), kind)
}

fn directory_and_defender(index: &Index<'_>, id: ObjectId, collected: &mut Collected<'_>) {
    let reaches = groups::reaches(index, id);
    directory_roles::grants(index, &reaches, collected);
    defender::grants(index, &reaches, collected);
}
