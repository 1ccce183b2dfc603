#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
//! Properties that a recording removes; nothing else changes. Recordings of before are read.

use super::redact::redact;
use super::{Recording, RecordingError};
use crate::snapshot::SoughtValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;

fn redacted(text: &str) -> String {
    redact(text.as_bytes()).unwrap()
}

#[test]
fn secrets_hints_and_keys_become_null() {
    for (body, after) in [
        (r#"{"hint":"abc","id":"1"}"#, r#"{"hint":null,"id":"1"}"#),
        (r#"{"Hint" : "a\"b" , "x":1}"#, r#"{"Hint" : null , "x":1}"#),
        (r#"{"secretText":"s3cret"}"#, r#"{"secretText":null}"#),
        (r#"[{"key":{"a":["x","}"]}},2]"#, r#"[{"key":null},2]"#),
        (
            r#"{"customKeyIdentifier":null}"#,
            r#"{"customKeyIdentifier":null}"#,
        ),
        (r#"{"key":12 ,"id":"1"}"#, r#"{"key":null ,"id":"1"}"#),
        (r#"{"h\u0069nt":"abc"}"#, r#"{"h\u0069nt":null}"#),
    ] {
        assert_eq!(redacted(body), after);
    }
}

#[test]
fn everything_else_stays_byte_for_byte() {
    for body in [
        "\u{feff}{ \"value\" : [ ] }\r\n",
        r#"{"value":["hint","key"],"keyCredentials":[],"displayName":"key: \"hint\""}"#,
        r#"{"value":[{"id":"1"},{"id":"2""#,
        r#"{"@odata.nextLink":"https://graph.example/v1.0/users?$skiptoken=eyJ"}"#,
    ] {
        assert_eq!(redacted(body), body);
    }
}

#[test]
fn a_secret_in_a_body_that_breaks_off_is_removed_too() {
    for body in [
        r#"{"value":[{"hint":"abc"#,
        r#"{"value":[{"hint":"abc\"#,
        r#"{"value":[{"key":["abc",{"x":"abc"#,
        r#"{"value":[{"key":{"x":"abc"}"#,
    ] {
        let after = redacted(body);
        assert!(!after.contains("abc"), "{after}");
        assert!(serde_json::from_str::<serde_json::Value>(&after).is_err());
    }
}

#[test]
fn a_signed_token_is_removed_from_anywhere() {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","typ":"JWT"}"#);
    let token = format!("{header}.e30xxxxxxxxxxxxxxxxxxx.c2ln");
    let after = redacted(&format!(
        r#"{{"message":"{token}","x":["Bearer {token}"]}}"#
    ));
    assert_eq!(after, r#"{"message":"","x":[""]}"#);
}

#[test]
fn what_is_no_json_is_not_kept() {
    assert_eq!(redact(b"<html>secret</html>"), None);
    assert_eq!(redact(b"\xff{"), None);
    assert_eq!(redact(b""), None);
    assert_eq!(redacted("\"secret\""), "\"\"");
    assert_eq!(redacted("null"), "null");
}

fn index(sought: &str) -> Recording {
    let text = format!(
        r#"{{"schema":"rolecall/recording","schema_version":1,"requests":[],"scan":{{
            "tool":"0.1.0","cloud":"global","graph_host":"https://graph.microsoft.com/","budget_seconds":600,
            "started":"2026-11-27T10:00:00Z","ended":"2026-11-27T10:00:01Z",
            "observer":{{"sign_in":"a test","kind":"application"}},"sought":{sought}}}}}"#
    );
    Recording::read::<RecordingError>(|_| Ok(text.clone().into_bytes())).unwrap()
}

#[test]
fn a_recording_names_each_guide_and_one_of_before_names_one() {
    let one = r#"{"guide":"acme","edition":"2026-01-31","parameters":{"a":"1"}}"#;
    let before = index(one);
    assert_eq!(before, index(&format!("[{one}]")));
    let [acme] = before.context().sought.as_slice() else {
        panic!("{before:?}")
    };
    assert_eq!(acme.parameters["a"], SoughtValue::One("1".to_owned()));
    let other = r#"{"guide":"other","edition":"2026-01-31","parameters":{"b":["1","2"]}}"#;
    let several = index(&format!("[{one},{other}]"));
    assert_eq!(several.context().sought.len(), 2);
    let b = &several.context().sought[1].parameters["b"];
    assert_eq!(b.texts(), ["1", "2"]);
    let files = several.files().unwrap();
    let again = Recording::read::<RecordingError>(|_| Ok(files[0].1.clone())).unwrap();
    assert_eq!(again, several);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_whole_json_stays_whole(text in r#"[\{\[]([a-z:,"\\\{\}\[\]0-9 ]|"(key|hint)": ?){0,60}"#) {
        let after = redacted(&text);
        let whole = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
        prop_assert_eq!(whole(&text), whole(&after), "{} -> {}", text, after);
    }
}
