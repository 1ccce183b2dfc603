//! APIs and the permissions that they offer: the published list, and what is known beyond it.

use super::api_facts::ApiFacts;
use super::published::PublishedList;
use super::ratings::ApiRatings;
use super::{PermissionType, Risk};
use crate::ids::{AppId, PermissionId};
use std::cmp::Ordering;
use std::sync::OnceLock;

/// An API (resource application) and its permissions.
#[derive(Clone, Debug)]
pub struct ApiResource {
    /// The application id, the same in every tenant of one cloud.
    pub app_id: AppId,
    /// The name in finding ids: `WindowsDefenderATP`, `MicrosoftGraph`.
    pub name: String,
    /// The name for people: `Microsoft Graph`.
    pub title: String,
    /// The rows of its permissions, which are read when one is first asked for.
    rows: &'static str,
    pub(super) facts: ApiFacts,
    pub(super) ratings: ApiRatings,
    permissions: OnceLock<Permissions>,
}

/// A permission that an API offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiPermission {
    /// The id of the app role or scope. Ids differ between clouds: a fallback for reading, never a key.
    pub id: PermissionId,
    /// Application or delegated.
    pub kind: PermissionType,
    /// The value, as published: `Alert.Read.All`.
    pub value: String,
    /// Microsoft's display name; absent where none is published.
    pub title: Option<String>,
    /// The actions that it allows, in our words.
    pub allows: Option<String>,
    /// The need of an administrator's consent; absent where nobody knows.
    pub admin_consent: Option<bool>,
    /// The harm that it can do; absent when no person rated it.
    pub risk: Option<Risk>,
    /// It is a role for users of the old portal and no API permission.
    pub legacy_user_role: bool,
}

/// Permissions by type and value, and their places by type and id.
#[derive(Clone, Debug, Default)]
struct Permissions {
    all: Vec<ApiPermission>,
    by_id: Vec<usize>,
}

impl ApiPermission {
    /// Its place beside a type and a value, without regard to case.
    fn beside(&self, kind: PermissionType, value: &str) -> Ordering {
        let own = self.value.bytes().map(|byte| byte.to_ascii_lowercase());
        let other = value.bytes().map(|byte| byte.to_ascii_lowercase());
        self.kind.cmp(&kind).then_with(|| own.cmp(other))
    }
}

impl ApiResource {
    /// The APIs of the published list, by name, without what is known beyond it.
    pub(super) fn published(list: &PublishedList) -> Vec<Self> {
        let parts = list.apis().into_iter();
        let mut apis: Vec<Self> = parts
            .filter_map(|(heading, rows)| {
                let mut fields = heading.split('\t');
                Some(Self {
                    app_id: fields.next()?.parse().ok()?,
                    name: fields.next()?.to_owned(),
                    title: fields.next()?.to_owned(),
                    rows,
                    facts: ApiFacts::default(),
                    ratings: ApiRatings::default(),
                    permissions: OnceLock::new(),
                })
            })
            .collect();
        apis.sort_by(|a, b| a.name.cmp(&b.name));
        apis
    }

    /// The permissions that it offers, sorted by type and value.
    pub fn permissions(&self) -> &[ApiPermission] {
        &self.read().all
    }

    fn read(&self) -> &Permissions {
        self.permissions.get_or_init(|| {
            let rows = self.rows.lines();
            let mut all: Vec<ApiPermission> = rows.filter_map(|row| self.permission(row)).collect();
            all.sort_by(|a, b| {
                let folded = a.beside(b.kind, &b.value);
                folded.then_with(|| a.value.cmp(&b.value))
            });
            let mut by_id: Vec<usize> = (0..all.len()).collect();
            by_id.sort_by_key(|at| all.get(*at).map(|one| (one.kind, one.id)));
            Permissions { all, by_id }
        })
    }

    /// A row of the list, with what is known beyond it.
    fn permission(&self, row: &str) -> Option<ApiPermission> {
        let mut fields = row.split('\t');
        let kind = PermissionType::of_row(fields.next()?)?;
        let id = fields.next()?.parse().ok()?;
        let value = fields.next()?;
        let facts = self.facts.of(kind, value);
        let rated = || self.ratings.of(kind, value);
        Some(ApiPermission {
            id,
            kind,
            value: value.to_owned(),
            title: fields.next().map(str::to_owned),
            allows: facts.and_then(|facts| facts.allows.clone()),
            admin_consent: match kind {
                PermissionType::Application => Some(true),
                PermissionType::Delegated => facts.and_then(|facts| facts.admin_consent),
            },
            risk: facts.and_then(|facts| facts.risk.clone()).or_else(rated),
            legacy_user_role: facts.is_some_and(|facts| facts.legacy_user_role),
        })
    }

    /// The permission of a type with this value, in any case; that which is spelled so, where two differ in case.
    pub fn named(&self, kind: PermissionType, value: &str) -> Option<&ApiPermission> {
        let all = self.permissions();
        let start = all.partition_point(|one| one.beside(kind, value).is_lt());
        let found = all.get(start..).unwrap_or_default().iter();
        let mut same = found.take_while(|one| one.beside(kind, value).is_eq());
        let first = same.clone().next();
        same.find(|one| one.value == value).or(first)
    }

    /// The permission of a type with this id.
    pub fn with_id(&self, kind: PermissionType, id: PermissionId) -> Option<&ApiPermission> {
        let Permissions { all, by_id } = self.read();
        let key = |at: &usize| all.get(*at).map(|one| (one.kind, one.id));
        let found = by_id.binary_search_by_key(&Some((kind, id)), key).ok()?;
        all.get(*by_id.get(found)?)
    }
}
