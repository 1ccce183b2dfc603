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

/// The commands that a script calls, each by its name and as a whole.
pub fn commands(script: &str) -> Vec<(String, String)> {
    let tree = syntax::tree(&language(), script);
    let mut found = Vec::new();
    syntax::walk(tree.root_node(), &mut |node| {
        if node.kind() == "command"
            && let Some(name) = node.child_by_field_name("command_name")
        {
            let text = |node: tree_sitter::Node<'_>| script[node.byte_range()].to_owned();
            found.push((text(name), text(node)));
        }
    });
    found
}
