//! Knows the secrets of a scan, and takes them out of what a host says.

use super::flatten::{is_escaped, layers, without_space};
use super::forms::forms;
use secrecy::zeroize::Zeroizing;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// What stands in the place of a secret: it fits into a text, a link and a header.
const MARK: &str = "REDACTED";

/// Every secret that a scan sent or was given. Clones share what they know; it prints nothing of it.
#[derive(Clone, Default)]
pub(in crate::scan) struct Redactor(Arc<RwLock<Known>>);

#[derive(Default)]
struct Known {
    /// By their length, the longest first.
    forms: Vec<Zeroizing<Vec<u8>>>,
    /// The first two bytes of each, as numbers.
    begin: BTreeSet<u16>,
    /// Whether one of them begins with a byte.
    first: Vec<bool>,
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redactor").finish_non_exhaustive()
    }
}

impl Redactor {
    /// Takes note of a secret.
    pub(in crate::scan) fn learn(&self, secret: &str) {
        // A panic elsewhere leaves what was known as it was.
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

    /// A body without secrets. What is no secret stays byte for byte; JSON stays JSON.
    pub(in crate::scan) fn clean_body(&self, body: Vec<u8>) -> Vec<u8> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let body = known.replaced(&body).unwrap_or(body);
        if !is_escaped(&body) {
            return body;
        }
        let Ok(text) = std::str::from_utf8(&body) else {
            return body;
        };
        match known.unwrapped(text) {
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
        self.begin.insert(u16::from_be_bytes([one, two]));
        self.first.resize(256, false);
        if let Some(first) = self.first.get_mut(usize::from(one)) {
            *first = true;
        }
        self.forms.push(Zeroizing::new(form));
        self.forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }

    /// The length of the secret that a text begins with.
    fn at(&self, text: &[u8]) -> Option<usize> {
        let &[one, two, ..] = text else {
            return None;
        };
        if !self.first.get(usize::from(one)).is_some_and(|first| *first)
            || !self.begin.contains(&u16::from_be_bytes([one, two]))
        {
            return None;
        }
        let form = self.forms.iter().find(|form| text.starts_with(form))?;
        Some(form.len())
    }

    fn holds(&self, text: &[u8]) -> bool {
        (0..text.len()).any(|at| text.get(at..).is_some_and(|rest| self.at(rest).is_some()))
    }

    /// The bytes with every secret replaced; `None` when there is none.
    fn replaced(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.forms.is_empty() {
            return None;
        }
        let mut out: Option<Vec<u8>> = None;
        let (mut at, mut copied) = (0, 0);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(length) = self.at(rest) else {
                at += 1;
                continue;
            };
            let out = out.get_or_insert_with(|| Vec::with_capacity(bytes.len()));
            out.extend_from_slice(bytes.get(copied..at).unwrap_or_default());
            out.extend_from_slice(MARK.as_bytes());
            at += length;
            copied = at;
        }
        if let Some(out) = &mut out {
            out.extend_from_slice(bytes.get(copied..).unwrap_or_default());
        }
        out
    }

    /// Returns `true` if a secret shows when escapes are undone.
    fn hides(&self, text: &str) -> bool {
        let shows =
            |text: &str| self.holds(text.as_bytes()) || self.holds(without_space(text).as_bytes());
        is_escaped(text.as_bytes()) && layers(text).any(|layer| shows(&layer))
    }

    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let cleaned = match self.replaced(text.as_bytes()) {
            Some(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
            None => Cow::Borrowed(text),
        };
        if self.hides(&cleaned) || self.holds(without_space(&cleaned).as_bytes()) {
            return Cow::Borrowed(MARK);
        }
        cleaned
    }

    /// The text with each string of JSON in which a secret hides replaced; `None` when there is none.
    ///
    /// What is no JSON is walked in the same way, and is left out as a whole when it still hides one.
    fn unwrapped(&self, text: &str) -> Option<String> {
        let mut out: Option<String> = None;
        let (mut at, mut copied) = (0, 0);
        while let Some(start) = find(text, at) {
            let end = literal(text, start);
            let quoted = text.get(start..end).unwrap_or_default();
            if is_escaped(quoted.as_bytes()) && self.hides(quoted) {
                let out = out.get_or_insert_with(String::new);
                out.push_str(text.get(copied..start).unwrap_or_default());
                let whole = quoted.len() > 1 && quoted.ends_with('"');
                out.push('"');
                out.push_str(MARK);
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
        if !json && self.hides(out.as_deref().unwrap_or(text)) {
            return Some(String::new());
        }
        out
    }
}

/// Where the next string of JSON begins.
fn find(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.find('"').map(|at| from + at)
}

/// Where a string of JSON that begins here ends; an unfinished one goes to the end.
fn literal(text: &str, start: usize) -> usize {
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
