//! Words of a guide within a sentence of ours.

/// A principal's title within a sentence: the guide may begin it with an article.
pub(crate) fn within(title: &str) -> String {
    title
        .strip_prefix("The ")
        .map_or_else(|| title.to_owned(), |rest| format!("the {rest}"))
}
