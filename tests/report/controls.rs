//! A control is called clean only where what it asks was checked, in every format that shows controls.

use super::fixture::{assessment, finding};
use super::text;
use rolecall::assess::{Assessment, CredentialKind, Lifetime, Note, NoteKind, Verdict};
use rolecall::catalog::Subject;
use rolecall::guide::Tier;
use rolecall::report::Format;
use serde_json::Value;

/// The fixture with one finding: a secret that lives so long.
fn with(lifetime: Option<Lifetime>) -> Assessment {
    let mut assessment = assessment();
    let mut secret = finding(
        "api/client-secret",
        Verdict::Satisfied,
        Some(Tier::Required),
    );
    secret.subject = Subject::Credential;
    secret.lifetimes = lifetime.into_iter().collect();
    assessment.findings = vec![secret];
    assessment
}

const fn secret(days: Option<i64>, endless: bool, untold: bool) -> Lifetime {
    Lifetime {
        kind: CredentialKind::Secret,
        count: 1,
        days,
        endless,
        untold,
    }
}

/// The controls of all frameworks in a list of frameworks.
fn controls(frameworks: &Value) -> Vec<&Value> {
    let frameworks = frameworks.as_array().unwrap().iter();
    frameworks
        .flat_map(|one| one["controls"].as_array().unwrap())
        .collect()
}

fn json(assessment: &Assessment) -> Value {
    serde_json::from_str(&text(assessment, Format::Json)).unwrap()
}

/// What each format says of the control about secrets: JSON, CSV, OCSF, SARIF, Markdown.
fn said(assessment: &Assessment) -> [String; 5] {
    let document = json(assessment);
    let rows = controls(&document["controls"]);
    let row = rows.iter().find(|row| row["id"] == "5.1.5.4").unwrap();
    let of_finding = controls(&document["findings"][0]["controls"]);
    let own = of_finding
        .iter()
        .find(|one| one["id"] == "5.1.5.4")
        .unwrap();
    assert_eq!(row["status"], own["status"]);

    let csv = text(assessment, Format::Csv);
    let (_, rest) = csv.split_once("5.1.5.4 (").unwrap();
    let in_csv = rest.split_once(')').unwrap().0.to_owned();

    let ocsf: Value = serde_json::from_str(text(assessment, Format::Ocsf).trim()).unwrap();
    let checks = ocsf["compliance"]["checks"].as_array().unwrap();
    let check = checks.iter().find(|one| one["uid"] == "5.1.5.4").unwrap();

    let sarif: Value = serde_json::from_str(&text(assessment, Format::Sarif)).unwrap();
    let controls = sarif["runs"][0]["properties"]["controls"]
        .as_array()
        .unwrap();
    let in_sarif = controls.iter().find(|one| one["id"] == "cis-m365/5.1.5.4");

    let markdown = text(assessment, Format::Markdown);
    let line = markdown
        .lines()
        .find(|line| line.starts_with("| CIS Microsoft 365 | 5.1.5.4 |"));
    let cell = line
        .unwrap()
        .trim_end_matches(" |")
        .rsplit(" | ")
        .next()
        .unwrap();
    [
        row["status"].as_str().unwrap().to_owned(),
        in_csv,
        format!(
            "{} {}",
            check["status_id"],
            check["status"].as_str().unwrap()
        ),
        in_sarif.unwrap()["status"].as_str().unwrap().to_owned(),
        cell.to_owned(),
    ]
}

#[test]
fn every_format_says_the_same_of_a_control() {
    let open = ["open", "open", "3 Fail", "open", "1"];
    let clean = ["clean", "clean", "1 Pass", "clean", "0"];
    let not = [
        "not-assessed",
        "not assessed",
        "99 not assessed",
        "not assessed",
        "not assessed",
    ];
    for (lifetime, expected) in [
        (Some(secret(Some(180), false, false)), clean),
        (Some(secret(Some(181), false, false)), open),
        (Some(secret(None, true, false)), open),
        (Some(secret(Some(181), false, true)), open),
        (Some(secret(Some(90), false, true)), not),
        (None, not),
    ] {
        assert_eq!(said(&with(lifetime)), expected, "{lifetime:?}");
    }
}

#[test]
fn no_control_without_a_check_is_called_clean_in_any_report() {
    for lifetime in [Some(secret(Some(90), false, false)), None] {
        let assessment = with(lifetime);
        let document = json(&assessment);
        for row in controls(&document["controls"]) {
            let clean = row["status"] == "clean";
            assert_eq!(clean, row["id"] == "5.1.5.4" && lifetime.is_some(), "{row}");
        }
        for format in [
            Format::Markdown,
            Format::Html,
            Format::Csv,
            Format::Ocsf,
            Format::Sarif,
        ] {
            assert!(
                text(&assessment, format).contains("not assessed"),
                "{format}"
            );
        }
        let markdown = text(&assessment, Format::Markdown);
        assert!(
            markdown
                .contains("| SOC 2 | CC6.1 | logical access is restricted | 1 | not assessed |")
        );
    }
}

#[test]
fn a_concern_is_no_pass_and_something_to_do() {
    let mut assessment = with(Some(secret(None, true, false)));
    assessment.findings[0].notes.push(Note {
        kind: NoteKind::Concern,
        text: "no real end".to_owned(),
    });
    let ocsf: Value = serde_json::from_str(text(&assessment, Format::Ocsf).trim()).unwrap();
    assert_eq!(ocsf["compliance"]["status_id"], 2);
    let document = json(&assessment);
    assert_eq!(document["actions"][0]["urgency"], "concern");
    let fix = document["findings"][0]["fix"].as_str().unwrap();
    assert!(fix.contains("new secret"), "{fix}");
}

#[test]
fn a_tag_of_an_alert_names_only_what_it_speaks_against() {
    // An expired secret says nothing about how long secrets live.
    let mut assessment = with(None);
    assessment.findings[0].verdict = Verdict::Partial;
    let sarif: Value = serde_json::from_str(&text(&assessment, Format::Sarif)).unwrap();
    let tags = sarif["runs"][0]["tool"]["driver"]["rules"][0]["properties"]["tags"].to_string();
    assert!(tags.contains("nist-800-53/IA-5"), "{tags}");
    assert!(!tags.contains("5.1.5.4"), "{tags}");
}
