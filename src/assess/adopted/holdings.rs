//! The holdings of a principal, whoever asks for them.

use super::matched::Matched;
use super::right::{Holding, TenantHolder, TenantRight, credential};
use crate::access::{self, Half, HolderKind, HoldingKind};
use crate::assess::checks::{self, Asking};
use crate::assess::context::Context;
use crate::assess::counted_grants::is_access;
use crate::assess::model::Standing;
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::rest;
use crate::assess::target::TargetPrincipal;
use crate::assess::unasked::unasked;
use crate::assess::verdict::Verdict;
use crate::catalog::Entitlement;
use crate::guide::format2::Template;
use crate::guide::format2::ids::{GuideId, PrincipalId};
use crate::guide::format2::model::{Right, RightKind};
use crate::ids::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a principal holds, whoever asks for it.
pub(super) struct Beyond {
    /// Each right, with the object that was seen to hold it.
    pub(super) held: Vec<(ObjectId, TenantRight)>,
    /// The outside identities among them that a guide may ask for, which nobody can tell.
    pub(super) perhaps_asked: BTreeSet<TenantRight>,
    /// True if more could be held than was seen.
    pub(super) unread: bool,
}

impl Beyond {
    pub(super) fn of(
        one: &Matched<'_>,
        target: &TargetPrincipal,
        found: &PrincipalMatch<'_>,
        named: &BTreeMap<TenantRight, Right>,
        spoken_of: &BTreeMap<ObjectId, BTreeSet<TenantHolder>>,
    ) -> Self {
        let of = holder(&one.guide.id, &target.id, found);
        let mut beyond = Self {
            held: Vec::new(),
            perhaps_asked: BTreeSet::new(),
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
            let others = spoken_of.get(&candidate.holder.id).into_iter().flatten();
            let others: Vec<_> = others.filter(|other| **other != of).collect();
            let elsewhere = candidate.holder.holdings.iter().filter(|held| {
                let mut others = others.iter();
                others.any(|other| is_named(held, other, named))
            });
            let elsewhere = elsewhere.map(|held| of_holding(held, &of, named.keys()));
            let perhaps = perhaps_named(candidate, &of, named).into_iter();
            let perhaps = perhaps.chain(elsewhere);
            beyond.perhaps_asked.extend(perhaps.map(|what| TenantRight {
                of: of.clone(),
                what,
            }));
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
            let has = check.judge(&asking, candidate).verdict == Verdict::Satisfied
                || has_until_later(context, candidate, &kind);
            let key = credential(&kind).filter(|_| has);
            held.extend(key.map(|key| Holding::Other(key.to_owned())));
        }
    }
    held
}

/// True if a credential of a kind ends later, even where it begins later or nothing tells when it began.
fn has_until_later(context: &Context<'_>, candidate: &Candidate<'_>, kind: &RightKind) -> bool {
    let mut held = candidate.holder.holdings.iter();
    held.any(|one| match &one.what {
        HoldingKind::Credential { kind: of, .. } => {
            credential(kind) == Some(of.word(false))
                && one.ends.goes_on(context.options.as_of) == Some(true)
        }
        _ => false,
    })
}

/// Something that is held besides roles and permissions, in terms of what guides ask: a credential of the registration, or
/// of a kind that one names, by its kind, an outside identity by the right that names it.
pub(super) fn of_holding<'r>(
    held: &access::Holding,
    of: &TenantHolder,
    named: impl Iterator<Item = &'r TenantRight>,
) -> Holding {
    match &held.what {
        HoldingKind::Credential { kind, on, .. } => {
            let word = kind.word(false);
            let asked = |right: &TenantRight| match &right.what {
                Holding::Right(right) => credential(right) == Some(word),
                Holding::Entitlement(_) | Holding::Other(_) => false,
            };
            let mut own = named.filter(|right| right.of == *of);
            if *on == Half::Registration || own.any(asked) {
                Holding::Other(word.to_owned())
            } else {
                Holding::Other(held.key())
            }
        }
        HoldingKind::Federated {
            issuer: Some(issuer),
            subject: Some(subject),
            ..
        } => {
            let mut asked = named.filter(|right| right.of == *of);
            let key = || Holding::Other(held.key());
            let is_asked = |right: &&TenantRight| match &right.what {
                Holding::Right(RightKind::Federated {
                    issuer: wanted,
                    subject: of,
                }) => wanted.as_str() == issuer && of.as_str() == subject,
                _ => false,
            };
            asked
                .find(is_asked)
                .map_or_else(key, |right| right.what.clone())
        }
        _ => Holding::Other(held.key()),
    }
}

/// True for something besides roles and permissions that a guide names as a right of this holder.
fn is_named(
    held: &access::Holding,
    of: &TenantHolder,
    named: &BTreeMap<TenantRight, Right>,
) -> bool {
    let what = of_holding(held, of, named.keys());
    let mut own = named.keys().filter(|right| right.of == *of);
    own.any(|right| match (&right.what, &what) {
        (Holding::Right(asked), Holding::Other(kind)) => credential(asked) == Some(kind),
        (asked, what) => asked == what,
    })
}

/// Outside identities that no guide surely names and one may: the answer leaves the issuer or subject out, or a parameter
/// of the right has no value.
fn perhaps_named(
    candidate: &Candidate<'_>,
    of: &TenantHolder,
    named: &BTreeMap<TenantRight, Right>,
) -> Vec<Holding> {
    let value = |text: &Template| {
        let filled = text.parameters().is_empty();
        filled.then(|| text.as_str().to_owned())
    };
    let held = candidate.holder.holdings.iter();
    let held: Vec<_> = held
        .map(|held| (held, of_holding(held, of, named.keys())))
        .collect();
    // One application has no two outside identities with the same issuer and subject.
    let open = named.keys().filter(|right| right.of == *of);
    let open: Vec<_> = open
        .filter(|right| held.iter().all(|(_, what)| *what != right.what))
        .filter_map(|right| match &right.what {
            Holding::Right(RightKind::Federated { issuer, subject }) => {
                Some((value(issuer), value(subject)))
            }
            _ => None,
        })
        .collect();
    let may_be = |held: &access::Holding| {
        let mut open = open.iter();
        open.any(|(issuer, subject)| {
            checks::may_be_federated(&held.what, issuer.as_deref(), subject.as_deref())
        })
    };
    let perhaps = held.into_iter().filter(|(held, _)| may_be(held));
    perhaps.map(|(_, what)| what).collect()
}
