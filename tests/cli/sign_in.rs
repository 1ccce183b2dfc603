//! Signing in: missing, wrong and refused settings. No secret is ever shown.

use crate::graph::{Options, Server, Tenant};
use crate::place::{Place, ran};
use assert_cmd::Command;

fn server() -> Server {
    Server::start(Tenant::new("contoso"), Options::default())
}

/// A scan with a token in a file, over plain HTTP to this machine.
fn with_token(place: &Place, server: &Server, token: &str) -> Command {
    place.put("token", token);
    let host = server.http();
    place.rolecall(&[
        "scan",
        "-o",
        "s.json",
        "--access-token-file",
        "token",
        "--graph-host",
        &host,
    ])
}

#[test]
fn without_credentials_the_message_names_what_is_missing() {
    let place = Place::new();
    let scan = ["scan", "-o", "s.json"];
    let all = [
        "AZURE_TENANT_ID",
        "AZURE_CLIENT_ID",
        "AZURE_CLIENT_SECRET",
        "--access-token-file",
        "--demo",
    ];
    place.refuses(&scan, 2, &all);
    place.refuses(&["audit", "-o", "reports"], 2, &all);
    let mut empty = place.rolecall(&scan);
    empty
        .env("AZURE_TENANT_ID", " ")
        .env("AZURE_AUTHORITY_HOST", "")
        .env("ROLECALL_ACCESS_TOKEN_FILE", "")
        .env("ROLECALL_ACCESS_TOKEN", "")
        .env("AZURE_CLIENT_ID", "04b07795-8ddb-461a-bbee-02f9e1bf7b46")
        .env("AZURE_CLIENT_SECRET", "s3cr3t");
    place.refused(&mut empty, 2, &["AZURE_TENANT_ID not set or empty"]);
}

#[test]
fn a_refusal_of_the_identity_service_is_explained() {
    let place = Place::new();
    let server = server();
    let scan = ["scan", "-o", "s.json"];
    let cases = [
        (
            "AZURE_CLIENT_SECRET",
            "wrong~secret.value",
            1,
            "the client secret is wrong",
        ),
        (
            "AZURE_CLIENT_ID",
            "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
            1,
            "no such application",
        ),
        ("AZURE_TENANT_ID", "fabrikam.example", 1, "no such tenant"),
        ("AZURE_CLIENT_ID", "my app", 2, "not a GUID"),
        ("AZURE_TENANT_ID", "a b/c", 2, "neither an id nor a domain"),
    ];
    for (name, value, code, words) in cases {
        let mut command = place.signed_in(&server, &scan);
        let ran = place.refused(command.env(name, value), code, &[words]);
        assert!(!ran.err.contains("wrong~secret"), "{ran:?}");
        assert!(!ran.err.contains(server.client_secret()), "{ran:?}");
    }
    let mut audit = place.signed_in(&server, &["audit", "-o", "reports"]);
    place.refused(
        audit.env("AZURE_CLIENT_SECRET", "x"),
        1,
        &["the client secret is wrong"],
    );
}

#[test]
fn a_token_that_cannot_be_used_is_refused_and_not_shown() {
    let place = Place::new();
    let server = server();
    let expired = server.expired_token(&["User.Read.All"]);
    let cases = [
        (expired.as_str(), "has expired"),
        ("", "is empty"),
        ("{\"token\":\"x\"}", "without an `accessToken`"),
        ("two words", "characters that no token has"),
    ];
    for (token, words) in cases {
        let ran = place.refused(&mut with_token(&place, &server, token), 2, &[words]);
        assert!(token.is_empty() || !ran.err.contains(token), "{ran:?}");
    }
    let other = other_audience();
    let words = ["is not for Microsoft Graph", "az account get-access-token"];
    place.refused(&mut with_token(&place, &server, &other), 2, &words);
    place.refused(
        &mut with_token(&place, &server, "opaque"),
        1,
        &["did not accept the token"],
    );
    let missing = ["scan", "-o", "s.json", "--access-token-file", "missing"];
    place.refuses(&missing, 2, &["missing", "no such file"]);
}

/// A token for Azure's own API, as `az account get-access-token` gives without a resource.
fn other_audience() -> String {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let claims = r#"{"aud":"https://management.azure.com","exp":9999999999}"#;
    format!(
        "{}.{}.c2ln",
        engine.encode("{\"alg\":\"none\"}"),
        engine.encode(claims)
    )
}

#[test]
fn a_token_is_taken_bare_as_json_from_a_variable_and_from_standard_input() {
    let place = Place::new();
    let server = server();
    let (token, host) = (server.auditor_token(), server.http());
    let json = format!("{{\"accessToken\": \"{token}\", \"tokenType\": \"Bearer\"}}\n");
    let mut ways = vec![
        with_token(&place, &server, &token),
        with_token(&place, &server, &format!("{token}\n")),
    ];
    let scan = ["scan", "-o", "s.json", "--graph-host", &host];
    let mut variable = place.rolecall(&scan);
    variable.env("ROLECALL_ACCESS_TOKEN", &token);
    ways.push(variable);
    let mut piped = place.rolecall(&scan);
    piped
        .args(["--access-token-file", "-"])
        .write_stdin(json.clone());
    ways.push(piped);
    for mut way in ways {
        let _ = std::fs::remove_file(place.path("s.json"));
        place.put("token", &token);
        let ran = ran(&mut way);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        let snapshot = place.read("s.json");
        assert!(!snapshot.contains(&token) && !ran.out.contains(&token));
    }
    let ran = ran(&mut with_token(&place, &server, &json));
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn an_impossible_host_is_refused_before_anything_is_sent() {
    let place = Place::new();
    let server = server();
    let secure = server.https();
    let scan = ["scan", "-o", "s.json"];
    let path = format!("{secure}/v1.0");
    let cases: [(&str, &str, &[&str]); 7] = [
        (
            "--authority-host",
            "http://login.example",
            &["--authority-host", "https"],
        ),
        (
            "--graph-host",
            "http://graph.microsoft.com",
            &["--graph-host", "https", "loopback"],
        ),
        (
            "--graph-host",
            &path,
            &["--graph-host", "a scheme and a host only"],
        ),
        (
            "--graph-host",
            "https://user@graph.microsoft.com",
            &["a scheme and a host only"],
        ),
        (
            "--graph-host",
            "ftp://graph.microsoft.com",
            &["a scheme and a host only"],
        ),
        (
            "--authority-host",
            "https://",
            &["--authority-host", "such as https://"],
        ),
        ("--cloud", "mars", &["--cloud", "gcc-high"]),
    ];
    for (flag, value, words) in cases {
        let mut command = place.rolecall(&scan);
        command
            .env("AZURE_TENANT_ID", "contoso.example")
            .env("AZURE_CLIENT_ID", server.client_id())
            .env("AZURE_CLIENT_SECRET", "s3cr3t");
        let ran = place.refused(command.args([flag, value]), 2, words);
        assert!(!ran.err.contains("s3cr3t"), "{ran:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_host_that_does_not_answer_is_named() {
    let place = Place::new();
    let server = server();
    let gone = "https://127.0.0.1:1";
    let mut graph = place.rolecall(&["scan", "-o", "s.json", "--graph-host", gone]);
    let command = graph.env("ROLECALL_ACCESS_TOKEN", server.auditor_token());
    place.refused(
        command,
        1,
        &["Graph at 127.0.0.1", "refused", "check the host"],
    );
    let mut login = place.rolecall(&["scan", "-o", "s.json", "--authority-host", "127.0.0.1:1"]);
    login
        .env("AZURE_TENANT_ID", server.tenant_id())
        .env("AZURE_CLIENT_ID", server.client_id())
        .env("AZURE_CLIENT_SECRET", "s3cr3t");
    let ran = place.refused(
        &mut login,
        1,
        &["no token from 127.0.0.1", "check the host"],
    );
    assert!(!ran.err.contains("s3cr3t"));
}

#[test]
fn certificates_are_checked() {
    let place = Place::new();
    let server = server();
    let host = server.https();
    place.put("none.pem", "there is no certificate in here");
    place.put(
        "broken.pem",
        "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
    );
    let scan = ["scan", "-o", "s.json", "--graph-host", &host];
    let with = |more: &[&str]| {
        let mut command = place.rolecall(&scan);
        command
            .args(more)
            .env("ROLECALL_ACCESS_TOKEN", server.auditor_token());
        command
    };
    place.refused(
        &mut with(&[]),
        1,
        &["certificate is not trusted", "--ca-file"],
    );
    let words = ["the CA file holds no usable certificate", "PEM"];
    place.refused(&mut with(&["--ca-file", "none.pem"]), 2, &words);
    place.refused(&mut with(&["--ca-file", "broken.pem"]), 2, &["CA file"]);
    place.refused(
        &mut with(&["--ca-file", "missing.pem"]),
        2,
        &["missing.pem", "no such file"],
    );
    assert!(server.graph_requests().is_empty());
}
