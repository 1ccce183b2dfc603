//! A host that repeats the token and the secret in everything that it sends: no output of a scan holds them.

use crate::graph::faults::echo::every;
use crate::graph::{Fault, On, Server};
use crate::support::{
    EventLog, by_secret, options, recorded, scan_input, scanned, server, wait, watched,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use rolecall::scan::{SignIn, Silent, replay};
use rolecall::snapshot::{self, Snapshot};
use secrecy::SecretString;
use std::collections::BTreeSet;

/// The text with one layer of escapes removed.
fn unescaped(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let hex = |from: usize, digits: usize| {
            let digits = std::str::from_utf8(more.get(from..from + digits)?).ok()?;
            u32::from_str_radix(digits, 16).ok()
        };
        let (c, length) = match (first, more.first()) {
            (b'%', _) if hex(0, 2).is_some() => (hex(0, 2), 3),
            (b'\\', Some(b'u')) if hex(1, 4).is_some() => (hex(1, 4), 6),
            (b'\\', Some(next)) => (Some(u32::from(*next)), 2),
            (b'&', Some(b'#')) => {
                let end = more.iter().position(|byte| *byte == b';').unwrap_or(0);
                let digits = std::str::from_utf8(more.get(1..end).unwrap_or_default());
                (digits.ok().and_then(|digits| digits.parse().ok()), end + 2)
            }
            _ => (None, 1),
        };
        match c.and_then(char::from_u32) {
            Some(c) if length > 1 => {
                out.extend(c.to_string().bytes());
                rest = &rest[length..];
            }
            _ => {
                out.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Returns `true` if a text holds a secret, or enough of it, in any form.
fn reveals(text: &str, secret: &str) -> bool {
    let core: String = secret
        .chars()
        .rev()
        .take(16)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let mut wanted = BTreeSet::from([core.clone()]);
    wanted.insert(core.bytes().map(|byte| format!("{byte:02x}")).collect());
    for before in 0..3 {
        let padded = [&vec![0; before][..], core.as_bytes()].concat();
        for encoded in [
            STANDARD_NO_PAD.encode(&padded),
            URL_SAFE_NO_PAD.encode(&padded),
        ] {
            // Without the digits that depend on the bytes before and behind.
            wanted.insert(encoded[4..encoded.len() - 2].to_owned());
        }
    }
    let mut layer = text.to_owned();
    for _ in 0..6 {
        if wanted.iter().any(|one| layer.contains(one.as_str())) {
            return true;
        }
        layer = unescaped(&layer);
    }
    false
}

#[track_caller]
fn clean(what: &str, text: &str, server: &Server, tokens: &[String]) {
    let secrets = tokens.iter().map(String::as_str);
    for secret in secrets.chain([server.client_secret()]) {
        assert!(!reveals(text, secret), "{what} holds a secret: {text}");
    }
}

/// Every kind of answer that a host can give, with the secrets in it.
fn fault_cases() -> Vec<Fault> {
    let all = format!("{} / {}", every("token"), every("secret"));
    let id = "11111111-2222-4333-8444-555555555555";
    let object = format!(
        r#"{{"id":"{id}","appId":"{id}","displayName":"{all}","mail":"{{token:plain}}","userPrincipalName":"{{secret:plain}}","otherMails":["{all}"],"userType":"Guest","principalId":"{id}","groupId":"{id}","clientId":"{id}","resourceId":"{id}","appRoleId":"{id}","roleDefinitionId":"{id}","scope":"{all}","directoryScopeId":"/{{token:plain}}","skuPartNumber":"{all}","definition":["{{\"a\":\"{{token:nested}}\"}}","{all}"],"{{token:plain}}":1}}"#
    );
    let list = |next: &str| format!(r#"{{"value":[{object}]{next}}}"#);
    let error = |code: &str| {
        format!(
            r#"{{"error":{{"code":"{code}","message":"{all}","innerError":{{"request-id":"{code}","nested":{{"a":["{all}"]}}}}}}}}"#
        )
    };
    let body = |status, body: String| Fault::Echo { status, body };
    let headers = [
        "request-id",
        "retry-after",
        "date",
        "x-ms-resource-unit",
        "x-ms-throttle-limit-percentage",
        "www-authenticate",
    ];
    let named = |form: &str| {
        let headers = headers.map(|name| (name.to_owned(), form.to_owned()));
        Fault::EchoHeaders(headers.to_vec())
    };
    let mut faults = vec![
        body(200, list("")),
        body(
            200,
            list(r#","@odata.nextLink":"HOST/v1.0/users?$skiptoken={token:plain}""#),
        ),
        body(
            200,
            list(r#","@odata.nextLink":"HOST/v1.0/users?$skiptoken={secret:percent}""#),
        ),
        body(200, object.clone()),
        body(200, format!("<html>{all}</html>")),
        body(200, format!("\"{all}\"")),
        body(200, format!(r#"{{"value":[{{"id":"{all}"#)),
    ];
    for form in ["plain", "percent", "base64", "hex", "units"] {
        for what in ["token", "secret"] {
            faults.push(named(&format!("{{{what}:{form}}}")));
            for status in [400, 403, 429] {
                faults.push(body(status, error(&format!("{{{what}:{form}}}"))));
            }
        }
    }
    faults
}

fn tokens(server: &Server) -> Vec<String> {
    server.issued()
}

fn text(snapshot: &Snapshot) -> String {
    String::from_utf8(snapshot::write(snapshot).unwrap()).unwrap()
}

#[test]
fn no_output_holds_a_secret_that_graph_repeats() {
    let server = server();
    for fault in fault_cases() {
        server.heal();
        let fault = match fault {
            Fault::Echo { status, body } => Fault::Echo {
                status,
                body: body.replace("HOST", &server.https()),
            },
            other => other,
        };
        // An error makes the program read the headers, where only they hold the secret.
        server.inject(On::path("/v1.0/*"), fault.clone());
        server.inject(On::path("/beta/*"), fault.clone());
        let (snapshot, recording) = recorded(by_secret(&server), options(&server));
        let tokens = tokens(&server);
        let recording = recording.unwrap();
        for (name, content) in recording.files().unwrap() {
            clean(
                &name,
                &String::from_utf8(content).unwrap(),
                &server,
                &tokens,
            );
        }
        match snapshot {
            Ok(snapshot) => {
                clean("the snapshot", &text(&snapshot), &server, &tokens);
                let again = wait(replay(scan_input().subject(), &recording, &Silent)).unwrap();
                assert!(text(&again) == text(&snapshot), "{fault:?}");
            }
            Err(problem) => clean(
                "the error",
                &format!("{problem} {problem:?}"),
                &server,
                &tokens,
            ),
        }
    }
}

#[test]
fn nothing_is_lost_where_nothing_is_repeated() {
    let server = server();
    let one = text(&scanned(&server, by_secret(&server)).unwrap());
    assert!(!one.contains("REDACTED"), "{one}");
}

#[test]
fn progress_and_errors_do_not_repeat_what_the_sign_in_host_repeats() {
    let server = server();
    for body in [
        format!(
            r#"{{"error":"{{secret:plain}}","error_description":"AADSTS7000215: {}","error_codes":[7000215]}}"#,
            every("secret")
        ),
        format!(r#"{{"error_description":"{}"}}"#, every("secret")),
        every("secret"),
    ] {
        server.heal();
        let fault = Fault::Echo { status: 401, body };
        server.inject(On::path("*/oauth2/*"), fault);
        let events = EventLog::default();
        let problem = watched(&server, by_secret(&server), &events).unwrap_err();
        let told = format!("{problem} {problem:?} {:?}", events.0.lock().unwrap());
        clean("what is told", &told, &server, &[]);
    }
}

#[test]
fn a_given_token_is_a_secret_too_even_where_its_claims_repeat_another() {
    let server = server();
    let token = server.auditor_token();
    let body = r#"{"value":[{"skuPartNumber":"{token:plain} {token:base64url}"}]}"#.to_owned();
    server.inject(
        On::path("/v1.0/subscribedSkus"),
        Fault::Echo { status: 200, body },
    );
    let method = SignIn::AccessToken {
        token: SecretString::from(format!("{{\"accessToken\": \"{token}\"}}")),
        from: "a test".to_owned(),
    };
    let snapshot = scanned(&server, method).unwrap();
    let text = text(&snapshot);
    assert!(text.contains("REDACTED"), "{text}");
    clean("the snapshot", &text, &server, &[token]);
}
