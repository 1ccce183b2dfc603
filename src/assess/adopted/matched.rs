//! Guides with their principals, and who each was found to be.

use super::installer::Installer;
use super::reader::Reader;
use super::right::{Holding, holding};
use crate::access::Access;
use crate::assess::asks::Asks;
use crate::assess::context::Context;
use crate::assess::principals::{self, Lookup, Matches, PrincipalMatch};
use crate::assess::target::TargetPrincipal;
use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::guide::PrincipalId;
use crate::guide::format2::ids::Holder;
use crate::guide::format2::model::{Guide, PrincipalKind, RightKind};
use std::collections::BTreeSet;

/// A guide with the principals that it means.
pub(super) struct Meant<'g> {
    pub(super) guide: &'g Guide,
    /// Everything that it asks.
    pub(super) asks: Asks,
    pub(super) targets: Vec<TargetPrincipal>,
}

/// A guide with the context in which its principals were matched.
pub(super) struct Matched<'a> {
    pub(super) guide: &'a Guide,
    pub(super) context: Context<'a>,
    pub(super) matches: Matches<'a>,
    /// The person who installs, where the reader named one and the guide asks something of that person.
    pub(super) installer: Option<Installer<'a>>,
}

impl Matched<'_> {
    /// Whoever a principal of the guide, or whoever installs, was found to be.
    pub(super) fn found(&self, id: &PrincipalId) -> Option<&PrincipalMatch<'_>> {
        let installer = self.installer.as_ref().filter(|one| one.target.id == *id);
        installer
            .map(|one| &one.found)
            .or_else(|| self.matches.get(id))
    }
}

impl<'g> Meant<'g> {
    pub(super) fn of(guide: &'g Guide, catalog: &Catalog, reader: &Reader) -> Self {
        Self {
            guide,
            asks: asks(guide, catalog),
            targets: TargetPrincipal::of_guide(guide, &reader.values),
        }
    }
}

/// Everything that a guide asks. Of a principal that stands for others it is asked of each of them.
fn asks(guide: &Guide, catalog: &Catalog) -> Asks {
    let mut asks = Asks::default();
    for requirement in &guide.requirements {
        for right in requirement.need.rights() {
            if let Holding::Entitlement(entitlement) = holding(catalog, &right.kind) {
                asks.entitlements.insert(entitlement);
            }
            if let RightKind::ApiPermission { api, value, .. } = &right.kind {
                // Either type will do: both are of the same API.
                asks.entitlements.insert(Entitlement::ApiPermission {
                    resource: *api,
                    kind: PermissionType::Application,
                    value: value.clone(),
                });
            }
            let refused = requirement.tier.is_never_asked();
            if let (RightKind::Secret { .. }, false, Holder::Principal(of)) =
                (&right.kind, refused, &right.of)
            {
                asks.secrets.insert(of.id.clone());
                if let Some(PrincipalKind::Chosen { among }) =
                    guide.principal(&of.id).map(|one| &one.kind)
                {
                    asks.secrets.extend(among.iter().cloned());
                }
            }
        }
    }
    asks
}

pub(super) fn matches<'a>(context: &Context<'a>, access: &'a Access) -> Matches<'a> {
    let lookup = Lookup {
        snapshot: context.snapshot,
        access,
        coverage: context.coverage,
        catalog: context.catalog,
        vendor: context.vendor,
    };
    principals::find_all(&lookup, context.targets)
}

/// Whoever could be a principal of one guide is no look-alike in another.
pub(super) fn drop_shared_look_alikes(matched: &mut [Matched<'_>]) {
    let genuine: BTreeSet<_> = matched
        .iter()
        .flat_map(|one| one.matches.values())
        .flat_map(|one| one.genuine.iter().map(|candidate| candidate.holder.id))
        .collect();
    for one in matched.iter_mut().flat_map(|one| one.matches.values_mut()) {
        one.look_alikes
            .retain(|candidate| !genuine.contains(&candidate.holder.id));
    }
}
