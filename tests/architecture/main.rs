//! Holds the line that `docs/architecture.md` draws: who may import whom, what is pure, and how long a file may be.
//!
//! The code is read as a syntax tree, so that a renamed or a nested import counts like a plain one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::type_complexity,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

mod aliases;
mod comments;
mod cycles;
mod holes;
mod lengths;
mod names;
mod rules;
mod table;

use names::FileNames;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use table::Table;

/// Files of `src/` that every module may use.
const SHARED: &[&str] = &["graph_version", "ids", "quote"];

/// The modules that a person may call into: a value in, a value out.
const PURE: &[&str] = &[
    "catalog", "guide", "snapshot", "access", "assess", "actions", "advice", "document", "report",
    "runbook",
];

/// The longest that a file may be, in lines.
const LONGEST: usize = 400;

/// A file of `src/`, read.
struct Source {
    /// From the root of the repository.
    path: PathBuf,
    /// The module of the first level that it belongs to.
    module: String,
    /// True if it is compiled for tests only.
    test: bool,
    names: FileNames,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    table::read(&fs::read_to_string(root().join("docs/architecture.md")).unwrap())
});

/// Every file of `src/` below a module of the first level.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let src = root().join("src");
    let mut sources = Vec::new();
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let module = module_of(inside);
        let Some(first) = module.first().cloned() else {
            continue;
        };
        if inside.components().count() == 1 {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let names = names::read(&text, &module)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        sources.push(Source {
            path: file.strip_prefix(root()).unwrap().to_owned(),
            module: first,
            test: is_test(inside),
            names,
        });
    }
    assert!(sources.len() > 100, "the sources were found");
    sources
});

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The module that a file below `src/` holds, from the crate's root.
fn module_of(inside: &Path) -> Vec<String> {
    let mut module: Vec<String> = inside
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

fn is_test(path: &Path) -> bool {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let folder = path.components().any(|part| part.as_os_str() == "tests");
    folder || stem == "tests" || stem.ends_with("_tests")
}

/// The modules of this crate that a file names beside its own, with the line.
fn imports(source: &Source) -> BTreeSet<(String, usize)> {
    rules::imports(&source.names, &source.module)
}

#[test]
fn every_module_is_in_the_table() {
    let folders: BTreeSet<&str> = SOURCES.iter().map(|one| one.module.as_str()).collect();
    let table: BTreeSet<&str> = TABLE.keys().map(String::as_str).collect();
    assert_eq!(folders, table, "folders of src/, and rows of the table");
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for source in SOURCES.iter() {
        let allowed = TABLE.get(&source.module).unwrap();
        for (import, line) in imports(source) {
            if !allowed.contains(&import) && !SHARED.contains(&import.as_str()) {
                wrong.push(format!("{}:{line}: {import}", source.path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that the table does not allow:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_table_allows_only_what_is_used() {
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in SOURCES.iter().filter(|source| !source.test) {
        let of_module = used.entry(&source.module).or_default();
        of_module.extend(imports(source).into_iter().map(|(import, _)| import));
    }
    for (module, allowed) in TABLE.iter() {
        let used = used.get(module.as_str()).unwrap();
        let idle: Vec<&String> = allowed.difference(used).collect();
        assert!(idle.is_empty(), "{module} may import {idle:?} and does not");
    }
}

#[test]
fn the_core_is_pure() {
    let mut wrong = Vec::new();
    let files = SOURCES.iter().filter(|source| !source.test);
    for source in files.filter(|source| PURE.contains(&source.module.as_str())) {
        for (what, line) in rules::impure(&source.names) {
            wrong.push(format!("{}:{line}: {what}", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let mut wrong = Vec::new();
    let files = SOURCES.iter().filter(|source| !source.test);
    for source in files.filter(|source| source.module != "cli") {
        for (what, line) in rules::prints(&source.names) {
            wrong.push(format!("{}:{line}: {what}", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_hold_one_idea() {
    let mut long = Vec::new();
    for folder in ["src", "tests"] {
        for file in rust_files(&root().join(folder)) {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            if lines > LONGEST {
                long.push(format!("{}: {lines} lines", file.display()));
            }
        }
    }
    assert!(
        long.is_empty(),
        "longer than {LONGEST} lines:\n{}",
        long.join("\n")
    );
}

#[test]
fn a_module_says_what_it_holds() {
    for module in TABLE.keys() {
        let front = root().join("src").join(module).join("mod.rs");
        let text = fs::read_to_string(&front).unwrap();
        assert!(text.starts_with("//! "), "{} says nothing", front.display());
        let names = names::read(&text, std::slice::from_ref(module)).unwrap();
        assert!(
            names.functions.is_empty(),
            "{} has logic; it holds documentation and re-exports only",
            front.display()
        );
    }
}
