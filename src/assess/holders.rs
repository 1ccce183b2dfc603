//! Who else holds application permissions on the API that the guide is about: a list for the reader.

use super::context::Context;
use super::identify::Roll;
use super::model::OtherHolder;
use crate::catalog::PermissionType;
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::ServicePrincipal;
use std::collections::{BTreeMap, BTreeSet};

/// Every holder that is no genuine principal of the guide, by name.
pub(super) fn holders(
    context: &Context<'_>,
    rolls: &BTreeMap<String, Roll<'_>>,
) -> Vec<OtherHolder> {
    let sections = &context.snapshot.sections;
    let ours: BTreeSet<ObjectId> = rolls
        .values()
        .flat_map(|roll| roll.genuine.iter().map(|candidate| candidate.holder.id))
        .collect();
    // The first of two with one id counts, so it is put in last.
    let looked_up = sections.api_holder_principals.sightings().iter();
    let looked_up = looked_up.chain(sections.service_principals.sightings());
    let principals: BTreeMap<ObjectId, &ServicePrincipal> = looked_up
        .rev()
        .map(|seen| (seen.object.id, &seen.object))
        .collect();
    let apis = Apis::of(context);
    let mut found: BTreeMap<ObjectId, OtherHolder> = BTreeMap::new();
    for seen in sections.api_holders.sightings() {
        let held = &seen.object;
        let Some(id) = held.principal_id.filter(|id| !ours.contains(id)) else {
            continue;
        };
        let principal = principals.get(&id).copied();
        let holder = found.entry(id).or_insert_with(|| OtherHolder {
            object_id: id,
            kind: held.principal_type.clone(),
            app_id: principal.map(|principal| principal.app_id),
            display_name: principal
                .and_then(|principal| principal.display_name.clone())
                .or_else(|| held.principal_display_name.clone()),
            home_tenant: principal.and_then(|principal| principal.app_owner_organization_id),
            publisher: principal
                .and_then(|principal| principal.verified_publisher.as_ref())
                .and_then(|publisher| publisher.display_name.clone()),
            enabled: principal.and_then(|principal| principal.account_enabled),
            permissions: Vec::new(),
        });
        holder
            .permissions
            .push(apis.permission(context, held.resource_id, held.app_role_id));
    }
    let mut holders: Vec<OtherHolder> = found.into_values().collect();
    for holder in &mut holders {
        holder.permissions.sort();
        holder.permissions.dedup();
    }
    holders.sort_by(|a, b| (&a.display_name, a.object_id).cmp(&(&b.display_name, b.object_id)));
    holders
}

/// The APIs, and what the tenant calls their roles.
struct Apis<'a> {
    apis: BTreeMap<ObjectId, AppId>,
    roles: BTreeMap<(ObjectId, PermissionId), Option<&'a str>>,
}

impl<'a> Apis<'a> {
    fn of(context: &Context<'a>) -> Self {
        let mut known = Self {
            apis: BTreeMap::new(),
            roles: BTreeMap::new(),
        };
        for seen in context.snapshot.sections.resources.sightings() {
            let api = &seen.object;
            if known.apis.contains_key(&api.id) {
                continue;
            }
            known.apis.insert(api.id, api.app_id);
            for role in &api.app_roles {
                let value = role.value.as_deref();
                known.roles.entry((api.id, role.id)).or_insert(value);
            }
        }
        known
    }

    /// By the tenant's own name for the role, else the catalog's, else its id.
    fn permission(&self, context: &Context<'_>, api: ObjectId, role: PermissionId) -> String {
        let offered = self.roles.get(&(api, role)).copied().flatten();
        offered
            .map(str::to_owned)
            .filter(|value| !value.is_empty())
            .or_else(|| {
                let app = *self.apis.get(&api)?;
                let kind = PermissionType::Application;
                let known = context.catalog.api_permission_by_id(app, kind, role)?;
                Some(known.value.clone())
            })
            .unwrap_or_else(|| role.to_string())
    }
}
