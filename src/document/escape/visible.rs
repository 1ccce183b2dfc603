//! Makes characters visible that a reader could not see.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character steers instead of showing: controls, direction marks, zero-width characters,
/// fillers, tags and separators that break a line. The line feed and the tab count as well.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c,
        // C0, DEL and C1.
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        // Soft hyphen, combining grapheme joiner, Arabic letter mark, fillers, Mongolian separators.
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        // Zero-width characters and the marks LRM and RLM.
        | '\u{200B}'..='\u{200F}'
        // Line and paragraph separators, embeddings and overrides.
        | '\u{2028}'..='\u{202E}'
        // Word joiner, invisible operators, isolates and deprecated format characters.
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FFA0}'
        // Byte order mark and interlinear annotations.
        | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
        // Tags, which can hide a whole message, and musical format characters.
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a text is printable ASCII and nothing else.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Replaces each unseen character by its number in brackets: `⟨U+202E⟩`. `keep` are left alone.
pub(crate) fn visible<'t>(text: &'t str, keep: &[char]) -> Cow<'t, str> {
    // Most text is plain, and a report holds much of it.
    if is_plain(text) || !text.contains(|c| is_unseen(c) && !keep.contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) && !keep.contains(&c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}
