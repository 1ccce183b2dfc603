//! The permissions that the tenant's resource service principals publish, by id and by name.

use crate::catalog::PermissionType;
use crate::ids::{AppId, ObjectId, PermissionId};
use crate::snapshot::{Field, Resource, Sections};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The value that an API gives for one of its permissions.
pub(super) enum Offered {
    /// Its value.
    Named(String),
    /// It no longer exists, or has no value of its own.
    Not,
    /// The answer leaves it out.
    Untold,
}

/// The permissions of one type that an API publishes.
struct Published<'a> {
    /// True if the answer lists them, each with its id.
    whole: bool,
    /// True if the answer lists them at all.
    listed: bool,
    values: BTreeMap<PermissionId, &'a Field<String>>,
}

impl<'a> Published<'a> {
    fn of(all: Option<Vec<(Option<PermissionId>, &'a Field<String>)>>) -> Self {
        let listed = all.is_some();
        let all = all.unwrap_or_default();
        let mut values = BTreeMap::new();
        for (id, value) in &all {
            if let Some(id) = id {
                values.entry(*id).or_insert(*value);
            }
        }
        Self {
            whole: all.iter().all(|(id, _)| id.is_some()),
            listed,
            values,
        }
    }

    fn offered(&self, id: PermissionId) -> Offered {
        if !self.listed {
            return Offered::Untold;
        }
        match self.values.get(&id) {
            Some(Field::Given(value)) if value.is_empty() => Offered::Not,
            Some(Field::Given(value)) => Offered::Named(value.clone()),
            None if self.whole => Offered::Not,
            Some(_) | None => Offered::Untold,
        }
    }
}

/// An API with its permissions.
struct Known<'a> {
    app_roles: Published<'a>,
    scopes: Published<'a>,
    /// Delegated permissions as the API spells them, by their values in lower case.
    spellings: BTreeMap<String, &'a str>,
}

impl<'a> Known<'a> {
    fn of(api: &'a Resource) -> Self {
        let roles = api.app_roles.whole();
        let roles = roles.map(|all| all.iter().map(|one| (one.id.copied(), &one.value)));
        let scopes = api.oauth2_permission_scopes.whole();
        let scopes = scopes.map(|all| all.iter().map(|one| (one.id.copied(), &one.value)));
        let mut spellings = BTreeMap::new();
        for scope in api.oauth2_permission_scopes.sightings() {
            if let Some(value) = scope.value.as_deref() {
                spellings.entry(value.to_ascii_lowercase()).or_insert(value);
            }
        }
        Self {
            app_roles: Published::of(roles.map(Iterator::collect)),
            scopes: Published::of(scopes.map(Iterator::collect)),
            spellings,
        }
    }
}

/// The APIs that were seen.
pub(super) struct Apis<'a> {
    all: Vec<(&'a Resource, Known<'a>)>,
    by_id: BTreeMap<ObjectId, usize>,
    by_app: BTreeMap<AppId, usize>,
    /// Application ids of those that give their object id.
    others: Arc<BTreeSet<AppId>>,
    /// True if each gives its object id.
    named: bool,
}

impl<'a> Apis<'a> {
    pub(super) fn read(sections: &'a Sections) -> Self {
        let all: Vec<(&Resource, Known<'_>)> = sections
            .resources
            .sightings()
            .iter()
            .map(|seen| (&seen.object, Known::of(&seen.object)))
            .collect();
        let (mut by_id, mut by_app) = (BTreeMap::new(), BTreeMap::new());
        // Of two with one id the first counts.
        for (place, (api, _)) in all.iter().enumerate() {
            if let Some(id) = api.id.copied() {
                by_id.entry(id).or_insert(place);
            }
            if let Some(app) = api.app_id.copied() {
                by_app.entry(app).or_insert(place);
            }
        }
        let named = all.iter().filter(|(api, _)| api.id.is_given());
        Self {
            others: Arc::new(
                named
                    .clone()
                    .filter_map(|(api, _)| api.app_id.copied())
                    .collect(),
            ),
            named: named.count() == all.len(),
            all,
            by_id,
            by_app,
        }
    }

    /// The API behind a service principal's object id.
    pub(super) fn with_id(&self, id: ObjectId) -> Option<&'a Resource> {
        let (api, _) = self.all.get(*self.by_id.get(&id)?)?;
        Some(api)
    }

    /// Application ids of the APIs whose object ids are known: what is on another is on none of them.
    pub(super) fn others(&self) -> Arc<BTreeSet<AppId>> {
        Arc::clone(&self.others)
    }

    /// Returns `true` if each of them gives its object id.
    pub(super) const fn are_named(&self) -> bool {
        self.named
    }

    /// The value that the API with this application id gives for a permission; `None` where the API was not seen.
    pub(super) fn offered(
        &self,
        app: AppId,
        (kind, id): (PermissionType, PermissionId),
    ) -> Option<Offered> {
        let (_, known) = self.all.get(*self.by_app.get(&app)?)?;
        Some(match kind {
            PermissionType::Application => known.app_roles.offered(id),
            PermissionType::Delegated => known.scopes.offered(id),
        })
    }

    /// A delegated permission as the API with an object id spells it.
    pub(super) fn spelling(&self, id: ObjectId, stored: &str) -> Option<&'a str> {
        let (_, known) = self.all.get(*self.by_id.get(&id)?)?;
        known.spellings.get(&stored.to_ascii_lowercase()).copied()
    }
}
