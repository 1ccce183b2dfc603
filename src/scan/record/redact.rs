//! Removes from a body what no recording may hold, and leaves every other byte unchanged.
//!
//! It scans the text without parsing it, so that a body that breaks off
//! stays broken in the same place, and a replay fails in the same way.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Properties whose values are removed, in any case: secrets, hints at them, and keys.
const TAKEN_OUT: [&str; 4] = ["hint", "secrettext", "key", "customkeyidentifier"];

/// The text without secrets; `None` if it is not a JSON object, list or value.
pub(super) fn redact(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with(['{', '[']) {
        // A bare value has no properties, but a replay must see that it was JSON.
        return serde_json::from_str::<serde_json::Value>(start)
            .ok()
            .map(|value| {
                if value.is_string() {
                    "\"\"".to_owned()
                } else {
                    value.to_string()
                }
            });
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut name: Option<&str> = None;
    while let Some(first) = rest.chars().next() {
        if first != '"' {
            if !matches!(first, ':' | ' ' | '\t' | '\r' | '\n') {
                name = None;
            }
            let (taken, after) = rest.split_at(first.len_utf8());
            out.push_str(taken);
            rest = after;
            if first == ':' && name.take().is_some_and(is_taken_out) {
                rest = skip_value(rest, &mut out);
            }
            continue;
        }
        let (string, after) = string(rest);
        out.push_str(if is_token(string) { "\"\"" } else { string });
        name = Some(string);
        rest = after;
    }
    Some(out)
}

/// Returns `true` if the value of a quoted name is removed. Escapes in a name are read as JSON reads them.
fn is_taken_out(quoted: &str) -> bool {
    let name = serde_json::from_str::<String>(quoted).unwrap_or_default();
    TAKEN_OUT.iter().any(|out| name.eq_ignore_ascii_case(out))
}

/// A string with its quotes, and what follows it; an unfinished one goes to the end.
fn string(text: &str) -> (&str, &str) {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return text.split_at(at + 1),
            _ => {}
        }
    }
    (text, "")
}

/// Writes `null` for the value at the front, and returns the text after it. A value that is
/// `null` already, or never ends, stays unchanged: nothing, or cut off.
fn skip_value<'a>(text: &'a str, out: &mut String) -> &'a str {
    let value = text.trim_start();
    out.push_str(&text[..text.len() - value.len()]);
    let mut depth = 0_usize;
    let mut rest = value;
    while let Some(first) = rest.chars().next() {
        match first {
            '"' => {
                let (taken, after) = string(rest);
                rest = after;
                let whole = taken.len() > 1 && taken.ends_with('"');
                if depth == 0 {
                    out.push_str(if whole { "null" } else { "[" });
                    return rest;
                }
                continue;
            }
            '{' | '[' => depth += 1,
            '}' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out.push_str("null");
                    return &rest[1..];
                }
            }
            ',' | '}' | ']' if depth == 0 => break,
            _ => {}
        }
        rest = &rest[first.len_utf8()..];
    }
    if depth > 0 {
        // The value never ends: an open bracket keeps the rest as broken as it was.
        out.push('[');
        return rest;
    }
    let bare = value[..value.len() - rest.len()].trim_end();
    let trailing = &value[bare.len()..value.len() - rest.len()];
    if !bare.is_empty() {
        out.push_str("null");
    }
    out.push_str(trailing);
    rest
}

/// Returns `true` if a quoted string is a signed token: three parts, the first a JSON header with `alg`.
fn is_token(quoted: &str) -> bool {
    let text = quoted.trim_matches('"');
    let text = text.strip_prefix("Bearer ").unwrap_or(text);
    if text.len() < 40 || !text.starts_with("eyJ") {
        return false;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let header = parts
        .first()
        .and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    parts.len() >= 3
        && header.is_some_and(|header| {
            serde_json::from_slice::<serde_json::Value>(&header)
                .is_ok_and(|header| header.get("alg").is_some())
        })
}
