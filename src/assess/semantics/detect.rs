//! The options that the tenant's grants leave possible, for each choice that no reader decided.

use super::asked::Asked;
use super::asking::{AdoptedGuide, Ask, AskedChoice, AskedOption, Need, Term};
use super::circumstances::Circumstances;
use super::clause::Clause;
use super::evidence::{Evidence, Holdable};
use super::possibility::{Facts, Possibility, Taken, in_order};
use super::truth::{State, Truth};
use crate::assess::selection::{ItemState, OptionState, Selection, select};
use crate::assess::taken::HowTaken;
use crate::guide::format2::ids::{ChoiceId, GuideId, OptionId, TruthRef};
use crate::guide::format2::kinds::Tier;
use crate::guide::format2::model::{Condition, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// More ways of one choice than this are not told apart: the choice is left open.
const MOST: usize = 64;

/// The option that the reader said is taken, by choice.
pub type Said = BTreeMap<(GuideId, ChoiceId), OptionId>;

/// A choice as it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The options that are taken, or still possible, in the guide's order.
    pub options: Vec<OptionId>,
    /// The way they came to be taken.
    pub how: HowTaken,
    /// The reason, in one sentence.
    pub why: String,
    /// Options that may be granted beside those, which could not be seen.
    pub beside: Vec<OptionId>,
    /// True if more than one option is granted whole, none of which comes with another.
    pub several: bool,
}

/// Everything that the reader said and the grants show: the ways that are possible, and how each choice was decided.
/// A choice that does not arise is in neither.
pub fn detect<R: Holdable>(
    guides: &[AdoptedGuide<R>],
    facts: &Facts,
    said: &Said,
    evidence: &Evidence<R>,
    circumstances: Circumstances,
) -> (Taken, BTreeMap<(GuideId, ChoiceId), Decided>) {
    let evidence = &by_grants(evidence);
    let mut taken = Taken::new();
    let mut decided = BTreeMap::new();
    let mut known = Possibility::start(facts);
    for (guide, choice) in in_order(guides) {
        let key = (guide.clone(), choice.id.clone());
        if known.truth(choice.when.as_ref()) == Truth::No {
            known = known.with(guide, choice, &BTreeSet::new());
            continue;
        }
        if let Some(option) = said.get(&key) {
            let way = BTreeSet::from([option.clone()]);
            known = known.with(guide, choice, &way);
            taken.insert(key.clone(), vec![way]);
            let chosen = Decided {
                options: vec![option.clone()],
                how: HowTaken::Chosen,
                why: "it was asked for".to_owned(),
                beside: Vec::new(),
                several: false,
            };
            decided.insert(key, chosen);
            continue;
        }
        let asks = asks(guides, (guide, &choice.id));
        let offered: Vec<&AskedOption> = choice
            .options
            .iter()
            .filter(|option| known.truth(option.when.as_ref()) != Truth::No)
            .collect();
        let states: Vec<OptionState<R::Holder>> = offered
            .iter()
            .map(|option| {
                let world = known.with(guide, choice, &BTreeSet::from([option.id.clone()]));
                state(choice, option, &asks, &world, evidence, circumstances)
            })
            .collect();
        let selection = select(&states);
        let ways = ways(&selection, &offered);
        known = match ways.as_deref() {
            Some([way]) => known.with(guide, choice, way),
            _ => known.without(guide, choice),
        };
        decided.insert(key.clone(), shown(&selection, &offered));
        taken.extend(ways.map(|ways| (key, ways)));
    }
    (taken, decided)
}

/// The required rights whose conditions depend on a choice.
fn asks<'a, R: Holdable>(
    guides: &'a [AdoptedGuide<R>],
    (guide, choice): (&GuideId, &ChoiceId),
) -> Vec<&'a Ask<R>> {
    guides
        .iter()
        .flat_map(|guide| &guide.requirements)
        .filter(|ask| ask.tier == Tier::Required && !ask.of_installer)
        .filter(|ask| matches!(ask.need, Need::Rights { .. }))
        .filter(|ask| depends(ask, guide, choice))
        .collect()
}

/// The evidence by what an API shows: a right of two models, of which the one that is shown does not hold it, points to
/// no option until a person attested to the other.
fn by_grants<R: Holdable>(evidence: &Evidence<R>) -> Evidence<R> {
    let mut evidence = evidence.clone();
    for (right, held) in &evidence.seen {
        if !held && right.shown() == Shown::ByApiOrAttestation {
            evidence.attested.entry(right.clone()).or_insert(false);
        }
    }
    evidence
}

/// True if a requirement depends on a choice: by its condition, or by that of a principal.
fn depends<R>(ask: &Ask<R>, guide: &GuideId, choice: &ChoiceId) -> bool {
    let names = |condition: Option<&Condition>| {
        let truths = condition.map(Condition::truths).unwrap_or_default();
        truths.iter().any(|truth| match truth {
            TruthRef::Option(option) => {
                option.choice.id == *choice && option.choice.guide.as_ref() == Some(guide)
            }
            TruthRef::Fact(_) => false,
        })
    };
    let Need::Rights { alternatives, .. } = &ask.need else {
        return false;
    };
    let mut terms = alternatives.iter().flatten();
    names(ask.when.as_ref())
        || terms.any(|term| match term {
            Term::AnyOf { when, .. } => names(when.as_ref()),
            Term::Chosen(members) => members.iter().any(|one| names(one.when.as_ref())),
        })
}

/// Everything that an option requires, and the state of each item.
fn state<R: Holdable>(
    choice: &AskedChoice,
    option: &AskedOption,
    asks: &[&Ask<R>],
    world: &Possibility,
    evidence: &Evidence<R>,
    circumstances: Circumstances,
) -> OptionState<R::Holder> {
    let mut holders = BTreeSet::new();
    let mut required = BTreeMap::new();
    for (place, ask) in asks.iter().enumerate() {
        let asked = Asked::of(ask, world, circumstances);
        let clauses: Vec<&Clause<R>> = asked
            .clauses()
            .filter(|clause| clause.asked != Truth::No)
            .collect();
        if asked.applies == Truth::No || asked.ended || clauses.is_empty() {
            continue;
        }
        let rights = || clauses.iter().flat_map(|clause| &clause.rights);
        holders.extend(rights().map(Holdable::holder));
        let alternatives = asked.alternatives.iter();
        let met = State::any(alternatives.map(|one| evidence.met_alternative(one)));
        let seen = |right: &R| evidence.near.contains(right) || evidence.met(right) == State::Held;
        let item = ItemState {
            satisfied: match met {
                State::Held => Some(true),
                State::NotHeld => Some(false),
                State::Unseen => None,
            },
            sighted: rights().any(seen),
        };
        required.insert(place, item);
    }
    let preferred = choice.preferred.as_ref() == Some(&option.id);
    OptionState {
        title: option.title.clone(),
        preferred,
        holders,
        required,
    }
}

/// Every way that a selection leaves: of each place one option, with any of those that may be granted beside. None
/// where there would be too many.
fn ways(selection: &Selection, offered: &[&AskedOption]) -> Option<Vec<BTreeSet<OptionId>>> {
    let id = |index: usize| offered.get(index).map(|one| one.id.clone());
    let mut ways: Vec<BTreeSet<OptionId>> = vec![BTreeSet::new()];
    for place in &selection.places {
        let with = |way: &BTreeSet<OptionId>, option: usize| {
            let mut way = way.clone();
            way.extend(id(option));
            way
        };
        let more = ways
            .iter()
            .flat_map(|way| place.iter().map(move |option| with(way, *option)));
        ways = more.collect();
        if ways.len() > MOST {
            return None;
        }
    }
    for option in &selection.beside {
        let mut more = ways.clone();
        for way in &mut more {
            way.extend(id(*option));
        }
        ways.extend(more);
        if ways.len() > MOST {
            return None;
        }
    }
    Some(ways)
}

fn shown(selection: &Selection, offered: &[&AskedOption]) -> Decided {
    let possible: BTreeSet<usize> = selection.places.iter().flatten().copied().collect();
    let options = possible.iter().filter_map(|index| offered.get(*index));
    let beside = selection.beside.iter();
    let beside = beside.filter_map(|index| offered.get(*index));
    Decided {
        beside: beside.map(|one| one.id.clone()).collect(),
        options: options.map(|one| one.id.clone()).collect(),
        how: selection.how,
        why: selection.why.clone(),
        several: several(selection, offered),
    }
}

/// True if more than one option is granted whole, none of which comes with another.
fn several(selection: &Selection, offered: &[&AskedOption]) -> bool {
    let firsts: BTreeSet<usize> = selection
        .places
        .iter()
        .filter_map(|place| place.first().copied())
        .collect();
    let granted: Vec<&&AskedOption> = firsts.iter().filter_map(|one| offered.get(*one)).collect();
    let comes_along = |option: &AskedOption| {
        let mut others = granted.iter();
        others.any(|other| other.includes.contains(&option.id))
    };
    granted.iter().filter(|option| !comes_along(option)).count() > 1
}
