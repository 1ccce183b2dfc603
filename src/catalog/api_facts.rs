//! Facts about permissions beyond the published list, loaded from `catalog/api/`.

use super::{PermissionType, Risk};
use crate::ids::AppId;
use serde::Deserialize;

/// The facts about an API's permissions: a file in `catalog/api/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ApiFactsFile {
    #[serde(rename = "checked")]
    _checked: String,
    pub(super) app_id: AppId,
    permission: Vec<PermissionFacts>,
}

/// The facts about one permission.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PermissionFacts {
    #[serde(rename = "type")]
    kind: PermissionType,
    value: String,
    pub(super) allows: Option<String>,
    /// Of a delegated permission; an application permission always needs an administrator.
    pub(super) admin_consent: Option<bool>,
    pub(super) risk: Option<Risk>,
    /// Microsoft's sign-in adds it to any consent, whoever asks for what.
    #[serde(default)]
    comes_with_consent: bool,
    #[serde(default)]
    pub(super) legacy_user_role: bool,
}

/// The facts about the permissions of one API, by type and value.
#[derive(Clone, Debug, Default)]
pub(super) struct ApiFacts(Vec<PermissionFacts>);

impl From<ApiFactsFile> for ApiFacts {
    fn from(file: ApiFactsFile) -> Self {
        let mut all = file.permission;
        all.sort_by(|a, b| (a.kind, &a.value).cmp(&(b.kind, &b.value)));
        Self(all)
    }
}

impl ApiFacts {
    /// The facts about a permission, by its value as published.
    pub(super) fn of(&self, kind: PermissionType, value: &str) -> Option<&PermissionFacts> {
        let key = |one: &PermissionFacts| (one.kind, one.value.as_str()).cmp(&(kind, value));
        let at = self.0.binary_search_by(key).ok()?;
        self.0.get(at)
    }

    /// True where a file holds facts about the API.
    #[cfg(test)]
    pub(super) fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// True for a scope that Microsoft's sign-in adds to any consent, in any case.
    pub(super) fn comes_with_consent(&self, value: &str) -> bool {
        let mut all = self.0.iter();
        all.any(|one| one.comes_with_consent && one.value.eq_ignore_ascii_case(value))
    }
}
