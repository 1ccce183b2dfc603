//! The rules of the architecture, for the names of a file.

use crate::names::{FileNames, Named, Root};
use std::collections::BTreeSet;

/// Paths that a pure module must not name: files, clock, environment, network, processes, threads.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::Stdin",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "jiff::tz::TimeZone::system",
    "jiff::tz::TimeZone::try_system",
    "jiff::tz::db",
    "azure_core",
    "azure_identity",
    "reqwest",
    "tempfile",
    "tokio",
];

/// Methods of a path that ask the file system.
const ASKS_FILES: &[&str] = &["canonicalize", "read_dir", "symlink_metadata", "try_exists"];

/// Macros that write to a terminal.
const PRINTING: &[&str] = &["dbg", "eprint", "eprintln", "print", "println"];

/// The modules of this crate that are named beside `own`, with the line.
///
/// A glob of the whole crate names every module, and is called `*`.
pub fn imports(names: &FileNames, own: &str) -> BTreeSet<(String, usize)> {
    names
        .paths
        .iter()
        .filter(|named| named.root == Root::Own)
        .filter_map(|named| Some((named.segments.first()?.clone(), named.line)))
        .filter(|(module, _)| module != own)
        .collect()
}

/// The names that make a file impure, with the line.
pub fn impure(names: &FileNames) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = names
        .paths
        .iter()
        .filter(|named| IMPURE.iter().any(|path| names_it(named, path)))
        .map(|named| (named.text(), named.line))
        .collect();
    found.extend(prints(names));
    found.extend(
        names
            .methods
            .iter()
            .filter(|(method, _)| ASKS_FILES.contains(&method.as_str()))
            .cloned(),
    );
    found.extend(names.waits.iter().map(|line| ("async".to_owned(), *line)));
    found
}

/// The macros that write to a terminal, with the line.
pub fn prints(names: &FileNames) -> Vec<(String, usize)> {
    let macros = names
        .macros
        .iter()
        .filter(|(name, _)| PRINTING.contains(&name.as_str()))
        .map(|(name, line)| (format!("{name}!"), *line));
    let streams = names
        .paths
        .iter()
        .filter(|named| {
            ["std::io::stdout", "std::io::stderr"]
                .iter()
                .any(|path| names_it(named, path))
        })
        .map(|named| (named.text(), named.line));
    macros.chain(streams).collect()
}

/// Returns `true` if a name is a path, lies below it, or imports it by a glob of its parent.
fn names_it(named: &Named, path: &str) -> bool {
    let Root::Other(root) = &named.root else {
        return false;
    };
    let wanted: Vec<&str> = path.split("::").collect();
    let given: Vec<&str> = std::iter::once(root.as_str())
        .chain(named.segments.iter().map(String::as_str))
        .collect();
    match given.split_last() {
        Some((&"*", before)) => wanted.starts_with(before) && before.len() < wanted.len(),
        _ => given.starts_with(&wanted),
    }
}
