//! A guide broken in one place: where the message points, and what it says.

use super::{MINIMAL, minimal_with, problem};

/// `(what stands there, what is put there, line:column of the message, a part of it)`.
const BROKEN: &[(&str, &str, &str, &str)] = &[];

#[test]
fn each_fault_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for (from, to, place, part) in BROKEN {
        let problem = problem(&minimal_with(from, to));
        let said = problem.to_string();
        let first = said.lines().next().unwrap_or_default();
        let right = first.starts_with(&format!("guide.toml:{place}: ")) && first.contains(part);
        if !right || problem.faults.len() != 1 {
            wrong.push(format!("{from:?} -> {to:?}\n{said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
