//! The part of somebody's input that a message repeats: the beginning of it, made visible.
//!
//! A value can be of any length and hold anything. An error holds it as a
//! [`Quoted`]; what a library says of a text, which may repeat the whole of it,
//! goes through [`told`]. Every module may use both, and no message is made of
//! input in any other way.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::path::Path;

/// The length of the piece of a value that a message repeats, in characters as they are shown.
pub const MOST: usize = 160;
/// The greatest length of a name, in characters.
const NAME: usize = 256;
/// The greatest length of a message of a library.
const TOLD: usize = 600;
/// The greatest length of a list of names.
const LISTED: usize = 900;
/// The width of an unseen character as it is shown: `⟨U+202E⟩`.
const UNSEEN: usize = 8;

/// A piece of input for a message: its beginning, and how much was left out.
///
/// `{}` shows it bare, `{:?}` in quotation marks. Neither can steer a terminal.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quoted {
    kept: String,
    left_out: usize,
}

impl Quoted {
    /// Quotes a text.
    pub fn new(text: &str) -> Self {
        let at = fitting(text.chars(), MOST);
        let end = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
        let (kept, rest) = text.split_at(end);
        Self {
            kept: kept.to_owned(),
            left_out: rest.chars().count(),
        }
    }

    /// Quotes a path; what is no Unicode is replaced.
    pub fn path(path: &Path) -> Self {
        Self::new(&path.to_string_lossy())
    }

    /// Several texts, the first of them only, separated by commas.
    pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
        let mut shown = String::new();
        let mut more = 0_usize;
        for text in texts {
            if shown.len() >= LISTED {
                more += 1;
                continue;
            }
            let comma = if shown.is_empty() { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(shown, "{comma}{}", Self::new(text));
        }
        if more > 0 {
            let _ = write!(shown, ", and {more} more");
        }
        shown
    }
}

impl<T: AsRef<str>> From<T> for Quoted {
    fn from(text: T) -> Self {
        Self::new(text.as_ref())
    }
}

impl PartialEq<str> for Quoted {
    fn eq(&self, text: &str) -> bool {
        self.left_out == 0 && self.kept == text
    }
}

impl PartialEq<&str> for Quoted {
    fn eq(&self, text: &&str) -> bool {
        *self == **text
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.kept, &[]))?;
        left_out(f, self.left_out)
    }
}

impl fmt::Debug for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kept)?;
        left_out(f, self.left_out)
    }
}

fn left_out(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    if count == 0 {
        return Ok(());
    }
    write!(f, "… ({count} more characters)")
}

/// A name of the tenant where it is repeated many times, as in the hops of a path: Microsoft allows 256
/// characters, and a longer one is cut.
pub(crate) fn name(text: &str) -> String {
    match text.char_indices().nth(NAME) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
    }
}

/// A library's message about a text, bounded: its beginning and its end.
///
/// Line feeds stay; every other unseen character is made visible.
pub fn told(message: &str) -> String {
    within(message, TOLD)
}

/// A message of at most about `most` characters: its beginning and its end.
pub(crate) fn within(message: &str, most: usize) -> String {
    let shown = |text: &str| visible(text, &['\n']).into_owned();
    let all = message.chars().count();
    if fitting(message.chars(), most) >= all {
        return shown(message);
    }
    let first = fitting(message.chars(), most / 2);
    let last = fitting(message.chars().rev(), most / 2);
    let start = message
        .char_indices()
        .nth(first)
        .map_or(message.len(), |(at, _)| at);
    let end = message
        .char_indices()
        .nth(all.saturating_sub(last))
        .map_or(message.len(), |(at, _)| at);
    let left_out = all.saturating_sub(first + last);
    format!(
        "{}… ({left_out} characters left out) …{}",
        shown(message.get(..start).unwrap_or_default()),
        shown(message.get(end..).unwrap_or_default()),
    )
}

/// The number of leading characters that fit the given length.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> usize {
    let mut taken = 0;
    let mut count = 0;
    for c in characters {
        taken += if c != '\n' && is_unseen(c) { UNSEEN } else { 1 };
        if taken > room {
            break;
        }
        count += 1;
    }
    count
}

/// True if a character steers instead of showing: controls, direction marks, zero-width characters,
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

/// True if a text is printable ASCII and nothing else.
pub(crate) fn is_plain(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_value_is_repeated_as_it_is_and_a_long_one_by_its_beginning() {
        assert_eq!(Quoted::new("Ti.Read").to_string(), "Ti.Read");
        assert_eq!(format!("{:?}", Quoted::new("a\"b\n")), r#""a\"b\n""#);
        let long = Quoted::new(&"ä".repeat(100_000));
        let shown = format!("{}… (99840 more characters)", "ä".repeat(MOST));
        assert_eq!(long.to_string(), shown);
        assert!(long != *"ä" && Quoted::new("ä") == "ä");
    }

    #[test]
    fn what_steers_is_shown_and_counts_as_long_as_it_is_shown() {
        assert_eq!(
            Quoted::new("a\u{202E}b\n").to_string(),
            "a⟨U+202E⟩b⟨U+000A⟩"
        );
        for unseen in ["\u{E0041}", "\0", "\u{202E}"] {
            let quoted = Quoted::new(&unseen.repeat(100_000));
            for text in [quoted.to_string(), format!("{quoted:?}")] {
                assert!(
                    text.len() < 500 && text.ends_with("more characters)"),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn a_message_keeps_its_beginning_and_its_end() {
        let long = format!("unknown variant `{}`, expected `a`", "x".repeat(100_000));
        let text = told(&long);
        assert!(text.starts_with("unknown variant `xxx"), "{text}");
        assert!(text.ends_with("xxx`, expected `a`"), "{text}");
        assert!(text.len() < 700, "{}", text.len());
        assert_eq!(told("short\nand plain"), "short\nand plain");
    }

    #[test]
    fn a_list_ends_where_it_gets_long() {
        let many = vec!["abcdefghij"; 10_000];
        let text = Quoted::list(many);
        assert!(text.len() < 1_000, "{}", text.len());
        assert!(text.ends_with(" more"), "{text}");
        assert_eq!(Quoted::list(["a", "b"]), "a, b");
    }
}
