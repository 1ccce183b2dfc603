//! Guides with their principals, and who each was found to be.

use super::reader::Reader;
use super::right::{Holding, holding};
use crate::access::Access;
use crate::assess::advice;
use crate::assess::asks::Asks;
use crate::assess::context::Context;
use crate::assess::model::Advice;
use crate::assess::principals::{self, Lookup, Matches};
use crate::assess::target::TargetPrincipal;
use crate::catalog::{Catalog, Entitlement, PermissionType};
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
    /// Advice on the tenant's settings, as far as they concern these principals.
    pub(super) advice: Vec<Advice>,
}

impl<'g> Meant<'g> {
    pub(super) fn of(
        guide: &'g Guide,
        guides: &[Guide],
        catalog: &Catalog,
        reader: &Reader,
    ) -> Self {
        Self {
            guide,
            asks: asks(guide, catalog),
            targets: TargetPrincipal::of_guide(guide, guides, &reader.values),
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
                && of.guide.as_ref().is_none_or(|of| *of == guide.id)
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

fn matches<'a>(context: &Context<'a>, access: &'a Access) -> Matches<'a> {
    let lookup = Lookup {
        snapshot: context.snapshot,
        access,
        coverage: context.coverage,
        catalog: context.catalog,
        vendor: context.vendor,
    };
    principals::find_all(&lookup, context.targets)
}

/// Guides with their contexts and whoever was matched to be their principals.
pub(super) fn matched<'a>(
    guides: impl Iterator<Item = (&'a Guide, Context<'a>)>,
    access: &'a Access,
) -> Vec<Matched<'a>> {
    let mut matched: Vec<Matched<'a>> = guides
        .map(|(guide, context)| Matched {
            guide,
            matches: matches(&context, access),
            context,
            advice: Vec::new(),
        })
        .collect();
    drop_shared_look_alikes(&mut matched);
    for one in &mut matched {
        one.advice = advice::advice(&one.context, &one.matches);
    }
    matched
}

/// Whoever could be a principal of one guide is no look-alike in another.
fn drop_shared_look_alikes(matched: &mut [Matched<'_>]) {
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
