#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_collect,
    reason = "tests"
)]
//! Every form of a secret is found, and nothing else changes.

use super::Redactor;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use serde_json::{Value, json};

const SECRET: &str = "simulated~client.secret/a+b&c\"d=";

fn redactor() -> Redactor {
    let redactor = Redactor::default();
    redactor.learn(SECRET);
    redactor
}

fn percent(text: &str, all: bool) -> String {
    let one = |byte: u8| {
        if all || !byte.is_ascii_alphanumeric() {
            format!("%{byte:02x}")
        } else {
            char::from(byte).to_string()
        }
    };
    text.bytes().map(one).collect()
}

fn units(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| format!("\\u{unit:04X}"))
        .collect()
}

/// Forms in which a host may repeat a secret.
fn wrapped(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap();
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let html: String = secret.bytes().map(|byte| format!("&#x{byte:x};")).collect();
    let lines = STANDARD
        .encode(format!("Authorization: Bearer {secret}"))
        .as_bytes()
        .chunks(12)
        .map(|line| String::from_utf8(line.to_vec()).unwrap())
        .collect::<Vec<_>>()
        .join("\r\n");
    let mut all = vec![
        secret.to_owned(),
        form.clone(),
        percent(secret, false),
        percent(secret, true),
        percent(&percent(secret, true), true),
        json.trim_matches('"').to_owned(),
        serde_json::to_string(&json).unwrap(),
        units(secret),
        units(&percent(secret, false)),
        html,
        secret.replace('&', "&amp;").replace('"', "&quot;"),
        lines,
        secret.bytes().map(|byte| format!("{byte:02x}")).collect(),
    ];
    for before in ["", "x", "xy", "xyz", "Bearer "] {
        let text = format!("{before}{secret}--");
        all.push(STANDARD.encode(&text));
        all.push(URL_SAFE_NO_PAD.encode(&text));
        all.push(percent(&STANDARD.encode(&text), false));
    }
    all
}

/// Returns `true` if a text reveals the secret.
fn reveals(text: &str) -> bool {
    let core = "simulated";
    let plain = |text: &str| text.contains(core) || text.contains("client.secret");
    let mut last = text.to_owned();
    for _ in 0..8 {
        if plain(&last) || last.contains(&STANDARD.encode(&core[..6])) {
            return true;
        }
        last = super::flatten::layers(&last).next().unwrap_or(last);
    }
    false
}

#[test]
fn every_form_is_taken_out_of_a_text_and_of_json() {
    let redactor = redactor();
    for wrapped in wrapped(SECRET) {
        let text = redactor.clean(&wrapped);
        assert!(!reveals(&text), "{wrapped} -> {text}");
        for body in [
            json!({"error": {"code": wrapped, "message": format!("you sent {wrapped}!")}}).to_string(),
            json!({"value": [{"id": "1", "displayName": wrapped, wrapped.clone(): [wrapped.clone()]}]}).to_string(),
            json!({"definition": json!({"a": json!({"b": wrapped}).to_string()}).to_string()}).to_string(),
            format!("<html><p>{wrapped}</p></html>"),
        ] {
            let json = serde_json::from_str::<Value>(&body).is_ok();
            let cleaned = String::from_utf8(redactor.clean_body(body.clone().into_bytes())).unwrap();
            assert!(!reveals(&cleaned), "{body} -> {cleaned}");
            assert_eq!(json, serde_json::from_str::<Value>(&cleaned).is_ok(), "{cleaned}");
        }
    }
}

#[test]
fn a_body_that_breaks_off_is_cleaned_too() {
    let redactor = redactor();
    for wrapped in wrapped(SECRET) {
        let body = format!("{{\"error\":{}", serde_json::to_string(&wrapped).unwrap());
        let body = body.trim_end_matches('"').to_owned();
        let cleaned = String::from_utf8(redactor.clean_body(body.into_bytes())).unwrap();
        assert!(!reveals(&cleaned), "{wrapped} -> {cleaned}");
    }
}

#[test]
fn parts_of_a_signed_token_are_secrets_too() {
    let redactor = Redactor::default();
    let payload = URL_SAFE_NO_PAD.encode(r#"{"aud":"https://graph.microsoft.com"}"#);
    let signature = URL_SAFE_NO_PAD.encode([7; 64]);
    redactor.learn(&format!("eyJhbGciOiJSUzI1NiJ9.{payload}.{signature}"));
    assert_eq!(redactor.clean(&format!("x{signature}y")), "xREDACTEDy");
    assert_eq!(redactor.clean(&payload), "REDACTED");
}

#[test]
fn nothing_short_is_a_secret_and_an_empty_redactor_changes_nothing() {
    let redactor = Redactor::default();
    assert_eq!(redactor.clean("anything %41"), "anything %41");
    redactor.learn("short");
    redactor.learn("");
    assert_eq!(redactor.clean("a short text"), "a short text");
    assert!(!format!("{:?}", self::redactor()).contains("simulated"));
}

proptest! {
    #[test]
    fn what_holds_no_secret_stays_byte_for_byte(body in r#"[\{\["a-z:,\\%&; 0-9\}\]]{0,80}"#) {
        let cleaned = redactor().clean_body(body.clone().into_bytes());
        prop_assert_eq!(cleaned, body.into_bytes());
    }

    #[test]
    fn a_secret_is_removed_from_anywhere(before in ".{0,20}", after in ".{0,20}") {
        let redactor = redactor();
        let cleaned = redactor.clean(&format!("{before}{SECRET}{after}")).into_owned();
        prop_assert!(!cleaned.contains(SECRET));
        let body = json!({ "x": format!("{before}{SECRET}{after}") }).to_string();
        let cleaned = String::from_utf8(redactor.clean_body(body.into_bytes())).unwrap();
        let read: Value = serde_json::from_str(&cleaned).unwrap();
        prop_assert!(!read["x"].as_str().unwrap().contains(SECRET));
    }
}
