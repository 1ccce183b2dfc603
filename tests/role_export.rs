//! The portal's export of roles: a person's word, read within bounds, never shown as observed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

use assert_cmd::Command;
use rolecall::assess::{ExportColumns, ExportError, read_role_export};
use serde_json::Value;
use std::fs;
use std::path::Path;

const GUEST: &str = "expel_analyst@expel.io";
const ALERTS: &str = "expel-mde/console/defender/AlertsInvestigation";
/// The headers that Microsoft documents as contents.
const HEADER: &str = "Role name,Role description,Permissions included in the role,Assignment name,Assigned data sources,Assigned users or user groups";

fn attested(folder: &Path, csv: &str, more: &str) -> std::process::Output {
    fs::write(folder.join("roles.csv"), csv).unwrap();
    let statement = format!(
        "format = 1\ntenant = \"22550841-77c3-50e7-8f47-6cacd8f12d36\"\n[[role-export]]\nfile = \"roles.csv\"\nby = \"Jane Doe\"\non = 2026-11-20\n{more}"
    );
    fs::write(folder.join("attest.toml"), statement).unwrap();
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/contoso-demo.json");
    Command::cargo_bin("rolecall")
        .unwrap()
        .env_clear()
        .current_dir(folder)
        .args([
            "check",
            "--snapshot",
            demo,
            "--attest",
            "attest.toml",
            "--format",
            "json",
        ])
        .args(["--choose", "console=defender-rbac"])
        .output()
        .unwrap()
}

fn finding(output: &std::process::Output, id: &str) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 10..=12)), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().clone();
    let found = findings.into_iter().find(|finding| finding["id"] == id);
    found.unwrap_or_else(|| panic!("no finding {id}"))
}

#[test]
fn an_export_answers_what_no_api_shows_and_is_never_shown_as_observed() {
    let folder = tempfile::tempdir().unwrap();
    for (permissions, assigned, sources, gives) in [
        (
            "Security operations \\ Security data \\ Alerts (manage)",
            GUEST,
            "All",
            true,
        ),
        (
            "Security data basics (read); Alerts (manage)",
            "SOC; EXPEL_ANALYST@expel.io",
            "Microsoft Defender for Endpoint",
            true,
        ),
        (
            "microsoft.xdr/secops/*/manage",
            "Expel <expel_analyst@expel.io>",
            "",
            true,
        ),
        ("Alerts (read)", GUEST, "All", false),
        ("Alerts", GUEST, "All", false),
        ("Secure score \\ Alerts (manage)", GUEST, "All", false),
        (
            "Security operations \\ Security data \\ Response (manage)",
            GUEST,
            "All",
            false,
        ),
    ] {
        let csv = format!("{HEADER}\nExpel SOC,,\"{permissions}\",a,{sources},\"{assigned}\"\n");
        let found = finding(&attested(folder.path(), &csv, ""), ALERTS);
        assert_eq!(
            found["verdict"] == "satisfied",
            gives,
            "{permissions}: {found}"
        );
        assert_eq!(found["attested"].is_object(), gives, "{permissions}");
        if gives {
            let attested = &found["attested"];
            assert_eq!(attested["by"], "Jane Doe");
            assert_eq!(attested["file"], "roles.csv");
            assert_eq!(attested["sha256"].as_str().unwrap().len(), 64);
            let statement = attested["statement"].as_str().unwrap();
            assert!(
                statement.contains("supplied and not observed: line 2"),
                "{statement}"
            );
        }
    }
}

#[test]
fn what_an_export_cannot_say_is_an_error_that_helps() {
    let folder = tempfile::tempdir().unwrap();
    let row = format!("R,,Alerts (manage),a,All,{GUEST}");
    let good = format!("{HEADER}\n{row}\n");
    for (csv, more, words) in [
        (
            "A,B,C\n1,2,3\n".to_owned(),
            "",
            "its columns are \"A\", \"B\", \"C\"",
        ),
        (
            good.replace("Permissions included in the role", "\u{1b}[31mX"),
            "",
            "columns = { permissions = ",
        ),
        (
            good.clone(),
            "columns = { assigned = \"Wer\" }",
            "columns = { assigned = ",
        ),
        (format!("{HEADER}\n"), "", "no row below its header"),
        (
            good.replace(GUEST, "somebody@else.example"),
            "",
            "none of its 1 rows is assigned to the guest",
        ),
        (
            good.replace(",All,", ",Defender for Office 365,"),
            "",
            "none of its 1 rows",
        ),
        (
            good.clone(),
            "sha256 = \"00\"",
            "is not the file that was attested",
        ),
        (good.clone(), "colums = {}", "unknown field"),
    ] {
        let output = attested(folder.path(), &csv, more);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{words}: {said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
    // Columns of another language, named by the person.
    let german = good.replace(
        HEADER,
        "Rollenname,Beschreibung,Berechtigungen,Zuweisung,Datenquellen,Benutzer",
    );
    let named = "columns = { role = \"Rollenname\", permissions = \"berechtigungen\", assigned = \"Benutzer\", sources = \"Datenquellen\" }";
    let found = finding(&attested(folder.path(), &german, named), ALERTS);
    assert_eq!(found["verdict"], "satisfied");
}

/// The export of one vendor's account says nothing of another's, and is no error for that.
#[test]
fn an_export_need_not_name_somebody_of_every_guide() {
    let folder = tempfile::tempdir().unwrap();
    let row = format!("R,,Security operations \\ Security data \\ Alerts (manage),a,All,{GUEST}");
    fs::write(
        folder.path().join("roles.csv"),
        format!("{HEADER}\n{row}\n"),
    )
    .unwrap();
    let expel = include_str!("../guides/expel-mde/2026-11-23.toml");
    let other = expel.replacen("id = \"expel-mde\"", "id = \"other-mde\"", 1);
    let other = other.replacen(
        "default = \"expel_analyst@expel.io\"",
        "default = \"soc@other.example\"",
        1,
    );
    fs::write(folder.path().join("other.toml"), other).unwrap();
    fs::write(
        folder.path().join("attest.toml"),
        "format = 1\ntenant = \"22550841-77c3-50e7-8f47-6cacd8f12d36\"\n[[role-export]]\nfile = \"roles.csv\"\n\
         by = \"Jane Doe\"\non = 2026-11-20\n",
    )
    .unwrap();
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/contoso-demo.json");
    let choices = [
        "expel-mde:console=defender-rbac",
        "other-mde:console=defender-rbac",
    ];
    let output = Command::cargo_bin("rolecall")
        .unwrap()
        .env_clear()
        .current_dir(folder.path())
        .args(["audit", "--snapshot", demo, "--attest", "attest.toml"])
        .args(["--guide", "expel-mde", "--guide", "other.toml"])
        .args(choices.map(|choice| format!("--choose={choice}")))
        .args(["-f", "json", "-o", "reports"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(10..=12)), "{said}");
    let verdict = |guide: &str| {
        let file = folder.path().join(format!("reports/{guide}.json"));
        let report: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        let id = ALERTS.replace("expel-mde", guide);
        let found = findings.into_iter().find(|one| one["id"] == id).unwrap();
        found["verdict"].clone()
    };
    assert_eq!(verdict("expel-mde"), "satisfied");
    assert_eq!(verdict("other-mde"), "unknown");
}

#[test]
fn a_hostile_file_is_read_within_bounds() {
    let columns = ExportColumns::default();
    let read = |bytes: &[u8]| read_role_export(bytes, &columns);
    let too_large = |what: &str, problem: Result<_, ExportError>| {
        let Err(ExportError::TooLarge { what: found, .. }) = problem.map(|_: Vec<_>| ()) else {
            panic!("{what}")
        };
        assert_eq!(found, what);
    };
    too_large("bytes", read(&vec![b'a'; 9 * 1024 * 1024]));
    too_large("columns", read(",".repeat(100).as_bytes()));
    let rows = format!("{HEADER}\n{}", "a,b,c,d,e,f\n".repeat(20_001));
    too_large("rows", read(rows.as_bytes()));
    let wide = format!("{HEADER}\n{}\n", "a,".repeat(100));
    too_large("columns", read(wide.as_bytes()));
    assert!(matches!(read(b"\xff\xfe\x00"), Err(ExportError::NotCsv(_))));
    assert!(matches!(read(b""), Err(ExportError::NoColumn { .. })));
    // Formulas, markup and escapes are text; a quote that never ends is one cell.
    let hostile =
        format!("\u{feff}{HEADER}\n=cmd|' /C calc'!A1,<script>,\u{1b}[2J,{{{{x}}}},,\"{GUEST}");
    assert_eq!(read(hostile.as_bytes()).unwrap().len(), 1);
}
