//! The evidence of the snapshot on every right that a guide names, and on whatever else is held.

use super::alongside::alongside;
use super::attested_rights::AttestedRights;
use super::holdings::{Beyond, spoken_of_as};
use super::matched::Matched;
use super::reader::Reader;
use super::right::{Holding, TenantHolder, TenantRight, principal};
use super::written::{target, write};
use crate::access::{Grant, Held};
use crate::assess::checks::{self, Asking};
use crate::assess::counted_grants::is_access;
use crate::assess::evaluate;
use crate::assess::excess::accesses;
use crate::assess::gives::same;
use crate::assess::model::{Note, NoteKind, Standing};
use crate::assess::outcome::Outcome;
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::semantics::{AdoptedGuide, Evidence};
use crate::assess::target::TargetPrincipal;
use crate::assess::verdict::Verdict;
use crate::catalog::Entitlement;
use crate::guide::format2::ids::{GuideId, Holder, RequirementId};
use crate::guide::format2::model::Right;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The guides in terms of the tenant, and what was seen.
pub(super) struct Gathered {
    pub(super) guides: Vec<AdoptedGuide<TenantRight>>,
    pub(super) evidence: Evidence<TenantRight>,
    /// Requirements that stand beside those of the guide, for what a right of it comes with.
    pub(super) beside: Vec<(GuideId, RequirementId)>,
    /// The rights that the guides name.
    pub(super) named: BTreeSet<TenantRight>,
    /// Requirements whose words of persons contradict each other.
    pub(super) disputed: BTreeSet<(GuideId, RequirementId)>,
    /// The day of the judgement.
    pub(super) today: Date,
}

/// Gathers the evidence for guides that are written out.
pub(super) fn gather(
    guides: Vec<AdoptedGuide<Right>>,
    matched: &[Matched<'_>],
    reader: &Reader,
    today: Date,
) -> Gathered {
    let attested = AttestedRights::of(&guides, matched, &reader.words);
    let mut evidence = Evidence {
        statements: reader.statements.clone(),
        attested: attested.rights,
        ..Evidence::default()
    };
    evidence.statements.extend(attested.requirements);
    let mut named: BTreeMap<TenantRight, Right> = BTreeMap::new();
    let guides: Vec<AdoptedGuide<TenantRight>> = guides
        .into_iter()
        .map(|guide| {
            guide.map(|right| {
                let written = write(&right, matched);
                named.insert(written.clone(), right);
                written
            })
        })
        .collect();
    let noted = asked(&mut evidence, &named, matched);
    let naming = guides.iter().filter(|guide| {
        let mut asks = guide.requirements.iter();
        asks.any(|ask| ask.rights().into_iter().any(|right| noted.contains(right)))
    });
    let naming = naming.map(|guide| guide.id.clone());
    evidence.noticed.extend(naming);
    beyond(&mut evidence, &named, matched);
    let (mut written, mut beside) = (Vec::new(), Vec::new());
    for mut guide in guides {
        let more = alongside(&guide, &evidence, matched);
        beside.extend(more.iter().map(|ask| (guide.id.clone(), ask.id.clone())));
        guide.requirements.extend(more);
        written.push(guide);
    }
    includes(&mut evidence, &named, matched);
    Gathered {
        named: named.into_keys().collect(),
        guides: written,
        evidence,
        beside,
        disputed: attested.disputed,
        today,
    }
}

/// Adds everything that is held: what no guide names as held, and what one names as held in some form. Notes the guides of
/// whose principals more could be held than was seen, or something is to be looked at.
fn beyond(
    evidence: &mut Evidence<TenantRight>,
    named: &BTreeMap<TenantRight, Right>,
    matched: &[Matched<'_>],
) {
    let spoken_of = spoken_of_as(matched);
    for one in matched {
        let mut findings = one.advice.iter().any(|advice| advice.weighs);
        let mut unread = false;
        for target in one.context.targets {
            let Some(found) = one.matches.get(&target.id) else {
                continue;
            };
            let beyond = Beyond::of(one, target, found, named, &spoken_of);
            unread |= beyond.unread;
            evidence.perhaps_asked.extend(beyond.perhaps_asked);
            let mut fakes = found.look_alikes.iter();
            let counts = |grant: &Grant| is_access(&one.context, grant) && !grant.implied;
            findings |= fakes.any(|fake| {
                let granted = fake.holder.grants.iter().any(counts);
                granted || !accesses(&one.context, fake).is_empty()
            });
            for (object, right) in beyond.held {
                let mut others = spoken_of.get(&object).into_iter().flatten();
                let asks = |of: &TenantHolder| {
                    let of = of.clone();
                    let what = right.what.clone();
                    named.contains_key(&TenantRight { of, what })
                };
                if others.any(|of| *of != right.of && asks(of)) {
                    evidence.perhaps_asked.insert(right.clone());
                }
                if named.contains_key(&right) {
                    evidence.in_any_form.insert(right);
                } else {
                    evidence.seen.insert(right, true);
                }
            }
        }
        let guide = || one.guide.id.clone();
        evidence.noticed.extend(findings.then(guide));
        evidence.unread.extend(unread.then(guide));
    }
}

/// Adds the state of every right that is named. Gives those of which something ends soon, or is to be looked at.
fn asked(
    evidence: &mut Evidence<TenantRight>,
    named: &BTreeMap<TenantRight, Right>,
    matched: &[Matched<'_>],
) -> BTreeSet<TenantRight> {
    let mut noted = BTreeSet::new();
    for (right, source) in named {
        let known = state(right, source, matched);
        if let Some(held) = known.own {
            evidence.seen.insert(right.clone(), held);
        }
        if known.near {
            evidence.near.insert(right.clone());
        }
        if known.in_any_form {
            evidence.in_any_form.insert(right.clone());
        }
        noted.extend(known.noted.then(|| right.clone()));
    }
    noted
}

/// Whoever installs, where the reader named that person.
fn installer<'a>(
    matched: &'a [Matched<'_>],
) -> Option<(&'a Matched<'a>, &'a TargetPrincipal, &'a PrincipalMatch<'a>)> {
    let mut all = matched.iter();
    all.find_map(|one| {
        let installer = one.installer.as_ref()?;
        Some((one, &installer.target, &installer.found))
    })
}

/// The state of a right by itself.
#[derive(Clone, Copy, Default)]
struct Known {
    own: Option<bool>,
    near: bool,
    /// A part of it is held, in whatever form.
    in_any_form: bool,
    /// Something about it ends soon, or is to be looked at.
    noted: bool,
}

fn state(right: &TenantRight, source: &Right, matched: &[Matched<'_>]) -> Known {
    let key = principal(source);
    let known = match &key {
        Some(key) => target(matched, key),
        None if source.of == Holder::Installer => installer(matched),
        None => return of_tenant(source, matched),
    };
    let Some((one, target, found)) = known else {
        return Known::default();
    };
    let entitlement = match &right.what {
        Holding::Entitlement(entitlement) => Some(entitlement),
        Holding::Right(_) | Holding::Other(_) => None,
    };
    let check = checks::of_right(&source.kind, entitlement, target);
    let asking = Asking {
        context: &one.context,
        title: &target.title,
        principal: target,
    };
    let outcome = evaluate::judge(&asking, &*check, found);
    if target.is_installer() {
        // Nothing of whoever installs is too much, or to be looked at: a broader right will do.
        return Known {
            noted: false,
            ..of_outcome(&outcome)
        };
    }
    let Some(asked) = entitlement else {
        return of_outcome(&outcome);
    };
    let known = Known {
        in_any_form: part_held(one, found, asked),
        ..of_outcome(&outcome)
    };
    match outcome.verdict {
        // A broader right satisfies it: by itself it is not held, unless it is.
        Verdict::Satisfied => Known {
            own: Some(exact(one, found, asked) == Some(true)),
            ..known
        },
        _ => known,
    }
}

/// The state of a right of the tenant itself.
fn of_tenant(source: &Right, matched: &[Matched<'_>]) -> Known {
    let Some(one) = matched.first() else {
        return Known::default();
    };
    let tenant = TargetPrincipal::of_tenant();
    let asking = Asking {
        context: &one.context,
        title: &tenant.title,
        principal: &tenant,
    };
    let check = checks::of_nobodys_right(&source.kind);
    of_outcome(&evaluate::judge(
        &asking,
        &*check,
        &PrincipalMatch::nobody(),
    ))
}

fn of_outcome(outcome: &Outcome) -> Known {
    let looked_at = |note: &Note| matches!(note.kind, NoteKind::Expiry | NoteKind::Concern);
    Known {
        own: match outcome.verdict {
            Verdict::Satisfied => Some(true),
            Verdict::Missing | Verdict::Absent | Verdict::Partial => Some(false),
            Verdict::Excess | Verdict::Noted | Verdict::Unknown | Verdict::Manual => None,
        },
        near: outcome.verdict == Verdict::Partial,
        in_any_form: false,
        noted: outcome.notes.iter().any(looked_at),
    }
}

/// True if everybody who could be the principal holds the right by itself; none where they differ.
fn exact(one: &Matched<'_>, found: &PrincipalMatch<'_>, asked: &Entitlement) -> Option<bool> {
    let context = &one.context;
    let parts = context.catalog.parts(asked);
    let works = |grant: &Grant| grant.works(context.options.as_of);
    let holds = |candidate: &Candidate<'_>| {
        !parts.is_empty() && parts.iter().all(|part| has(candidate, part, works))
    };
    let mut all = found.genuine.iter().map(holds);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// True if somebody who is surely the principal holds a part of the right, in whatever form.
fn part_held(one: &Matched<'_>, found: &PrincipalMatch<'_>, asked: &Entitlement) -> bool {
    let parts = one.context.catalog.parts(asked);
    let sure = found
        .genuine
        .iter()
        .filter(|candidate| candidate.standing != Standing::Unproven);
    let mut pairs = sure.flat_map(|candidate| parts.iter().map(move |part| (candidate, part)));
    pairs.any(|(candidate, part)| has(candidate, part, |_| true))
}

/// True if a candidate holds a part of a right by a grant that counts.
fn has(candidate: &Candidate<'_>, part: &Entitlement, counts: impl Fn(&Grant) -> bool) -> bool {
    let mut grants = candidate.holder.grants.iter();
    grants.any(|grant| {
        grant.held != Held::Requested && counts(grant) && same(&grant.entitlement, part)
    })
}

/// Notes which rights that are named a broader one includes that is held.
fn includes(
    evidence: &mut Evidence<TenantRight>,
    named: &BTreeMap<TenantRight, Right>,
    matched: &[Matched<'_>],
) {
    let Some(catalog) = matched.first().map(|one| one.context.catalog) else {
        return;
    };
    let mut by_holder: BTreeMap<&TenantHolder, Vec<&TenantRight>> = BTreeMap::new();
    for right in named.keys() {
        by_holder.entry(&right.of).or_default().push(right);
    }
    let mut found: BTreeMap<TenantRight, BTreeSet<TenantRight>> = BTreeMap::new();
    for broad in evidence.held() {
        let Holding::Entitlement(held) = &broad.what else {
            continue;
        };
        for &narrow in by_holder.get(&broad.of).into_iter().flatten() {
            let Holding::Entitlement(asked) = &narrow.what else {
                continue;
            };
            if catalog.covers(held, asked).is_some() {
                found
                    .entry(broad.clone())
                    .or_default()
                    .insert(narrow.clone());
            }
        }
    }
    evidence.includes = found;
}
