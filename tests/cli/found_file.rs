//! What a configuration file may not do that nobody named: it may be somebody else's.

use crate::place::{Place, sample};
use std::fs;

/// Puts a file into the folder, and runs a command with it found, then with it named.
#[track_caller]
fn only_named(place: &Place, text: &str, arguments: &[&str], words: &[&str]) {
    place.put("rolecall.toml", text);
    let words = [&["rolecall.toml, line", "--config"], words].concat();
    place.refuses(arguments, 2, &words);
    place.refuses(&["config", "show"], 2, &words);
    let named = [arguments, &["--config", "rolecall.toml"]].concat();
    let ran = place.run(&named);
    assert!(!ran.err.contains("rolecall.toml, line"), "{text}: {ran:?}");
    let shown = place.run(&["config", "show", "--config", "rolecall.toml"]);
    assert_eq!(shown.code, 0, "{text}: {shown:?}");
}

#[test]
fn it_does_not_say_what_is_judged_or_who_signs_in() {
    let place = Place::new();
    let check = ["check", "--snapshot", &sample("nothing-granted")];
    for key in [
        "snapshot = 'ready.json'",
        "demo = true",
        "replay = 'recording'",
        "since = 'ready.json'",
        "attest = 'attestations.toml'",
        "as-of = 2020-01-01",
        "auth = 'azure-cli'",
        "tenant = 'other.example'",
        "client-id = 'a'",
        "cloud = 'china'",
        "record = 'answers'",
    ] {
        let (name, _) = key.split_once(' ').unwrap();
        only_named(&place, key, &check, &["line 1", name]);
    }
    let below = "[check]\nsnapshot = 'ready.json'";
    only_named(&place, below, &check, &["line 2", "snapshot"]);
    // A variable names a file as well as the flag does.
    let ready = sample("ready-custom-app-full-roles");
    place.put("rolecall.toml", format!("snapshot = '{ready}'"));
    place.refuses(&["check"], 2, &["snapshot"]);
    let mut command = place.rolecall(&["check"]);
    let named = crate::place::ran(command.env("ROLECALL_CONFIG", "rolecall.toml"));
    assert_eq!(named.code, 0, "{named:?}");
}

#[test]
fn it_writes_below_its_own_folder_alone() {
    let place = Place::new();
    fs::create_dir_all(place.path("of/inner")).unwrap();
    place.put("mine.html", "as it was");
    let mine = place.path("mine.html");
    let inside = Place::new();
    for output in [
        mine.to_str().unwrap(),
        "../mine.html",
        "inner/../../mine.html",
        ".git/config",
        "inner/.hidden",
        "/dev/stdout",
    ] {
        for command in ["check", "audit", "scan", "runbook"] {
            let text = format!("[{command}]\noutput = \"{output}\"\n");
            place.put("of/rolecall.toml", text);
            let mut run = place.rolecall(&["check", "--demo"]);
            run.current_dir(place.path("of"));
            let words = ["line 2", "output", "its folder", "--config"];
            place.refused(&mut run, 2, &words);
        }
    }
    assert_eq!(place.read("mine.html"), "as it was");
    inside.put(
        "rolecall.toml",
        "[check]\noutput = 'r.html'\nformat = 'html'\n",
    );
    assert_eq!(inside.run(&["check", "--demo"]).code, 10);
    assert!(inside.path("r.html").exists());
    inside.put("rolecall.toml", "[check]\noutput = '-'\n");
    assert!(!inside.run(&["check", "--demo"]).out.is_empty());
    inside.put("rolecall.toml", "[audit]\noutput = 'a/b'\nformat = 'csv'\n");
    assert_eq!(inside.run(&["audit", "--demo"]).code, 10);
    assert_eq!(inside.run(&["audit", "--demo"]).code, 10);
    assert!(inside.path("a/b/expel-mde.csv").exists());
}

#[cfg(unix)]
#[test]
fn no_link_leads_its_output_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    fs::create_dir_all(place.path("of/reports")).unwrap();
    fs::create_dir_all(place.path("of/.git")).unwrap();
    fs::create_dir_all(place.path("home")).unwrap();
    place.put("home/profile", "as it was");
    place.put("of/.git/config", "as it was");
    symlink("../home", place.path("of/away")).unwrap();
    symlink("../home/profile", place.path("of/report")).unwrap();
    symlink("../home/new", place.path("of/nothing")).unwrap();
    symlink(".git/config", place.path("of/shown")).unwrap();
    symlink("../../home/profile", place.path("of/reports/expel-mde.md")).unwrap();
    let check = |output: &str| {
        let text = format!("[check]\noutput = '{output}'\nformat = ['markdown', 'csv']\n");
        place.put("of/rolecall.toml", text);
        let mut run = place.rolecall(&["check", "--demo"]);
        run.current_dir(place.path("of"));
        run
    };
    for output in [
        "away",
        "away/x",
        "report",
        "nothing",
        "nothing/x",
        "shown",
        "reports",
    ] {
        let words = ["line 2", "output", "its folder"];
        place.refused(&mut check(output), 2, &words);
    }
    assert_eq!(place.read("home/profile"), "as it was");
    fs::remove_file(place.path("of/reports/expel-mde.md")).unwrap();
    symlink("report.txt", place.path("of/reports/expel-mde.md")).unwrap();
    place.put("of/reports/report.txt", "");
    assert_eq!(crate::place::ran(&mut check("reports")).code, 10);
    assert!(!place.read("of/reports/report.txt").is_empty());
}

#[cfg(unix)]
#[test]
fn it_belongs_to_this_account_or_the_superuser_whatever_its_folder() {
    use std::os::unix::fs::{PermissionsExt, chown, lchown, symlink};
    const SOMEBODY: Option<u32> = Some(12_345);
    let place = Place::new();
    for mode in [0o755, 0o1777] {
        let file = place.put("rolecall.toml", "warn-days = 0\n");
        fs::set_permissions(place.path(""), fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(place.run(&["check", "--demo"]).code, 10);
        if chown(&file, SOMEBODY, None).is_err() {
            eprintln!("not tried: this account may not give files away");
            return;
        }
        let refused = |place: &Place| {
            let words = ["another account", "--config", "--no-config"];
            place.refuses(&["check", "--demo"], 2, &words);
        };
        refused(&place);
        for meant in [&["--config", "rolecall.toml"][..], &["--no-config"]] {
            let arguments = [&["check", "--demo"], meant].concat();
            assert_eq!(place.run(&arguments).code, 10);
        }
        // An own link to the file of another account, and a link of another account to an own file.
        fs::rename(&file, place.path("theirs.toml")).unwrap();
        symlink("theirs.toml", &file).unwrap();
        refused(&place);
        fs::remove_file(&file).unwrap();
        place.put("own.toml", "warn-days = 0\n");
        symlink("own.toml", &file).unwrap();
        assert_eq!(place.run(&["check", "--demo"]).code, 10);
        lchown(&file, SOMEBODY, None).unwrap();
        refused(&place);
        fs::remove_file(&file).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_and_lets_no_other_decide() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    fs::create_dir(place.path("below")).unwrap();
    let run = || {
        let mut run = place.rolecall(&["check", "--demo"]);
        run.current_dir(place.path("below"));
        run.timeout(std::time::Duration::from_secs(20));
        run
    };
    let there = place.path("below/rolecall.toml");
    let above = place.path("rolecall.toml");
    for path in [&there, &above] {
        place.put("rolecall.toml", "warn-days = 0\n");
        assert_eq!(crate::place::ran(&mut run()).code, 10);
        fs::remove_file(&above).unwrap();
        if path == &there {
            place.put("rolecall.toml", "warn-days = 0\n");
        }
        symlink("nowhere", path).unwrap();
        place.refused(&mut run(), 2, &["rolecall.toml", "no such file"]);
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
        place.refused(&mut run(), 2, &["rolecall.toml", "it is a folder"]);
        fs::remove_dir(path).unwrap();
        let made = std::process::Command::new("mkfifo").arg(path).status();
        if made.is_ok_and(|made| made.success()) {
            place.refused(&mut run(), 2, &["rolecall.toml", "no plain file"]);
            fs::remove_file(path).unwrap();
        }
    }
}
