//! Properties of every text: a string stays one string for the program that reads the language.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use super::super::{hcl, posix, powershell, powershell_inside, visible};
use proptest::prelude::*;
use std::process::Command;
use tree_sitter::{Node, Parser};

/// Texts with more of the characters that the languages give a meaning than chance would bring.
fn texts() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "'",
        "\"",
        "`",
        "$",
        "\\",
        "$(x)",
        "${x}",
        "%{x}",
        "$${",
        "!",
        "\n",
        "\r",
        "\t",
        "\0",
        "‘",
        "’",
        "‚",
        "‛",
        "“",
        "”",
        "„",
        "\u{202e}",
        "\u{1b}[31m",
        "#",
        "-",
        " ",
        "@",
        "*",
        "~",
        ";",
        "日",
    ]);
    let piece = prop_oneof![
        special.prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        "[a-z ]{0,5}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The words that a real bash reads; `None` where there is none.
fn through_bash(words: &[String]) -> Option<Vec<String>> {
    let script = format!("printf '%s\\0' {}", words.join(" "));
    let output = Command::new("bash")
        .args(["--norc", "-c", &script])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_terminator('\0').map(str::to_owned).collect())
}

/// The nodes of one kind in a script's syntax tree, outermost first; `None` when it cannot be parsed.
fn literals(script: &str) -> Option<Vec<(String, String)>> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_powershell::LANGUAGE.into())
        .unwrap();
    let tree = parser.parse(script, None).unwrap();
    if tree.root_node().has_error() {
        return None;
    }
    let mut found = Vec::new();
    collect(tree.root_node(), script, &mut found);
    Some(found)
}

fn collect(node: Node<'_>, script: &str, found: &mut Vec<(String, String)>) {
    let kind = node.kind();
    if kind == "verbatim_string_characters"
        || kind == "expandable_string_literal"
        || kind == "variable"
    {
        found.push((kind.to_owned(), script[node.byte_range()].to_owned()));
        if kind == "verbatim_string_characters" {
            return;
        }
    }
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        collect(child, script, found);
    }
}

/// Returns `true` if PowerShell takes a character for a single quote (`CharExtensions.IsSingleQuote`).
fn is_single(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}')
}

/// Returns `true` if PowerShell takes a character for a double quote (`CharExtensions.IsDoubleQuote`).
fn is_double(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

/// The text that PowerShell's own tokenizer reads from a string in single quotes: of two quotes of any kind it keeps
/// the second.
fn read_single(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        if is_single(c) {
            out.push(letters.next().filter(|next| is_single(*next))?);
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// The same in double quotes, where a backtick escapes the next character; `None` where another has a meaning.
fn read_double(inner: &str) -> Option<String> {
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        match c {
            '`' => out.push(
                letters
                    .next()
                    .filter(|next| *next == '`' || *next == '$' || is_double(*next))?,
            ),
            '$' => return None,
            c if is_double(c) => return None,
            c => out.push(c),
        }
    }
    Some(out)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_word_of_the_shell_is_the_text(texts in prop::collection::vec(texts(), 1..40)) {
        let words: Vec<String> = texts.iter().map(|text| posix(text)).collect();
        let seen: Vec<String> = texts.iter().map(|text| visible(text, &[]).into_owned()).collect();
        if let Some(read) = through_bash(&words) {
            prop_assert_eq!(read, seen);
        }
    }

    #[test]
    fn a_string_of_powershell_is_the_text(text in texts()) {
        let literal = powershell(&text);
        let seen = visible(&text, &[]).into_owned();
        prop_assert_eq!(read_single(&literal), Some(seen.clone()));
        let found = literals(&format!("$x = {literal}\n"));
        let strings: Vec<_> = found.unwrap_or_default().into_iter().filter(|(kind, _)| kind != "variable").collect();
        prop_assert_eq!(strings, vec![("verbatim_string_characters".to_owned(), literal)]);
        let inside = powershell_inside(&text);
        prop_assert_eq!(read_double(&inside), Some(seen));
        // The grammar knows the straight double quote only, and takes a number sign behind an escaped one for a
        // comment; PowerShell takes all double quotes for one, and a number sign inside a string for text.
        let plain = |c| match c {
            '#' => 'x',
            c if is_double(c) => '"',
            c => c,
        };
        let straight: String = inside.chars().map(plain).collect();
        let script = format!("$x = \"{straight}\"\n");
        let found = literals(&script).unwrap_or_default();
        let variables = found.iter().filter(|(kind, _)| kind == "variable").count();
        let strings = found.iter().filter(|(kind, _)| kind == "expandable_string_literal").count();
        prop_assert_eq!((variables, strings), (1, 1), "{}", script);
    }

    #[test]
    fn a_string_of_terraform_is_the_text(text in texts()) {
        let body: hcl_edit::structure::Body = format!("x = {}\n", hcl(&text)).parse().unwrap();
        let value = &body.get_attribute("x").unwrap().value;
        let seen = visible(&text, &[]).into_owned();
        prop_assert_eq!(value.as_str(), Some(seen.as_str()));
    }
}
