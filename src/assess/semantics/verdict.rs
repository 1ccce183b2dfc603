//! Verdicts: the table of tiers, conditions and states.

use super::asked::{Asked, AskedFor, find};
use super::asking::Need;
use super::clause::Clause;
use super::evidence::{Evidence, Holdable};
use super::truth::{State, Truth};
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::Shown;
use std::collections::BTreeSet;
use std::fmt;

/// The answer on a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is met.
    Satisfied,
    /// It is not met, and something near it is held.
    Partial,
    /// It is not met.
    Missing,
    /// It is held, and it is refused.
    Excess,
    /// It is not held, and need not be.
    Absent,
    /// It is only told.
    Noted,
    /// It could not be seen.
    Unknown,
    /// A person attests to it, and none has.
    Manual,
    /// Its condition does not hold.
    NotAsked,
}

impl Verdict {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::Excess => "excess",
            Self::Absent => "absent",
            Self::Noted => "noted",
            Self::Unknown => "unknown",
            Self::Manual => "manual",
            Self::NotAsked => "not-asked",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The result of a requirement by itself. Where what was seen leaves it open, a person's word on it as a whole counts.
fn state<R: Holdable>(asked: &Asked<'_, R>, guide: &GuideId, evidence: &Evidence<R>) -> State {
    let word = word(asked, guide, evidence);
    let Need::Rights { only_one, .. } = asked.ask.need else {
        return word.map_or(State::Unseen, of_word);
    };
    let of = |state: &dyn Fn(&[Clause<R>]) -> State| {
        let states = asked.alternatives.iter().map(|one| state(one));
        if only_one {
            State::only_one(states)
        } else {
            State::any(states)
        }
    };
    let seen = of(&|alternative| evidence.met_alternative(alternative));
    match (seen, word) {
        // It is of the whole, so it does not tell which one is held.
        (State::Unseen, Some(word)) if only_one => {
            if asked.named.iter().any(|right| is_unread(right, evidence)) {
                State::Unseen
            } else {
                of_word(word)
            }
        }
        (State::Unseen, Some(word)) => {
            of(&|alternative| evidence.worded_alternative(alternative, word))
        }
        (seen, _) => seen,
    }
}

const fn of_word(word: bool) -> State {
    if word { State::Held } else { State::NotHeld }
}

/// True for a right that only an API shows, and that was not seen.
fn is_unread<R: Holdable>(right: &R, evidence: &Evidence<R>) -> bool {
    right.shown() == Shown::ByApi && evidence.own(right) == State::Unseen
}

/// A person's word on a requirement as a whole.
fn word<R>(asked: &Asked<'_, R>, guide: &GuideId, evidence: &Evidence<R>) -> Option<bool> {
    let key = (guide.clone(), asked.ask.id.clone());
    evidence.statements.get(&key).copied()
}

/// The result of a requirement together with the one that replaces it, or that it replaces: before the day
/// either meets both.
fn with_replacement<R: Holdable>(
    asked: &Asked<'_, R>,
    all: &[Asked<'_, R>],
    guide: &GuideId,
    evidence: &Evidence<R>,
) -> State {
    let new = asked.ask.replaced_by.as_ref().filter(|_| !asked.ended);
    let new = new.and_then(|id| find(all, id));
    let old = all
        .iter()
        .filter(|other| other.ask.replaced_by.as_ref() == Some(&asked.ask.id) && !other.ended);
    let partners = new.into_iter().chain(old);
    let partners = partners.map(|partner| state(partner, guide, evidence));
    State::any(std::iter::once(state(asked, guide, evidence)).chain(partners))
}

/// The verdict on a requirement in one possibility.
pub(super) fn verdict<R: Holdable>(
    asked: &Asked<'_, R>,
    all: &[Asked<'_, R>],
    guide: &GuideId,
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
) -> Verdict {
    if asked.applies == Truth::No {
        return Verdict::NotAsked;
    }
    if asked.tier == Tier::Informational {
        return Verdict::Noted;
    }
    if !asked.asks() {
        return refused(asked, guide, asked_for, evidence);
    }
    let state = with_replacement(asked, all, guide, evidence);
    let unseen = match asked.ask.need {
        Need::Statement => Verdict::Manual,
        Need::Rights { .. } => Verdict::Unknown,
    };
    match (asked.tier, asked.applies, state) {
        (_, _, State::Held) => Verdict::Satisfied,
        (Tier::Optional, _, State::NotHeld) => Verdict::Absent,
        (_, Truth::Yes, State::NotHeld) if near(asked, evidence) => Verdict::Partial,
        (_, Truth::Yes, State::NotHeld) => Verdict::Missing,
        (_, _, State::NotHeld) | (Tier::Optional, _, State::Unseen) => Verdict::Unknown,
        (_, _, State::Unseen) => unseen,
    }
}

/// Set when something near what is asked is held, or a part of it.
fn near<R: Holdable>(asked: &Asked<'_, R>, evidence: &Evidence<R>) -> bool {
    let mut rights = asked.clauses().flat_map(|clause| &clause.rights);
    rights.any(|right| evidence.near.contains(right))
}

/// The verdict on what is not asked for today: every right counts by itself and no broader one for it, whether
/// its principal is asked for or not.
fn refused<R: Holdable>(
    asked: &Asked<'_, R>,
    guide: &GuideId,
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
) -> Verdict {
    let mut states: Vec<State> = asked
        .named
        .iter()
        .map(|right| evidence.unasked(right))
        .collect();
    if asked.clauses().any(|clause| !clause.known) {
        states.push(State::Unseen);
    }
    let seen = State::any(states.iter().copied());
    let something = word(asked, guide, evidence) == Some(false)
        && !asked.named.iter().any(|right| is_unread(right, evidence));
    // Somebody tells that something of it is held, and not what.
    let state = match seen {
        State::Unseen if something => State::Held,
        seen => seen,
    };
    match (state, asked.applies) {
        (State::NotHeld, _) => Verdict::Absent,
        (State::Unseen, _) | (State::Held, Truth::No | Truth::Open) => Verdict::Unknown,
        (State::Held, Truth::Yes) if asked.tier == Tier::Forbidden => Verdict::Excess,
        (State::Held, Truth::Yes) if seen == State::Unseen => {
            let mut named = asked.named.iter();
            if named.any(|right| asked_for.all.contains_key(right)) {
                Verdict::Unknown
            } else {
                Verdict::Excess
            }
        }
        (State::Held, Truth::Yes) => {
            let held = held(asked, evidence);
            if held.is_subset(&asked_for.surely) && !states.contains(&State::Unseen) {
                Verdict::Noted
            } else if held.iter().all(|right| asked_for.all.contains_key(right)) {
                Verdict::Unknown
            } else {
                Verdict::Excess
            }
        }
    }
}

/// The rights of a requirement that are held by themselves.
fn held<R: Holdable>(asked: &Asked<'_, R>, evidence: &Evidence<R>) -> BTreeSet<R> {
    let held = asked
        .named
        .iter()
        .filter(|right| evidence.unasked(right) == State::Held);
    held.cloned().collect()
}

/// Set when a requirement is met, and not without a person's word.
pub(super) fn by_word<R: Holdable>(asked: &Asked<'_, R>, evidence: &Evidence<R>) -> bool {
    if matches!(asked.ask.need, Need::Statement) {
        return true;
    }
    let mut without = evidence.clone();
    without.attested.retain(|_, held| !*held);
    let alternatives = asked.alternatives.iter();
    let states = alternatives.map(|alternative| without.met_alternative(alternative));
    State::any(states) != State::Held
}

/// The guides that ask for every right of a requirement that is held.
pub(super) fn asked_by<R: Holdable>(
    asked: &Asked<'_, R>,
    asked_for: &AskedFor<R>,
    evidence: &Evidence<R>,
) -> BTreeSet<GuideId> {
    let held = held(asked, evidence);
    let guides = held.iter().filter_map(|right| asked_for.all.get(right));
    guides.flatten().cloned().collect()
}
