//! Choices: options that include each other, and conditions that lead back to their own choice.

use super::context::{Context, needed};
use super::{cites, conditions, head};
use crate::guide::error::Faults;
use crate::guide::format2::file::{ChoiceEntry, GuideFile, OptionEntry};
use crate::guide::format2::ids::{ChoiceId, OptionId, TruthRef};
use crate::guide::format2::list::{distinct_entries, entries};
use crate::guide::format2::model::{Choice, Condition, GuideOption};
use crate::guide::format2::read::Placed;
use crate::guide::nearest::did_you_mean;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(crate) fn choices(file: &GuideFile, context: &Context<'_>, faults: &mut Faults) -> Vec<Choice> {
    let mut depends: BTreeMap<ChoiceId, BTreeSet<ChoiceId>> = BTreeMap::new();
    let mut conditions: Vec<(ChoiceId, Condition, Range<usize>)> = Vec::new();
    let found: Vec<Choice> = entries(&file.choice)
        .iter()
        .filter_map(|entry| choice(entry, context, &mut conditions, faults))
        .collect();
    for (choice, condition, _) in &conditions {
        let named = condition.truths().into_iter().filter_map(own_choice);
        depends.entry(choice.clone()).or_default().extend(named);
    }
    for (choice, condition, span) in &conditions {
        let leads_back = condition
            .truths()
            .into_iter()
            .filter_map(own_choice)
            .any(|named| reaches(&named, choice, &depends));
        if leads_back {
            faults.add_with_help(
                span.clone(),
                format!("the choice {:?} depends on itself", choice.as_str()),
                "a condition of a choice or of its options names other choices, or facts",
            );
        }
    }
    found
}

/// The choice of this guide that a condition's name belongs to.
fn own_choice(truth: &TruthRef) -> Option<ChoiceId> {
    match truth {
        TruthRef::Option(option) if option.choice.guide.is_none() => Some(option.choice.id.clone()),
        TruthRef::Option(_) | TruthRef::Fact(_) => None,
    }
}

fn reaches(
    from: &ChoiceId,
    to: &ChoiceId,
    depends: &BTreeMap<ChoiceId, BTreeSet<ChoiceId>>,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(choice) = open.pop() {
        if choice == to {
            return true;
        }
        if seen.insert(choice) {
            open.extend(depends.get(choice).into_iter().flatten());
        }
    }
    false
}

fn choice(
    entry: &ChoiceEntry,
    context: &Context<'_>,
    all: &mut Vec<(ChoiceId, Condition, Range<usize>)>,
    faults: &mut Faults,
) -> Option<Choice> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::needed(&entry.cite, context, faults);
    let (option_entries, whole) = needed(&entry.option);
    let options: Vec<Option<GuideOption>> = option_entries
        .iter()
        .map(|option| self::option(option, context, faults))
        .collect();
    let mut preferred = option_entries.iter().filter_map(|option| {
        let preferred = option.preferred.as_ref()?;
        preferred.value.then(|| preferred.span.clone())
    });
    if let (Some(_), Some(second)) = (preferred.next(), preferred.next()) {
        faults.add_with_help(
            second,
            "a second option of this choice is preferred",
            "the article prefers one at most; leave preferred out here",
        );
    }
    if whole {
        includes(option_entries, faults);
    }
    let id = entry.id.value()?;
    let placed = when
        .iter()
        .zip(entry.when.as_ref().map(|when| when.span.clone()));
    all.extend(placed.map(|(when, span)| (id.clone(), when.clone(), span)));
    for (option, entry) in options.iter().zip(option_entries) {
        let when = option.as_ref().and_then(|option| option.when.clone());
        let span = entry.when.as_ref().map(|when| when.span.clone());
        all.extend(when.zip(span).map(|(when, span)| (id.clone(), when, span)));
    }
    Some(Choice {
        id,
        title: head::text(&entry.title)?,
        when,
        cite: cite?,
        options: options.into_iter().flatten().collect(),
    })
}

fn option(
    entry: &Placed<OptionEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<GuideOption> {
    let when = conditions::when(&entry.when, context, faults);
    let cite = cites::needed(&entry.cite, context, faults);
    let includes = distinct_entries(&entry.includes).iter();
    Some(GuideOption {
        id: entry.id.value()?,
        title: head::text(&entry.title)?,
        summary: head::text(&entry.summary)?,
        preferred: entry
            .preferred
            .as_ref()
            .is_some_and(|preferred| preferred.value),
        when,
        includes: includes.map(|id| id.value.clone()).collect(),
        cite: cite?,
    })
}

/// Notes included options that the choice does not have, and options that include each other.
fn includes(options: &[Placed<OptionEntry>], faults: &mut Faults) {
    let ids: Vec<OptionId> = options
        .iter()
        .filter_map(|option| option.id.value())
        .collect();
    let names: Vec<&str> = ids.iter().map(OptionId::as_str).collect();
    let of = |id: &OptionId| {
        let entry = options
            .iter()
            .find(|option| option.id.value().as_ref() == Some(id));
        entry.map_or(&[][..], |entry| distinct_entries(&entry.includes))
    };
    for option in options {
        let Some(own) = option.id.get() else { continue };
        for included in distinct_entries(&option.includes) {
            if !ids.contains(&included.value) && ids.len() == options.len() {
                faults.add_with_help(
                    included.span.clone(),
                    format!("this choice has no option {:?}", included.as_str()),
                    did_you_mean(included.as_str(), &names),
                );
            }
            let mut seen = BTreeSet::new();
            let mut open = vec![&included.value];
            while let Some(next) = open.pop() {
                if seen.insert(next) {
                    open.extend(of(next).iter().map(|inner| &inner.value));
                }
            }
            if seen.contains(&own.value) {
                faults.add_with_help(
                    included.span.clone(),
                    format!("the option {:?} includes itself", own.as_str()),
                    "of two levels only the higher includes the lower",
                );
            }
        }
    }
}
