//! Cuts text that would break a layout, and says so.

/// The first `limit` characters, and how many were left out. The whole text stands elsewhere in the report.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((at, _)) => {
            let (kept, left) = text.split_at(at);
            format!("{kept}… ({} characters left out)", left.chars().count())
        }
    }
}
