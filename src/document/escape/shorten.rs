//! Cuts text that would break a layout, and says so.

/// The first `limit` characters, and how many were left out; the whole where little more would be. The whole text
/// stands elsewhere in the report.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    // A note on a few letters would be longer than they are.
    let most = limit.saturating_add((limit / 4).min(SLACK));
    if text.char_indices().nth(most).is_none() {
        return text.to_owned();
    }
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((at, _)) => {
            let (kept, left) = text.split_at(at);
            format!("{kept}… ({} characters left out)", left.chars().count())
        }
    }
}

/// The most characters over the limit that are left in.
const SLACK: usize = 40;
