//! What a right comes with: whoever asks for the one does not call the other too much.

use super::Matched;
use super::right::{Holding, TenantRight, credential};
use crate::assess::semantics::{AdoptedGuide, Ask, Evidence, Need, Term};
use crate::catalog::Entitlement;
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
    let mut more = Vec::new();
    for ask in &guide.requirements {
        let mut rights = BTreeSet::new();
        for right in ask.rights() {
            let with: Vec<Holding> = match &right.what {
                Holding::Entitlement(asked) => {
                    let parts = catalog.parts(asked);
                    let own = evidence.held().filter(|held| held.of == right.of);
                    let included = own.filter(|right| {
                        let Holding::Entitlement(held) = &right.what else {
                            return false;
                        };
                        let gives = |part: &Entitlement| {
                            *held == *part || catalog.covers(part, held).is_some()
                        };
                        *held != *asked && parts.iter().any(gives)
                    });
                    included.map(|held| held.what.clone()).collect()
                }
                Holding::Right(kind) => credential(kind)
                    .map(|key| Holding::Other(key.to_owned()))
                    .into_iter()
                    .collect(),
                _ => Vec::new(),
            };
            rights.extend(with.into_iter().map(|what| TenantRight {
                of: right.of.clone(),
                what,
            }));
        }
        let id = format!("{}/along-with-it", ask.id).parse();
        let (Ok(id), false) = (id, rights.is_empty()) else {
            continue;
        };
        let term = |right| Term::AnyOf {
            rights: vec![right],
            when: None,
            known: true,
        };
        let refuses = matches!(ask.tier, Tier::NotRequired | Tier::Forbidden);
        more.push(Ask {
            id,
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
        });
    }
    more
}
