//! A doc comment says what its item or module is: a noun phrase or a verb phrase, and no clause that hangs in the air.

use crate::{root, rust_files};
use std::fs;

/// The words that such a clause begins with.
const BEGINNINGS: [&str; 13] = [
    "Whether", "What", "How", "Where", "Who", "Which", "When", "Why", "Whose", "Whom", "If",
    "That", "Is",
];

/// Help of the command line, where a clause stands for the answer that a reader gives.
const HELP: [&str; 2] = ["How to sign in", "What the runbook is for"];

#[test]
fn a_doc_comment_is_no_dangling_clause() {
    let mut found = Vec::new();
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(root()).unwrap().display();
        for (line, comment) in dangling(&text) {
            found.push(format!("{path}:{line}: {comment}"));
        }
    }
    assert!(
        found.is_empty(),
        "say what the item or module is, such as \"The number of …\" or \"True if …\":\n{}",
        found.join("\n")
    );
}

/// The lines that are such clauses, with their numbers: the first of an item's doc comment, and the first of each
/// paragraph of a module's.
fn dangling(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut item = false;
    let mut paragraph = false;
    for (number, line) in (1..).zip(text.lines()) {
        let of_item = line.trim_start().strip_prefix("///").map(str::trim);
        let of_module = line.trim_start().strip_prefix("//!").map(str::trim);
        let first = of_item.filter(|_| !item);
        let first = first.or_else(|| of_module.filter(|_| !paragraph));
        found.extend(
            first
                .filter(|first| is_clause(first))
                .map(|first| (number, first)),
        );
        item = of_item.is_some();
        paragraph = of_module.is_some_and(|line| !line.is_empty());
    }
    found
}

/// True for a line that begins with such a word, or is a question, and is no help of the command line.
fn is_clause(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphabetic()).next();
    let clause = word.is_some_and(|word| BEGINNINGS.contains(&word)) || line.ends_with('?');
    clause && !HELP.contains(&line)
}

#[test]
fn a_clause_that_begins_a_doc_comment_is_found_and_one_within_is_not() {
    let text = "/// Whether it is there.\nfn a() {}\n\n    /// The place.\n    /// Where it is not given: none.\n";
    assert_eq!(dangling(text), [(1, "Whether it is there.")]);
}

#[test]
fn a_clause_that_begins_a_paragraph_about_a_module_is_found_and_one_within_is_not() {
    let text = "//! Does it exist?\n//! How it is read.\n//!\n//! The rest.\n//! Where it is not given: none.\n//!\n\
                //! What is left.\n\n/// The place.\nmod a;\n";
    assert_eq!(
        dangling(text),
        [(1, "Does it exist?"), (7, "What is left.")]
    );
}
