//! The holdings of a principal, whoever asks for them.

use super::matched::Matched;
use super::right::{Holding, TenantHolder, TenantRight, credential};
use crate::access::{self, Half, HolderKind, HoldingKind};
use crate::assess::checks::{self, Asking};
use crate::assess::counted_grants::is_access;
use crate::assess::model::Standing;
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::rest;
use crate::assess::target::TargetPrincipal;
use crate::assess::unasked::unasked;
use crate::assess::verdict::Verdict;
use crate::catalog::Entitlement;
use crate::guide::format2::ids::{GuideId, PrincipalId};
use crate::guide::format2::model::{Right, RightKind};
use crate::ids::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a principal holds, whoever asks for it.
pub(super) struct Beyond {
    /// Each right, with the object that was seen to hold it.
    pub(super) held: Vec<(ObjectId, TenantRight)>,
    /// True if more could be held than was seen.
    pub(super) unread: bool,
}

impl Beyond {
    pub(super) fn of(
        one: &Matched<'_>,
        target: &TargetPrincipal,
        found: &PrincipalMatch<'_>,
        named: &BTreeMap<TenantRight, Right>,
    ) -> Self {
        let of = holder(&one.guide.id, &target.id, found);
        let mut beyond = Self {
            held: Vec::new(),
            unread: !rest::gaps(&one.context, found).is_empty(),
        };
        for candidate in &found.genuine {
            for what in holdings(one, target, candidate, (&of, named)) {
                // What somebody holds who may be somebody else is not the principal's, and what an action gives
                // that nobody knows cannot be told.
                let unknown = matches!(what, Holding::Entitlement(Entitlement::DefenderAction(_)));
                if unknown || candidate.standing == Standing::Unproven {
                    beyond.unread = true;
                    continue;
                }
                let right = TenantRight {
                    of: of.clone(),
                    what,
                };
                beyond.held.push((candidate.holder.id, right));
            }
        }
        beyond
    }
}

/// The holders as which guides may speak of each object: of those that it could be, the one that it is, or a principal
/// of which several could be it.
pub(super) fn spoken_of_as(matched: &[Matched<'_>]) -> BTreeMap<ObjectId, BTreeSet<TenantHolder>> {
    let mut all: BTreeMap<ObjectId, BTreeSet<TenantHolder>> = BTreeMap::new();
    for one in matched {
        for (id, found) in &one.matches {
            for candidate in &found.genuine {
                let known = all.entry(candidate.holder.id).or_default();
                known.insert(holder(&one.guide.id, id, found));
            }
        }
    }
    all
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
    (of, named): (&TenantHolder, &BTreeMap<TenantRight, Right>),
) -> Vec<Holding> {
    let context = &one.context;
    let grants = candidate.holder.grants.iter();
    let grants = grants.filter(|grant| is_access(context, grant) && !grant.implied);
    let mut held: Vec<Holding> = grants
        .map(|grant| Holding::Entitlement(grant.entitlement.clone()))
        .collect();
    let others = unasked(context, candidate).into_iter();
    // Whether a credential of the registration is asked for is told by its kind.
    let others = others.filter(|one| !one.is_of_registration());
    held.extend(others.map(|one| of_holding(one.holding, of, named.keys())));
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

/// Something that is held besides roles and permissions, in terms of what guides ask: a credential of the registration by
/// its kind, an outside identity by the right that names it.
pub(super) fn of_holding<'r>(
    held: &access::Holding,
    of: &TenantHolder,
    named: impl Iterator<Item = &'r TenantRight>,
) -> Holding {
    match &held.what {
        HoldingKind::Credential {
            kind,
            on: Half::Registration,
            ..
        } => Holding::Other(kind.word(false).to_owned()),
        HoldingKind::Federated {
            issuer: Some(issuer),
            subject: Some(subject),
            ..
        } => {
            let asked = named.filter(|right| right.of == *of);
            let mut asked = asked.filter(|right| match &right.what {
                Holding::Right(RightKind::Federated {
                    issuer: wanted,
                    subject: of,
                }) => {
                    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
                    same(wanted.as_str(), issuer) && same(of.as_str(), subject)
                }
                _ => false,
            });
            let key = || Holding::Other(held.key());
            asked.next().map_or_else(key, |right| right.what.clone())
        }
        _ => Holding::Other(held.key()),
    }
}
