//! A function fits on a screen, or says beside it why it does not.

use crate::names::{self, FileNames, Function};
use crate::{SOURCES, root};
use std::fs;

/// The most lines of a function, from its name to its closing brace.
const LONGEST: usize = 60;

/// The comment in the line above a function that may be longer; its reason follows.
const REASON: &str = "// Long because: ";

#[test]
fn functions_fit_on_a_screen() {
    let mut long = Vec::new();
    for source in SOURCES.iter().filter(|source| !source.test) {
        let text = fs::read_to_string(root().join(&source.path)).unwrap();
        for Function { name, line, lines } in too_long(&text, &source.names) {
            long.push(format!(
                "{}:{line}: {name}, {lines} lines",
                source.path.display()
            ));
        }
    }
    assert!(
        long.is_empty(),
        "longer than {LONGEST} lines; shorten them, or give the reason as `{REASON}…` in the line above:\n{}",
        long.join("\n")
    );
}

/// The functions of a file that are too long and give no reason.
fn too_long<'a>(text: &str, names: &'a FileNames) -> Vec<&'a Function> {
    let above: Vec<&str> = std::iter::once("").chain(text.lines()).collect();
    let gives_reason = |function: &Function| {
        let above = above.get(function.line - 1).copied().unwrap_or_default();
        let reason = above.trim_start().strip_prefix(REASON);
        reason.is_some_and(|reason| !reason.trim().is_empty())
    };
    let long = names
        .functions
        .iter()
        .filter(|function| function.lines > LONGEST);
    long.filter(|function| !gives_reason(function)).collect()
}

#[test]
fn a_long_function_is_seen_wherever_it_stands() {
    let body = "let _ = 1;\n".repeat(60);
    let found = |code: &str| {
        let names = names::read(code, &["assess".to_owned()]).unwrap();
        let found = too_long(code, &names);
        found
            .iter()
            .map(|function| function.name.clone())
            .collect::<Vec<_>>()
    };
    for code in [
        format!("fn f() {{\n{body}}}"),
        format!("impl A {{ pub(super) fn f(&self) {{\n{body}}} }}"),
        format!("trait A {{ fn f(&self) {{\n{body}}} }}"),
        format!("fn outer() {{ fn f() {{\n{body}}} f(); }}"),
        format!("mod a {{\n// Long because: \nfn f() {{\n{body}}} }}"),
        format!("// Long because: it is.\n\nfn f() {{\n{body}}}"),
    ] {
        assert!(found(&code).contains(&"f".to_owned()), "{code}");
    }
    let short = "let _ = 1;\n".repeat(58);
    for code in [
        format!("fn f() {{\n{short}}}"),
        format!("// Long because: it is one table.\nfn f() {{\n{body}}}"),
        format!("#[test]\nfn f() {{\n{body}}}"),
        format!("#[cfg(test)]\nmod tests {{ fn f() {{\n{body}}} }}"),
    ] {
        assert_eq!(found(&code), Vec::<String>::new(), "{code}");
    }
}
