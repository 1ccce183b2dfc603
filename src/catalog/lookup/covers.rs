//! Permissions that include others.

use crate::catalog::{Catalog, Cover, Entitlement};

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
                self.covers.of_api(name, *kind, (held, asked))
            }
            (Entitlement::DefenderUnified(held), Entitlement::DefenderUnified(asked)) => {
                self.covers.of_unified(held, asked)
            }
            _ => None,
        }
    }
}
