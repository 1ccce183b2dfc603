//! Everything that a guide asks, as far as checks and advice need to know it beside their own requirement.

use super::target::TargetPrincipal;
use crate::catalog::Entitlement;
use crate::guide::PrincipalId;
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
