//! "Did you mean": the known name that is nearest to what was written.

/// Longer words are not compared: nobody means them, and the comparison takes the product of the lengths.
const LONGEST: usize = 120;

/// The candidate that `given` was probably meant to be, by edit distance without regard to case.
pub(super) fn nearest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let given: String = given.trim().to_lowercase();
    let length = given.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&given, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Help for a name that is not known: the nearest one, or else all that there are.
pub(super) fn did_you_mean(given: &str, candidates: &[&str]) -> String {
    match nearest(given, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean {candidate:?}?"),
        None if candidates.is_empty() => "there are none".to_owned(),
        None => format!("there are: {}", candidates.join(", ")),
    }
}
