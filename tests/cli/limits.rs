//! Hosts and files that want a run to take long and much: it ends soon, in little memory, and says what it left out.

use crate::graph::scenarios;
use crate::graph::{Fault, On, Server};
use crate::place::{Place, sample_text};
use serde_json::{Value, json};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The most memory that a run may take, in KiB. The binary under test is not optimised: it takes 40 MiB for a scan of
/// next to nothing, where the one that is released takes 20.
const MEMORY: u64 = 160 * 1024;

/// The exit of a run, and its peak of memory, in KiB.
struct Ended {
    code: i32,
    err: String,
    peak: u64,
    took: Duration,
}

fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn watched(mut child: Child) -> Ended {
    let begun = Instant::now();
    let mut most = 0;
    let code = loop {
        most = peak(child.id()).unwrap_or(0).max(most);
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap_or(-1);
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let mut err = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut err).unwrap();
    Ended {
        code,
        err,
        peak: most,
        took: begun.elapsed(),
    }
}

fn run(place: &Place, arguments: &[&str], token: &str) -> Ended {
    let child = Command::new(env!("CARGO_BIN_EXE_rolecall"))
        .env_clear()
        .env("ROLECALL_ACCESS_TOKEN", token)
        .current_dir(place.path(""))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    watched(child.unwrap())
}

fn audited(place: &Place, server: &Server) -> Ended {
    let host = server.http();
    let audit = [
        "audit",
        "-o",
        "reports",
        "--graph-host",
        &host,
        "--budget",
        "120",
    ];
    run(place, &audit, &server.auditor_token())
}

/// The section's state and problem in the snapshot that an audit wrote.
fn section(place: &Place, name: &str) -> (String, String) {
    let snapshot: Value = serde_json::from_str(&place.read("reports/snapshot.json")).unwrap();
    let section = &snapshot["snapshot"]["sections"][name];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (
        text(&section["state"]),
        text(&section["problem"]["message"]),
    )
}

#[cfg(target_os = "linux")]
#[test]
fn a_host_without_end_is_left_in_time_and_within_memory() {
    for (path, name, fault) in [
        (
            "/v1.0/*",
            "users",
            Fault::Endless {
                items: 900,
                text: 20,
            },
        ),
        (
            "/v1.0/*",
            "users",
            Fault::Endless {
                items: 150,
                text: 30_000,
            },
        ),
        (
            "/*",
            "users",
            Fault::Endless {
                items: 5_000,
                text: 0,
            },
        ),
        (
            "/v1.0/users/*",
            "user-groups",
            Fault::Endless {
                items: 900,
                text: 20,
            },
        ),
    ] {
        let place = Place::new();
        let server = scenarios::named("first-demo").start();
        server.inject(On::path(path), fault.clone());
        let ended = audited(&place, &server);
        assert!(
            matches!(ended.code, 10 | 12),
            "{fault:?}: {} {}",
            ended.code,
            ended.err
        );
        assert!(
            ended.took < Duration::from_mins(1),
            "{fault:?}: {:?}",
            ended.took
        );
        assert!(ended.peak < MEMORY, "{fault:?}: {} MiB", ended.peak / 1024);
        let (state, problem) = section(&place, name);
        assert_eq!(state, "failed", "{fault:?}: {problem}");
        assert!(
            problem.contains("the rest was not read"),
            "{fault:?}: {problem}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_text_without_end_is_cut_or_not_read() {
    let id = "11111111-2222-4333-8444-555555555555";
    let user = |text: usize| {
        let name = "x".repeat(text);
        let user = json!({"id": id, "displayName": name, "mail": "rolecall.mde@expel.io", "userType": "Guest"});
        json!({ "value": [user] }).to_string().into_bytes()
    };
    for (text, state, words) in [
        (32_000, "collected", ""),
        (200_000, "failed", "was cut"),
        (5_000_000, "failed", "was cut"),
        (100_000_000, "failed", "longer than"),
    ] {
        let place = Place::new();
        let server = scenarios::named("nothing-granted").start();
        server.inject(On::path("/v1.0/users"), Fault::Raw(user(text)));
        let ended = audited(&place, &server);
        assert!(
            matches!(ended.code, 10 | 12),
            "{text}: {} {}",
            ended.code,
            ended.err
        );
        assert!(ended.peak < MEMORY, "{text}: {} MiB", ended.peak / 1024);
        let (found, problem) = section(&place, "users");
        assert_eq!(found, state, "{text}: {problem}");
        assert!(problem.contains(words), "{text}: {problem}");
        let longest = place
            .read("reports/expel-mde.json")
            .split('"')
            .map(str::len)
            .max();
        assert!(longest.unwrap() <= 40_000, "{text}: {longest:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_object_of_many_parts_is_not_read() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    let parts = vec!["{}"; 1_500_000].join(",");
    let id = "11111111-2222-4333-8444-555555555555";
    let body =
        format!(r#"{{"value":[{{"id":"{id}","appId":"{id}","passwordCredentials":[{parts}]}}]}}"#);
    server.inject(
        On::path("/v1.0/applications"),
        Fault::Raw(body.into_bytes()),
    );
    let ended = audited(&place, &server);
    assert!(ended.peak < MEMORY, "{} MiB", ended.peak / 1024);
    let (state, problem) = section(&place, "applications");
    assert_eq!(state, "failed");
    assert!(problem.contains("too large"), "{problem}");
}

/// A snapshot with one change to its text.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut snapshot: Value = serde_json::from_str(&sample_text("contoso-demo")).unwrap();
    change(&mut snapshot["snapshot"]);
    snapshot.to_string()
}

#[cfg(target_os = "linux")]
#[test]
fn a_snapshot_that_wants_much_is_refused() {
    let name = |snapshot: &mut Value, name: String| {
        snapshot["sections"]["users"]["items"][0]["object"]["displayName"] = json!(name);
    };
    let many = |snapshot: &mut Value| {
        let items = snapshot["sections"]["applications"]["items"]
            .as_array_mut()
            .unwrap();
        items[0]["object"]["passwordCredentials"] = json!(vec![json!({}); 2_000_000]);
    };
    let requests = |snapshot: &mut Value| {
        let users = &mut snapshot["sections"]["users"];
        let one = users["requests"][0].clone();
        users["requests"] = json!(vec![one; 20_000]);
    };
    for (text, words) in [
        (
            changed(|snapshot| name(snapshot, "x".repeat(60_000_000))),
            "bytes in one text",
        ),
        (
            changed(|snapshot| name(snapshot, "x".repeat(100_000))),
            "bytes in one text",
        ),
        (changed(many), "parts"),
        (changed(requests), "requests in one section"),
        (
            format!("{{{}}}", " ".repeat(70_000_000)),
            "larger than 64 MiB",
        ),
    ] {
        let place = Place::new();
        place.put("s.json", &text);
        let ended = run(&place, &["check", "--snapshot", "s.json"], "");
        assert_eq!(ended.code, 2, "{}", ended.err);
        assert!(ended.err.contains(words), "{words}: {}", ended.err);
        assert!(ended.err.len() < 2_000, "{}", ended.err.len());
        assert!(
            ended.took < Duration::from_secs(20),
            "{words}: {:?}",
            ended.took
        );
        // The file itself, and no more.
        let file = u64::try_from(text.len()).unwrap() / 1024;
        assert!(
            ended.peak < file + MEMORY,
            "{words}: {} MiB",
            ended.peak / 1024
        );
    }
}

/// A guest in so many groups, one in the other, each of which holds a role.
fn nested(groups: usize) -> String {
    let id = |number: usize| format!("{number:08x}-0000-4000-8000-000000000000");
    changed(|snapshot| {
        let sections = &mut snapshot["sections"];
        let guest = sections["users"]["items"][0]["object"]["id"].clone();
        let request = |subject: Value, items: usize| {
            json!({
                "url": "https://graph.microsoft.com/v1.0/x", "subject": subject,
                "at": "2026-11-20T09:00:00Z", "status": 200, "pages": 1, "items": items,
            })
        };
        let group = |number: usize| json!({"request": 0, "object": {"id": id(number), "displayName": format!("g{number}")}});
        let all: Vec<Value> = (0..groups).map(group).collect();
        sections["user-groups"] = json!({"state": "collected", "requests": [request(guest.clone(), groups)], "items": all});
        sections["nesting"] =
            json!({"state": "collected", "requests": [request(guest, groups)], "items": all});
        let role = |number: usize| {
            json!({"request": 0, "object": {
                "id": format!("r{number}"), "principalId": id(number), "directoryScopeId": "/",
                "roleDefinitionId": "5d6b6bb7-de71-4623-b4af-96380a352509",
            }})
        };
        let roles: Vec<Value> = (0..groups).map(role).collect();
        sections["directory-roles"] = json!({"state": "collected", "requests": [request(Value::Null, groups)], "items": roles});
    })
}

#[test]
fn a_guest_in_many_groups_is_judged_in_time() {
    let place = Place::new();
    place.put("s.json", nested(16_000));
    let begun = Instant::now();
    let ran = place.run(&[
        "check",
        "--snapshot",
        "s.json",
        "-f",
        "json",
        "-o",
        "report.json",
    ]);
    assert!(matches!(ran.code, 10..=12), "{}", ran.err);
    // It took minutes while the time grew with the square of the groups.
    assert!(
        begun.elapsed() < Duration::from_mins(1),
        "{:?}",
        begun.elapsed()
    );
    let report: Value = serde_json::from_str(&place.read("report.json")).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let id = "expel-mde/console/directory-role/SecurityReader";
    let reader = findings.iter().find(|finding| finding["id"] == id);
    let paths = reader.map(|finding| finding["paths"].as_array().unwrap().len());
    assert!(
        paths >= Some(16_000),
        "{:?}",
        findings.iter().map(|f| &f["id"]).collect::<Vec<_>>()
    );
}
