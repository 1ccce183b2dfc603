//! Every block for the Azure CLI is bash.

use crate::books;
use crate::languages::bash;

#[test]
fn every_block_is_bash() {
    let mut wrong = Vec::new();
    let mut blocks = 0;
    for book in books::all() {
        for fence in book.fences("bash") {
            blocks += 1;
            let errors = bash::errors(&fence.text);
            if !errors.is_empty() {
                wrong.push(format!("{}: {errors:?}\n{}", book.name, fence.text));
            }
        }
    }
    assert!(blocks > 900, "only {blocks} blocks");
    assert!(wrong.is_empty(), "{} of {blocks}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_check_sees_what_is_no_bash() {
    for text in ["if true; then", "echo 'a", "for x in; do done", "a && && b"] {
        assert!(!bash::errors(text).is_empty(), "{text}");
    }
}
