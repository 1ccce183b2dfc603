//! Holds the line that `docs/architecture.md` draws: who may import whom, and how long a file may be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The import table of `docs/architecture.md`: a room, and the rooms that it may import.
const TABLE: &[(&str, &[&str])] = &[
    ("catalog", &["ids"]),
    ("guide", &["ids", "catalog"]),
    ("snapshot", &["ids"]),
    ("scan", &["ids", "guide", "catalog", "snapshot"]),
    ("access", &["ids", "snapshot", "catalog"]),
    ("assess", &["ids", "guide", "access", "catalog", "snapshot"]),
    ("document", &[]),
    (
        "report",
        &["ids", "assess", "catalog", "document", "guide", "snapshot"],
    ),
    (
        "runbook",
        &[
            "ids", "access", "assess", "catalog", "document", "guide", "snapshot",
        ],
    ),
    (
        "cli",
        &[
            "ids", "assess", "catalog", "document", "guide", "report", "runbook", "scan",
            "snapshot", "access",
        ],
    ),
];

/// Rooms that are pure: a value in, a value out.
const CORE: &[&str] = &[
    "catalog", "guide", "snapshot", "access", "assess", "document", "report", "runbook",
];

/// What a pure room must not name.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env::",
    "std::net",
    "std::process",
    "std::thread",
    "std::io::std",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "reqwest",
    "tokio",
    "azure_core",
    "azure_identity",
    "async fn",
    ".await",
    "println!",
    "eprintln!",
    "print!(",
];

const LONGEST: usize = 400;

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

/// The code of a file without its comments, so that prose may name what code may not.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests")
        || path.file_name().is_some_and(|name| name == "tests.rs")
}

fn rooms() -> Vec<(String, Vec<PathBuf>)> {
    let mut rooms = Vec::new();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            rooms.push((name, rust_files(&path)));
        }
    }
    rooms.sort();
    rooms
}

#[test]
fn every_room_is_in_the_table() {
    let table: Vec<&str> = TABLE.iter().map(|(room, _)| *room).collect();
    for (room, files) in rooms() {
        assert!(
            files.is_empty() || table.contains(&room.as_str()),
            "src/{room} is not in the table"
        );
    }
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = TABLE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (room, files) in rooms() {
        let allowed = table.get(room.as_str()).copied().unwrap_or_default();
        for file in files {
            for (number, line) in code(&file).lines().enumerate() {
                for part in line.split("crate::").skip(1) {
                    let target: String = part
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                        .collect();
                    let known = table.contains_key(target.as_str()) || target == "ids";
                    // What a message repeats of its input is every room's affair.
                    let quote = target == "quote";
                    if target == room || quote || (known && allowed.contains(&target.as_str())) {
                        continue;
                    }
                    wrong.push(format!(
                        "{}: line {number}: {}",
                        file.display(),
                        line.trim()
                    ));
                }
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
fn the_core_is_pure() {
    let mut wrong = Vec::new();
    for (room, files) in rooms() {
        if !CORE.contains(&room.as_str()) {
            continue;
        }
        for file in files.iter().filter(|file| !is_test(file)) {
            let code = code(file);
            for impure in IMPURE.iter().filter(|impure| code.contains(**impure)) {
                wrong.push(format!("{} names {impure}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    for (room, files) in rooms() {
        for file in files.iter().filter(|file| room != "cli" && !is_test(file)) {
            let code = code(file);
            for printing in ["println!", "eprintln!", "io::stdout", "io::stderr"] {
                assert!(
                    !code.contains(printing),
                    "{} has {printing}",
                    file.display()
                );
            }
        }
    }
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
fn a_room_says_what_it_is_for() {
    for (room, files) in rooms() {
        let Some(front) = files.iter().find(|f| f.ends_with(format!("{room}/mod.rs"))) else {
            continue;
        };
        let text = fs::read_to_string(front).unwrap();
        assert!(
            text.starts_with("//! "),
            "src/{room}/mod.rs does not say what the room holds"
        );
        let functions = code(front)
            .lines()
            .any(|line| line.trim_start().starts_with("fn "));
        assert!(
            !functions,
            "src/{room}/mod.rs has logic; it holds docs and re-exports only"
        );
    }
}

#[test]
fn the_document_shows_the_same_table() {
    let document = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    for (room, allowed) in TABLE {
        let row = document
            .lines()
            .find(|line| line.starts_with(&format!("| `{room}` |")))
            .unwrap_or_else(|| panic!("docs/architecture.md has no row for {room}"));
        for import in allowed.iter().filter(|import| **import != "ids") {
            let cell = row.rsplit('|').nth(1).unwrap_or_default();
            assert!(
                cell.contains(&format!("`{import}`")),
                "row of {room} lacks {import}"
            );
        }
    }
}
