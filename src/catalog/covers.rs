//! Permissions that include others, loaded from `catalog/covers.toml`.

use super::{Catalog, Entitlement, PermissionType};
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

impl Catalog {
    /// The cover by which holding `held` includes `asked`; `None` when none is known, or when they are the same.
    pub fn covers(&self, held: &Entitlement, asked: &Entitlement) -> Option<&Cover> {
        match (held, asked) {
            (
                Entitlement::ApiPermission {
                    resource,
                    kind,
                    value: held,
                },
                Entitlement::ApiPermission {
                    resource: same_resource,
                    kind: same_kind,
                    value: asked,
                },
            ) if (resource, kind) == (same_resource, same_kind) => {
                let name = &self.resource(*resource)?.name;
                let mut apis = self.covers.api.iter();
                let api = apis.find(|api| api.name == *name && api.kind == *kind)?;
                find(&api.cover, held, asked)
            }
            (Entitlement::DefenderUnified(held), Entitlement::DefenderUnified(asked)) => {
                find(&self.covers.unified, held, asked)
            }
            _ => None,
        }
    }
}

fn find<'a>(covers: &'a [Cover], held: &str, asked: &str) -> Option<&'a Cover> {
    let mut covers = covers.iter();
    covers.find(|cover| {
        cover.held.eq_ignore_ascii_case(held) && cover.asked.eq_ignore_ascii_case(asked)
    })
}
