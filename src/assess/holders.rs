//! The other holders of application permissions on the API that the guide is about: a list for the reader.

use super::context::Context;
use super::principals::Matches;
use crate::catalog::PermissionType;
use crate::ids::{AppId, ObjectId, PermissionId, TenantId};
use crate::quote;
use crate::snapshot::{
    AppRoleAssignment, Head, Resource, Section, ServicePrincipal, State, Unread,
};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody else with application permissions on the guide's API. Names are the tenant's: hostile text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherHolder {
    /// The object id.
    pub object_id: ObjectId,
    /// `ServicePrincipal`, `User` or `Group`.
    pub kind: Option<String>,
    /// The application id, where it was looked up.
    pub app_id: Option<AppId>,
    /// A claim of whoever made it.
    pub display_name: Option<String>,
    /// The tenant that the application is registered in.
    pub home_tenant: Option<TenantId>,
    /// The publisher that Microsoft verified.
    pub publisher: Option<String>,
    /// Tells if it may sign in.
    pub enabled: Option<bool>,
    /// The permissions, by value, sorted.
    pub permissions: Vec<String>,
}

/// The extent to which the other holders were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldersRead {
    /// True if all that hold anything are listed, with all that they hold.
    pub whole: bool,
    /// The number of grants of permissions that were read.
    pub grants: u64,
    /// The number of them by the service's own count, where it counted or all were read.
    pub total: Option<u64>,
    /// Everything that is not there, in sentences; empty where all is.
    pub note: String,
}

/// Every holder that is no genuine principal of the guide, by name.
pub(super) fn holders(
    context: &Context<'_>,
    matches_by_principal: &Matches<'_>,
) -> Vec<OtherHolder> {
    let sections = &context.snapshot.sections;
    let ours: BTreeSet<ObjectId> = matches_by_principal
        .values()
        .flat_map(|matched| matched.genuine.iter().map(|candidate| candidate.holder.id))
        .collect();
    // The first of two with one id counts, so it is put in last.
    let looked_up = sections.api_holder_principals.sightings().iter();
    let looked_up = looked_up.chain(sections.service_principals.sightings());
    let principals: BTreeMap<ObjectId, &ServicePrincipal> = looked_up
        .rev()
        .filter_map(|seen| Some((seen.object.id.copied()?, &seen.object)))
        .collect();
    let apis = Apis::of(&sections.resources);
    let mut found: BTreeMap<ObjectId, OtherHolder> = BTreeMap::new();
    for seen in sections.api_holders.sightings() {
        let held = &seen.object;
        let Some(id) = held.principal_id.copied().filter(|id| !ours.contains(id)) else {
            continue;
        };
        let principal = principals.get(&id).copied();
        let holder = found.entry(id).or_insert_with(|| OtherHolder {
            object_id: id,
            kind: held.principal_type.cloned(),
            app_id: principal.and_then(|principal| principal.app_id.copied()),
            display_name: principal
                .and_then(|principal| principal.display_name.cloned())
                .or_else(|| held.principal_display_name.cloned()),
            home_tenant: principal
                .and_then(|principal| principal.app_owner_organization_id.copied()),
            publisher: principal
                .and_then(|principal| principal.verified_publisher.get())
                .and_then(|publisher| publisher.display_name.cloned()),
            enabled: principal.and_then(|principal| principal.account_enabled.copied()),
            permissions: Vec::new(),
        });
        holder.permissions.push(apis.permission(context, held));
    }
    let mut holders: Vec<OtherHolder> = found.into_values().collect();
    for holder in &mut holders {
        holder.permissions.sort();
        holder.permissions.dedup();
    }
    holders.sort_by(|a, b| (&a.display_name, a.object_id).cmp(&(&b.display_name, b.object_id)));
    holders
}

/// The extent to which they were read; nothing where they were not asked about.
pub(super) fn read(context: &Context<'_>) -> Option<HoldersRead> {
    let sections = &context.snapshot.sections;
    let head = sections.api_holders.head();
    if head.state == State::NotAsked {
        return None;
    }
    let whole = sections.api_holders.whole().is_ok();
    let grants = u64::try_from(head.items).unwrap_or(u64::MAX);
    let mut total = Some(grants).filter(|_| whole);
    let mut note = Vec::new();
    if !whole {
        let bounds = bounds(context, &head);
        if let [(_, unread)] = bounds.as_slice() {
            total = unread.total;
        }
        note.push(left_out(&head, &bounds));
    }
    let principals = sections.api_holder_principals.head();
    if sections.api_holder_principals.whole().is_err() && principals.state != State::NotAsked {
        note.push(format!(
            "Publisher and home were looked up for {} of the applications.",
            principals.items
        ));
    }
    Some(HoldersRead {
        whole,
        grants,
        total,
        note: note.join(" "),
    })
}

/// The APIs whose grants were read up to a bound, in words, with what was left unread.
fn bounds(context: &Context<'_>, head: &Head<'_>) -> Vec<(String, Unread)> {
    let apis = Apis::of(&context.snapshot.sections.resources);
    let bounded = head.requests.iter().filter_map(|request| {
        let unread = request.unread?;
        let api = request.subject.and_then(|id| apis.with(id));
        let name = api
            .and_then(|api| api.display_name.cloned())
            .unwrap_or_else(|| "the API".to_owned());
        let words = unread.words(u64::from(request.items));
        Some((format!("on {name}, {words}"), unread))
    });
    bounded.collect()
}

/// Everything that is not on the list, and why.
fn left_out(head: &Head<'_>, bounds: &[(String, Unread)]) -> String {
    if bounds.is_empty() {
        let why = head.problem.map_or("", |problem| &problem.message);
        return format!(
            "The list is not whole: section api-holders was {}{}{}.",
            head.state.words(),
            if why.is_empty() { "" } else { ": " },
            why.trim_end_matches('.')
        );
    }
    let words: Vec<&str> = bounds.iter().map(|(words, _)| words.as_str()).collect();
    format!(
        "The list is not whole. Of the permissions that are granted, these were read: {}. Others \
         may hold some, and those listed may hold more.",
        words.join("; ")
    )
}

/// The APIs by their object ids, and their roles.
struct Apis<'a> {
    all: BTreeMap<ObjectId, &'a Resource>,
    roles: BTreeMap<(ObjectId, PermissionId), Option<&'a str>>,
}

impl<'a> Apis<'a> {
    fn of(section: &'a Section<Resource>) -> Self {
        let mut apis = Self {
            all: BTreeMap::new(),
            roles: BTreeMap::new(),
        };
        for api in section.sightings().iter().map(|seen| &seen.object) {
            // Of two with one id the first counts.
            let Some(id) = api.id.copied().filter(|id| !apis.all.contains_key(id)) else {
                continue;
            };
            apis.all.insert(id, api);
            for role in api.app_roles.sightings() {
                if let Some(of) = role.id.copied() {
                    apis.roles.entry((id, of)).or_insert(role.value.as_deref());
                }
            }
        }
        apis
    }

    fn with(&self, id: ObjectId) -> Option<&'a Resource> {
        self.all.get(&id).copied()
    }

    /// By the tenant's own name for the role, else the catalog's, else its id.
    fn permission(&self, context: &Context<'_>, held: &AppRoleAssignment) -> String {
        let Some(role) = held.app_role_id.copied() else {
            return "(not told)".to_owned();
        };
        let api = held.resource_id.copied();
        let offered = api.and_then(|api| self.roles.get(&(api, role)).copied().flatten());
        offered
            .filter(|value| !value.is_empty())
            .map(quote::name)
            .or_else(|| {
                let app = self.with(api?)?.app_id.copied()?;
                let kind = PermissionType::Application;
                let known = context.catalog.api_permission_by_id(app, kind, role)?;
                Some(known.value.clone())
            })
            .unwrap_or_else(|| role.to_string())
    }
}
