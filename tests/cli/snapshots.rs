//! Snapshot files that cannot be judged.

use crate::place::{Place, sample, sample_text};

/// A sample with one text replaced by another.
fn altered(from: &str, to: &str) -> String {
    let text = sample_text("contoso-demo");
    assert!(text.contains(from));
    text.replacen(from, to, 1)
}

#[test]
fn a_file_that_is_no_snapshot_is_refused_with_a_remedy() {
    let place = Place::new();
    let whole = sample_text("contoso-demo");
    let cases: [(&str, Vec<u8>, &[&str]); 10] = [
        (
            "broken.json",
            whole.as_bytes()[..whole.len() / 2].to_vec(),
            &["not JSON", "rolecall scan -o"],
        ),
        ("empty.json", Vec::new(), &["not JSON", "rolecall scan -o"]),
        (
            "of-something-else.json",
            b"{\"users\":[]}".to_vec(),
            &["not a rolecall snapshot", "rolecall scan -o"],
        ),
        (
            "a-list.json",
            b"[1, 2]".to_vec(),
            &["not a rolecall snapshot"],
        ),
        (
            "binary",
            (0..=255).cycle().take(5000).collect(),
            &["not JSON"],
        ),
        (
            "older.json",
            altered("\"schema_version\": 2", "\"schema_version\": 0").into(),
            &["older", "scan again"],
        ),
        (
            "newer.json",
            altered("\"schema_version\": 2", "\"schema_version\": 999").into(),
            &["newer", "update rolecall"],
        ),
        (
            "of-no-subject.json",
            altered("\"sought\": [", "\"sought\": [7,").into(),
            &["snapshot.sought", "invalid type"],
        ),
        (
            "unknown-state.json",
            altered(
                "\"state\": \"collected\"",
                "\"state\": \"gue\\u001b[31mssed\"",
            )
            .into(),
            &["sections.organization.state", "expected one of"],
        ),
        (
            "unknown-field.json",
            altered("\"sections\": {", "\"sections\": {\"more\": 1,").into(),
            &["sections", "more"],
        ),
    ];
    for (name, bytes, words) in cases {
        place.put(name, bytes);
        let mut words = words.to_vec();
        words.push(name);
        let ran = place.refuses(&["check", "--snapshot", name], 2, &words);
        assert!(
            !ran.err.contains('\u{1b}'),
            "a file steers the terminal: {ran:?}"
        );
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
        place.refuses(&["audit", "--snapshot", name, "-o", "reports"], 2, &words);
        place.refuses(
            &["check", "--snapshot", name, "-o", "report.txt"],
            2,
            &words,
        );
    }
}

#[test]
fn a_path_that_gives_no_file_is_refused() {
    let place = Place::new();
    std::fs::create_dir(place.path("folder")).unwrap();
    place.put("file", "");
    for (path, word) in [
        ("missing.json", "no such file"),
        ("folder", "it is a folder"),
        ("file/inside.json", "a part of the path is a file"),
    ] {
        place.refuses(&["check", "--snapshot", path], 2, &[path, word]);
        place.refuses(
            &["audit", "--snapshot", path, "-o", "out"],
            2,
            &[path, word],
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let path = place.put("locked.json", "{}");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        // The superuser may read every file; then there is nothing to test.
        return;
    }
    place.refuses(
        &["check", "--snapshot", "locked.json"],
        2,
        &["locked.json", "permissions"],
    );
}

#[test]
fn a_hundred_megabytes_of_garbage_are_refused() {
    let place = Place::new();
    let file = std::fs::File::create(place.path("zeros")).unwrap();
    // A sparse file: it takes no space on the disk.
    file.set_len(60 * 1024 * 1024).unwrap();
    place.refuses(&["check", "--snapshot", "zeros"], 2, &["zeros", "not JSON"]);
    file.set_len(100 * 1024 * 1024).unwrap();
    place.refuses(
        &["check", "--snapshot", "zeros"],
        2,
        &["zeros", "larger than 64 MiB, which no snapshot is"],
    );
    place.refuses(&["guide", "show", "zeros"], 2, &["no built-in guide"]);
}

#[test]
fn what_the_scan_did_not_look_for_is_unknown_and_named() {
    let place = Place::new();
    let file = sample("contoso-demo");
    for (given, unasked) in [
        ("guest-address=soc@other.example", "soc@other.example"),
        ("app-name=Another name", "Another name"),
        (
            "app-id=04b07795-8ddb-461a-bbee-02f9e1bf7b46",
            "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
        ),
    ] {
        let ran = place.run(&[
            "check",
            "--snapshot",
            &file,
            "--param",
            given,
            "-f",
            "markdown",
        ]);
        assert!(ran.out.contains("did not look for everything"), "{ran:?}");
        assert!(ran.out.contains(unasked), "{ran:?}");
    }
}

#[test]
fn any_snapshot_can_be_judged_by_any_guide() {
    let place = Place::new();
    let guide = include_str!("../../guides/expel-mde/2026-11-23.toml");
    let other = guide
        .replacen("id = \"expel-mde\"", "id = \"mine\"", 1)
        .replacen("expel_analyst@expel.io", "soc@other.example", 1);
    place.put("mine.toml", other);
    let ran = place.run(&["audit", "--demo", "--guide", "mine.toml", "-o", "reports"]);
    assert!([10, 12].contains(&ran.code), "{ran:?}");
    let report = std::fs::read_to_string(place.path("reports/mine.md")).unwrap();
    assert!(
        report.contains("was not asked for this address"),
        "{report}"
    );
    assert!(report.contains("taken for expel-mde"), "{report}");
}

#[test]
fn a_snapshot_of_schema_1_is_judged_as_one_of_schema_2() {
    let place = Place::new();
    place.put("older.json", include_str!("../fixtures/snapshot.v1.json"));
    let older = place.run(&["check", "--snapshot", "older.json", "-f", "csv"]);
    // An older scan did not ask what anybody owns.
    let text = std::fs::read_to_string(sample("contoso-demo")).unwrap();
    let mut newer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let sections = newer["snapshot"]["sections"].as_object_mut().unwrap();
    sections.remove("owned-objects").unwrap();
    place.put("newer.json", newer.to_string());
    let newer = place.run(&["check", "--snapshot", "newer.json", "-f", "csv"]);
    // It asked for less of a registration too, so the answer to that request has another id.
    let rows = |text: &str| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let ids = headers.iter().position(|one| one == "request_ids").unwrap();
        let records = reader.records().map(Result::unwrap);
        records
            .map(|row| {
                let kept = row.iter().enumerate().filter(|(column, _)| *column != ids);
                kept.map(|(_, field)| field.to_owned()).collect()
            })
            .collect()
    };
    assert_eq!(rows(&older.out), rows(&newer.out));
    assert_eq!(older.code, newer.code);
}
