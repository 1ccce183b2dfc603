//! Every error of the specification, with its place and its correction.

mod meaning;
mod names;
mod shape;

use super::fixture::parse;

const MINIMAL: &str = include_str!("../minimal.toml");

/// The small guide with its only occurrence of `from` replaced.
fn with(from: &str, to: &str) -> String {
    assert_eq!(MINIMAL.matches(from).count(), 1, "{from:?} stands once");
    MINIMAL.replace(from, to)
}

/// The line, counted from 1, with the first occurrence of a text.
fn line_of(text: &str, part: &str) -> usize {
    let at = text
        .find(part)
        .unwrap_or_else(|| panic!("{part:?} is not there"));
    text[..at].matches('\n').count() + 1
}

/// Replaces a text, and expects exactly one fault: on the line of `place`, with these words in it and in its help.
fn refused(from: &str, to: &str, place: &str, what: &str, help: &str) {
    let text = with(from, to);
    let problem = parse(&text).expect_err(to);
    let message = problem.to_string();
    let [fault] = problem.faults.as_slice() else {
        panic!("one fault was expected for {to}:\n{message}");
    };
    assert_eq!(fault.line, line_of(&text, place), "{message}");
    assert!(fault.what.contains(what), "{what:?} in {message}");
    let given = fault.help.clone().unwrap_or_default();
    assert!(given.contains(help), "{help:?} in {message}");
}
