//! Which of a guide's options applies.
//!
//! The reader's word settles it. Otherwise the tenant's grants do, and where
//! part of them could not be seen, every option that is still possible is kept
//! as a *world*: a finding then says only what holds in all of them. So a
//! section that is taken away can blur the picture, but never turn it over.

use super::context::Context;
use super::evaluate;
use super::identify::Roll;
use super::outcome::Outcome;
use super::taken::{ChoiceTaken, HowTaken};
use super::verdict::Verdict;
use crate::guide::{Choice, GuideOption, Requirement, Tier};
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
    /// Sets of options (indexes into `judged`), one of which applies.
    pub worlds: Vec<Vec<usize>>,
    /// Options that may be granted whole beside the one taken, which could not be seen.
    pub beside: Vec<usize>,
    /// For the report.
    pub shown: ChoiceTaken,
}

impl Taken<'_> {
    /// Options that apply in some world.
    pub(super) fn possible(&self) -> BTreeSet<usize> {
        self.worlds.iter().flatten().copied().collect()
    }
}

/// Judges every option of a choice and decides which applies.
pub(super) fn choose<'a>(
    context: &Context<'a>,
    choice: &'a Choice,
    rolls: &BTreeMap<String, Roll<'_>>,
) -> Taken<'a> {
    let judged: Vec<Judged<'a>> = choice
        .options
        .iter()
        .map(|option| judge(context, choice, option, rolls))
        .collect();
    if let Some(wanted) = context.options.choose.get(&choice.id) {
        let index = judged.iter().position(|judged| judged.option.id == *wanted);
        let worlds = vec![vec![index.unwrap_or_default()]];
        return taken(
            choice,
            judged,
            worlds,
            Vec::new(),
            HowTaken::Chosen,
            "it was asked for",
        );
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
    rolls: &BTreeMap<String, Roll<'_>>,
) -> Judged<'a> {
    let asked = |requirement: &Requirement| requirement.asked_by(&choice.id, &option.id);
    let mut outcomes = BTreeMap::new();
    let mut required = BTreeSet::new();
    let principal = context.guide.principal(&option.principal);
    for (index, requirement) in context.guide.requirements.iter().enumerate() {
        let roll = rolls.get(&option.principal);
        let (true, Some(principal), Some(roll)) = (asked(requirement), principal, roll) else {
            continue;
        };
        let outcome = evaluate::evaluate(context, requirement, principal, roll);
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
        verdicts.all(|v| matches!(v, Verdict::Satisfied | Verdict::Unknown)) && !self.complete()
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

    fn sighted(&self) -> usize {
        self.required
            .iter()
            .filter(|i| self.outcomes.get(i).is_some_and(Outcome::sighted))
            .count()
    }

    /// Whether `other` asks everything that this asks, of the same principal, and more.
    fn within(&self, other: &Self) -> bool {
        self.option.principal == other.option.principal
            && self.required.len() < other.required.len()
            && self.required.is_subset(&other.required)
    }

    fn name(&self) -> String {
        self.option.title.clone()
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
    let within_another = |index: &usize| {
        complete
            .iter()
            .any(|other| pair(&judged, *index, *other, |a, b| a.within(b)))
    };
    let mut sure = Vec::new();
    let mut worlds = Vec::new();
    for index in complete.iter().filter(|index| !within_another(index)) {
        let (more_sighted, more_possible) = broader(&judged, *index);
        if let Some(broader) = more_sighted {
            sure.push(broader);
        } else {
            sure.push(*index);
            worlds.extend(more_possible);
        }
    }
    sure.sort_unstable();
    sure.dedup();
    let mut all: Vec<Vec<usize>> = vec![sure.clone()];
    for broader in worlds {
        // In that world the broader option stands in place of the one that it includes.
        let mut world: Vec<usize> = sure
            .iter()
            .copied()
            .filter(|index| !pair(&judged, *index, broader, |a, b| a.within(b)))
            .collect();
        world.push(broader);
        world.sort_unstable();
        all.push(world);
    }
    let possible: BTreeSet<usize> = all.iter().flatten().copied().collect();
    let related = |a: usize, b: usize| {
        pair(&judged, a, b, |a, b| a.within(b)) || pair(&judged, b, a, |a, b| a.within(b))
    };
    let beside = with(&judged, |option| option.open())
        .into_iter()
        .filter(|z| !possible.contains(z) && !possible.iter().any(|p| related(*z, *p)))
        .collect();
    let how = if all.len() == 1 {
        HowTaken::Detected
    } else {
        HowTaken::Open
    };
    let why = match (how, sure.len()) {
        (HowTaken::Open, _) => {
            "the narrower option is granted whole, and whether the broader one is meant could not be seen".to_owned()
        }
        (_, 1) => why_detected(&judged, sure.first().copied()),
        _ => "more than one option is granted whole".to_owned(),
    };
    taken(choice, judged, all, beside, how, &why)
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
    let mut worlds = BTreeSet::new();
    for index in fitting(&judged) {
        let (more_sighted, more_possible) = broader(&judged, index);
        worlds.insert(more_sighted.unwrap_or(index));
        worlds.extend(more_possible);
    }
    let evidence = worlds
        .iter()
        .filter_map(|world| judged.get(*world))
        .any(|judged| judged.sighted() > 0);
    let (how, why) = if worlds.len() > 1 {
        let names: Vec<String> = worlds
            .iter()
            .filter_map(|w| judged.get(*w))
            .map(Judged::name)
            .collect();
        let text = format!(
            "what would tell could not be seen; still possible: {}; choose one to settle it",
            names.join(", ")
        );
        (HowTaken::Open, text)
    } else if evidence {
        (
            HowTaken::Detected,
            why_detected(&judged, worlds.first().copied()),
        )
    } else {
        (
            HowTaken::Assumed,
            "nothing of any option was seen; the guide prefers this one".to_owned(),
        )
    };
    let worlds = worlds.into_iter().map(|world| vec![world]).collect();
    taken(choice, judged, worlds, Vec::new(), how, &why)
}

/// How well an option fits what is granted: its share of satisfied items, then
/// of sightings, then the guide's preference and order.
type Fit = (usize, usize, bool, Reverse<usize>);

/// The option that fits best, and every other that could, if what was not seen spoke for it.
fn fitting(judged: &[Judged<'_>]) -> Vec<usize> {
    let fit = |(index, judged): (usize, &Judged<'_>), unseen: usize| -> Fit {
        let all = judged.required.len().max(1);
        let share = |count: usize| (count + unseen).min(all) * 1000 / all;
        (
            share(judged.satisfied()),
            share(judged.sighted()),
            judged.option.preferred,
            Reverse(index),
        )
    };
    let best = judged.iter().enumerate().map(|one| fit(one, 0)).max();
    let all = judged.iter().enumerate();
    all.filter(|one| Some(fit(*one, one.1.unknown())) >= best)
        .map(|(index, _)| index)
        .collect()
}

/// Broader options of the same principal: one of which something was seen, and those not ruled out.
fn broader(judged: &[Judged<'_>], index: usize) -> (Option<usize>, Vec<usize>) {
    let mut possible = Vec::new();
    let Some(narrow) = judged.get(index) else {
        return (None, possible);
    };
    for (other, broad) in judged.iter().enumerate() {
        if !narrow.within(broad) {
            continue;
        }
        let extra = broad.required.difference(&narrow.required);
        let outcomes: Vec<&Outcome> = extra.filter_map(|i| broad.outcomes.get(i)).collect();
        if outcomes.iter().any(|outcome| outcome.sighted()) {
            return (Some(other), Vec::new());
        }
        if outcomes
            .iter()
            .any(|outcome| outcome.verdict == Verdict::Unknown)
        {
            possible.push(other);
        }
    }
    (None, possible)
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
    worlds: Vec<Vec<usize>>,
    beside: Vec<usize>,
    how: HowTaken,
    why: &str,
) -> Taken<'a> {
    let possible: BTreeSet<usize> = worlds.iter().flatten().copied().collect();
    let options = possible
        .iter()
        .filter_map(|index| judged.get(*index))
        .map(|judged| (judged.option.id.clone(), judged.option.title.clone()))
        .collect();
    let shown = ChoiceTaken {
        choice: choice.id.clone(),
        title: choice.title.clone(),
        options,
        how,
        why: why.to_owned(),
    };
    Taken {
        judged,
        worlds,
        beside,
        shown,
    }
}
