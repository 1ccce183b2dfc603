//! Which of a guide's options applies.
//!
//! The reader's word settles it. Otherwise the tenant's grants do, and where
//! part of them could not be seen, every option that is still possible is kept:
//! a finding then says only what holds whichever of them applies. So a section
//! that is taken away can blur the picture, but never turn it over, and never
//! take a finding out of it.

use super::context::Context;
use super::coverage::Gap;
use super::evaluate;
use super::outcome::Outcome;
use super::principals::Matches;
use super::taken::{ChoiceTaken, HowTaken};
use super::verdict::Verdict;
use crate::guide::{Choice, GuideOption, Tier};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One option with every requirement that it asks, judged.
pub(super) struct Judged<'a> {
    pub option: &'a GuideOption,
    /// Index into the guide's requirements, with the outcome for this option's principal.
    pub outcomes: BTreeMap<usize, Outcome>,
    required: BTreeSet<usize>,
}

/// What a choice came to.
pub(super) struct Taken<'a> {
    /// Every option, judged, in the guide's order.
    pub judged: Vec<Judged<'a>>,
    /// What is taken. Of each place one option applies: the first as far as was seen, or
    /// one of the others.
    pub places: Vec<Vec<usize>>,
    /// Options that may be granted whole beside those, which could not be seen.
    pub beside: Vec<usize>,
    /// For the report.
    pub shown: ChoiceTaken,
}

impl Taken<'_> {
    /// Options that are taken, as far as could be seen.
    pub(super) fn possible(&self) -> BTreeSet<usize> {
        self.places.iter().flatten().copied().collect()
    }

    /// Options that are taken or may be granted beside: all that the findings are about.
    pub(super) fn concerned(&self) -> Vec<usize> {
        let mut all = self.possible();
        all.extend(&self.beside);
        all.into_iter().collect()
    }

    /// Whether a requirement is asked for whichever option applies.
    pub(super) fn certain(&self, requirement: usize) -> bool {
        let asks = |option: &usize| {
            let judged = self.judged.get(*option);
            judged.is_some_and(|judged| judged.outcomes.contains_key(&requirement))
        };
        self.places.iter().any(|place| place.iter().all(asks))
    }

    /// Whether an option that is granted beside the others would meet a requirement by that alone.
    pub(super) fn met_beside(&self, option: usize, requirement: usize) -> bool {
        let judged = self.judged.get(option);
        self.beside.contains(&option)
            && judged.is_some_and(|judged| judged.required.contains(&requirement) && judged.open())
            && !(0..self.judged.len())
                .any(|narrow| pair(&self.judged, narrow, option, |a, b| a.open() && a.within(b)))
    }

    /// What kept it from being seen which options apply.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut known: BTreeSet<&Gap> = BTreeSet::new();
        for judged in self.concerned().iter().filter_map(|o| self.judged.get(*o)) {
            let required = judged.required.iter();
            for gap in required
                .filter_map(|index| judged.outcomes.get(index))
                .flat_map(|outcome| &outcome.gaps)
            {
                if known.insert(gap) {
                    gaps.push(gap.clone());
                }
            }
        }
        gaps
    }
}

/// Judges every option of a choice and decides which applies.
///
/// Less evidence never makes fewer options possible: what is granted whole is then still
/// granted whole or open, and both stay; what fits best then still could. So a
/// requirement that is asked with all evidence is asked with less of it too.
pub(super) fn choose<'a>(
    context: &Context<'a>,
    choice: &'a Choice,
    matches_by_principal: &Matches<'_>,
) -> Taken<'a> {
    let judged: Vec<Judged<'a>> = choice
        .options
        .iter()
        .map(|option| judge(context, choice, option, matches_by_principal))
        .collect();
    if let Some(wanted) = context.options.choose.get(choice.id.as_str()) {
        let index = judged
            .iter()
            .position(|judged| judged.option.id == **wanted);
        let places = vec![vec![index.unwrap_or_default()]];
        let how = (HowTaken::Chosen, "it was asked for");
        return taken(choice, judged, places, Vec::new(), how);
    }
    let complete: Vec<usize> = with(&judged, |option| option.complete());
    if complete.is_empty() {
        incomplete(choice, judged)
    } else {
        granted(choice, judged, &complete)
    }
}

fn judge<'a>(
    context: &Context<'a>,
    choice: &Choice,
    option: &'a GuideOption,
    matches_by_principal: &Matches<'_>,
) -> Judged<'a> {
    let reference = choice.reference(option);
    let mut outcomes = BTreeMap::new();
    let mut required = BTreeSet::new();
    let principal = context.guide.principal(&option.principal);
    for (index, requirement) in context.guide.requirements.iter().enumerate() {
        let matched = matches_by_principal.get(&option.principal);
        let (true, Some(principal), Some(matched)) =
            (requirement.asked_by(&reference), principal, matched)
        else {
            continue;
        };
        let outcome = evaluate::evaluate(context, requirement, principal, matched);
        if requirement.tier == Tier::Required && outcome.verdict != Verdict::Manual {
            required.insert(index);
        }
        outcomes.insert(index, outcome);
    }
    Judged {
        option,
        outcomes,
        required,
    }
}

impl Judged<'_> {
    fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        self.required
            .iter()
            .filter_map(|index| self.outcomes.get(index))
            .map(|o| o.verdict)
    }

    fn complete(&self) -> bool {
        !self.required.is_empty() && self.verdicts().all(|verdict| verdict == Verdict::Satisfied)
    }

    /// No proven gap, but something that could not be told.
    fn open(&self) -> bool {
        let mut verdicts = self.verdicts();
        verdicts.all(|v| matches!(v, Verdict::Satisfied | Verdict::Unknown)) && self.unknown() > 0
    }

    fn satisfied(&self) -> usize {
        self.verdicts()
            .filter(|verdict| *verdict == Verdict::Satisfied)
            .count()
    }

    fn unknown(&self) -> usize {
        self.verdicts()
            .filter(|verdict| *verdict == Verdict::Unknown)
            .count()
    }

    /// How many required items were seen in any form; with `unseen`, or could have been.
    fn sighted(&self, unseen: bool) -> usize {
        let outcomes = self.required.iter().filter_map(|i| self.outcomes.get(i));
        outcomes
            .filter(|o| o.sighted() || (unseen && o.verdict == Verdict::Unknown))
            .count()
    }

    /// Whether `other` asks everything that this asks, of the same principal, and more.
    fn within(&self, other: &Self) -> bool {
        self.option.principal == other.option.principal
            && self.required.len() < other.required.len()
            && self.required.is_subset(&other.required)
    }
}

fn with(judged: &[Judged<'_>], test: impl Fn(&Judged<'_>) -> bool) -> Vec<usize> {
    let all = judged.iter().enumerate();
    all.filter(|(_, judged)| test(judged))
        .map(|(index, _)| index)
        .collect()
}

/// Some option is granted whole.
fn granted<'a>(choice: &Choice, judged: Vec<Judged<'a>>, complete: &[usize]) -> Taken<'a> {
    let outermost = |index: &usize| {
        let mut others = complete.iter();
        !others.any(|other| pair(&judged, *index, *other, |a, b| a.within(b)))
    };
    let reached = |options: &[usize]| -> Vec<Vec<usize>> {
        let options = options.iter().filter(|index| outermost(index));
        options.map(|index| reach(&judged, *index)).collect()
    };
    let mut places = reached(complete);
    places.sort();
    places.dedup();
    let possible: BTreeSet<usize> = places.iter().flatten().copied().collect();
    let open: Vec<usize> = with(&judged, |option| option.open());
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
        1 => why_detected(&judged, firsts.first().copied()),
        _ => "more than one option is granted whole".to_owned(),
    };
    if !beside.is_empty() {
        let names = names(&judged, beside.iter());
        why = format!("{why}; whether this is granted too could not be seen: {names}");
    }
    taken(choice, judged, places, beside, (how, &why))
}

fn names<'i>(judged: &[Judged<'_>], options: impl Iterator<Item = &'i usize>) -> String {
    let judged = options.filter_map(|option| judged.get(*option));
    let names: Vec<&str> = judged.map(|one| one.option.title.as_str()).collect();
    names.join(", ")
}

fn why_detected(judged: &[Judged<'_>], index: Option<usize>) -> String {
    let Some(judged) = index.and_then(|index| judged.get(index)) else {
        return String::new();
    };
    let (satisfied, all) = (judged.satisfied(), judged.required.len());
    if judged.complete() {
        "everything that it requires is granted".to_owned()
    } else {
        format!("it fits best what is granted ({satisfied} of {all} required items)")
    }
}

/// No option is granted whole.
fn incomplete<'a>(choice: &Choice, judged: Vec<Judged<'a>>) -> Taken<'a> {
    let fitting = fitting(&judged);
    let possible: BTreeSet<usize> = fitting
        .into_iter()
        .flat_map(|index| reach(&judged, index))
        .collect();
    let evidence = possible
        .iter()
        .filter_map(|option| judged.get(*option))
        .any(|judged| judged.sighted(false) > 0);
    let (how, why) = if possible.len() > 1 {
        let names = names(&judged, possible.iter());
        let text = format!(
            "what would tell could not be seen; still possible: {names}; choose one to settle it"
        );
        (HowTaken::Open, text)
    } else if evidence {
        (
            HowTaken::Detected,
            why_detected(&judged, possible.first().copied()),
        )
    } else {
        (
            HowTaken::Assumed,
            "nothing of any option was seen; the guide prefers this one".to_owned(),
        )
    };
    let places = vec![possible.into_iter().collect()];
    taken(choice, judged, places, Vec::new(), (how, &why))
}

/// How well an option fits what is granted. What comes first weighs most.
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
fn fitting(judged: &[Judged<'_>]) -> Vec<usize> {
    let fit = |(index, judged): (usize, &Judged<'_>), unseen: bool| -> Fit {
        let all = judged.required.len().max(1);
        let satisfied = judged.satisfied() + if unseen { judged.unknown() } else { 0 };
        Fit {
            satisfied: satisfied * 1000 / all,
            sighted: judged.sighted(unseen) * 1000 / all,
            preferred: judged.option.preferred,
            place: Reverse(index),
        }
    };
    let best = judged.iter().enumerate().map(|one| fit(one, false)).max();
    let all = judged.iter().enumerate();
    all.filter(|one| Some(fit(*one, true)) >= best)
        .map(|(index, _)| index)
        .collect()
}

/// What an option that fits comes to: a broader one of the same principal of which something
/// was seen, else the option itself; then the broader ones that are not ruled out.
fn reach(judged: &[Judged<'_>], index: usize) -> Vec<usize> {
    let (mut settled, mut possible) = (index, Vec::new());
    let Some(narrow) = judged.get(index) else {
        return possible;
    };
    for (other, broad) in judged.iter().enumerate() {
        if !narrow.within(broad) {
            continue;
        }
        let extra = broad.required.difference(&narrow.required);
        let outcomes: Vec<&Outcome> = extra.filter_map(|i| broad.outcomes.get(i)).collect();
        if outcomes.iter().any(|outcome| outcome.sighted()) {
            // Whatever comes after it is not asked about.
            settled = other;
            break;
        }
        if outcomes
            .iter()
            .any(|outcome| outcome.verdict == Verdict::Unknown)
        {
            possible.push(other);
        }
    }
    possible.insert(0, settled);
    possible
}

fn pair<'a>(
    judged: &[Judged<'a>],
    one: usize,
    other: usize,
    test: impl Fn(&Judged<'a>, &Judged<'a>) -> bool,
) -> bool {
    match (judged.get(one), judged.get(other)) {
        (Some(a), Some(b)) => test(a, b),
        _ => false,
    }
}

fn taken<'a>(
    choice: &Choice,
    judged: Vec<Judged<'a>>,
    places: Vec<Vec<usize>>,
    beside: Vec<usize>,
    (how, why): (HowTaken, &str),
) -> Taken<'a> {
    let mut taken = Taken {
        judged,
        places,
        beside,
        shown: ChoiceTaken {
            choice: choice.id.clone(),
            title: choice.title.clone(),
            options: Vec::new(),
            how,
            why: why.to_owned(),
        },
    };
    taken.shown.options = taken
        .possible()
        .iter()
        .filter_map(|index| taken.judged.get(*index))
        .map(|judged| (judged.option.id.clone(), judged.option.title.clone()))
        .collect();
    taken
}
