//! The bounds of one object.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::pages::{PARTS, bounded};
use serde_json::{Value, json};

#[test]
fn a_long_text_is_cut_and_nothing_else_changes() {
    let raw = json!({"a": "x".repeat(50), "b": ["y", "ä".repeat(50)], "c": 1}).to_string();
    let bounded = bounded(&raw, 21).unwrap();
    assert!(bounded.cut);
    let read: Value = serde_json::from_str(&bounded.text).unwrap();
    let expected = json!({"a": "x".repeat(21), "b": ["y", "ä".repeat(10)], "c": 1});
    assert_eq!(read, expected);
}

#[test]
fn no_escape_is_cut_in_two() {
    let escaped = r#"{"a":"\\\"\u00e4\ud83d\ude00\n\ud83d\ude00zzzzzzzzzzzz"}"#;
    for longest in 1..45 {
        let bounded = bounded(escaped, longest).unwrap();
        let read: Value = serde_json::from_str(&bounded.text).unwrap();
        assert!(read["a"].is_string(), "{longest}: {}", bounded.text);
    }
}

#[test]
fn an_object_of_too_many_parts_is_not_read() {
    let many = format!("{{\"a\":[{}]}}", vec!["{}"; PARTS].join(","));
    assert!(bounded(&many, 10).is_none());
    let text = format!("{{\"a\":\"{}\"}}", ",".repeat(PARTS * 2));
    assert!(
        bounded(&text, 10).is_some(),
        "commas in a text are no parts"
    );
}
