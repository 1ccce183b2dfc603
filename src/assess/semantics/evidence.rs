//! Everything that was seen, and what a person attested to.

use super::clause::Clause;
use super::truth::{State, Truth};
use crate::guide::format2::ids::{GuideId, RequirementId};
use crate::guide::format2::model::Shown;
use std::collections::{BTreeMap, BTreeSet};

/// Something that somebody can hold.
pub trait Holdable: Ord + Clone {
    /// The holder.
    type Holder: Ord + Clone;

    /// The holder: an object of the tenant, which two guides may both name.
    fn holder(&self) -> Self::Holder;

    /// Everything that shows that it is held.
    fn shown(&self) -> Shown;

    /// Set for what the person who installs holds, which is never too much.
    fn of_installer(&self) -> bool {
        false
    }
}

/// Everything that was seen, and what a person attested to.
#[derive(Clone, Debug)]
pub struct Evidence<R> {
    /// Rights that an API showed as held, or as not held when it was read whole. What is not here was not seen.
    pub seen: BTreeMap<R, bool>,
    /// Rights that a person attested to, as held or not. They count only where no API shows the right.
    pub attested: BTreeMap<R, bool>,
    /// Rights that are held in some form, or in part: eligible, limited in scope or switched off too. Nobody who asks for
    /// one is served by that, and it is too much where nobody asks.
    pub in_any_form: BTreeSet<R>,
    /// Rights of somebody who may be a principal of another guide too, for whom that guide names them: whether they are
    /// asked for cannot be told.
    pub perhaps_asked: BTreeSet<R>,
    /// Everything that a right includes, narrower rights or the same role at a scope below.
    pub includes: BTreeMap<R, BTreeSet<R>>,
    /// Rights that are not held, but something near them is.
    pub near: BTreeSet<R>,
    /// Guides of whose principals more could be held than was seen.
    pub unread: BTreeSet<GuideId>,
    /// Guides of whose principals something is to be looked at: advice, something that ends, or a look-alike.
    pub noticed: BTreeSet<GuideId>,
    /// Requirements that a person attested to, as being the way that the guide asks or not: statements, and rights of
    /// which the word does not tell each by itself.
    pub statements: BTreeMap<(GuideId, RequirementId), bool>,
}

impl<R> Default for Evidence<R> {
    fn default() -> Self {
        Self {
            seen: BTreeMap::new(),
            attested: BTreeMap::new(),
            in_any_form: BTreeSet::new(),
            perhaps_asked: BTreeSet::new(),
            includes: BTreeMap::new(),
            near: BTreeSet::new(),
            unread: BTreeSet::new(),
            noticed: BTreeSet::new(),
            statements: BTreeMap::new(),
        }
    }
}

const fn state(known: Option<&bool>) -> State {
    match known {
        Some(true) => State::Held,
        Some(false) => State::NotHeld,
        None => State::Unseen,
    }
}

impl<R: Holdable> Evidence<R> {
    /// The state of a right by itself, whatever broader right is held.
    pub fn own(&self, right: &R) -> State {
        let seen = self.seen.get(right);
        let attested = self.attested.get(right);
        match (right.shown(), seen) {
            (Shown::ByApi, seen) | (Shown::ByApiOrAttestation, seen @ Some(true)) => state(seen),
            (Shown::ByAttestation | Shown::ByApiOrAttestation, _) => state(attested),
        }
    }

    /// The state of a right, where a broader one counts too.
    pub fn met(&self, right: &R) -> State {
        let broader = self.includes.iter();
        let broader = broader.filter(|(_, included)| included.contains(right));
        let broader = broader.map(|(broader, _)| self.own(broader));
        State::any(std::iter::once(self.own(right)).chain(broader))
    }

    /// The state of a right that nobody asks for: held in any form.
    pub fn unasked(&self, right: &R) -> State {
        if self.in_any_form.contains(right) {
            State::Held
        } else {
            self.own(right)
        }
    }

    /// Every right that is held in any form.
    pub(super) fn held_in_any_form(&self) -> BTreeSet<&R> {
        self.held().chain(&self.in_any_form).collect()
    }

    /// Every right that is held, by an API's word or a person's.
    pub fn held(&self) -> impl Iterator<Item = &R> {
        let all: BTreeSet<&R> = self.seen.keys().chain(self.attested.keys()).collect();
        all.into_iter()
            .filter(|right| self.own(right) == State::Held)
    }

    /// Set when it is a person's word alone that tells if a right is held.
    pub fn by_word(&self, right: &R) -> bool {
        let by_api = match right.shown() {
            Shown::ByApi => true,
            Shown::ByApiOrAttestation => self.seen.get(right) == Some(&true),
            Shown::ByAttestation => false,
        };
        !by_api && self.attested.contains_key(right)
    }

    /// The state of an alternative where a person's word stands for every right that nobody else tells of.
    pub(super) fn worded_alternative(&self, alternative: &[Clause<R>], word: bool) -> State {
        let worded = |right: &R| match self.met(right) {
            State::Unseen if right.shown() != Shown::ByApi => state(Some(&word)),
            known => known,
        };
        State::all(alternative.iter().map(|clause| of_clause(clause, worded)))
    }

    /// The state of a clause by itself.
    pub(super) fn own_clause(&self, clause: &Clause<R>) -> State {
        of_clause(clause, |right| self.own(right))
    }

    /// The state of a clause, where a broader right counts too.
    pub(super) fn met_clause(&self, clause: &Clause<R>) -> State {
        of_clause(clause, |right| self.met(right))
    }

    /// The state of an alternative by itself.
    pub(super) fn own_alternative(&self, alternative: &[Clause<R>]) -> State {
        State::all(alternative.iter().map(|clause| self.own_clause(clause)))
    }

    /// The state of an alternative, where a broader right counts too.
    pub(super) fn met_alternative(&self, alternative: &[Clause<R>]) -> State {
        State::all(alternative.iter().map(|clause| self.met_clause(clause)))
    }
}

/// A right of a principal that is not asked for is not held; where that is open, it is unseen.
fn of_clause<R>(clause: &Clause<R>, state: impl Fn(&R) -> State) -> State {
    match clause.asked {
        Truth::No => State::NotHeld,
        Truth::Open => State::Unseen,
        Truth::Yes if !clause.known => State::Unseen,
        Truth::Yes => State::any(clause.rights.iter().map(state)),
    }
}
