//! The rights that come with another: whoever asks for that one does not call them too much.

use super::matched::Matched;
use super::right::{Holding, TenantRight, credential};
use crate::assess::semantics::{AdoptedGuide, Ask, Evidence, Need, Term};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format2::kinds::Tier;
use std::collections::BTreeSet;

/// Requirements for what the rights of others come with: the parts of a classic permission of Defender, what a broader
/// right includes, and the credential behind a right to one. Whoever asks for the one does not call the other too much.
pub(super) fn alongside(
    guide: &AdoptedGuide<TenantRight>,
    evidence: &Evidence<TenantRight>,
    matched: &[Matched<'_>],
) -> Vec<Ask<TenantRight>> {
    let Some(catalog) = matched.first().map(|one| one.context.catalog) else {
        return Vec::new();
    };
    let asks = guide.requirements.iter();
    asks.filter_map(|ask| {
        let rights: BTreeSet<TenantRight> = ask
            .rights()
            .into_iter()
            .flat_map(|right| {
                if ask.tier.is_never_asked() {
                    parts_of_refused(catalog, evidence, right)
                } else {
                    comes_with(catalog, evidence, right)
                }
            })
            .collect();
        requirement(ask, rights)
    })
    .collect()
}

/// The rights that come with another.
fn comes_with(
    catalog: &Catalog,
    evidence: &Evidence<TenantRight>,
    right: &TenantRight,
) -> Vec<TenantRight> {
    match &right.what {
        Holding::Entitlement(asked) => {
            let parts = catalog.parts(asked);
            let own = evidence.held().filter(|held| held.of == right.of);
            let included = own.filter(|right| {
                let Holding::Entitlement(held) = &right.what else {
                    return false;
                };
                let gives =
                    |part: &Entitlement| *held == *part || catalog.covers(part, held).is_some();
                *held != *asked && parts.iter().any(gives)
            });
            included.cloned().collect()
        }
        Holding::Right(kind) => {
            let key = credential(kind).into_iter();
            key.map(|key| TenantRight {
                of: right.of.clone(),
                what: Holding::Other(key.to_owned()),
            })
            .collect()
        }
        Holding::Other(_) => Vec::new(),
    }
}

/// The parts of a right that is refused, as far as they are held. What it includes is not refused with it.
fn parts_of_refused(
    catalog: &Catalog,
    evidence: &Evidence<TenantRight>,
    right: &TenantRight,
) -> Vec<TenantRight> {
    let Holding::Entitlement(refused) = &right.what else {
        return Vec::new();
    };
    let parts = catalog.parts(refused).into_iter().map(Holding::Entitlement);
    let parts: BTreeSet<Holding> = parts.filter(|part| *part != right.what).collect();
    let own = evidence.held().filter(|held| held.of == right.of);
    own.filter(|held| parts.contains(&held.what))
        .cloned()
        .collect()
}

/// The requirement for what the rights of another come with; none where they come with nothing.
fn requirement(ask: &Ask<TenantRight>, rights: BTreeSet<TenantRight>) -> Option<Ask<TenantRight>> {
    if rights.is_empty() {
        return None;
    }
    let term = |right| Term::AnyOf {
        rights: vec![right],
        when: None,
        known: true,
    };
    let refuses = ask.tier.is_never_asked();
    Some(Ask {
        id: format!("{}/along-with-it", ask.id).parse().ok()?,
        tier: if refuses {
            ask.tier
        } else {
            Tier::Informational
        },
        when: ask.when.clone(),
        need: Need::Rights {
            alternatives: vec![rights.into_iter().map(term).collect()],
            only_one: false,
        },
        until: ask.until,
        replaced_by: None,
        of_installer: ask.of_installer,
    })
}
