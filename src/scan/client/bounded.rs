//! The text of one object, within bounds, before it is read into memory.

use crate::snapshot::{parts, texts};
use std::borrow::Cow;

/// The most parts (lists, objects and members) of one object: an API with all its permissions has some 15,000.
const PARTS: usize = 100_000;

/// An object that is read.
pub(super) struct Bounded<'t> {
    pub(super) text: Cow<'t, str>,
    /// Whether a text in it was cut.
    pub(super) cut: bool,
}

/// The object with its texts cut to so many bytes; `None` when it has more parts than any object.
pub(super) fn bounded(raw: &str, longest: usize) -> Option<Bounded<'_>> {
    if raw.len() > PARTS && parts(raw.as_bytes()) > PARTS {
        return None;
    }
    let cut = if raw.len() > longest {
        cut(raw, longest)
    } else {
        None
    };
    Some(match cut {
        Some(text) => Bounded {
            text: Cow::Owned(text),
            cut: true,
        },
        None => Bounded {
            text: Cow::Borrowed(raw),
            cut: false,
        },
    })
}

/// The text with every longer string cut; `None` when there is none.
fn cut(raw: &str, longest: usize) -> Option<String> {
    let mut out: Option<String> = None;
    let mut copied = 0;
    for (start, end) in texts(raw.as_bytes()).filter(|(start, end)| end - start > longest) {
        let out = out.get_or_insert_with(String::new);
        let mut to = start + longest;
        while !raw.is_char_boundary(to) {
            to -= 1;
        }
        let kept = raw.get(start..to).unwrap_or_default();
        out.push_str(raw.get(copied..start).unwrap_or_default());
        out.push_str(whole_escapes(kept));
        copied = end;
    }
    if let Some(out) = &mut out {
        out.push_str(raw.get(copied..).unwrap_or_default());
    }
    out
}

/// The text without an escape that was cut in two. Half of a pair of surrogates is none either.
fn whole_escapes(text: &str) -> &str {
    let mut at = 0;
    let mut whole = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with("\\u") {
            let high = rest
                .get(2..6)
                .and_then(|digits| u16::from_str_radix(digits, 16).ok())
                .is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
            if high { 12 } else { 6 }
        } else if rest.starts_with('\\') {
            2
        } else {
            rest.find('\\').unwrap_or(rest.len())
        };
        if length > rest.len() {
            break;
        }
        at += length;
        whole = at;
    }
    text.get(..whole).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_long_text_is_cut_and_nothing_else_changes() {
        let raw = json!({"a": "x".repeat(50), "b": ["y", "ä".repeat(50)], "c": 1}).to_string();
        let bounded = bounded(&raw, 21).unwrap();
        assert!(bounded.cut);
        let read: Value = serde_json::from_str(&bounded.text).unwrap();
        let expected = json!({"a": "x".repeat(21), "b": ["y", "ä".repeat(10)], "c": 1});
        assert_eq!(read, expected);
    }

    #[test]
    fn no_escape_is_cut_in_two() {
        let escaped = r#"{"a":"\\\"\u00e4\ud83d\ude00\n\ud83d\ude00zzzzzzzzzzzz"}"#;
        for longest in 1..45 {
            let bounded = bounded(escaped, longest).unwrap();
            let read: Value = serde_json::from_str(&bounded.text).unwrap();
            assert!(read["a"].is_string(), "{longest}: {}", bounded.text);
        }
    }

    #[test]
    fn an_object_of_too_many_parts_is_not_read() {
        let many = format!("{{\"a\":[{}]}}", vec!["{}"; PARTS].join(","));
        assert!(bounded(&many, 10).is_none());
        let text = format!("{{\"a\":\"{}\"}}", ",".repeat(PARTS * 2));
        assert!(
            bounded(&text, 10).is_some(),
            "commas in a text are no parts"
        );
    }
}
