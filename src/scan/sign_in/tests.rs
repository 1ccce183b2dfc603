#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::claims::{self, Claims};
use super::refusal::{Refusal, code};
use super::{SignIn, token};
use crate::scan::secrets::Redactor;
use crate::scan::{Cloud, ScanError};
use crate::snapshot::ObserverKind;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

fn jwt(claims: &serde_json::Value) -> String {
    format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims.to_string()))
}

fn read(token: &str) -> Option<Claims> {
    claims::read(token, &Redactor::default())
}

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

fn verdict(claims: &serde_json::Value, cloud: Cloud) -> Result<(), String> {
    read(&jwt(claims))
        .unwrap()
        .check(cloud, now())
        .map_err(|problem| problem.to_string())
}

#[test]
fn an_audience_of_graph_is_taken_and_another_is_named() {
    for audience in [
        "https://graph.microsoft.com",
        "https://graph.microsoft.com/",
        "00000003-0000-0000-c000-000000000000",
    ] {
        assert_eq!(
            verdict(&json!({ "aud": audience }), Cloud::Global),
            Ok(()),
            "{audience}"
        );
    }
    let other = verdict(
        &json!({ "aud": "https://management.azure.com/" }),
        Cloud::Global,
    )
    .unwrap_err();
    assert!(other.contains("not for Microsoft Graph"), "{other}");
    let cloud = verdict(
        &json!({ "aud": "https://graph.microsoft.us/" }),
        Cloud::Global,
    )
    .unwrap_err();
    assert!(cloud.contains("--cloud gcc-high"), "{cloud}");
    assert_eq!(
        verdict(
            &json!({ "aud": "https://graph.microsoft.us" }),
            Cloud::GccHigh
        ),
        Ok(())
    );
}

#[test]
fn an_expired_token_is_refused_before_any_request() {
    assert!(
        verdict(&json!({ "exp": 1_699_999_999 }), Cloud::Global)
            .unwrap_err()
            .contains("expired")
    );
    assert_eq!(
        verdict(&json!({ "exp": 1_700_000_001 }), Cloud::Global),
        Ok(())
    );
    assert_eq!(verdict(&json!({}), Cloud::Global), Ok(()));
}

#[test]
fn an_application_and_a_person_are_told_apart() {
    let app = read(&jwt(&json!({
        "appid": "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "app_displayname": "auditor",
        "roles": ["User.Read.All", "Application.Read.All"], "tid": "11111111-1111-1111-1111-111111111111",
    })))
    .unwrap();
    assert!(app.tenant().is_some());
    let app = app.observer("client secret".to_owned());
    assert_eq!(app.kind, ObserverKind::Application);
    assert_eq!(app.name.as_deref(), Some("auditor"));
    assert_eq!(app.permissions, ["Application.Read.All", "User.Read.All"]);

    let person = read(&jwt(
        &json!({ "scp": "User.Read openid", "upn": "a@b.example" }),
    ))
    .unwrap();
    let person = person.observer("access token".to_owned());
    assert_eq!(person.kind, ObserverKind::Person);
    assert_eq!(person.name.as_deref(), Some("a@b.example"));
    assert_eq!(person.permissions, ["User.Read", "openid"]);
}

#[test]
fn a_token_that_cannot_be_read_has_no_claims_and_does_no_harm() {
    let long = format!("a.{}.c", "A".repeat(100_000));
    for token in [
        "",
        "opaque",
        "a.b",
        "a.b.c",
        "a.!!!.c",
        "a.b.c.d",
        long.as_str(),
    ] {
        assert!(read(token).is_none(), "{token:.20}");
    }
    let wrong_types = jwt(&json!({ "aud": ["x"], "exp": "soon" }));
    assert!(read(&wrong_types).is_none());
}

#[test]
fn a_given_token_is_found_in_every_usual_form() {
    let unwrap = |text: &str| token::unwrap(&SecretString::from(text.to_owned()));
    for text in [
        "a.b.c",
        "  a.b.c\r\n",
        "\u{feff}a.b.c",
        "\"a.b.c\"",
        "Bearer a.b.c",
        r#"{"accessToken": "a.b.c", "expiresOn": "2026-01-01", "tenant": "x"}"#,
    ] {
        assert_eq!(unwrap(text).unwrap().expose_secret(), "a.b.c", "{text}");
    }
    for text in ["", " \n", "{\"token\": 1}", "a b", "a\nb", "é"] {
        assert!(
            matches!(unwrap(text), Err(ScanError::Token { .. })),
            "{text}"
        );
    }
}

#[test]
fn no_secret_is_ever_printed() {
    let secret = || SecretString::from("hunter2".to_owned());
    let methods = [
        SignIn::ClientSecret {
            tenant: "t".into(),
            client_id: "c".into(),
            secret: secret(),
        },
        SignIn::AccessToken {
            token: secret(),
            from: "a file".into(),
        },
    ];
    for method in methods {
        assert!(!format!("{method:?} {method:#?}").contains("hunter2"));
    }
    let garbled = token::unwrap(&SecretString::from("hunter2 hunter2".to_owned())).unwrap_err();
    assert!(!format!("{garbled} {garbled:?}").contains("hunter2"));
}

#[test]
fn a_refusal_says_what_to_do_by_its_code() {
    let said = |body: &str| {
        Refusal {
            code: code(body.as_bytes()),
            status: 400,
        }
        .to_string()
    };
    let cases = [
        (r#"{"error_codes":[7000215]}"#, "secret's value"),
        (r#"{"error_codes":[7000222]}"#, "has expired"),
        (r#"{"error_codes":[700016]}"#, "no such application"),
        (
            r#"{"error_description":"AADSTS90002: Tenant 'x' not found.\r\nTrace ID: y"}"#,
            "no such tenant",
        ),
        (
            r#"{"error_codes":[999999]}"#,
            "AADSTS999999; look the code up",
        ),
        ("<html>", "without an error code"),
    ];
    for (body, words) in cases {
        let said = said(body);
        assert!(said.contains(words), "{said}");
        assert!(!said.contains("Trace"), "{said}");
    }
}
