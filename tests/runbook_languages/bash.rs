//! Every block for the Azure CLI is bash.

use crate::books;
use crate::languages::bash;

#[test]
fn every_block_is_bash() {
    let (blocks, wrong) = books::checked("bash", bash::errors);
    assert!(blocks > 900, "only {blocks} blocks");
    assert!(
        wrong.is_empty(),
        "{} blocks:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_check_sees_what_is_no_bash() {
    for text in ["if true; then", "echo 'a", "for x in; do done", "a && && b"] {
        assert!(!bash::errors(text).is_empty(), "{text}");
    }
}

/// The Azure CLI's own commands go to GCC High's Graph, and it has no token for a host it does not know.
#[test]
fn in_dod_every_command_says_which_graph_its_token_is_for() {
    let mut commands = 0;
    for book in books::all()
        .iter()
        .filter(|book| book.name.ends_with(" dod"))
    {
        for fence in book.fences("bash") {
            assert!(!fence.text.contains("az ad "), "{}", fence.text);
            for line in fence.text.lines().filter(|line| line.contains("az rest ")) {
                commands += 1;
                let resource = "--resource https://dod-graph.microsoft.us ";
                assert!(line.contains(resource), "{}: {line}", book.name);
            }
        }
    }
    assert!(commands > 50, "only {commands} commands");
}
