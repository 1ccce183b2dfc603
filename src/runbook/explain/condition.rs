//! A condition of a guide in words, and its value.

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
            let mut facts = home.into_iter().flat_map(|guide| &guide.facts);
            let known = facts.find(|one| one.id == fact.id);
            let title = known.map_or_else(|| fact.to_string(), |one| one.title.clone());
            format!("“{title}” (--fact {})", fact.id)
        }
        TruthRef::Option(option) => {
            let known = option_of(judged, option);
            let title = known.map_or_else(|| option.to_string(), |(_, one)| one.title.clone());
            format!(
                "“{title}” (--choose {}={})",
                option.choice.id, option.option
            )
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

/// The condition with its value, as facts of a section; nothing where there is no condition.
pub(super) fn write(judged: &Judged<'_>, condition: Option<&Condition>, section: &mut Section) {
    let Some(condition) = condition else {
        return;
    };
    section.fact("When", format!("{}.", words(judged, condition)));
    section.fact("Holds", value(judged, condition));
    for remark in judged.depends(Some(condition)) {
        section.fact("Open", remark);
    }
}

/// The value of a condition, in this tenant where one is known.
pub(super) fn value(judged: &Judged<'_>, condition: &Condition) -> String {
    let place = if judged.assessment.is_some() {
        "in this tenant"
    } else {
        "by what is given here"
    };
    let value = match judged.truth(Some(condition)) {
        Truth::Yes => format!("yes, {place}"),
        Truth::No => format!("no, {place}"),
        Truth::Open => return format!("not known {place}"),
    };
    let assumed = assumed(judged, condition);
    if assumed.is_empty() {
        return value;
    }
    format!("{value}, where it is assumed: {}", assumed.join("; "))
}

/// The options that decide about a condition, and that neither the reader nor the tenant settles.
fn assumed(judged: &Judged<'_>, condition: &Condition) -> Vec<String> {
    let mut assumed = Vec::new();
    for name in condition.truths() {
        let TruthRef::Option(option) = name else {
            continue;
        };
        let Some((choice, guide)) = option_of(judged, option)
            .map(|(choice, _)| choice)
            .zip(home(judged, option.choice.guide.as_ref()))
        else {
            continue;
        };
        let key = (guide.id.clone(), choice.id.clone());
        let taken = judged.basis.taken.get(&key);
        let mut options = choice.options.iter();
        let taken = options.find(|one| Some(&one.id) == taken);
        if let Some(taken) = taken.filter(|_| !is_settled(judged, guide, choice)) {
            let text = format!("{}: {}", choice.title, taken.title);
            if !assumed.contains(&text) {
                assumed.push(text);
            }
        }
    }
    assumed
}

/// True for a choice of which the reader named the option, or of which the tenant shows one alone.
fn is_settled(judged: &Judged<'_>, guide: &Guide, choice: &Choice) -> bool {
    use crate::assess::HowTaken;
    let key = (guide.id.clone(), choice.id.clone());
    if judged.reader.chosen.contains_key(&key) {
        return true;
    }
    let all = judged.assessment.into_iter().chain(judged.assessments);
    let mut all = all.filter(|one| one.guide.id == guide.id.as_str());
    let taken = all.next().and_then(|assessment| {
        let mut choices = assessment.choices.iter();
        choices.find(|taken| taken.choice == choice.id)
    });
    taken.is_some_and(|taken| {
        taken.options.len() == 1 && matches!(taken.how, HowTaken::Chosen | HowTaken::Detected)
    })
}
