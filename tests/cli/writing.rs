//! Files that cannot be written: each stays unchanged, and no partial file remains.

use crate::place::{Place, ran, sample};

#[test]
fn an_impossible_output_is_refused() {
    let place = Place::new();
    let file = sample("contoso-demo");
    place.put("file", "as it was");
    std::fs::create_dir(place.path("folder")).unwrap();
    place.refuses(
        &["audit", "--demo", "-o", "file"],
        2,
        &["file is a file", "give a folder"],
    );
    place.refuses(
        &["audit", "--demo", "-o", "file/under"],
        1,
        &["file/under", "a part of the path"],
    );
    place.refuses(
        &["check", "--snapshot", &file, "-o", "folder"],
        1,
        &["folder", "give a file"],
    );
    place.refuses(
        &["check", "--snapshot", &file, "-o", "missing/report"],
        1,
        &["there is no folder missing"],
    );
    assert_eq!(place.read("file"), "as it was");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_and_leaves_no_file() {
    use std::os::unix::fs::FileTypeExt;
    let place = Place::new();
    let file = sample("contoso-demo");
    place.refuses(
        &["check", "--snapshot", &file, "-o", "/dev/full"],
        1,
        &["/dev/full", "the disk is full"],
    );
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    assert!(full.metadata().unwrap().file_type().is_char_device());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rolecall"));
    command
        .env_clear()
        .args(["check", "--snapshot", &file])
        .stdout(full);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("the disk is full")
    );
}

/// A limit on the size of files simulates a disk that becomes full in the middle of one.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_finished_leaves_the_old_one() {
    let place = Place::new();
    place.put("report.html", "as it was");
    let script = format!(
        "trap '' XFSZ; ulimit -f 4; exec '{}' check -s '{}' -f html -o report.html",
        env!("CARGO_BIN_EXE_rolecall"),
        sample("contoso-demo"),
    );
    let mut command = assert_cmd::Command::new("/bin/sh");
    command
        .env_clear()
        .current_dir(place.path(""))
        .args(["-c", &script]);
    let ran = ran(&mut command);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("cannot write report.html"), "{ran:?}");
    assert_eq!(place.read("report.html"), "as it was");
    assert_eq!(place.files(), ["report.html"], "something was left behind");
}

/// The same for every file of an audit, and for a snapshot and a recording of a scan.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_leaves_every_old_file_and_no_new_one() {
    let place = Place::new();
    let server = crate::graph::scenarios::named("ready-custom-app-full-roles").start();
    let limited = |command: &str| {
        let script = format!(
            "trap '' XFSZ; ulimit -f 4; exec '{}' {command}",
            env!("CARGO_BIN_EXE_rolecall")
        );
        let mut command = assert_cmd::Command::new("/bin/sh");
        command
            .env_clear()
            .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
            .current_dir(place.path(""))
            .args(["-c", &script]);
        let ran = ran(&mut command);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("cannot write"), "{ran:?}");
    };
    place.put("s.json", "as it was");
    std::fs::create_dir(place.path("reports")).unwrap();
    for format in rolecall::report::Format::ALL {
        let name = format!("reports/expel-mde.{}", format.extension());
        place.put(&name, "as it was");
    }
    place.put("reports/snapshot.json", "as it was");
    let before = place.files();
    let host = server.http();
    limited("audit --demo -o reports");
    limited(&format!("scan -o s.json --graph-host {host}"));
    limited(&format!("audit -o new --graph-host {host}"));
    limited(&format!("scan -o t.json --record kept --graph-host {host}"));
    assert_eq!(place.files(), before, "something was left behind");
    for name in before.iter().filter(|name| *name != "reports") {
        assert_eq!(place.read(name), "as it was", "{name}");
    }
}

/// A disk of 16 KiB, in a mount namespace that ends with the test.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_really_full_leaves_the_old_file() {
    let place = Place::new();
    std::fs::create_dir(place.path("disk")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=16k none disk || exit 99
         printf 'as it was' > disk/report.html
         '{}' check -s '{}' -f html -o disk/report.html; echo code $?
         ls -A disk; cat disk/report.html",
        env!("CARGO_BIN_EXE_rolecall"),
        sample("contoso-demo"),
    );
    for namespaces in ["-m", "-rm"] {
        let mut command = assert_cmd::Command::new("unshare");
        command
            .current_dir(place.path(""))
            .args([namespaces, "/bin/sh", "-c", &script]);
        let Ok(output) = command.output() else { break };
        if !output.status.success() {
            continue;
        }
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(out, "code 1\nreport.html\nas it was", "{err}");
        assert!(err.contains("the disk is full"), "{err}");
        return;
    }
    eprintln!("not tried: this account may not mount a file system of its own");
}

#[cfg(unix)]
#[test]
fn a_special_file_is_written_to_and_never_replaced() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let printed = place.run(&["check", "--snapshot", &file]);
    let stdout = place.run(&["check", "--snapshot", &file, "-o", "/dev/stdout"]);
    assert_eq!(printed.out, stdout.out);
    place.put("real.txt", "old");
    std::os::unix::fs::symlink("real.txt", place.path("link.txt")).unwrap();
    assert_eq!(
        place
            .run(&["check", "--snapshot", &file, "-o", "link.txt"])
            .code,
        10
    );
    assert!(place.path("link.txt").is_symlink(), "a link stays a link");
    assert!(place.read("real.txt").starts_with("Tenant    "));
}
