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
use super::selection::{ItemState, OptionState, Selection, select};
use super::taken::{ChoiceTaken, HowTaken};
use super::verdict::Verdict;
use crate::guide::{Choice, Guide, GuideOption, PrincipalId, Tier};
use std::collections::{BTreeMap, BTreeSet};

/// One option with every requirement that it asks, judged.
pub(super) struct Judged<'a> {
    pub option: &'a GuideOption,
    /// Index into the guide's requirements, with the outcome for this option's principal.
    pub outcomes: BTreeMap<usize, Outcome>,
    state: OptionState<PrincipalId>,
}

/// The result of a choice.
pub(super) struct Taken<'a> {
    /// Every option, judged, in the guide's order.
    pub judged: Vec<Judged<'a>>,
    /// Everything that is taken. Of each place one option applies: the first as far as was seen, or
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

    /// True if a requirement is asked for whichever option applies.
    pub(super) fn certain(&self, requirement: usize) -> bool {
        let asks = |option: &usize| {
            let judged = self.judged.get(*option);
            judged.is_some_and(|judged| judged.outcomes.contains_key(&requirement))
        };
        self.places.iter().any(|place| place.iter().all(asks))
    }

    /// True if an option that is granted beside the others would meet a requirement by that alone.
    pub(super) fn met_beside(&self, option: usize, requirement: usize) -> bool {
        let judged = self.judged.get(option);
        self.beside.contains(&option)
            && judged.is_some_and(|judged| {
                let narrower =
                    |one: &Judged<'_>| one.state.open() && one.state.within(&judged.state);
                judged.state.required.contains_key(&requirement)
                    && judged.state.open()
                    && !self.judged.iter().any(narrower)
            })
    }

    /// Everything that kept it from being seen which options apply.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut known: BTreeSet<&Gap> = BTreeSet::new();
        for judged in self.concerned().iter().filter_map(|o| self.judged.get(*o)) {
            let required = judged.state.required.keys();
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
pub(super) fn choose<'a>(
    guide: &Guide,
    context: &Context<'a>,
    choice: &'a Choice,
    matches_by_principal: &Matches<'_>,
) -> Taken<'a> {
    let judged: Vec<Judged<'a>> = choice
        .options
        .iter()
        .map(|option| judge(guide, context, choice, option, matches_by_principal))
        .collect();
    let selection = if let Some(wanted) = context.options.choose.get(choice.id.as_str()) {
        let mut options = judged.iter();
        let index = options.position(|judged| judged.option.id == **wanted);
        Selection {
            places: vec![vec![index.unwrap_or_default()]],
            beside: Vec::new(),
            how: HowTaken::Chosen,
            why: "it was asked for".to_owned(),
        }
    } else {
        let states: Vec<OptionState<PrincipalId>> =
            judged.iter().map(|judged| judged.state.clone()).collect();
        select(&states)
    };
    taken(choice, judged, selection)
}

fn judge<'a>(
    guide: &Guide,
    context: &Context<'a>,
    choice: &Choice,
    option: &'a GuideOption,
    matches_by_principal: &Matches<'_>,
) -> Judged<'a> {
    let reference = choice.reference(option);
    let mut outcomes = BTreeMap::new();
    let mut required = BTreeMap::new();
    let principal = context.target(&option.principal);
    for (index, requirement) in guide.requirements.iter().enumerate() {
        let matched = matches_by_principal.get(&option.principal);
        let (true, Some(principal), Some(matched)) =
            (requirement.asked_by(&reference), principal, matched)
        else {
            continue;
        };
        let outcome = evaluate::evaluate(context, requirement, principal, matched);
        if requirement.tier == Tier::Required && outcome.verdict != Verdict::Manual {
            required.insert(index, state(&outcome));
        }
        outcomes.insert(index, outcome);
    }
    Judged {
        option,
        outcomes,
        state: OptionState {
            title: option.title.clone(),
            preferred: option.preferred,
            holders: BTreeSet::from([option.principal.clone()]),
            required,
        },
    }
}

const fn state(outcome: &Outcome) -> ItemState {
    ItemState {
        satisfied: match outcome.verdict {
            Verdict::Satisfied => Some(true),
            Verdict::Unknown => None,
            _ => Some(false),
        },
        sighted: outcome.sighted(),
    }
}

fn taken<'a>(choice: &Choice, judged: Vec<Judged<'a>>, selection: Selection) -> Taken<'a> {
    let Selection {
        places,
        beside,
        how,
        why,
    } = selection;
    let mut taken = Taken {
        judged,
        places,
        beside,
        shown: ChoiceTaken {
            choice: choice.id.clone(),
            title: choice.title.clone(),
            options: Vec::new(),
            how,
            why,
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
