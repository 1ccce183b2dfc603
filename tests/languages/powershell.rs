//! Whether a text is PowerShell: parsed by the language's tree-sitter grammar, run by nobody.

/// The first place where a text is no PowerShell, by line and column.
pub fn mistake(text: &str) -> Option<String> {
    let mut parser = tree_sitter::Parser::new();
    parser
        .set_language(&tree_sitter_powershell::LANGUAGE.into())
        .expect("a grammar of the parser's version");
    let tree = parser.parse(text, None).expect("a parse without a limit");
    let mut next = vec![tree.root_node()];
    let mut first: Option<tree_sitter::Point> = None;
    while let Some(node) = next.pop() {
        if node.is_error() || node.is_missing() {
            let at = node.start_position();
            first = Some(first.map_or(at, |known| known.min(at)));
        }
        if node.has_error() {
            let mut cursor = node.walk();
            next.extend(node.children(&mut cursor));
        }
    }
    first.map(|at| {
        let line = text.lines().nth(at.row).unwrap_or_default();
        format!("line {}, column {}: {line}", at.row + 1, at.column + 1)
    })
}
