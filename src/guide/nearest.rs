//! "Did you mean": the known name that is nearest to what was written.

use crate::catalog::PublishedList;

/// Longer words are not compared: they are no typing errors, and a comparison takes the product of the lengths.
const LONGEST: usize = 120;

/// The candidate that `given` was probably meant to be, by edit distance without regard to case.
pub(super) fn nearest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    near(given, candidates).into_iter().next()
}

/// Every candidate that `given` may have been meant to be, the nearest first, each once.
pub(crate) fn near<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let given: String = given.trim().to_lowercase();
    let length = given.chars().count();
    if length == 0 || length > LONGEST {
        return Vec::new();
    }
    let allowed = (length / 3).max(1);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        // As many letters must be added or taken away as one is longer than the other.
        .filter(|candidate| candidate.len() <= LONGEST * 4)
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&given, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Help for a name that a published list does not have: the nearest that it has, or else the way to go on.
pub(super) fn not_listed(
    given: &str,
    candidates: &[&str],
    list: Option<&PublishedList>,
    otherwise: &str,
) -> String {
    let next = nearest(given, candidates.iter().copied()).map_or_else(
        || otherwise.to_owned(),
        |near| format!("did you mean {near:?}?"),
    );
    match list {
        Some(list) => format!("it is not in the list of {}; {next}", list.date),
        None => next,
    }
}

/// The most names that a list shows.
const LISTED: usize = 12;

/// Help for a name that is not known: the nearest one, or else what there is.
pub(super) fn did_you_mean(given: &str, candidates: &[&str]) -> String {
    if let Some(candidate) = nearest(given, candidates.iter().copied()) {
        return format!("did you mean {candidate:?}?");
    }
    if candidates.is_empty() {
        return "there are none".to_owned();
    }
    // A candidate can come from the file itself, so its control characters are escaped.
    let mut listed: Vec<String> = candidates
        .iter()
        .take(LISTED)
        .map(|candidate| candidate.escape_debug().to_string())
        .collect();
    if candidates.len() > LISTED {
        listed.push(format!("and {} more", candidates.len() - LISTED));
    }
    format!("there are: {}", listed.join(", "))
}
