//! `-` for standard input and output, the modes of files, links, and the folder of one tenant.

use crate::graph::scenarios;
use crate::place::{Place, ran, sample, sample_text};
use serde_json::Value;
use std::fs;

/// An attestation that a sample of the Defender option can take.
const ATTESTED: &str = r#"format = 1

[[attestation]]
finding = "expel-mde/api/workbench-form"
holds = true
by = "A. Person"
on = 2026-11-20
statement = "The form is filled in."
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
        (&["check"], &file, &snapshot),
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
        (&["check", &file, "--guide"], "guide.toml", &guide),
        (&["plan", "--guide"], "guide.toml", &guide),
        (&["guide", "show"], "guide.toml", &guide),
        (&["check", &file, "--attest"], "attested.toml", ATTESTED),
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
    assert_eq!(place.run(&["check", "./-"]).code, 10);
}

#[test]
fn what_is_wrong_with_standard_input_is_said_of_it() {
    let place = Place::new();
    for (arguments, words) in [
        (&["check", "-"][..], "not JSON"),
        (&["check", &sample("contoso-demo"), "--guide", "-"], "guide"),
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
        (&["check", "-", "--attest", "-"], ["SNAPSHOT", "--attest"]),
        (&["check", "-", "--guide", "-"], ["SNAPSHOT", "--guide"]),
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
    // What is not read is not counted.
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
    let mut check = place.rolecall(&["check", "-", "-o", "-", "-f", "json"]);
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
        &["check", &file, "-f", "html"][..],
        &["runbook", "-k", "onboard"],
    ] {
        let printed = place.run(arguments);
        let dashed = place.run(&[arguments, &["-o", "-"]].concat());
        assert_eq!(printed.out, dashed.out);
    }
    assert_eq!(place.files(), Vec::<String>::new());
    place.refuses(
        &["audit", "--demo", "-o", "-"],
        2,
        &["--output is a folder", "./-"],
    );
    place.refuses(&["templates", "export", "-"], 2, &["is a folder", "./-"]);
    let server = scenarios::named("nothing-granted").start();
    let mut scan = place.signed_in(&server, &["scan", "-o", "s.json", "--record", "-"]);
    place.refused(&mut scan, 2, &["--record is a folder", "./-"]);
    assert!(server.requests().is_empty());
}

#[test]
fn a_recording_that_cannot_be_kept_is_said_before_the_scan() {
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

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
    use std::path::Path;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Runs it under a umask, in a shell, which sets it for the program alone.
    fn masked(place: &Place, umask: &str, arguments: &str) {
        let script = format!(
            "umask {umask}; exec {} {arguments}",
            env!("CARGO_BIN_EXE_rolecall")
        );
        let mut shell = assert_cmd::Command::new("/bin/sh");
        shell
            .env_clear()
            .current_dir(place.path(""))
            .args(["-c", &script]);
        let ran = ran(&mut shell);
        assert!([0, 10].contains(&ran.code), "{ran:?}");
    }

    #[test]
    fn a_new_report_has_the_mode_of_the_umask() {
        let place = Place::new();
        let file = sample("contoso-demo");
        for (umask, wanted) in [
            ("022", 0o644),
            ("027", 0o640),
            ("077", 0o600),
            ("002", 0o664),
        ] {
            let check = format!("{umask}.html");
            masked(&place, umask, &format!("check {file} -f html -o {check}"));
            assert_eq!(mode(&place.path(&check)), wanted, "{umask}");
            let runbook = format!("{umask}.md");
            masked(&place, umask, &format!("runbook -k onboard -o {runbook}"));
            assert_eq!(mode(&place.path(&runbook)), wanted, "{umask}");
            masked(&place, umask, &format!("audit --demo -o {umask}"));
            let report = place.path(&format!("{umask}/expel-mde.json"));
            assert_eq!(mode(&report), wanted, "{umask}");
            let snapshot = place.path(&format!("{umask}/snapshot.json"));
            assert_eq!(
                mode(&snapshot),
                0o600,
                "what a tenant answered is the account's own"
            );
            masked(&place, umask, &format!("templates export t{umask}"));
            let template = place.path(&format!("t{umask}/report.md"));
            assert_eq!(mode(&template), wanted, "{umask}");
        }
    }

    #[test]
    fn a_file_that_is_there_keeps_its_mode() {
        let place = Place::new();
        let server = scenarios::named("nothing-granted").start();
        let file = sample("contoso-demo");
        for wanted in [0o600, 0o640, 0o644, 0o664, 0o400] {
            let report = place.put("report.html", "as it was");
            set(&report, wanted);
            assert_eq!(
                place
                    .run(&["check", &file, "-f", "html", "-o", "report.html"])
                    .code,
                10
            );
            assert_eq!(mode(&report), wanted);
            assert_ne!(place.read("report.html"), "as it was");
            fs::remove_file(&report).unwrap();
            let scanned = place.put("s.json", "as it was");
            set(&scanned, wanted);
            assert_eq!(
                ran(&mut place.signed_in(&server, &["scan", "-o", "s.json"])).code,
                0
            );
            assert_eq!(mode(&scanned), wanted);
            fs::remove_file(&scanned).unwrap();
        }
        assert_eq!(place.run(&["audit", "--demo", "-o", "out"]).code, 10);
        for name in ["out/expel-mde.csv", "out/snapshot.json"] {
            set(&place.path(name), 0o640);
        }
        assert_eq!(place.run(&["audit", "--demo", "-o", "out"]).code, 10);
        assert_eq!(mode(&place.path("out/expel-mde.csv")), 0o640);
        assert_eq!(mode(&place.path("out/snapshot.json")), 0o640);
        let scan = ran(&mut place.signed_in(&server, &["scan", "-o", "new.json"]));
        assert_eq!((scan.code, mode(&place.path("new.json"))), (0, 0o600));
    }

    /// Gives a path to somebody else, which only the superuser can.
    fn give_away(path: &Path, link: bool) -> bool {
        const SOMEBODY: u32 = 12_345;
        let given = if link {
            lchown(path, Some(SOMEBODY), None)
        } else {
            chown(path, Some(SOMEBODY), None)
        };
        given.is_ok()
    }

    /// Links to a file and a folder, in a folder of its own.
    fn trap(place: &Place, name: &str) {
        fs::create_dir(place.path(name)).unwrap();
        symlink(place.path("victim"), place.path(&format!("{name}/report"))).unwrap();
        symlink(place.path("folder"), place.path(&format!("{name}/out"))).unwrap();
        symlink("../nothing", place.path(&format!("{name}/new"))).unwrap();
    }

    /// Every way to write through the links of a folder.
    fn refused(place: &Place, name: &str) {
        let file = sample("contoso-demo");
        let server = scenarios::named("nothing-granted").start();
        let in_it = |end: &str| format!("{name}/{end}");
        let words = ["is a link in a folder that", "not followed"];
        for end in ["report", "out/report", "new"] {
            place.refuses(&["check", &file, "-o", &in_it(end)], 1, &words);
            place.refuses(&["runbook", "-k", "onboard", "-o", &in_it(end)], 1, &words);
            let scan = ["scan", "-o", &in_it(end)];
            place.refused(&mut place.signed_in(&server, &scan), 1, &words);
        }
        place.refuses(&["audit", "--demo", "-o", &in_it("out")], 1, &words);
        place.refuses(&["audit", "--demo", "-o", &in_it("out/deep")], 1, &words);
        place.refuses(&["templates", "export", &in_it("out")], 1, &words);
        let record = ["scan", "-o", "s.json", "--record", &in_it("out/kept")];
        place.refused(&mut place.signed_in(&server, &record), 1, &words);
        assert!(server.requests().is_empty());
        assert_eq!(place.read("victim"), "as it was");
        assert!(!place.path("nothing").exists());
        assert_eq!(fs::read_dir(place.path("folder")).unwrap().count(), 0);
    }

    fn prepared() -> Place {
        let place = Place::new();
        place.put("victim", "as it was");
        // The root certificate is put there before anything is counted.
        place.put("ca.pem", "");
        fs::create_dir(place.path("folder")).unwrap();
        place
    }

    #[test]
    fn a_link_in_somebody_elses_folder_is_not_followed() {
        let place = prepared();
        trap(&place, "theirs");
        if !give_away(&place.path("theirs"), false) {
            eprintln!("not tried: this account may not give a folder away");
            return;
        }
        refused(&place, "theirs");
    }

    #[test]
    fn a_link_in_a_folder_for_everybody_is_not_followed() {
        for bits in [0o1777, 0o777] {
            let place = prepared();
            trap(&place, "shared");
            set(&place.path("shared"), bits);
            refused(&place, "shared");
            if give_away(&place.path("shared/report"), true) {
                refused(&place, "shared");
            }
        }
    }

    #[test]
    fn a_link_of_ones_own_is_followed() {
        let place = prepared();
        let file = sample("contoso-demo");
        trap(&place, "own");
        for (output, written) in [
            ("own/report", "victim"),
            ("own/out/report", "folder/report"),
            ("own/out/../victim", "victim"),
            ("own/new", "nothing"),
        ] {
            assert_eq!(
                place.run(&["check", &file, "-o", output]).code,
                10,
                "{output}"
            );
            assert!(place.read(written).contains("Not ready"), "{output}");
            fs::remove_file(place.path(written)).unwrap();
        }
        assert!(place.path("own/report").is_symlink());
        assert_eq!(place.run(&["audit", "--demo", "-o", "own/out"]).code, 10);
        assert!(place.path("folder/expel-mde.html").exists());
        symlink("round", place.path("own/about")).unwrap();
        symlink("about", place.path("own/round")).unwrap();
        place.refuses(
            &["check", &file, "-o", "own/round"],
            1,
            &["own/round", "in a circle"],
        );
    }
}

/// A sample made over to another tenant.
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
    // Again is no other tenant, and flat as before.
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
    // Without either nothing says whose they are.
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
fn files_that_say_nothing_of_a_tenant_are_no_reason_to_refuse() {
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
    // A later version of our own says whose it is, and one without a tenant could be anybody's.
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
    // Whose token it is shows only when the tenant has answered; nothing is written even then.
    let mut audit = place.rolecall(&["audit", "-o", "out", "--graph-host", &server.http()]);
    audit.env("ROLECALL_ACCESS_TOKEN", server.auditor_token());
    place.refused(&mut audit, 2, &words);
    assert_eq!(place.read("out/snapshot.json"), other);
}
