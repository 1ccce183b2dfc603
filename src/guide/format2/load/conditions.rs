//! Conditions: every fact and option that they name is there.

use super::context::{Context, Extended};
use crate::guide::error::Faults;
use crate::guide::format2::file::{TreeEntry, WhenEntry};
use crate::guide::format2::ids::{OptionRef, TruthRef};
use crate::guide::format2::model::{Condition, Guide};
use crate::guide::format2::read::{Maybe, Placed, shown};
use crate::guide::nearest::did_you_mean;

/// The condition under a `when`.
pub(crate) fn when(
    entry: &Maybe<WhenEntry>,
    context: &Context<'_>,
    faults: &mut Faults,
) -> Option<Condition> {
    condition(&entry.as_ref()?.value, context, faults)
}

fn condition(entry: &WhenEntry, context: &Context<'_>, faults: &mut Faults) -> Option<Condition> {
    let tree = match entry {
        WhenEntry::Truth(name) => {
            truth(name, context, faults);
            return Some(Condition::Truth(name.value.clone()));
        }
        WhenEntry::Tree(tree) => tree,
    };
    let mut list = |entries: &[Placed<WhenEntry>]| {
        let inner = entries.iter();
        inner
            .filter_map(|entry| condition(&entry.value, context, faults))
            .collect()
    };
    Some(match tree {
        TreeEntry::All(entry) => Condition::All(list(&entry.all.get()?.entries)),
        TreeEntry::Any(entry) => Condition::Any(list(&entry.any.get()?.entries)),
        TreeEntry::Not(entry) => {
            let inner = condition(&entry.not.get()?.value, context, faults)?;
            Condition::Not(Box::new(inner))
        }
    })
}

fn truth(name: &Placed<TruthRef>, context: &Context<'_>, faults: &mut Faults) {
    match &name.value {
        TruthRef::Fact(fact) => {
            if fact.guide.is_none() && !context.facts.has(&fact.id) && is_choice(&fact.id, context)
            {
                faults.add_with_help(
                    name.span.clone(),
                    format!(
                        "{:?} is a choice, and a condition names one of its options",
                        fact.id.as_str()
                    ),
                    format!("write \"{}/\" and the option", fact.id),
                );
                return;
            }
            let of_other = |guide: &Guide| guide.facts.iter().map(|fact| fact.id.clone()).collect();
            context.refer(fact, name, "fact", &context.facts, of_other, faults);
        }
        TruthRef::Option(option) => of_option(option, name, context, faults),
    }
}

fn is_choice(id: &crate::guide::format2::ids::FactId, context: &Context<'_>) -> bool {
    context
        .choices
        .iter()
        .any(|choice| choice.as_str() == id.as_str())
}

fn of_option(
    option: &OptionRef,
    name: &Placed<TruthRef>,
    context: &Context<'_>,
    faults: &mut Faults,
) {
    let all: Vec<String> = match &option.choice.guide {
        None => {
            let there = (option.choice.id.clone(), option.option.clone());
            if context.options.contains(&there) || !context.options_whole {
                return;
            }
            let own = context.options.iter();
            own.map(|(choice, option)| format!("{choice}/{option}"))
                .collect()
        }
        Some(guide) => {
            let Some(Extended::Here(other)) = context.extends(guide, name, faults) else {
                return;
            };
            let choice = other.choice(&option.choice.id);
            if choice.is_some_and(|choice| choice.options.iter().any(|o| o.id == option.option)) {
                return;
            }
            let choices = other.choices.iter();
            choices
                .flat_map(|choice| {
                    let options = choice.options.iter();
                    options.map(|option| format!("{guide}:{}/{}", choice.id, option.id))
                })
                .collect()
        }
    };
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let given = option.to_string();
    faults.add_with_help(
        name.span.clone(),
        format!("the guide has no option {:?}", shown(&given)),
        did_you_mean(&given, &all),
    );
}
