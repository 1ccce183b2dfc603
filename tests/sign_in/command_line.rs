//! The sign-in method that the command line takes, and its messages for missing settings.

use crate::graph::Server;
use crate::support::server;
use assert_cmd::Command;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use tempfile::TempDir;

/// rolecall in an empty environment.
fn rolecall(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rolecall").unwrap();
    command.env_clear().args(arguments);
    command
}

fn scan(server: &Server, folder: &Path, more: &[&str]) -> Command {
    let output = folder.join("snapshot.json");
    let graph = server.http();
    let mut command = rolecall(&[
        "scan",
        "--graph-host",
        &graph,
        "-o",
        output.to_str().unwrap(),
    ]);
    command.args(more);
    command
}

fn method(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join("snapshot.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["snapshot"]["observer"]["sign_in"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn refused(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "one message: {said}");
    said
}

#[test]
fn each_method_names_what_it_lacks() {
    let with = |method: &str| ["scan", "-o", "x.json", "--auth", method].map(str::to_owned);
    for (method, lacks) in [
        (
            "client-secret",
            &["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"][..],
        ),
        (
            "certificate",
            &["AZURE_TENANT_ID", "AZURE_CLIENT_CERTIFICATE_PATH"],
        ),
        (
            "workload-identity",
            &["AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"],
        ),
        ("device-code", &["--tenant", "--client-id"]),
        ("token", &["--access-token-file", "ROLECALL_ACCESS_TOKEN"]),
        ("auto", &["AZURE_CLIENT_SECRET", "--auth", "--demo"]),
    ] {
        let arguments = with(method);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let said = refused(&mut rolecall(&arguments));
        for word in lacks {
            assert!(said.contains(word), "{method}: {said}");
        }
    }
}

#[test]
fn a_method_with_missing_settings_is_reported_and_not_skipped() {
    let folder = TempDir::new().unwrap();
    fake_az(folder.path(), "");
    let mut command = rolecall(&["scan", "-o", "x.json"]);
    command
        .env("AZURE_CLIENT_SECRET", "s3cret~value")
        .env("PATH", folder.path());
    let said = refused(&mut command);
    assert!(said.contains("AZURE_TENANT_ID"), "{said}");
    assert!(!said.contains("s3cret~value"), "{said}");
}

/// An `az` that prints this token.
fn fake_az(folder: &Path, token: &str) {
    let az = folder.join("az");
    let script = format!(
        "#!/bin/sh\necho '{{\"accessToken\":\"{token}\",\"expires_on\":4102444800,\"tokenType\":\"Bearer\"}}'\n"
    );
    fs::write(&az, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&az, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn the_azure_cli_comes_last_and_works() {
    let server = server();
    let folder = TempDir::new().unwrap();
    fake_az(folder.path(), &server.user_token(&["User.Read.All"]));
    scan(&server, folder.path(), &[])
        .env("PATH", folder.path())
        .assert()
        .success();
    assert_eq!(method(folder.path()), "Azure CLI");
    scan(&server, folder.path(), &[])
        .env("PATH", folder.path())
        .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
        .assert()
        .success();
    assert!(method(folder.path()).starts_with("access token"));
}

#[test]
fn a_missing_azure_cli_is_reported() {
    let output = rolecall(&["scan", "-o", "x.json", "--auth", "azure-cli"])
        .env("PATH", "/nonexistent")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`az` is not installed"), "{said}");
}

/// A token service like App Service's, which answers once; returns its address and the request.
fn token_service(token: String) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/msi/token", listener.local_addr().unwrap());
    let request = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        let body = format!(
            "{{\"access_token\":\"{token}\",\"expires_on\":\"4102444800\",\"resource\":\"https://graph.microsoft.com\",\"token_type\":\"Bearer\"}}"
        );
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(request).unwrap()
    });
    (address, request)
}

#[test]
fn a_managed_identity_is_taken_when_its_variables_are_there() {
    let server = server();
    let folder = TempDir::new().unwrap();
    let (address, request) = token_service(server.auditor_token());
    scan(&server, folder.path(), &[])
        .env("IDENTITY_ENDPOINT", address)
        .env("IDENTITY_HEADER", "the-header")
        .env("AZURE_CLIENT_ID", server.client_id())
        .assert()
        .success();
    assert_eq!(method(folder.path()), "managed identity (user-assigned)");
    let request = request.join().unwrap();
    assert!(
        request.contains("resource=https%3A%2F%2Fgraph.microsoft.com"),
        "{request}"
    );
    assert!(
        request.contains(&format!("client_id={}", server.client_id())),
        "{request}"
    );
    assert!(
        request.contains("x-identity-header: the-header"),
        "{request}"
    );
}

#[test]
fn a_recording_is_written_whole_and_replays_without_signing_in() {
    let server = server();
    let folder = TempDir::new().unwrap();
    let kept = folder.path().join("kept");
    let kept = kept.to_str().unwrap();
    scan(&server, folder.path(), &["--record", kept])
        .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
        .assert()
        .success();
    let first = fs::read(folder.path().join("snapshot.json")).unwrap();
    let said = refused(
        scan(&server, folder.path(), &["--record", kept]).env("ROLECALL_ACCESS_TOKEN", "x"),
    );
    assert!(said.contains("is there already"), "{said}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(
        left.len(),
        2,
        "nothing beside snapshot and recording: {left:?}"
    );
    drop(server);
    let again = folder.path().join("again.json");
    let output = rolecall(&["scan", "--replay", kept, "-o", again.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(fs::read(again).unwrap(), first);
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(summary.contains("resource units"), "{summary}");
    let nothing = refused(&mut rolecall(&[
        "scan",
        "--replay",
        "/nonexistent",
        "-o",
        "x.json",
    ]));
    assert!(nothing.contains("index.json"), "{nothing}");
}

#[test]
fn an_audit_keeps_its_recording_in_the_new_folder_and_replays_it() {
    let server = server();
    let folder = TempDir::new().unwrap();
    let graph = server.http();
    let audit = |more: &[&str]| {
        let mut command = rolecall(&["audit"]);
        command.current_dir(folder.path()).args(more);
        command
    };
    let live = [
        "-o",
        "reports",
        "--graph-host",
        &graph,
        "--record",
        "reports/kept",
    ];
    let output = audit(&live)
        .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
        .output()
        .unwrap();
    assert_eq!(output.stderr, b"", "{output:?}");
    drop(server);
    let again = audit(&["-o", "again", "--replay", "reports/kept"])
        .output()
        .unwrap();
    assert_eq!(again.status.code(), output.status.code(), "{again:?}");
    // The last lines name the folder.
    let told = |stdout: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(stdout);
        let lines = text.lines();
        let lines = lines.filter(|line| !line.starts_with("Written") && !line.starts_with("Next"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(told(&again.stdout), told(&output.stdout));
    let snapshot = |of: &str| fs::read(folder.path().join(of).join("snapshot.json")).unwrap();
    assert_eq!(snapshot("again"), snapshot("reports"));
}

#[test]
fn what_cannot_be_replayed_or_recorded_leaves_no_folder_behind() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("kept")).unwrap();
    for (more, word) in [
        (["--replay", "missing"], "index.json"),
        (["--record", "kept"], "is there already"),
        (["--record", "reports"], "is there already"),
    ] {
        let mut command = rolecall(&["audit", "-o", "reports"]);
        command
            .current_dir(folder.path())
            .env("ROLECALL_ACCESS_TOKEN", "x")
            .args(more);
        let said = refused(&mut command);
        assert!(said.contains(word), "{said}");
        assert!(!folder.path().join("reports").exists(), "{more:?}");
    }
}
