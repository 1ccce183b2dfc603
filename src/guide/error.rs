//! Faults of a guide's file, by place, with their corrections.

use crate::quote::{Quoted, told};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;
use thiserror::Error;

/// The most faults that are drawn with their source line; the rest are counted.
const DRAWN: usize = 40;
/// The most characters of a fault that are marked in its line.
const MARKED: usize = 60;

/// One fault in a guide's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The fault, a lower-case fragment.
    pub what: String,
    /// The correction, where one is known.
    pub help: Option<String>,
    /// The bytes of the file that it is about.
    span: Range<usize>,
}

/// The error for a guide's file that cannot be used: every fault, in the file's order.
///
/// Its `Display` is one line per fault; [`GuideError::render`] draws the source as well.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct GuideError {
    /// The file, as the caller named it.
    pub file: String,
    /// The faults, never empty, in the file's order.
    pub faults: Vec<Fault>,
    /// The file's text, to draw from.
    text: String,
}

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(
                f,
                "{}:{}:{}: ",
                Quoted::new(&self.file),
                fault.line,
                fault.column
            )?;
            f.write_str(&fault.what)?;
            if let Some(help) = &fault.help {
                write!(f, "; {help}")?;
            }
        }
        Ok(())
    }
}

impl GuideError {
    /// Draws every fault with its line of the file and a caret, in plain text without colour.
    pub fn render(&self) -> String {
        let renderer = Renderer::plain();
        let mut drawn: Vec<String> = self
            .faults
            .iter()
            .take(DRAWN)
            .map(|fault| renderer.render(&self.groups(fault)))
            .collect();
        if let Some(rest) = self
            .faults
            .len()
            .checked_sub(DRAWN)
            .filter(|rest| *rest > 0)
        {
            drawn.push(format!("… and {rest} more"));
        }
        drawn.join("\n\n")
    }

    fn groups<'a>(&'a self, fault: &'a Fault) -> Vec<Group<'a>> {
        let (source, span) = first_line(&self.text, &fault.span);
        let snippet = Snippet::source(source)
            .path(Quoted::new(&self.file).to_string())
            .line_start(fault.line)
            .annotation(AnnotationKind::Primary.span(span));
        let mut group = Level::ERROR
            .primary_title(fault.what.as_str())
            .element(snippet);
        if let Some(help) = &fault.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        vec![group]
    }
}

/// The faults found so far, with their spans: places are counted once, at the end.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<(Range<usize>, String, Option<String>)>,
}

impl Faults {
    /// Notes a fault. Text of the file in its message is bounded here.
    pub(super) fn add(&mut self, span: Range<usize>, what: impl AsRef<str>) {
        self.found.push((span, told(what.as_ref()), None));
    }

    /// Notes a fault together with what would be right.
    pub(super) fn add_with_help(
        &mut self,
        span: Range<usize>,
        what: impl AsRef<str>,
        help: impl AsRef<str>,
    ) {
        let (what, help) = (told(what.as_ref()), told(help.as_ref()));
        self.found.push((span, what, Some(help)));
    }

    /// Returns `true` if nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The problem with everything that was found, sorted by place.
    pub(super) fn into_problem(mut self, file: &str, text: &str) -> GuideError {
        if self.found.is_empty() {
            self.add(0..0, "this is no guide");
        }
        self.found.sort_by(|a, b| {
            (a.0.start, a.0.end, &a.1, &a.2).cmp(&(b.0.start, b.0.end, &b.1, &b.2))
        });
        self.found.dedup();
        let mut place = Place {
            text,
            at: 0,
            line: 1,
            column: 1,
        };
        let faults = self
            .found
            .into_iter()
            .map(|(span, what, help)| {
                let span = on_characters(text, span);
                let (line, column) = place.advance(span.start);
                Fault {
                    line,
                    column,
                    what,
                    help,
                    span,
                }
            })
            .collect();
        GuideError {
            file: file.to_owned(),
            faults,
            text: text.to_owned(),
        }
    }
}

/// A place that only moves forward through a text.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl Place<'_> {
    fn advance(&mut self, to: usize) -> (usize, usize) {
        for character in self.text.get(self.at..to).unwrap_or_default().chars() {
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = self.at.max(to);
        (self.line, self.column)
    }
}

/// The line and the column of a byte, both counted from 1.
pub(super) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let mut place = Place {
        text,
        at: 0,
        line: 1,
        column: 1,
    };
    place.advance(on_characters(text, at..at).start)
}

/// The span, moved inside the text and outwards to whole characters.
fn on_characters(text: &str, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The line that a span begins on, and the part of the span that is on it.
fn first_line<'a>(text: &'a str, span: &Range<usize>) -> (&'a str, Range<usize>) {
    let before = text.get(..span.start).unwrap_or_default();
    let begin = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(begin..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let start = (span.start - begin).min(line.len());
    let end = span.end.saturating_sub(begin).clamp(start, line.len());
    let marked = line.get(start..end).unwrap_or_default();
    let length: usize = marked.chars().take(MARKED).map(char::len_utf8).sum();
    (line, start..start + length)
}
