//! Permissions that include others, loaded from `catalog/covers.toml`.

use super::PermissionType;
use serde::Deserialize;

/// The evidence that one permission includes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Microsoft documents it.
    Documented,
    /// Only the names say so.
    NamingConvention,
}

/// One permission that includes another, on the same resource and of the same type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cover {
    /// The broader one: the value of an API permission, or the id of one of Unified RBAC.
    pub held: String,
    /// The one that it includes.
    pub asked: String,
    /// The evidence.
    pub basis: Basis,
    /// The source of the entry.
    pub source: String,
}

/// `catalog/covers.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Covers {
    #[serde(rename = "checked")]
    _checked: String,
    api: Vec<ApiCovers>,
    unified: Vec<Cover>,
}

/// The covers between permissions of one API and one type: none across either can be written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ApiCovers {
    name: String,
    #[serde(rename = "type")]
    kind: PermissionType,
    cover: Vec<Cover>,
}

impl Covers {
    /// The cover between two permissions of one API, by its short name, and one type.
    pub(super) fn of_api(
        &self,
        api: &str,
        kind: PermissionType,
        (held, asked): (&str, &str),
    ) -> Option<&Cover> {
        let mut apis = self.api.iter();
        let api = apis.find(|one| one.name == api && one.kind == kind)?;
        find(&api.cover, held, asked)
    }

    /// The cover between two permissions of Unified RBAC.
    pub(super) fn of_unified(&self, held: &str, asked: &str) -> Option<&Cover> {
        find(&self.unified, held, asked)
    }
}

fn find<'a>(covers: &'a [Cover], held: &str, asked: &str) -> Option<&'a Cover> {
    let mut covers = covers.iter();
    covers.find(|cover| {
        cover.held.eq_ignore_ascii_case(held) && cover.asked.eq_ignore_ascii_case(asked)
    })
}
