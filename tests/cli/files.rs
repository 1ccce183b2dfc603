//! `-` for standard input and output, the modes of files, links, and the folder of one tenant.

use crate::graph::scenarios;
use crate::place::{Place, ran, sample, sample_text};
use serde_json::Value;
use std::fs;

#[cfg(unix)]
mod unix;

/// An attestation that a sample of the Defender option can take.
const ATTESTED: &str = r#"format = 1
tenant = "22550841-77c3-50e7-8f47-6cacd8f12d36"

[[attestation]]
finding = "expel-mde/console/defender-role-in-force"
holds = true
by = "A. Person"
on = 2026-11-20
statement = "The role is in force."
"#;

#[test]
fn every_input_can_be_standard_input() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let snapshot = sample_text("contoso-demo");
    let guide = crate::place::guide_text();
    place.put("guide.toml", &guide);
    place.put("attested.toml", ATTESTED);
    let earlier = sample_text("nothing-granted");
    place.put("earlier.json", &earlier);
    let review = ["runbook", "-k", "review", "--snapshot", &file, "--since"];
    let cases: [(&[&str], &str, &str); 10] = [
        (&["check", "--snapshot"], &file, &snapshot),
        (
            &["explain", "console/guest-account", "--snapshot"],
            &file,
            &snapshot,
        ),
        (
            &["runbook", "-k", "remediate", "--snapshot"],
            &file,
            &snapshot,
        ),
        (&review, "earlier.json", &earlier),
        (
            &["check", "--snapshot", &file, "--guide"],
            "guide.toml",
            &guide,
        ),
        (&["plan", "--guide"], "guide.toml", &guide),
        (&["guide", "show"], "guide.toml", &guide),
        (
            &["check", "--snapshot", &file, "--attest"],
            "attested.toml",
            ATTESTED,
        ),
        (
            &["runbook", "-k", "remediate", "--demo", "--attest"],
            "attested.toml",
            ATTESTED,
        ),
        (&["audit", "-o", "out", "--snapshot"], &file, &snapshot),
    ];
    for (arguments, named, text) in cases {
        let by_name = place.run(&[arguments, &[named]].concat());
        assert!(
            [0, 10].contains(&by_name.code),
            "{arguments:?}: {by_name:?}"
        );
        let mut command = place.rolecall(&[arguments, &["-"]].concat());
        let piped = ran(command.write_stdin(text));
        assert_eq!(
            (piped.code, &piped.out),
            (by_name.code, &by_name.out),
            "{arguments:?}"
        );
        assert_eq!(piped.err, "");
    }
    // A file of that name is `./-`.
    place.put("-", &snapshot);
    assert_eq!(place.run(&["check", "--snapshot", "./-"]).code, 10);
}

#[test]
fn a_fault_in_standard_input_is_reported_as_such() {
    let place = Place::new();
    for (arguments, words) in [
        (&["check", "--snapshot", "-"][..], "not JSON"),
        (
            &[
                "check",
                "--snapshot",
                &sample("contoso-demo"),
                "--guide",
                "-",
            ],
            "guide",
        ),
        (&["guide", "show", "-"], "guide"),
    ] {
        let mut command = place.rolecall(arguments);
        command.write_stdin("{");
        place.refused(&mut command, 2, &["standard input", words]);
    }
}

#[test]
fn two_inputs_cannot_both_be_standard_input() {
    let place = Place::new();
    let cases: [(&[&str], [&str; 2]); 7] = [
        (
            &["check", "--snapshot", "-", "--attest", "-"],
            ["--snapshot", "--attest"],
        ),
        (
            &["check", "--snapshot", "-", "--guide", "-"],
            ["--snapshot", "--guide"],
        ),
        (
            &["runbook", "-k", "review", "--snapshot", "-", "--since", "-"],
            ["--snapshot", "--since"],
        ),
        (
            &["explain", "x", "--snapshot", "-", "--attest", "-"],
            ["--snapshot", "--attest"],
        ),
        (
            &[
                "scan",
                "-o",
                "s.json",
                "--ca-file",
                "-",
                "--access-token-file",
                "-",
            ],
            ["--access-token-file", "--ca-file"],
        ),
        (
            &[
                "scan",
                "-o",
                "s.json",
                "--guide",
                "-",
                "--access-token-file",
                "-",
            ],
            ["--guide", "--access-token-file"],
        ),
        (
            &[
                "audit",
                "-o",
                "out",
                "--attest",
                "-",
                "--access-token-file",
                "-",
            ],
            ["--attest", "--access-token-file"],
        ),
    ];
    for (arguments, flags) in cases {
        let ran = place.refuses(arguments, 2, &["standard input can be read only once"]);
        assert!(flags.iter().all(|flag| ran.err.contains(flag)), "{ran:?}");
    }
    // A file that is not read is not counted.
    let file = sample("contoso-demo");
    let mut command = place.rolecall(&["audit", "--snapshot", "-", "-o", "out"]);
    command.env("ROLECALL_ACCESS_TOKEN_FILE", "-");
    let audited = ran(command.write_stdin(sample_text("contoso-demo")));
    assert_eq!((audited.code, audited.err.as_str()), (10, ""), "{file}");
}

#[test]
fn a_scan_goes_from_pipe_to_pipe() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    let host = server.http();
    let scan = |arguments: &[&str]| {
        let mut command = place.rolecall(arguments);
        command.args(["--graph-host", &host]);
        command.write_stdin(server.auditor_token());
        ran(&mut command)
    };
    let scanned = scan(&["scan", "-o", "-", "--access-token-file", "-"]);
    assert_eq!(scanned.code, 0, "{scanned:?}");
    assert!(scanned.err.contains("directory-roles"), "{scanned:?}");
    assert!(!scanned.err.contains("rolecall:"), "{scanned:?}");
    let mut check = place.rolecall(&["check", "--snapshot", "-", "-o", "-", "-f", "json"]);
    let checked = ran(check.write_stdin(scanned.out));
    assert_eq!((checked.code, checked.err.as_str()), (10, ""));
    let report: Value = serde_json::from_str(&checked.out).unwrap();
    let sign_in = report["collection"]["observer"]["sign_in"]
        .as_str()
        .unwrap();
    assert!(sign_in.contains("standard input"), "{sign_in}");
    assert_eq!(place.files(), Vec::<String>::new());
}

#[test]
fn a_dash_is_standard_output_and_no_folder() {
    let place = Place::new();
    let file = sample("contoso-demo");
    for arguments in [
        &["check", "--snapshot", &file, "-f", "html"][..],
        &[
            "runbook",
            "-k",
            "onboard",
            "--demo",
            "--as-of",
            "2026-11-23",
        ],
    ] {
        let printed = place.run(arguments);
        let dashed = place.run(&[arguments, &["-o", "-"]].concat());
        assert_eq!(printed.out, dashed.out);
    }
    assert_eq!(place.files(), Vec::<String>::new());
    place.refuses(&["templates", "export", "-"], 2, &["is a folder", "./-"]);
    let server = scenarios::named("nothing-granted").start();
    let mut scan = place.signed_in(&server, &["scan", "-o", "s.json", "--record", "-"]);
    place.refused(&mut scan, 2, &["--record is a folder", "./-"]);
    assert!(server.requests().is_empty());
}

#[test]
fn a_recording_that_cannot_be_written_is_reported_before_the_scan() {
    let place = Place::new();
    place.put("file", "");
    let server = scenarios::named("nothing-granted").start();
    let long = "x".repeat(300);
    for (record, code, words) in [
        ("missing/kept", 2, "there is no folder missing"),
        ("file/kept", 2, "there is no folder file"),
        ("file", 2, "is there already"),
        ("s.json", 2, "another file as well"),
        (&long, 1, "cannot write the recording"),
        // A file system that makes no folders.
        ("/proc/kept", 1, "cannot write the recording /proc/kept"),
    ] {
        let arguments = ["scan", "-o", "s.json", "--record", record];
        place.refused(&mut place.signed_in(&server, &arguments), code, &[words]);
    }
    let inside = ["audit", "-o", "out", "--record", "out/snapshot.json"];
    let words = ["another file as well"];
    place.refused(&mut place.signed_in(&server, &inside), 2, &words);
    assert!(server.requests().is_empty(), "the tenant was asked in vain");
    let kept = ["audit", "-o", "out", "--record", "out/kept"];
    assert_eq!(ran(&mut place.signed_in(&server, &kept)).code, 10);
    assert!(place.path("out/kept/index.json").exists());
}

/// A sample changed to another tenant.
fn of_another_tenant(name: &str) -> String {
    let text = sample_text(name);
    let json: Value = serde_json::from_str(&text).unwrap();
    let organization = &json["snapshot"]["sections"]["organization"]["items"][0]["object"];
    let id = organization["id"].as_str().unwrap();
    text.replace(id, "99999999-8888-4777-8666-555555555555")
}

#[test]
fn the_folder_of_an_audit_is_one_tenants() {
    let place = Place::new();
    let other = of_another_tenant("nothing-granted");
    place.put("other.json", &other);
    assert_eq!(place.run(&["audit", "--demo", "-o", "out"]).code, 10);
    let before: Vec<String> = place
        .files()
        .iter()
        .map(|name| name.replace("out/", ""))
        .collect();
    assert!(before.contains(&"expel-mde.json".to_owned()));
    // A second run of the same tenant is accepted, and the folder stays flat.
    let files = place.files();
    assert_eq!(place.run(&["audit", "--demo", "-o", "out"]).code, 10);
    assert_eq!(place.files(), files);
    let holds = "holds files of the tenant";
    let audit = ["audit", "--snapshot", "other.json", "-o", "out"];
    let kept = (
        place.read("out/snapshot.json"),
        place.read("out/expel-mde.html"),
    );
    place.refuses(&audit, 2, &["out", holds, "a folder of its own"]);
    for name in ["snapshot.json", "expel-mde.json"] {
        let path = format!("out/{name}");
        let text = place.read(&path);
        fs::remove_file(place.path(&path)).unwrap();
        place.refuses(&audit, 2, &["out", holds]);
        place.put(&path, text);
    }
    assert_eq!(
        kept,
        (
            place.read("out/snapshot.json"),
            place.read("out/expel-mde.html")
        )
    );
    // Without both files nothing names the tenant of the others.
    for name in ["snapshot.json", "expel-mde.json"] {
        fs::remove_file(place.path(&format!("out/{name}"))).unwrap();
    }
    assert_eq!(place.run(&audit).code, 10);
    place.refuses(
        &["audit", "--demo", "-o", "out"],
        2,
        &[holds, "99999999-8888-4777-8666-555555555555"],
    );
}

#[test]
fn files_without_a_tenant_are_no_reason_to_refuse() {
    let place = Place::new();
    for (name, text) in [
        ("snapshot.json", "as it was"),
        ("other.json", "{\"tenant\":{\"id\":\"x\"}}"),
        ("package.json", "[1]"),
    ] {
        place.put(name, text);
        assert_eq!(
            place.run(&["audit", "--demo", "-o", "."]).code,
            10,
            "{name}"
        );
        fs::remove_file(place.path(name)).unwrap();
    }
    // A file of a later version still names its tenant; one without a tenant could belong to any.
    let later = |tenant: &str| {
        format!(
            "{{\"schema\":\"rolecall/assessment\",\"schema_version\":9,\"tenant\":{{\"id\":{tenant}}}}}"
        )
    };
    place.put(
        "later.json",
        later("\"99999999-8888-4777-8666-555555555555\""),
    );
    place.refuses(
        &["audit", "--demo", "-o", "."],
        2,
        &["99999999-8888-4777-8666-555555555555", "later.json"],
    );
    place.put("later.json", later("null"));
    place.refuses(
        &["audit", "--demo", "-o", "."],
        2,
        &["do not say of which tenant", "later.json"],
    );
}

#[test]
fn a_scan_of_another_tenant_is_refused_before_it_asks() {
    let place = Place::new();
    place.put("ca.pem", "");
    fs::create_dir(place.path("out")).unwrap();
    let other = of_another_tenant("nothing-granted");
    place.put("out/snapshot.json", &other);
    let server = scenarios::named("nothing-granted").start();
    let words = ["holds files of the tenant 99999999-8888-4777-8666-555555555555"];
    place.refused(
        &mut place.signed_in(&server, &["audit", "-o", "out"]),
        2,
        &words,
    );
    assert!(server.requests().is_empty(), "the tenant was asked in vain");
    // The token's tenant is known only when the tenant has answered; nothing is written even then.
    let mut audit = place.rolecall(&["audit", "-o", "out", "--graph-host", &server.http()]);
    audit.env("ROLECALL_ACCESS_TOKEN", server.auditor_token());
    place.refused(&mut audit, 2, &words);
    assert_eq!(place.read("out/snapshot.json"), other);
}

#[test]
fn a_folder_and_a_file_in_each_others_place_are_told_as_what_they_are() {
    let place = Place::new();
    place.put("f", "");
    fs::create_dir(place.path("d")).unwrap();
    for output in [".", "d", "d/", "d/..", "./d/."] {
        let words = ["it is a folder; give a file"];
        place.refuses(&["check", "--demo", "-f", "html", "-o", output], 1, &words);
        place.refuses(&["runbook", "-k", "onboard", "-o", output], 1, &words);
    }
    for command in [&["manual", "f"][..], &["templates", "export", "f"]] {
        let refused = place.refuses(command, 2, &["f is a file; give a folder"]);
        assert!(!refused.err.contains("report"), "{refused:?}");
    }
}
