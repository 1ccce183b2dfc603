//! A text that a person typed, taken apart as an id of a guide.

use crate::guide::format2::model::Guide;
use std::collections::BTreeSet;

/// The kinds of finding about excess that only a snapshot can have.
const OF_ONE_TENANT: [&str; 4] = ["other", "defender-action", "credential", "assignment"];

/// The text without a first segment.
pub(super) fn without<'t>(text: &'t str, first: &str) -> &'t str {
    match text.split_once('/') {
        Some((start, rest)) if start.eq_ignore_ascii_case(first) => rest,
        _ => text,
    }
}

/// The text without what may stand before a name in an id of a guide: the guide, that it is an excess, a choice, and a
/// principal.
pub(super) fn name_in<'t>(guide: &Guide, text: &'t str) -> &'t str {
    let mut name = without(without(text, guide.id.as_str()), "excess");
    for choice in &guide.choices {
        name = without(name, choice.id.as_str());
    }
    for principal in &guide.principals {
        name = without(name, principal.id.as_str());
    }
    name
}

/// The names that a text may end with, by the ids of any of the guides.
pub(super) fn names_in<'t, 'g>(
    guides: impl Iterator<Item = &'g Guide>,
    text: &'t str,
) -> BTreeSet<&'t str> {
    guides.map(|guide| name_in(guide, text)).collect()
}

/// True for the id of a finding that only a snapshot can have.
pub(super) fn of_one_tenant<'g>(guides: impl Iterator<Item = &'g Guide>, text: &str) -> bool {
    let of = |guide: &Guide| {
        let tail = without(text, guide.id.as_str());
        let mut segments = tail.split('/').map(str::to_ascii_lowercase);
        let first = segments.next().unwrap_or_default();
        let second = segments.next().unwrap_or_default();
        let third = segments.next().unwrap_or_default();
        let principal = || {
            let mut ids = guide.principals.iter().map(|one| one.id.as_str());
            ids.any(|id| id.eq_ignore_ascii_case(&second))
        };
        let choice = || {
            let mut ids = guide.choices.iter().map(|one| one.id.as_str());
            ids.any(|id| id.eq_ignore_ascii_case(&first))
        };
        match (first.as_str(), second.as_str()) {
            ("other-access", _) => principal(),
            ("excess", _) => principal() && OF_ONE_TENANT.contains(&third.as_str()),
            (_, "granted-twice") => choice(),
            _ => false,
        }
    };
    guides.into_iter().any(of)
}
