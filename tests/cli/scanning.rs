//! `scan` and `audit` of a simulated tenant, and the causes that end them early.

#[cfg(target_os = "linux")]
use crate::graph::RetryAfter;
use crate::graph::scenarios;
use crate::graph::{Fault, On, Server};
use crate::place::{Place, ran};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

#[test]
fn a_scan_is_written_and_can_be_checked_and_keeps_no_secret() {
    let place = Place::new();
    let server = scenarios::named("ready-custom-app-full-roles").start();
    let scan = ran(&mut place.signed_in(&server, &["scan", "-o", "s.json"]));
    assert_eq!((scan.code, scan.err.as_str()), (0, ""));
    assert!(scan.out.contains("directory-roles"), "{}", scan.out);
    let check = place.run(&[
        "check",
        "--snapshot",
        "s.json",
        "--as-of",
        crate::graph::ids::NOW,
    ]);
    assert_eq!(check.code, 0, "{check:?}");
    let audit = ["audit", "-o", "reports", "--as-of", crate::graph::ids::NOW];
    let audit = ran(&mut place.signed_in(&server, &audit));
    assert_eq!((audit.code, audit.err.as_str()), (0, ""), "{audit:?}");
    let names: Vec<String> = place.files();
    let reports = rolecall::report::Format::ALL.len();
    // The reports in their folder, two snapshots, and the root certificate.
    assert_eq!(names.len(), reports + 4, "{names:?}");
    for name in names.iter().filter(|name| *name != "reports") {
        let text = place.read(name);
        for forbidden in [server.client_secret(), "Bearer ", "eyJ"] {
            assert!(!text.contains(forbidden), "{name} holds {forbidden:?}");
        }
    }
    assert_eq!(server.violations(), Vec::new());
}

#[test]
fn an_output_that_cannot_be_written_is_reported_before_the_scan() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    let mut scan = place.signed_in(&server, &["scan", "-o", "missing/s.json"]);
    place.refused(&mut scan, 1, &["there is no folder missing"]);
    let mut audit = place.signed_in(&server, &["audit", "-o", "ca.pem"]);
    place.refused(&mut audit, 2, &["ca.pem is a file"]);
    assert!(server.requests().is_empty(), "the tenant was asked in vain");
}

#[test]
fn a_refused_section_is_reported_and_the_rest_goes_on() {
    let place = Place::new();
    let server = scenarios::named("roles-denied").start();
    let scan = ran(&mut place.signed_in(&server, &["scan", "-o", "s.json"]));
    assert_eq!((scan.code, scan.err.as_str()), (0, ""));
    let line = |section: &str| {
        let found = scan.out.lines().find(|line| line.starts_with(section));
        found.unwrap_or_else(|| panic!("no {section} in {}", scan.out))
    };
    assert!(line("directory-roles ").contains("denied"), "{}", scan.out);
    assert!(line("users ").contains("collected"), "{}", scan.out);
}

/// A running scan: one request has arrived, and it is never answered.
fn begun(place: &Place, server: &Server, arguments: &[&str]) -> Child {
    server.inject(On::path("/v1.0/*"), Fault::Slow(Duration::from_hours(1)));
    let before = server.requests().len();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolecall"))
        .env_clear()
        .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
        .current_dir(place.path(""))
        .args(arguments)
        .args(["--graph-host", &server.http()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while server.requests().len() == before {
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "it ended before it asked: {ended:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

#[cfg(unix)]
#[test]
fn an_interrupted_scan_leaves_nothing() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    for arguments in [["scan", "-o", "s.json"], ["audit", "-o", "reports"]] {
        // Ctrl-C is handled before the first request is sent.
        let child = begun(&place, &server, &arguments);
        let id = child.id().to_string();
        let killed = Command::new("/bin/sh")
            .args(["-c", &format!("kill -INT {id}")])
            .status();
        assert!(killed.unwrap().success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err, "rolecall: interrupted; nothing was written\n");
        assert_eq!(place.files(), Vec::<String>::new());
    }
}

#[test]
fn a_scan_that_is_killed_leaves_the_old_files() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    std::fs::create_dir(place.path("reports")).unwrap();
    for name in ["s.json", "reports/snapshot.json", "reports/expel-mde.html"] {
        place.put(name, "as it was");
    }
    let before = place.files();
    for arguments in [
        &["scan", "-o", "s.json", "--record", "kept"][..],
        &["audit", "-o", "reports"],
    ] {
        let mut child = begun(&place, &server, arguments);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(place.files(), before);
    }
    for name in before.iter().filter(|name| *name != "reports") {
        assert_eq!(place.read(name), "as it was", "{name}");
    }
}

/// A scan in a terminal of its own, which `script` (util-linux) simulates.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_shown_what_a_throttled_scan_waits_for() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    server.inject(
        On::path("/v1.0/users").first(1),
        Fault::Throttle(RetryAfter::Seconds(2)),
    );
    let scan = format!(
        "{} scan -o s.json --graph-host {}",
        env!("CARGO_BIN_EXE_rolecall"),
        server.http()
    );
    let mut command = assert_cmd::Command::new("script");
    command
        .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
        .current_dir(place.path(""))
        .args(["-qec", &scan, "/dev/null"]);
    let output = match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("not tried: there is no `script` on this machine");
            return;
        }
        output => output.unwrap(),
    };
    let seen = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{seen}");
    let lines: Vec<&str> = seen.split('\r').collect();
    let wait = "users waits 2 s (the service asked to)";
    assert!(lines.iter().any(|line| line.contains(wait)), "{seen}");
    // The line stays while other sections are read, and disappears when the wait is over.
    let others = |line: &&&str| line.contains("; read ") && line.contains(wait);
    assert!(lines.iter().filter(others).count() > 0, "{seen}");
    let last = lines.iter().rfind(|line| line.contains(" answers; "));
    assert!(!last.unwrap().contains("waits"), "{seen}");
}
