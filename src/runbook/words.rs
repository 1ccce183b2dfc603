//! The portal's sentences of the catalog, with the values of a change in their places.

use super::model::Piece;
use crate::catalog::Cloud;

/// A sentence in pieces: names that the portal shows, our own words, and values.
///
/// The sentences are the catalog's; a placeholder that has no value is shown as what it stands for.
pub(super) fn pieces(sentence: &str, words: &[(&'static str, String)], cloud: Cloud) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = sentence;
    while !rest.is_empty() {
        let Some(at) = rest.find(['*', '{', '[', '`']) else {
            out.push(Piece::Plain(rest.to_owned()));
            break;
        };
        let (before, special) = rest.split_at(at);
        if !before.is_empty() {
            out.push(Piece::Plain(before.to_owned()));
        }
        let (piece, after) = one(special, words, cloud);
        out.push(piece);
        rest = after;
    }
    out
}

/// A sentence of the catalog without the marks that pieces are made from.
pub(super) fn plain(sentence: &str) -> String {
    sentence.replace("**", "").replace('`', "")
}

fn one<'s>(text: &'s str, words: &[(&'static str, String)], cloud: Cloud) -> (Piece, &'s str) {
    if let Some((inner, after)) = between(text, "**", "**") {
        return (Piece::Strong(inner.to_owned()), after);
    }
    if let Some((inner, after)) = between(text, "`", "`") {
        return (Piece::Strong(inner.to_owned()), after);
    }
    if let Some((name, after)) = between(text, "{", "}") {
        let word = words.iter().find(|(known, _)| *known == name);
        let word = word.map_or_else(|| format!("<{name}>"), |(_, word)| word.clone());
        return (Piece::Value(word), after);
    }
    // A link: its words, with the address where it is this cloud's.
    if let Some((label, after)) = between(text, "[", "](")
        && let Some((address, after)) = after.split_once(')')
    {
        let global = cloud == Cloud::Global;
        let words = if global {
            let host = address.trim_start_matches("https://");
            format!("{label} ({host})")
        } else {
            label.to_owned()
        };
        return (Piece::Plain(words), after);
    }
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().collect();
    (Piece::Plain(first), letters.as_str())
}

fn between<'s>(text: &'s str, open: &str, close: &str) -> Option<(&'s str, &'s str)> {
    text.strip_prefix(open)?.split_once(close)
}
