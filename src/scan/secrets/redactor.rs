//! Holds the secrets of a scan, and removes them from a host's text.

use super::flatten::{is_escaped, layers, without_space};
use super::forms::forms;
use secrecy::zeroize::Zeroizing;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The text that replaces a secret: it is valid in a text, a link and a header.
const REPLACEMENT: &str = "REDACTED";

/// Every secret that a scan sent or was given. Clones share the secrets; none of them is printed.
#[derive(Clone, Default)]
pub(in crate::scan) struct Redactor(Arc<RwLock<Known>>);

#[derive(Default)]
struct Known {
    /// The forms by length, the longest first.
    forms: Vec<Zeroizing<Vec<u8>>>,
    /// The first two bytes of each form, as numbers.
    prefixes: BTreeSet<u16>,
    /// True at the index of each byte that a form begins with.
    first_bytes: Vec<bool>,
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redactor").finish_non_exhaustive()
    }
}

impl Redactor {
    /// Learns a secret.
    pub(in crate::scan) fn learn(&self, secret: &str) {
        // A panic elsewhere leaves the known secrets as they were.
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for form in forms(secret) {
            known.add(form);
        }
    }

    /// A text without secrets.
    pub(in crate::scan) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.clean(text)
    }

    /// A body without secrets. Everything else stays byte for byte; JSON stays JSON.
    pub(in crate::scan) fn clean_body(&self, body: Vec<u8>) -> Vec<u8> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let body = known.replaced(&body).unwrap_or(body);
        if !is_escaped(&body) {
            return body;
        }
        let Ok(text) = std::str::from_utf8(&body) else {
            return body;
        };
        match known.with_strings_replaced(text) {
            Some(cleaned) => cleaned.into_bytes(),
            None => body,
        }
    }
}

impl Known {
    fn add(&mut self, form: Vec<u8>) {
        let &[one, two, ..] = form.as_slice() else {
            return;
        };
        if self.forms.iter().any(|known| **known == form) {
            return;
        }
        self.prefixes.insert(u16::from_be_bytes([one, two]));
        self.first_bytes.resize(256, false);
        if let Some(first) = self.first_bytes.get_mut(usize::from(one)) {
            *first = true;
        }
        self.forms.push(Zeroizing::new(form));
        self.forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }

    /// The length of the secret that a text begins with.
    fn match_length(&self, text: &[u8]) -> Option<usize> {
        let &[one, two, ..] = text else {
            return None;
        };
        if !self
            .first_bytes
            .get(usize::from(one))
            .is_some_and(|first| *first)
            || !self.prefixes.contains(&u16::from_be_bytes([one, two]))
        {
            return None;
        }
        let form = self.forms.iter().find(|form| text.starts_with(form))?;
        Some(form.len())
    }

    fn contains(&self, text: &[u8]) -> bool {
        (0..text.len()).any(|at| {
            text.get(at..)
                .is_some_and(|rest| self.match_length(rest).is_some())
        })
    }

    /// The bytes with every secret replaced; `None` when there is none.
    fn replaced(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.forms.is_empty() {
            return None;
        }
        let mut out: Option<Vec<u8>> = None;
        let (mut at, mut copied) = (0, 0);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(length) = self.match_length(rest) else {
                at += 1;
                continue;
            };
            let out = out.get_or_insert_with(|| Vec::with_capacity(bytes.len()));
            out.extend_from_slice(bytes.get(copied..at).unwrap_or_default());
            out.extend_from_slice(REPLACEMENT.as_bytes());
            at += length;
            copied = at;
        }
        if let Some(out) = &mut out {
            out.extend_from_slice(bytes.get(copied..).unwrap_or_default());
        }
        out
    }

    /// Returns `true` if a text contains a secret after escapes are undone.
    fn contains_escaped(&self, text: &str) -> bool {
        let shows = |text: &str| {
            self.contains(text.as_bytes()) || self.contains(without_space(text).as_bytes())
        };
        is_escaped(text.as_bytes()) && layers(text).any(|layer| shows(&layer))
    }

    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let cleaned = match self.replaced(text.as_bytes()) {
            Some(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
            None => Cow::Borrowed(text),
        };
        if self.contains_escaped(&cleaned) || self.contains(without_space(&cleaned).as_bytes()) {
            return Cow::Borrowed(REPLACEMENT);
        }
        cleaned
    }

    /// The text with each JSON string that hides a secret replaced; `None` when there is none.
    ///
    /// Text that is not JSON is scanned in the same way, and replaced as a whole when it still hides a secret.
    fn with_strings_replaced(&self, text: &str) -> Option<String> {
        let mut out: Option<String> = None;
        let (mut at, mut copied) = (0, 0);
        while let Some(start) = next_string(text, at) {
            let end = string_end(text, start);
            let quoted = text.get(start..end).unwrap_or_default();
            if is_escaped(quoted.as_bytes()) && self.contains_escaped(quoted) {
                let out = out.get_or_insert_with(String::new);
                out.push_str(text.get(copied..start).unwrap_or_default());
                let whole = quoted.len() > 1 && quoted.ends_with('"');
                out.push('"');
                out.push_str(REPLACEMENT);
                out.push_str(if whole { "\"" } else { "" });
                copied = end;
            }
            at = end;
        }
        if let Some(out) = &mut out {
            out.push_str(text.get(copied..).unwrap_or_default());
        }
        let begin = text.trim_start_matches('\u{feff}').trim_start();
        let json = begin.starts_with(['{', '[', '"']);
        if !json && self.contains_escaped(out.as_deref().unwrap_or(text)) {
            return Some(String::new());
        }
        out
    }
}

/// The position of the next JSON string.
fn next_string(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.find('"').map(|at| from + at)
}

/// The end of a JSON string that begins here; an unfinished one goes to the end.
fn string_end(text: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
