//! A run that a signal or the end of its time stops, at any point: the usual code, one message,
//! and no files left.

use crate::graph::scenarios;
use crate::graph::{Fault, On, Server};
use crate::place::{Place, sample_text};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The signals that end a run. Where whoever started the tests ignores SIGHUP (`nohup`), so does every program that
/// they start, and it is left out.
fn signals() -> Vec<&'static str> {
    const HANGUP: u64 = 1;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let hears = mask.is_none_or(|mask| mask & HANGUP == 0);
    let signals = ["INT", "TERM", "HUP"].into_iter();
    signals.filter(|signal| hears || *signal != "HUP").collect()
}

fn begun(place: &Place, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_rolecall"))
        .env_clear()
        .current_dir(place.path(""))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A named pipe without reader and writer: a process that opens it waits.
fn pipe(place: &Place, name: &str) {
    let made = Command::new("mkfifo").arg(place.path(name)).status();
    assert!(made.unwrap().success());
}

/// Waits until a condition holds, or the program has ended.
fn until(child: &mut Child, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "it ended early: {ended:?}");
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "it never came so far"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn drafts(place: &Place) -> usize {
    let files = place.files();
    files
        .iter()
        .filter(|name| name.contains(".rolecall-"))
        .count()
}

/// Sends a signal, and asserts that the program ends soon with this message.
#[track_caller]
fn stopped(child: Child, signal: &str, message: &str) {
    let begun = Instant::now();
    let kill = format!("kill -{signal} {}", child.id());
    let killed = Command::new("/bin/sh").args(["-c", &kill]).status();
    assert!(killed.unwrap().success());
    ended(child, message);
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
}

#[track_caller]
fn ended(child: Child, message: &str) {
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    assert_eq!(err, format!("rolecall: {message}\n"));
}

const NOTHING: &str = "interrupted; nothing was written";

/// An audit that has written some of its reports and waits for the reader of another.
fn writing(place: &Place, more: &[&str]) -> Child {
    let arguments = [&["audit", "--demo", "-o", "reports"], more].concat();
    let mut child = begun(place, &arguments);
    until(&mut child, || drafts(place) > 3);
    child
}

#[test]
fn a_signal_while_reports_are_written_leaves_the_earlier_files() {
    for signal in signals() {
        let place = Place::new();
        std::fs::create_dir(place.path("reports")).unwrap();
        place.put("reports/expel-mde.html", "of yesterday");
        pipe(&place, "reports/expel-mde.junit.xml");
        let before = place.files();
        stopped(writing(&place, &[]), signal, NOTHING);
        assert_eq!(place.files(), before, "{signal}");
        assert_eq!(place.read("reports/expel-mde.html"), "of yesterday");
    }
}

#[test]
fn a_signal_while_waiting_for_an_input_ends_the_run_and_removes_a_new_folder() {
    let place = Place::new();
    pipe(&place, "waits.toml");
    let before = place.files();
    for signal in signals() {
        let mut child = begun(
            &place,
            &["audit", "--demo", "-o", "a/b/c", "--attest", "waits.toml"],
        );
        // The program cannot show that it waits.
        std::thread::sleep(Duration::from_millis(300));
        assert!(child.try_wait().unwrap().is_none());
        stopped(child, signal, NOTHING);
        assert_eq!(place.files(), before, "{signal}");
    }
}

/// A running scan: a request has arrived, and it is never answered.
fn scanning(place: &Place, server: &Server, arguments: &[&str]) -> Child {
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
    until(&mut child, || server.requests().len() > before);
    child
}

#[test]
fn a_signal_during_a_scan_leaves_no_file() {
    let place = Place::new();
    let commands: [&[&str]; 3] = [
        &["scan", "-o", "s.json"],
        &["audit", "-o", "new/reports"],
        &["audit", "-o", "reports", "--record", "reports/kept"],
    ];
    for (signal, arguments) in signals().into_iter().zip(commands) {
        // One for each: a request of a program that was stopped may arrive late.
        let server = scenarios::named("nothing-granted").start();
        stopped(scanning(&place, &server, arguments), signal, NOTHING);
        assert_eq!(place.files(), Vec::<String>::new(), "{signal}");
    }
}

#[test]
fn the_budget_covers_judging_and_writing() {
    let place = Place::new();
    std::fs::create_dir(place.path("reports")).unwrap();
    pipe(&place, "reports/expel-mde.junit.xml");
    let before = place.files();
    let begun = Instant::now();
    ended(
        writing(&place, &["--budget", "4"]),
        "the time ran out (4 s; --budget gives more); nothing was written",
    );
    assert!(begun.elapsed() >= Duration::from_secs(4));
    assert!(
        begun.elapsed() < Duration::from_secs(30),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(place.files(), before);
}

#[test]
fn a_scan_that_takes_all_its_time_is_still_judged_and_written() {
    let place = Place::new();
    let server = scenarios::named("ready-custom-app-full-roles").start();
    server.inject(
        On::path("/v1.0/users*"),
        Fault::Slow(Duration::from_hours(1)),
    );
    let begun = Instant::now();
    let mut audit = place.signed_in(&server, &["audit", "-o", "reports", "--budget", "12"]);
    let ran = crate::place::ran(&mut audit);
    assert!(matches!(ran.code, 10 | 12), "{ran:?}");
    assert!(ran.out.contains("time ran out (12 s)"), "{}", ran.out);
    assert!(
        begun.elapsed() < Duration::from_secs(13),
        "{:?}",
        begun.elapsed()
    );
    assert!(place.files().contains(&"reports/snapshot.json".to_owned()));
}

/// `nohup` starts a program with the signal ignored; it must stay so.
#[cfg(target_os = "linux")]
#[test]
fn an_ignored_hangup_stays_ignored() {
    let place = Place::new();
    place.put("s.json", sample_text("contoso-demo"));
    pipe(&place, "waits.toml");
    let command = format!(
        "trap '' HUP; exec {} check -s s.json --attest waits.toml",
        env!("CARGO_BIN_EXE_rolecall")
    );
    let mut child = Command::new("/bin/sh")
        .args(["-c", &command])
        .env_clear()
        .current_dir(place.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let hangup = format!("kill -HUP {}", child.id());
    Command::new("/bin/sh")
        .args(["-c", &hangup])
        .status()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        child.try_wait().unwrap().is_none(),
        "it heard a hangup that was to be ignored"
    );
    stopped(child, "TERM", NOTHING);
}
