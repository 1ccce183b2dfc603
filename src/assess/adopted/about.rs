//! The subject of a finding about a requirement: principal, entitlement, ways and ends.

use super::line::Line;
use crate::assess::candidate::FindingHolder;
use crate::assess::lifetime::{self, Lifetime};
use crate::assess::model::{AccessPath, RightSeen};
use crate::catalog::Entitlement;
use crate::guide::PrincipalId;
use std::collections::BTreeSet;

/// The principal and the entitlement that a finding is about.
pub(super) struct About {
    pub(super) principal: PrincipalId,
    pub(super) principal_title: String,
    /// The candidate that it rests on; absent where it rests on nobody, or on several.
    pub(super) holder: Option<FindingHolder>,
    /// The entitlement; absent where the rights are several.
    pub(super) entitlement: Option<Entitlement>,
}

impl About {
    /// The principal of the first right, or the tenant.
    pub(super) fn of(lines: &[Line]) -> Self {
        let Some(first) = lines.first().map(|line| &line.seen) else {
            return Self {
                principal: PrincipalId::reserved("tenant"),
                principal_title: "The tenant".to_owned(),
                holder: None,
                entitlement: None,
            };
        };
        let rights = || lines.iter().map(|line| &line.seen);
        let of = |right: &RightSeen| (right.guide.clone(), right.principal.clone());
        let of_one = rights().all(|right| of(right) == of(first));
        let same = rights().all(|right| right.entitlement == first.entitlement);
        Self {
            principal: first.principal.clone(),
            principal_title: first.principal_title.clone(),
            holder: first.holder.filter(|_| of_one),
            entitlement: first.entitlement.clone().filter(|_| same),
        }
    }
}

/// The ways in which its rights are held, each once.
pub(super) fn paths(lines: &[Line]) -> Vec<AccessPath> {
    let paths = lines.iter().flat_map(|line| line.outcome.paths.clone());
    let paths: BTreeSet<AccessPath> = paths.collect();
    paths.into_iter().collect()
}

/// The ends of its rights, one for all where they are alike.
pub(super) fn lifetimes(lines: &[Line]) -> Vec<Lifetime> {
    lines.iter().fold(Vec::new(), |all, line| {
        lifetime::joined(&all, &line.outcome.lifetimes)
    })
}
