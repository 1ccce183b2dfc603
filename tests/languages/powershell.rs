//! PowerShell, as the grammar of tree-sitter reads it.

use super::syntax;
use tree_sitter::Language;

/// The grammar.
pub fn language() -> Language {
    tree_sitter_powershell::LANGUAGE.into()
}

/// What in a script the grammar cannot read: nothing, when the list is empty.
pub fn errors(script: &str) -> Vec<String> {
    syntax::errors(&language(), script)
}

/// The names of the commands that a script calls, in its order.
pub fn commands(script: &str) -> Vec<String> {
    let tree = syntax::tree(&language(), script);
    let mut names = Vec::new();
    syntax::walk(tree.root_node(), &mut |node| {
        if node.kind() == "command_name" {
            names.push(script[node.byte_range()].to_owned());
        }
    });
    names
}
