//! The options of the guide's choices that are in play.

use crate::guide::Choice;
use crate::runbook::judged::Judged;
use std::collections::BTreeSet;

/// The options in play, each as `choice/option`.
pub(in crate::runbook) fn options(judged: &Judged<'_>) -> BTreeSet<String> {
    let choices = &judged.guide.choices;
    choices
        .iter()
        .filter_map(|choice| Some(format!("{}/{}", choice.id, option(judged, choice)?)))
        .collect()
}

/// The option of a choice: chosen by the reader, else seen in the tenant, else the guide's own preference, else its first.
pub(super) fn option(judged: &Judged<'_>, choice: &Choice) -> Option<String> {
    if let Some(chosen) = judged.choose.get(&choice.id) {
        return Some(chosen.clone());
    }
    let taken = judged
        .assessment
        .and_then(|a| a.choices.iter().find(|taken| taken.choice == choice.id));
    let seen = taken.and_then(|taken| taken.options.first());
    let preferred = || {
        let preferred = choice.options.iter().find(|option| option.preferred);
        preferred
            .or(choice.options.first())
            .map(|option| option.id.clone())
    };
    seen.map(|(id, _)| id.clone()).or_else(preferred)
}

/// True for what belongs to no option, or to one that is in play.
pub(super) fn applies(wanted: &[String], options: &BTreeSet<String>) -> bool {
    wanted.is_empty() || wanted.iter().any(|option| options.contains(option))
}
