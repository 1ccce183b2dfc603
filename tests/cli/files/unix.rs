//! Modes, owners and links.

use super::*;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
use std::path::Path;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs the program under a umask that a shell sets for it alone.
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
        masked(
            &place,
            umask,
            &format!("check -s {file} -f html -o {check}"),
        );
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
fn an_existing_file_keeps_its_mode() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    let file = sample("contoso-demo");
    for wanted in [0o600, 0o640, 0o644, 0o664, 0o400] {
        let report = place.put("report.html", "as it was");
        set(&report, wanted);
        assert_eq!(
            place
                .run(&[
                    "check",
                    "--snapshot",
                    &file,
                    "-f",
                    "html",
                    "-o",
                    "report.html"
                ])
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

/// Changes the owner of a path, which only the superuser can do.
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
        place.refuses(
            &["check", "--snapshot", &file, "-o", &in_it(end)],
            1,
            &words,
        );
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
    // The root certificate is written before the files are counted.
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
fn an_own_link_is_followed() {
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
            place
                .run(&["check", "--snapshot", &file, "-o", output])
                .code,
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
        &["check", "--snapshot", &file, "-o", "own/round"],
        1,
        &["own/round", "in a circle"],
    );
}
