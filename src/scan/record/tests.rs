#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
//! Properties that a recording removes; nothing else changes.

use super::redact::redact;
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

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_whole_json_stays_whole(text in r#"[\{\[]([a-z:,"\\\{\}\[\]0-9 ]|"(key|hint)": ?){0,60}"#) {
        let after = redacted(&text);
        let whole = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
        prop_assert_eq!(whole(&text), whole(&after), "{} -> {}", text, after);
    }
}
