//! The holdings of a principal, whoever asks for them.

use super::matched::Matched;
use super::right::{Holding, TenantHolder, TenantRight, credential};
use crate::access::HolderKind;
use crate::assess::checks::{self, Asking};
use crate::assess::counted_grants::is_access;
use crate::assess::model::Standing;
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::target::TargetPrincipal;
use crate::assess::verdict::Verdict;
use crate::assess::{rest, unasked};
use crate::catalog::Entitlement;
use crate::guide::format2::ids::{GuideId, PrincipalId};
use crate::guide::format2::model::RightKind;

/// Everything that a principal holds, whoever asks for it.
pub(super) struct Beyond {
    pub(super) held: Vec<TenantRight>,
    /// True if more could be held than was seen.
    pub(super) unread: bool,
}

impl Beyond {
    pub(super) fn of(
        one: &Matched<'_>,
        target: &TargetPrincipal,
        found: &PrincipalMatch<'_>,
    ) -> Self {
        let of = holder(&one.guide.id, &target.id, found);
        let mut beyond = Self {
            held: Vec::new(),
            unread: !rest::gaps(&one.context, found).is_empty(),
        };
        for candidate in &found.genuine {
            for what in holdings(one, target, candidate) {
                // What somebody holds who may be somebody else is not the principal's, and what an action gives
                // that nobody knows cannot be told.
                let unknown = matches!(what, Holding::Entitlement(Entitlement::DefenderAction(_)));
                if unknown || candidate.standing == Standing::Unproven {
                    beyond.unread = true;
                    continue;
                }
                beyond.held.push(TenantRight {
                    of: of.clone(),
                    what,
                });
            }
        }
        beyond
    }
}

/// The holder that a principal comes to: the one object that it is, where there is one.
pub(super) fn holder(
    guide: &GuideId,
    id: &PrincipalId,
    found: &PrincipalMatch<'_>,
) -> TenantHolder {
    match found.genuine.as_slice() {
        [one] if one.standing != Standing::Unproven => TenantHolder::Object(one.holder.id),
        _ => TenantHolder::Principal(guide.clone(), id.clone()),
    }
}

/// Everything that somebody holds, in the words of a guide where it has some.
fn holdings(
    one: &Matched<'_>,
    target: &TargetPrincipal,
    candidate: &Candidate<'_>,
) -> Vec<Holding> {
    let context = &one.context;
    let grants = candidate.holder.grants.iter();
    let grants = grants.filter(|grant| is_access(context, grant) && !grant.implied);
    let mut held: Vec<Holding> = grants
        .map(|grant| Holding::Entitlement(grant.entitlement.clone()))
        .collect();
    held.extend(
        unasked::keys(context, candidate)
            .into_iter()
            .filter(|one| !one.of_registration)
            .map(|one| Holding::Other(one.ends)),
    );
    if matches!(candidate.holder.kind, HolderKind::Application { .. }) {
        let kinds = [
            RightKind::Secret { max_days: None },
            RightKind::Certificate { max_days: None },
        ];
        for kind in kinds {
            let check = checks::of_right(&kind, None, target);
            let asking = Asking {
                context,
                title: &target.title,
                principal: target,
            };
            let has = check.judge(&asking, candidate).verdict == Verdict::Satisfied;
            let key = credential(&kind).filter(|_| has);
            held.extend(key.map(|key| Holding::Other(key.to_owned())));
        }
    }
    held
}
