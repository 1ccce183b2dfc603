//! What a guide asks, as far as checks and advice need to know it beside their own requirement.

use super::target::TargetPrincipal;
use crate::catalog::Entitlement;
use crate::guide::{Ask, Guide, PrincipalId, Tier};
use std::collections::BTreeSet;

/// Everything that a guide asks, whatever its conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asks {
    /// The roles and permissions that it names.
    pub entitlements: BTreeSet<Entitlement>,
    /// The principals of whom it asks for a client secret, so that a finding of its own speaks of them.
    pub secrets: BTreeSet<PrincipalId>,
}

impl Asks {
    /// The asks of a guide in format 1.
    pub(super) fn of_format_1(guide: &Guide) -> Self {
        let mut asks = Self::default();
        for requirement in &guide.requirements {
            match &requirement.ask {
                Ask::Hold(entitlement) => {
                    asks.entitlements.insert(entitlement.clone());
                }
                Ask::ClientSecret if requirement.tier != Tier::NotRequired => {
                    let options = requirement.options.iter();
                    let options = options.filter_map(|option| guide.option(option));
                    asks.secrets
                        .extend(options.map(|option| option.principal.clone()));
                }
                _ => {}
            }
        }
        asks
    }

    /// True if it asks for a client secret of a principal.
    pub(super) fn secret_of(&self, principal: &TargetPrincipal) -> bool {
        self.secrets.contains(&principal.id)
    }

    /// True if it names a permission of Defender's classic roles.
    pub(super) fn defender(&self) -> bool {
        let mut all = self.entitlements.iter();
        all.any(|one| matches!(one, Entitlement::DefenderClassic { .. }))
    }

    /// The application ids of the APIs that it asks permissions on.
    pub(super) fn apis(&self) -> BTreeSet<String> {
        let all = self.entitlements.iter();
        all.filter_map(|one| match one {
            Entitlement::ApiPermission { resource, .. } => Some(resource.to_string()),
            _ => None,
        })
        .collect()
    }
}
