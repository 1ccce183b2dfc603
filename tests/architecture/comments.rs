//! A doc comment says what its item is: a noun phrase or a verb phrase, and no clause that hangs in the air.

use crate::{SOURCES, root};
use std::fs;

/// The words that such a clause begins with.
const BEGINNINGS: [&str; 12] = [
    "Whether", "What", "How", "Where", "Who", "Which", "When", "Why", "Whose", "Whom", "If", "That",
];

/// Help of the command line, where a clause stands for the answer that a reader gives.
const HELP: [&str; 2] = ["How to sign in", "What the runbook is for"];

#[test]
fn a_doc_comment_is_no_dangling_clause() {
    let mut found = Vec::new();
    for source in SOURCES.iter() {
        let text = fs::read_to_string(root().join(&source.path)).unwrap();
        for (line, comment) in dangling(&text) {
            found.push(format!("{}:{line}: {comment}", source.path.display()));
        }
    }
    assert!(
        found.is_empty(),
        "say what the item is, such as \"The number of …\" or \"True if …\":\n{}",
        found.join("\n")
    );
}

/// The first lines of doc comments that begin with such a word, with their numbers.
fn dangling(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut within = false;
    for (number, line) in (1..).zip(text.lines()) {
        let comment = line.trim_start().strip_prefix("///").map(str::trim);
        if let Some(comment) = comment.filter(|_| !within) {
            let word = comment.split(|c: char| !c.is_alphabetic()).next();
            let clause = word.is_some_and(|word| BEGINNINGS.contains(&word));
            if clause && !HELP.contains(&comment) {
                found.push((number, comment));
            }
        }
        within = comment.is_some();
    }
    found
}

#[test]
fn a_clause_that_begins_a_doc_comment_is_found_and_one_within_is_not() {
    let text = "/// Whether it is there.\nfn a() {}\n\n    /// The place.\n    /// Where it is not given: none.\n";
    assert_eq!(dangling(text), [(1, "Whether it is there.")]);
}
