//! For GitHub-flavoured Markdown: text stays text, in a table cell and at the start of a line.
//!
//! A backslash is enough for what Markdown itself gives a meaning. It is not
//! enough for what GitHub finds afterwards in plain text: addresses, links
//! without brackets, mentions, issue numbers, emoji. Words that could be one
//! of these go into a code span, where GitHub leaves them alone.

use super::{terminal_line, visible};

/// Escapes text as one line of plain text, wherever in Markdown it is put.
pub(crate) fn inline(text: &str) -> String {
    let line = terminal_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    for (index, word) in line.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if is_live(word) {
            push_code(&mut out, word);
        } else {
            push_escaped(&mut out, word, index == 0);
        }
    }
    // A space at either end could join the neighbouring text, or indent it into a code block.
    out.trim_matches(' ').to_owned()
}

/// Returns `true` if GitHub could turn a word into a link, a mention or a picture.
fn is_live(word: &str) -> bool {
    // Every word that could be one of these has one of those characters, and most words have none.
    if !word.contains(['@', '＠', ':', '.', '-', '#']) {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    word.contains(['@', '＠'])
        || lower.contains("://")
        || lower.contains("www.")
        || lower.contains("mailto:")
        || lower.contains("xmpp:")
        || lower.contains("gh-")
        || word.match_indices('#').any(|(at, _)| {
            word.get(at + 1..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
        || has_shortcode(word)
}

/// Returns `true` if a word holds `:name:`, which GitHub may draw as a picture. The minutes of a time do not count.
fn has_shortcode(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let inner = parts
        .get(1..parts.len().saturating_sub(1))
        .unwrap_or_default();
    inner.iter().any(|part| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-');
        let minutes = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        !part.is_empty() && !minutes && part.bytes().all(plain)
    })
}

/// A value of our own making (an address, a pointer, an id) in one code span, so that it can be copied whole.
pub(crate) fn code(text: &str) -> String {
    let line = terminal_line(text);
    let mut out = String::with_capacity(line.len() + 2);
    push_code(&mut out, line.trim_matches(' '));
    out
}

/// A code span. A pipe cannot stand in one, inside a table and outside alike, so the span is closed around it.
fn push_code(out: &mut String, word: &str) {
    for (index, part) in word.split('|').enumerate() {
        if index > 0 {
            out.push_str("\\|");
        }
        if part.is_empty() {
            continue;
        }
        let fence = "`".repeat(longest_run(part) + 1);
        let pad = if part.starts_with('`') || part.ends_with('`') {
            " "
        } else {
            ""
        };
        out.push_str(&fence);
        out.push_str(pad);
        out.push_str(part);
        out.push_str(pad);
        out.push_str(&fence);
    }
}

/// A fenced block, whose fence is longer than any run of backticks in it. Line ends are the script's own.
pub(crate) fn fence(script: &str, language: &str) -> String {
    let fence = "`".repeat(longest_run(script).max(2) + 1);
    let lines: Vec<_> = script
        .trim_end()
        .split('\n')
        .map(|line| visible(line, &['\t']))
        .collect();
    format!("{fence}{language}\n{}\n{fence}", lines.join("\n"))
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn push_escaped(out: &mut String, word: &str, first: bool) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in word.char_indices() {
        let opens_block = first
            && match c {
                '+' | '-' | '=' => at == 0,
                // Only digits before a space can number a list.
                '.' | ')' => digits > 0 && at == digits && at + 1 == word.len(),
                _ => false,
            };
        if opens_block
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#'
            )
        {
            out.push('\\');
        }
        out.push(c);
    }
}
