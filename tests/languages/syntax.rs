//! What a tree-sitter grammar could not read.

use tree_sitter::{Language, Node, Parser, Tree};

/// The tree of a text; there always is one, with error nodes where the grammar did not match.
pub fn tree(language: &Language, text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(language).unwrap();
    parser.parse(text, None).unwrap()
}

/// Each place that the grammar could not read: its line, what is wrong, and the text there.
pub fn errors(language: &Language, text: &str) -> Vec<String> {
    let tree = tree(language, text);
    let mut found = Vec::new();
    walk(tree.root_node(), &mut |node| {
        if node.is_error() || node.is_missing() {
            let what = if node.is_missing() {
                format!("{} is missing", node.kind())
            } else {
                "not understood".to_owned()
            };
            let line = node.start_position().row + 1;
            let there: String = text[node.byte_range()].chars().take(120).collect();
            found.push(format!("line {line}: {what}: {there:?}"));
        }
    });
    found
}

/// Visits a node and all below it, in the order of the text.
pub fn walk<'t>(node: Node<'t>, visit: &mut impl FnMut(Node<'t>)) {
    visit(node);
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        walk(child, visit);
    }
}
