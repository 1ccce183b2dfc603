//! The options of a choice that the tenant's grants leave possible.
//!
//! Less evidence never makes fewer options possible: what is granted whole is then still
//! granted whole or open, and both stay; what fits best then still could. So a
//! requirement that is asked with all evidence is asked with less of it too.

use super::taken::HowTaken;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The state of a required item under an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ItemState {
    /// True if it is satisfied, false if it is proven that it is not; none where that could not be seen.
    pub satisfied: Option<bool>,
    /// True if it was seen in any form: eligible only, scoped, requested and not consented.
    pub sighted: bool,
}

/// An option of a choice, with the state of everything that it requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OptionState<H> {
    /// Its title.
    pub title: String,
    /// True if the guide prefers it.
    pub preferred: bool,
    /// The principals of whom it asks.
    pub holders: BTreeSet<H>,
    /// The required items, by their place in the guide.
    pub required: BTreeMap<usize, ItemState>,
}

/// The options that are taken, or still possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// Of each place one option applies: the first as far as was seen, or one of the others.
    pub places: Vec<Vec<usize>>,
    /// Options that may be granted whole beside those, which could not be seen.
    pub beside: Vec<usize>,
    /// The way they came to be taken.
    pub how: HowTaken,
    /// The reason, in one sentence.
    pub why: String,
}

impl<H: Ord> OptionState<H> {
    /// True if everything that it requires is satisfied.
    pub(super) fn complete(&self) -> bool {
        !self.required.is_empty()
            && self
                .required
                .values()
                .all(|one| one.satisfied == Some(true))
    }

    /// True if there is no proven gap, but something that could not be told.
    pub(super) fn open(&self) -> bool {
        let mut items = self.required.values();
        items.all(|one| one.satisfied != Some(false)) && self.count(None) > 0
    }

    fn count(&self, satisfied: Option<bool>) -> usize {
        let items = self.required.values();
        items.filter(|one| one.satisfied == satisfied).count()
    }

    /// The number of required items that were seen in any form; with `unseen`, or could have been.
    fn sighted(&self, unseen: bool) -> usize {
        let items = self.required.values();
        items
            .filter(|one| one.sighted || (unseen && one.satisfied.is_none()))
            .count()
    }

    /// True if `other` asks everything that this asks, of the same principals, and more.
    pub(super) fn within(&self, other: &Self) -> bool {
        self.holders == other.holders
            && self.required.len() < other.required.len()
            && self
                .required
                .keys()
                .all(|item| other.required.contains_key(item))
    }
}

/// The options that a choice comes to, by what is granted.
pub(super) fn select<H: Ord>(options: &[OptionState<H>]) -> Selection {
    let complete = with(options, OptionState::complete);
    if complete.is_empty() {
        incomplete(options)
    } else {
        granted(options, &complete)
    }
}

fn with<H>(options: &[OptionState<H>], test: impl Fn(&OptionState<H>) -> bool) -> Vec<usize> {
    let all = options.iter().enumerate();
    all.filter(|(_, option)| test(option))
        .map(|(index, _)| index)
        .collect()
}

/// Some option is granted whole.
fn granted<H: Ord>(options: &[OptionState<H>], complete: &[usize]) -> Selection {
    let outermost = |index: &usize| {
        let mut others = complete.iter();
        !others.any(|other| is_within(options, *index, *other))
    };
    let reached = |some: &[usize]| -> Vec<Vec<usize>> {
        let some = some.iter().filter(|index| outermost(index));
        some.map(|index| reach(options, *index)).collect()
    };
    let mut places = reached(complete);
    places.sort();
    places.dedup();
    let possible: BTreeSet<usize> = places.iter().flatten().copied().collect();
    let open = with(options, OptionState::open);
    let mut beside: Vec<usize> = reached(&open).concat();
    beside.retain(|option| !possible.contains(option));
    beside.sort_unstable();
    beside.dedup();
    let settled = places.iter().all(|place| place.len() == 1);
    let how = if settled {
        HowTaken::Detected
    } else {
        HowTaken::Open
    };
    let firsts: BTreeSet<usize> = places
        .iter()
        .filter_map(|place| place.first().copied())
        .collect();
    let mut why = match firsts.len() {
        _ if !settled => {
            "the narrower option is granted whole, and whether the broader one is meant could not be seen".to_owned()
        }
        1 => why_detected(options, firsts.first().copied()),
        _ => "more than one option is granted whole".to_owned(),
    };
    if !beside.is_empty() {
        let names = names(options, beside.iter());
        why = format!("{why}; whether this is granted too could not be seen: {names}");
    }
    Selection {
        places,
        beside,
        how,
        why,
    }
}

/// No option is granted whole.
fn incomplete<H: Ord>(options: &[OptionState<H>]) -> Selection {
    let fitting = fitting(options);
    let possible: BTreeSet<usize> = fitting
        .into_iter()
        .flat_map(|index| reach(options, index))
        .collect();
    let evidence = possible
        .iter()
        .filter_map(|option| options.get(*option))
        .any(|option| option.sighted(false) > 0);
    let (how, why) = if possible.len() > 1 {
        let names = names(options, possible.iter());
        let text = format!(
            "what would tell could not be seen; still possible: {names}; choose one to settle it"
        );
        (HowTaken::Open, text)
    } else if evidence {
        (
            HowTaken::Detected,
            why_detected(options, possible.first().copied()),
        )
    } else {
        (
            HowTaken::Assumed,
            "nothing of any option was seen; the guide prefers this one".to_owned(),
        )
    };
    Selection {
        places: vec![possible.into_iter().collect()],
        beside: Vec::new(),
        how,
        why,
    }
}

/// The measure of how well an option fits what is granted. What comes first weighs most.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Of a thousand required items, those that are satisfied.
    satisfied: usize,
    /// Of a thousand required items, those of which something was seen.
    sighted: usize,
    /// The guide prefers it.
    preferred: bool,
    /// Its place in the guide.
    place: Reverse<usize>,
}

/// The option that fits best, and every other that could, if what was not seen spoke for it.
fn fitting<H: Ord>(options: &[OptionState<H>]) -> Vec<usize> {
    let fit = |(index, option): (usize, &OptionState<H>), unseen: bool| -> Fit {
        let all = option.required.len().max(1);
        let satisfied = option.count(Some(true)) + if unseen { option.count(None) } else { 0 };
        Fit {
            satisfied: satisfied * 1000 / all,
            sighted: option.sighted(unseen) * 1000 / all,
            preferred: option.preferred,
            place: Reverse(index),
        }
    };
    let best = options.iter().enumerate().map(|one| fit(one, false)).max();
    let all = options.iter().enumerate();
    all.filter(|one| Some(fit(*one, true)) >= best)
        .map(|(index, _)| index)
        .collect()
}

/// The result of an option that fits: a broader one of the same principals of which something
/// was seen, else the option itself; then the broader ones that are not ruled out.
fn reach<H: Ord>(options: &[OptionState<H>], index: usize) -> Vec<usize> {
    let (mut settled, mut possible) = (index, Vec::new());
    let Some(narrow) = options.get(index) else {
        return possible;
    };
    for (other, broad) in options.iter().enumerate() {
        if !narrow.within(broad) {
            continue;
        }
        let extra = broad.required.iter();
        let extra: Vec<&ItemState> = extra
            .filter(|(item, _)| !narrow.required.contains_key(item))
            .map(|(_, state)| state)
            .collect();
        if extra.iter().any(|state| state.sighted) {
            // Whatever comes after it is not asked about.
            settled = other;
            break;
        }
        if extra.iter().any(|state| state.satisfied.is_none()) {
            possible.push(other);
        }
    }
    possible.insert(0, settled);
    possible
}

/// True if one option is within another.
fn is_within<H: Ord>(options: &[OptionState<H>], one: usize, other: usize) -> bool {
    match (options.get(one), options.get(other)) {
        (Some(one), Some(other)) => one.within(other),
        _ => false,
    }
}

fn names<'i, H>(options: &[OptionState<H>], some: impl Iterator<Item = &'i usize>) -> String {
    let some = some.filter_map(|option| options.get(*option));
    let names: Vec<&str> = some.map(|one| one.title.as_str()).collect();
    names.join(", ")
}

fn why_detected<H: Ord>(options: &[OptionState<H>], index: Option<usize>) -> String {
    let Some(option) = index.and_then(|index| options.get(index)) else {
        return String::new();
    };
    let (satisfied, all) = (option.count(Some(true)), option.required.len());
    if option.complete() {
        "everything that it requires is granted".to_owned()
    } else {
        format!("it fits best what is granted ({satisfied} of {all} required items)")
    }
}
