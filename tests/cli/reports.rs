//! `audit` and `check` without errors.

use crate::place::{Place, ran, sample};

const FORMATS: [(&str, &str); 8] = [
    ("table", "txt"),
    ("markdown", "md"),
    ("html", "html"),
    ("csv", "csv"),
    ("json", "json"),
    ("sarif", "sarif"),
    ("ocsf", "ocsf.jsonl"),
    ("junit", "junit.xml"),
];

#[test]
fn the_demo_writes_every_report_and_prints_the_table() {
    let place = Place::new();
    let ran = place.run(&["audit", "--demo", "-o", "reports/of/today"]);
    assert_eq!(ran.code, 10, "{ran:?}");
    assert_eq!(ran.err, "", "progress belongs on a terminal");
    let mut wanted: Vec<String> = ["reports", "reports/of", "reports/of/today"]
        .map(str::to_owned)
        .to_vec();
    for (_, extension) in FORMATS {
        wanted.push(format!("reports/of/today/expel-mde.{extension}"));
    }
    wanted.push("reports/of/today/snapshot.json".to_owned());
    wanted.sort();
    assert_eq!(place.files(), wanted);
    assert!(ran.out.contains("Not ready"), "{}", ran.out);
}

#[test]
fn a_snapshot_is_audited_as_it_is_checked() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let audited = place.run(&["audit", "--snapshot", &file, "-o", "."]);
    assert_eq!(audited.code, 10, "{audited:?}");
    for (format, extension) in FORMATS {
        let check = ["check", "-s", &file, "-f", format, "-o", "report"];
        let checked = place.run(&check);
        assert_eq!((checked.code, checked.err.as_str()), (10, ""));
        let audited = place.read(&format!("expel-mde.{extension}"));
        assert_eq!(place.read("report"), audited, "{format}");
    }
    assert_eq!(
        place.read("snapshot.json"),
        crate::place::sample_text("contoso-demo")
    );
}

#[test]
fn a_report_goes_to_standard_output_or_to_a_file_and_is_the_same() {
    let place = Place::new();
    let file = sample("contoso-demo");
    for (format, _) in FORMATS {
        let printed = place.run(&["check", "--snapshot", &file, "-f", format]);
        let written = place.run(&["check", "--snapshot", &file, "-f", format, "-o", "report"]);
        assert_eq!((written.code, written.out.as_str()), (10, ""));
        // A table for a terminal is another than that of a file.
        let is_same = printed.out == place.read("report");
        assert_eq!(is_same, format != "table", "{format}");
    }
    assert_eq!(place.files(), ["report"]);
}

#[test]
fn the_exit_code_is_the_readiness() {
    let place = Place::new();
    for (name, code) in [
        ("ready-custom-app-full-roles", 0),
        ("nothing-granted", 10),
        ("contoso-demo", 10),
        ("expiring-secret", 11),
        ("excess-global-administrator", 11),
        ("roles-denied", 12),
    ] {
        assert_eq!(
            place.run(&["check", "--snapshot", &sample(name)]).code,
            code,
            "{name}"
        );
        let audit = place.run(&["audit", "--snapshot", &sample(name), "-o", name]);
        assert_eq!(audit.code, code, "{name}");
    }
}

#[test]
fn there_is_no_colour_where_there_is_no_terminal() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let plain = place.run(&["check", "--snapshot", &file]).out;
    assert!(!plain.contains('\u{1b}'));
    for (name, value) in [
        ("NO_COLOR", "1"),
        ("TERM", "dumb"),
        ("TERM", "xterm-256color"),
    ] {
        let ran = ran(place
            .rolecall(&["check", "--snapshot", &file])
            .env(name, value));
        assert_eq!(ran.out, plain, "{name}={value}");
    }
}

#[test]
fn a_folder_of_reports_is_not_named_as_a_file() {
    let place = Place::new();
    for name in ["report.html", "out/expel.json", "r.CSV", "r.junit.xml"] {
        let audit = ["audit", "--demo", "-o", name];
        place.refuses(&audit, 2, &[name, "give a folder"]);
    }
    // One that is there has the name that somebody gave it.
    std::fs::create_dir(place.path("report.html")).unwrap();
    assert_eq!(
        place.run(&["audit", "--demo", "-o", "report.html"]).code,
        10
    );
    assert_eq!(place.run(&["audit", "--demo", "-o", "reports.d"]).code, 10);
}

#[test]
fn what_an_earlier_audit_left_is_told_by_name_and_stays() {
    let place = Place::new();
    let other = include_str!("../fixtures/guides-v2/servicenow-mde.toml");
    place.put("other.toml", other);
    let one = ["audit", "--demo", "-o", "out", "--guide", "expel-mde"];
    let both = [&one[..], &["--guide", "other.toml"]].concat();
    assert_eq!(place.run(&both).err, "");
    // Files of others, one of them with a format's extension.
    place.put("out/notes.md", "mine");
    place.put("out/data.json", "{}");
    let before = place.files();
    let ran = place.run(&one);
    assert_eq!(ran.code, 10, "{ran:?}");
    assert!(
        ran.err.starts_with("rolecall: warning: out holds reports"),
        "{ran:?}"
    );
    for name in ["overview.txt", "overview.junit.xml", "servicenow-mde.html"] {
        assert!(ran.err.contains(name), "no {name} in {ran:?}");
    }
    for name in ["notes.md", "data.json", "expel-mde", "snapshot.json"] {
        assert!(!ran.err.contains(name), "{name} in {ran:?}");
    }
    assert_eq!(place.files(), before);
    assert_eq!(place.run(&both).err, "", "all of them are written again");
}
