//! Whoever could be the guide's principals, and who of them is asked about.

use super::answers::Answers;
use super::ledger::Ledger;
use crate::ids::{AppId, ObjectId, TenantId};
use crate::scan::requests::{Batch, ValueSet, Values, batch};
use crate::scan::targets::Targets;
use crate::snapshot::{Phase, Request, SectionName, Subject, User};
use std::collections::{BTreeMap, BTreeSet};

/// The most candidates that are asked about for each user, or each application, that is looked for.
const FOR_EACH: usize = 10;

/// The most candidates of each kind that are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Most {
    pub(super) users: usize,
    pub(super) applications: usize,
}

impl Most {
    pub(super) fn of(targets: &Targets) -> Self {
        // An application that is pinned has a name too, as a rule.
        let applications = targets.apps.len().max(targets.names.len());
        let for_each = |sought: usize| FOR_EACH.saturating_mul(sought.max(1));
        let users = targets.addresses.len() + targets.installer.iter().count();
        Self {
            users: for_each(users),
            applications: for_each(applications),
        }
    }
}

/// Candidates of each kind, in the order in which they are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Candidates {
    pub(super) users: Vec<ObjectId>,
    pub(super) service_principals: Vec<ObjectId>,
    pub(super) applications: Vec<ObjectId>,
}

impl Candidates {
    /// Everybody who was found: users whose address fits best first, applications that are pinned
    /// before those of the name before look-alikes.
    pub(super) fn found(ledger: &Ledger, targets: &Targets) -> Self {
        let apps = ledger.applications.objects();
        let presence = ledger.service_principals.objects();
        Self {
            users: ranked(
                ledger
                    .users
                    .objects()
                    .map(|user| (user.id.copied(), rank_of_user(user, targets))),
            ),
            service_principals: ranked(presence.map(|sp| {
                let rank =
                    rank_of_application(sp.app_id.copied(), sp.display_name.as_deref(), targets);
                (sp.id.copied(), rank)
            })),
            applications: ranked(apps.map(|app| {
                let rank =
                    rank_of_application(app.app_id.copied(), app.display_name.as_deref(), targets);
                (app.id.copied(), rank)
            })),
        }
    }

    /// Those who were not asked about yet, and no more in all than are asked about.
    pub(super) fn beyond(self, asked: &Self, most: Most) -> Self {
        let new = |mut found: Vec<ObjectId>, asked: &[ObjectId], most: usize| -> Vec<ObjectId> {
            found.retain(|id| !asked.contains(id));
            found.truncate(most.saturating_sub(asked.len()));
            found
        };
        let of_applications = most.applications;
        Self {
            users: new(self.users, &asked.users, most.users),
            service_principals: new(
                self.service_principals,
                &asked.service_principals,
                of_applications,
            ),
            applications: new(self.applications, &asked.applications, of_applications),
        }
    }

    /// The values that requests about them are made of.
    pub(super) fn values(&self, known: &Ledger, targets: &Targets) -> Values {
        let app = |id: &ObjectId| {
            let mut found = known.service_principals.objects();
            let found = found.find(|sp| sp.id.is(id))?;
            found.app_id.copied()
        };
        let principals: Vec<ObjectId> = [&self.users[..], &self.service_principals].concat();
        let sought = sought_ids(known, targets);
        let user = |id: &ObjectId| {
            if sought.contains(id) {
                ValueSet::guest(*id)
            } else {
                ValueSet::installer(*id)
            }
        };
        let mut sets: Vec<ValueSet> = self.users.iter().map(user).collect();
        let present = self.service_principals.iter();
        sets.extend(present.map(|id| ValueSet::service_principal(*id, app(id))));
        let registered = self.applications.iter();
        sets.extend(registered.map(|id| ValueSet::object("application", *id)));
        sets.extend(ValueSet::objects("principals", &principals));
        let subjects = if self.users.iter().any(|id| sought.contains(id)) {
            vec![Subject::Guests, Subject::NamedForGuests]
        } else {
            Vec::new()
        };
        Values { sets, subjects }
    }
}

/// The users who were found by what a guide looks for. Anybody else was found as the person who installs.
fn sought_ids(known: &Ledger, targets: &Targets) -> BTreeSet<ObjectId> {
    let is_sought = |request: &Request| {
        let mut addresses = targets.addresses.iter();
        addresses.any(|address| request.looked_for("address", address))
    };
    let answers = known.users.made.iter();
    let sought = answers.filter(|answer| is_sought(&answer.request));
    let users = sought.flat_map(|answer| &answer.items);
    users.filter_map(|item| item.object.id.copied()).collect()
}

/// The lower, the better a user's address fits.
fn rank_of_user(user: &User, targets: &Targets) -> (bool, bool) {
    let sought = |address: &str| {
        let mut addresses = targets.addresses.iter().chain(&targets.installer);
        addresses.any(|sought| sought.eq_ignore_ascii_case(address))
    };
    let by_name = user.user_principal_name.as_deref().is_some_and(sought);
    let by_mail = by_name || user.mail.as_deref().is_some_and(sought);
    let others = user.other_mails.sightings();
    let by_other = others.iter().any(|address| sought(address));
    (!by_mail, !by_other)
}

/// The lower, the better an application fits.
fn rank_of_application(app: Option<AppId>, name: Option<&str>, targets: &Targets) -> (bool, bool) {
    let named = name.is_some_and(|name| targets.names.contains(name));
    let pinned = app.is_some_and(|app| targets.apps.contains(&app));
    (!pinned, !named)
}

/// Ids by rank, each once. One without an id cannot be asked about.
fn ranked(found: impl Iterator<Item = (Option<ObjectId>, (bool, bool))>) -> Vec<ObjectId> {
    let by_rank: BTreeSet<((bool, bool), ObjectId)> =
        found.filter_map(|(id, rank)| Some((rank, id?))).collect();
    let mut seen = BTreeSet::new();
    let ids = by_rank.into_iter().map(|(_, id)| id);
    ids.filter(|id| seen.insert(*id)).collect()
}

/// Lookups of what was found in one list only, in the other by its application id: service
/// principals, then registrations.
///
/// A registration exists only in the tenant that made it, so an application of
/// another tenant is not looked for.
pub(super) fn counterparts(ledger: &Ledger, home: Option<TenantId>, most: Most) -> [Batch; 2] {
    let (presence, registrations) = (&ledger.service_principals, &ledger.applications);
    let mut owner: BTreeMap<AppId, bool> = BTreeMap::new();
    for sp in presence.objects() {
        if let Some(app) = sp.app_id.copied() {
            let owned_by = sp.app_owner_organization_id.copied();
            let foreign = matches!((owned_by, home), (Some(owner), Some(home)) if owner != home);
            *owner.entry(app).or_default() |= foreign;
        }
    }
    let registered = registrations.objects();
    let registered: BTreeSet<AppId> = registered.filter_map(|app| app.app_id.copied()).collect();
    let absent = registered.iter().filter(|app| !owner.contains_key(app));
    let unregistered = owner
        .iter()
        .filter(|(app, foreign)| !**foreign && !registered.contains(app))
        .map(|(app, _)| app);
    [
        by_app_id(SectionName::ServicePrincipals, absent, presence, most),
        by_app_id(SectionName::Applications, unregistered, registrations, most),
    ]
}

/// Lookups of applications by their ids, as far as no such lookup has been made.
fn by_app_id<'a, T>(
    section: SectionName,
    apps: impl Iterator<Item = &'a AppId>,
    known: &Answers<T>,
    most: Most,
) -> Batch {
    let made = |app: &AppId| {
        let app = app.to_string();
        let mut made = known.made.iter();
        made.any(|answer| answer.request.looked_for("app-id", &app))
    };
    let sets: Vec<ValueSet> = apps
        .filter(|app| !made(app))
        .take(most.applications)
        .map(|app| ValueSet::app_id(*app))
        .collect();
    batch(section, Phase::Find, &sets)
}
