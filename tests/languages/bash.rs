//! Bash, as the grammar of tree-sitter and bash itself read it.

use super::syntax;
use std::io::Write;
use std::process::{Command, Stdio};
use tree_sitter::Language;

/// The grammar.
pub fn language() -> Language {
    tree_sitter_bash::LANGUAGE.into()
}

/// What in a script cannot be read: by the grammar, and by `bash -n` where there is a bash.
pub fn errors(script: &str) -> Vec<String> {
    let mut errors = syntax::errors(&language(), script);
    errors.extend(refused(script));
    errors
}

fn refused(script: &str) -> Option<String> {
    let mut child = Command::new("bash")
        .args(["--norc", "-n"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(script.as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // A warning (a heredoc that ends with the file) is as good as an error here.
    (!output.status.success() || !said.is_empty()).then(|| format!("bash -n: {said}"))
}
