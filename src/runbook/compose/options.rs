//! The options of the guide's choices that are in play.

use crate::guide::{Choice, GuideOption, OptionRef};
use crate::runbook::judged::Judged;
use std::collections::BTreeSet;

/// The options in play.
pub(in crate::runbook) fn options(judged: &Judged<'_>) -> BTreeSet<OptionRef> {
    let choices = &judged.guide.choices;
    choices
        .iter()
        .filter_map(|choice| Some(choice.reference(option(judged, choice)?)))
        .collect()
}

/// The option of a choice: chosen by the reader, else seen in the tenant, else the guide's own preference, else its first.
pub(super) fn option<'a>(judged: &Judged<'_>, choice: &'a Choice) -> Option<&'a GuideOption> {
    if let Some(chosen) = judged.choose.get(choice.id.as_str()) {
        return choice.options.iter().find(|known| known.id == **chosen);
    }
    let taken = judged
        .assessment
        .and_then(|a| a.choices.iter().find(|taken| taken.choice == choice.id));
    let seen = taken.and_then(|taken| taken.options.first());
    let preferred = || {
        let preferred = choice.options.iter().find(|option| option.preferred);
        preferred.or(choice.options.first())
    };
    match seen {
        Some((id, _)) => choice.option(id),
        None => preferred(),
    }
}

/// True for what belongs to no option, or to one that is in play.
pub(in crate::runbook) fn applies(wanted: &[OptionRef], options: &BTreeSet<OptionRef>) -> bool {
    wanted.is_empty() || wanted.iter().any(|option| options.contains(option))
}
