//! The meaning of a guide: the specification's truth tables and its table cases.

use super::cases::Case;
use rolecall::assess::semantics::{State, Truth};
use std::fs;

use State::{Held, NotHeld, Unseen};

/// The table of the specification: two states, then all of, any of and only one of them.
const TABLE: [[State; 5]; 6] = [
    [Held, Held, Held, Held, NotHeld],
    [Held, NotHeld, NotHeld, Held, Held],
    [Held, Unseen, Unseen, Held, Unseen],
    [NotHeld, NotHeld, NotHeld, NotHeld, NotHeld],
    [NotHeld, Unseen, NotHeld, Unseen, Unseen],
    [Unseen, Unseen, Unseen, Unseen, Unseen],
];

#[test]
fn rights_follow_the_truth_table() {
    for [a, b, all, any, only_one] in TABLE {
        for pair in [[a, b], [b, a]] {
            assert_eq!(State::all(pair), all, "all of {pair:?}");
            assert_eq!(State::any(pair), any, "any of {pair:?}");
            assert_eq!(State::only_one(pair), only_one, "only one of {pair:?}");
        }
    }
    assert_eq!(State::only_one([Held, Held, Unseen]), NotHeld);
}

#[test]
fn conditions_follow_the_same_table() {
    for [a, b, all, any, _] in TABLE {
        let pair = [Truth::from(a), Truth::from(b)];
        assert_eq!(Truth::all(pair), all.into());
        assert_eq!(Truth::any(pair), any.into());
    }
    let turned = [Truth::Yes, Truth::No, Truth::Open].map(Truth::negated);
    assert_eq!(turned, [Truth::No, Truth::Yes, Truth::Open]);
}

#[test]
fn the_table_cases_come_out_as_written() {
    let folder = format!("{}/tests/fixtures/semantics", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 71);
    let mut wrong = Vec::new();
    for path in paths {
        let case: Case = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let result = case.as_json();
        if result != case.expect {
            wrong.push(format!(
                "{}\n  expected {}\n  result     {result}",
                path.display(),
                case.expect
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
