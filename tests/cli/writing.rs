//! Files that cannot be written: each stays as it was, and nothing half-written lies about.

use crate::place::{Place, ran, sample};

#[test]
fn an_output_that_cannot_be_is_refused() {
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
        &["check", &file, "-o", "folder"],
        1,
        &["folder", "give a file"],
    );
    place.refuses(
        &["check", &file, "-o", "missing/report"],
        1,
        &["there is no folder missing"],
    );
    assert_eq!(place.read("file"), "as it was");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_leaves_nothing() {
    use std::os::unix::fs::FileTypeExt;
    let place = Place::new();
    let file = sample("contoso-demo");
    place.refuses(
        &["check", &file, "-o", "/dev/full"],
        1,
        &["/dev/full", "the disk is full"],
    );
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    assert!(full.metadata().unwrap().file_type().is_char_device());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rolecall"));
    command.env_clear().args(["check", &file]).stdout(full);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("the disk is full")
    );
}

/// A limit on the size of files stands in for a disk that fills up in the middle of one.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_finished_leaves_the_old_one() {
    let place = Place::new();
    place.put("report.html", "as it was");
    let script = format!(
        "trap '' XFSZ; ulimit -f 4; exec '{}' check '{}' -f html -o report.html",
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

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_written_to_and_never_replaced() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let printed = place.run(&["check", &file]);
    let stdout = place.run(&["check", &file, "-o", "/dev/stdout"]);
    assert_eq!(printed.out, stdout.out);
    place.put("real.txt", "old");
    std::os::unix::fs::symlink("real.txt", place.path("link.txt")).unwrap();
    assert_eq!(place.run(&["check", &file, "-o", "link.txt"]).code, 10);
    assert!(place.path("link.txt").is_symlink(), "a link stays a link");
    assert_eq!(place.read("real.txt"), printed.out);
}
