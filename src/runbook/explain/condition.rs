//! A condition of a guide in words, and its value.

use super::contexts::Asked;
use super::model::Section;
use crate::assess::semantics::Truth;
use crate::guide::format2::ids::{OptionRef, TruthRef};
use crate::guide::format2::model::{Choice, Condition, Guide, GuideOption};
use crate::runbook::judged::Judged;

/// A condition in words: `“You back up Teams”, or not “You run version 8”`.
pub(super) fn words(judged: &Judged<'_>, condition: &Condition) -> String {
    match condition {
        Condition::Truth(name) => leaf(judged, name),
        Condition::All(inner) => joined(judged, inner, " and "),
        Condition::Any(inner) => joined(judged, inner, " or "),
        Condition::Not(inner) => format!("not {}", nested(judged, inner)),
    }
}

fn joined(judged: &Judged<'_>, inner: &[Condition], word: &str) -> String {
    let inner: Vec<String> = inner.iter().map(|one| nested(judged, one)).collect();
    inner.join(word)
}

/// A part of a condition, in brackets where it has parts of its own.
fn nested(judged: &Judged<'_>, condition: &Condition) -> String {
    match condition {
        Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
            format!("({})", words(judged, condition))
        }
        _ => words(judged, condition),
    }
}

/// A fact by its statement, and an option by its title.
fn leaf(judged: &Judged<'_>, name: &TruthRef) -> String {
    match name {
        TruthRef::Fact(fact) => {
            let home = home(judged, fact.guide.as_ref());
            let mut facts = home.into_iter().flat_map(|guide: &Guide| &guide.facts);
            let known = facts.find(|one| one.id == fact.id);
            let title = known.map_or_else(|| fact.to_string(), |one| one.title.clone());
            let known = home.zip(known);
            let id = known.map_or_else(
                || fact.to_string(),
                |(home, one)| judged.fact_called(home, one),
            );
            format!("“{title}” (--fact {id}=yes)")
        }
        TruthRef::Option(option) => {
            let known = option_of(judged, option);
            let title = known.map_or_else(|| option.to_string(), |(_, one)| one.title.clone());
            let home = home(judged, option.choice.guide.as_ref());
            let choice = &option.choice;
            let id = home.map_or_else(
                || choice.to_string(),
                |home| judged.choice_called(&home.id, &choice.id),
            );
            format!("“{title}” (--choose {id}={})", option.option)
        }
    }
}

fn home<'a>(
    judged: &Judged<'a>,
    guide: Option<&crate::guide::format2::ids::GuideId>,
) -> Option<&'a Guide> {
    guide.map_or(Some(judged.guide), |id| judged.guide_of(id))
}

fn option_of<'a>(judged: &Judged<'a>, option: &OptionRef) -> Option<(&'a Choice, &'a GuideOption)> {
    let choice = home(judged, option.choice.guide.as_ref())?.choice(&option.choice.id)?;
    let mut options = choice.options.iter();
    let option = options.find(|one| one.id == option.option)?;
    Some((choice, option))
}

/// The condition of a requirement with its value, as facts of a section; nothing where there is none.
pub(super) fn write(asked: &Asked<'_, '_>, section: &mut Section) {
    let judged = &asked.context.judged;
    let Some(condition) = &asked.requirement.when else {
        return;
    };
    section.fact("When", format!("{}.", words(judged, condition)));
    section.fact("Holds", value(asked, condition));
    for taken in taken(judged, condition) {
        section.fact("Taken", taken);
    }
    for remark in judged.depends(Some(condition)) {
        section.fact("Open", remark);
    }
}

/// The value of a condition, in this tenant where one is known.
fn value(asked: &Asked<'_, '_>, condition: &Condition) -> String {
    let judged = &asked.context.judged;
    let place = if judged.assessment.is_some() {
        "in this tenant"
    } else {
        "by what is given here"
    };
    let may_apply = judged.finding(asked.requirement).is_some();
    match judged.truth(Some(condition)) {
        Truth::Yes => format!("yes, {place}"),
        // The assessment leaves open what it could not see.
        Truth::No if may_apply => {
            format!("no, by what fits best; whether it does all the same could not be told {place}")
        }
        Truth::No => format!("no, {place}"),
        Truth::Open => format!("not known {place}"),
    }
}

/// The option that is taken of each choice that decides about a condition, and why.
fn taken(judged: &Judged<'_>, condition: &Condition) -> Vec<String> {
    let mut all = Vec::new();
    for name in condition.truths() {
        let TruthRef::Option(option) = name else {
            continue;
        };
        let home = home(judged, option.choice.guide.as_ref());
        let choice = home.and_then(|guide| Some((guide, guide.choice(&option.choice.id)?)));
        let text = choice.and_then(|(guide, choice)| of_choice(judged, guide, choice));
        all.extend(text.filter(|text| !all.contains(text)));
    }
    all
}

/// The option that is taken of a choice, and why; none where the choice does not arise.
fn of_choice(judged: &Judged<'_>, guide: &Guide, choice: &Choice) -> Option<String> {
    let all = judged.assessment.into_iter().chain(judged.assessments);
    let mut all = all.filter(|one| one.guide.id == guide.id.as_str());
    let seen = all.next().and_then(|assessment| {
        let mut choices = assessment.choices.iter();
        choices.find(|taken| taken.choice == choice.id)
    });
    if let Some(seen) = seen {
        let titles: Vec<&str> = seen
            .options
            .iter()
            .map(|(_, title)| title.as_str())
            .collect();
        let titles = titles.join(" or ");
        return Some(format!("{}: {titles}; {}", choice.title, seen.why));
    }
    let key = (guide.id.clone(), choice.id.clone());
    let taken = judged.basis.taken.get(&key)?;
    let option = choice.options.iter().find(|one| one.id == *taken)?;
    let why = if judged.reader.chosen.contains_key(&key) {
        "it was asked for"
    } else if option.preferred {
        "assumed: the guide prefers it"
    } else {
        "assumed: it is the first that the guide offers"
    };
    Some(format!("{}: {}; {why}", choice.title, option.title))
}
