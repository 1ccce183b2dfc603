//! Possibilities: facts that are known or open, and the option that each choice takes.

use super::asking::{AdoptedGuide, AskedChoice};
use super::truth::Truth;
use crate::guide::format2::ids::{ChoiceId, FactId, GuideId, OptionId, TruthRef};
use crate::guide::format2::model::Condition;
use std::collections::{BTreeMap, BTreeSet};

/// The facts that are known. One that is not here is open.
pub type Facts = BTreeMap<(GuideId, FactId), bool>;

/// The ways in which a choice may have been taken, each the options that are taken together. A choice that is not
/// here may have been taken in any way, by one option.
pub type Taken = BTreeMap<(GuideId, ChoiceId), Vec<BTreeSet<OptionId>>>;

/// More possibilities than this are not looked at one by one.
const MOST: usize = 4096;

/// One possibility.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Possibility {
    facts: BTreeMap<(GuideId, FactId), Truth>,
    options: BTreeMap<(GuideId, ChoiceId, OptionId), Truth>,
}

impl Possibility {
    /// The facts that are known, and nothing of any choice.
    pub(super) fn start(facts: &Facts) -> Self {
        let known = facts
            .iter()
            .map(|(key, known)| (key.clone(), if *known { Truth::Yes } else { Truth::No }));
        Self {
            facts: known.collect(),
            options: BTreeMap::new(),
        }
    }

    /// The value of a condition; none is always true. Its names carry their guide.
    pub fn truth(&self, condition: Option<&Condition>) -> Truth {
        let Some(condition) = condition else {
            return Truth::Yes;
        };
        match condition {
            Condition::Truth(name) => self.of(name),
            Condition::All(inner) => Truth::all(inner.iter().map(|one| self.truth(Some(one)))),
            Condition::Any(inner) => Truth::any(inner.iter().map(|one| self.truth(Some(one)))),
            Condition::Not(inner) => self.truth(Some(inner)).negated(),
        }
    }

    fn of(&self, name: &TruthRef) -> Truth {
        let known = match name {
            TruthRef::Fact(fact) => {
                let guide = fact.guide.clone();
                guide.and_then(|guide| self.facts.get(&(guide, fact.id.clone())))
            }
            TruthRef::Option(option) => {
                let guide = option.choice.guide.clone();
                guide.and_then(|guide| {
                    let key = (guide, option.choice.id.clone(), option.option.clone());
                    self.options.get(&key)
                })
            }
        };
        known.copied().unwrap_or(Truth::Open)
    }

    /// The possibility with these options of a choice taken.
    pub(super) fn with(
        &self,
        guide: &GuideId,
        choice: &AskedChoice,
        taken: &BTreeSet<OptionId>,
    ) -> Self {
        let mut possibility = self.clone();
        let arises = self.truth(choice.when.as_ref());
        let comes_along = included(choice, taken);
        for option in &choice.options {
            let is_taken = if comes_along.contains(&option.id) {
                Truth::Yes
            } else {
                Truth::No
            };
            let offered = self.truth(option.when.as_ref());
            let key = (guide.clone(), choice.id.clone(), option.id.clone());
            possibility
                .options
                .insert(key, Truth::all([arises, offered, is_taken]));
        }
        possibility
    }

    /// The possibility with a choice left open.
    pub(super) fn without(&self, guide: &GuideId, choice: &AskedChoice) -> Self {
        let mut possibility = self.clone();
        let arises = self.truth(choice.when.as_ref());
        for option in &choice.options {
            let offered = self.truth(option.when.as_ref());
            let key = (guide.clone(), choice.id.clone(), option.id.clone());
            possibility
                .options
                .insert(key, Truth::all([arises, offered, Truth::Open]));
        }
        possibility
    }
}

/// The options that are taken, and all that they include.
fn included<'c>(choice: &'c AskedChoice, taken: &'c BTreeSet<OptionId>) -> BTreeSet<&'c OptionId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&OptionId> = taken.iter().collect();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let options = choice.options.iter().filter(|option| option.id == *id);
            open.extend(options.flat_map(|option| &option.includes));
        }
    }
    found
}

/// Every possibility, never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possibilities(Vec<Possibility>);

impl Possibilities {
    /// Every possibility that the facts and the options that are taken leave.
    ///
    /// Where there would be too many, the choices that remain are left open: an
    /// answer is then given only where it does not depend on them.
    pub fn of<R>(guides: &[AdoptedGuide<R>], facts: &Facts, taken: &Taken) -> Self {
        let mut possibilities = vec![Possibility::start(facts)];
        for (guide, choice) in in_order(guides) {
            let known = taken.get(&(guide.clone(), choice.id.clone()));
            possibilities = step(&possibilities, guide, choice, known);
        }
        Self(possibilities)
    }

    /// Each possibility.
    pub fn iter(&self) -> impl Iterator<Item = &Possibility> {
        self.0.iter()
    }
}

fn step(
    possibilities: &[Possibility],
    guide: &GuideId,
    choice: &AskedChoice,
    known: Option<&Vec<BTreeSet<OptionId>>>,
) -> Vec<Possibility> {
    let none = BTreeSet::new();
    let ways = |possibility: &Possibility| -> Vec<Possibility> {
        if possibility.truth(choice.when.as_ref()) == Truth::No {
            return vec![possibility.with(guide, choice, &none)];
        }
        if let Some(known) = known {
            let ways = known.iter();
            return ways
                .map(|taken| possibility.with(guide, choice, taken))
                .collect();
        }
        let offered: Vec<Possibility> = choice
            .options
            .iter()
            .filter(|option| possibility.truth(option.when.as_ref()) != Truth::No)
            .map(|option| BTreeSet::from([option.id.clone()]))
            .map(|taken| possibility.with(guide, choice, &taken))
            .collect();
        if offered.is_empty() {
            vec![possibility.with(guide, choice, &none)]
        } else {
            offered
        }
    };
    let most = known.map_or(choice.options.len(), Vec::len).max(1);
    if possibilities.len().saturating_mul(most) <= MOST {
        return possibilities.iter().flat_map(ways).collect();
    }
    possibilities
        .iter()
        .map(|possibility| possibility.without(guide, choice))
        .collect()
}

/// Every choice, each after those that its conditions name.
pub(super) fn in_order<R>(guides: &[AdoptedGuide<R>]) -> Vec<(&GuideId, &AskedChoice)> {
    let mut waiting: Vec<(&GuideId, &AskedChoice)> = guides
        .iter()
        .flat_map(|guide| guide.choices.iter().map(move |choice| (&guide.id, choice)))
        .collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let names_waiting = |(guide, choice): &(&GuideId, &AskedChoice)| {
            let named = named_choices(choice);
            waiting.iter().any(|(other, asked)| {
                named.contains(&(*other, &asked.id)) && (other, &asked.id) != (guide, &choice.id)
            })
        };
        // Choices of two guides that wait for each other are taken as they stand.
        let next = waiting
            .iter()
            .position(|one| !names_waiting(one))
            .unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    ordered
}

/// The choices whose options a choice's conditions name.
fn named_choices(choice: &AskedChoice) -> BTreeSet<(&GuideId, &ChoiceId)> {
    let options = choice
        .options
        .iter()
        .filter_map(|option| option.when.as_ref());
    let conditions = choice.when.iter().chain(options);
    conditions
        .flat_map(Condition::truths)
        .filter_map(|name| match name {
            TruthRef::Option(option) => {
                let guide = option.choice.guide.as_ref()?;
                Some((guide, &option.choice.id))
            }
            TruthRef::Fact(_) => None,
        })
        .collect()
}
