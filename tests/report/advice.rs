//! Advice in every format: its id, its title, its text, and whether it weighs.

use super::fixture::assessment;
use super::text;
use rolecall::assess::{Advice, AdviceKind, Assessment, Evidence};
use rolecall::report::{Format, Settings, render_with};
use rolecall::snapshot::{SectionName, State};
use serde_json::Value;

/// The tenant of the fixture.
const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";

fn piece(id: &str, weighs: bool) -> Advice {
    Advice {
        id: format!("expel-mde/advice/{id}"),
        kind: AdviceKind::Setting,
        title: format!("Title of {id}"),
        text: format!("The policy \"{id} | <b>\" asks for a device."),
        weighs,
        evidence: vec![Evidence {
            section: SectionName::ConditionalAccess,
            state: State::Collected,
            url: Some("https://graph.microsoft.com/v1.0/identity".to_owned()),
            at: Some("2026-11-20T09:14:05Z".parse().unwrap()),
            status: Some(200),
            server_date: None,
            request_id: Some("0a0b0c0d-0000-4000-8000-000000000000".to_owned()),
            pointer: None,
            object: None,
        }],
    }
}

/// The fixture with a piece that weighs nothing and one that weighs.
pub(crate) fn advised() -> Assessment {
    let mut assessment = assessment();
    assessment.advice = vec![piece("light", false), piece("heavy", true)];
    assessment
}

/// A report without the marks that its format puts around a value.
fn plain(report: &str) -> String {
    let report = report.replace("<wbr>", "").replace("&#x2f;", "/");
    report.replace('\\', "")
}

#[test]
fn id_title_and_text_stand_in_every_format() {
    let assessment = advised();
    let mut reports: Vec<(String, String)> = Format::ALL
        .iter()
        .map(|format| (format.to_string(), text(&assessment, *format)))
        .collect();
    let short = Settings {
        summary: true,
        ..Settings::default()
    };
    let summary = render_with(&assessment, Format::Markdown, &short).unwrap();
    reports.push(("summary".to_owned(), String::from_utf8(summary).unwrap()));
    for (format, report) in &reports {
        let report = plain(report);
        for id in ["light", "heavy"] {
            for part in [
                format!("expel-mde/advice/{id}"),
                format!("Title of {id}"),
                "asks for a device".to_owned(),
            ] {
                assert!(
                    report.contains(&part),
                    "{format} leaves out {part}:\n{report}"
                );
            }
        }
    }
    for (format, report) in reports {
        if matches!(format.as_str(), "table" | "markdown" | "html" | "summary") {
            let marked = report.matches("(keeps from plain ready)").count()
                + report.matches(">keeps from plain ready<").count();
            assert_eq!(marked, 1, "{format}");
            let (heavy, light) = (report.find("Title of heavy"), report.find("Title of light"));
            assert!(heavy < light, "{format}: what weighs comes first");
        }
    }
}

#[test]
fn machines_read_whether_it_weighs() {
    let assessment = advised();
    let json: Value = serde_json::from_str(&text(&assessment, Format::Json)).unwrap();
    assert_eq!(json["advice"][0]["weighs"], false);
    assert_eq!(json["advice"][1]["weighs"], true);

    let csv = text(&assessment, Format::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), assessment.findings.len() + 2);
    let told: Vec<(&str, &str)> = rows
        .iter()
        .filter(|row| &row[column("verdict")] == "advice")
        .map(|row| (&row[column("id")], &row[column("weighs")]))
        .collect();
    assert_eq!(
        told,
        [
            ("expel-mde/advice/light", "no"),
            ("expel-mde/advice/heavy", "yes")
        ]
    );
    let heavy = rows.last().unwrap();
    assert!(heavy[column("reason")].contains("asks for a device"));
    assert_eq!(&heavy[column("sections")], "conditional-access (collected)");

    let sarif: Value = serde_json::from_str(&text(&assessment, Format::Sarif)).unwrap();
    let told = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .unwrap();
    let of = |id: &str| {
        told.iter()
            .find(|one| one["properties"]["advice"] == *id)
            .unwrap()
    };
    for (id, weighs, level) in [("light", false, "note"), ("heavy", true, "warning")] {
        let one = of(&format!("expel-mde/advice/{id}"));
        assert_eq!(
            (one["properties"]["weighs"].as_bool(), one["level"].as_str()),
            (Some(weighs), Some(level))
        );
    }

    let ocsf = text(&assessment, Format::Ocsf);
    let events: Vec<Value> = ocsf
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(events.len(), assessment.findings.len() + 2);
    let heavy = events.last().unwrap();
    assert_eq!(
        heavy["finding_info"]["uid"],
        format!("{TENANT}/expel-mde/advice/heavy")
    );
    assert_eq!(
        (
            &heavy["unmapped"]["weighs"],
            &heavy["compliance"]["status_id"]
        ),
        (&Value::Bool(true), &Value::from(2))
    );
    let light = &events[events.len() - 2];
    assert_eq!(
        (
            &light["unmapped"]["weighs"],
            &light["compliance"]["status_id"]
        ),
        (&Value::Bool(false), &Value::from(99))
    );
}

#[test]
fn a_pipeline_does_not_go_green_on_what_weighs() {
    let without = text(&assessment(), Format::Junit);
    assert!(!without.contains("name=\"Advice "));
    let report = text(&advised(), Format::Junit);
    assert!(report.contains(
        "<testsuite name=\"Advice (72f988bf-86f1-41af-91ab-2d7cd011db47)\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\""
    ));
    let number = |report: &str, what: &str| -> usize {
        let (_, rest) = report.split_once(&format!("{what}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    for (what, more) in [("tests", 2), ("failures", 1), ("errors", 0)] {
        assert_eq!(
            number(&report, what),
            number(&without, what) + more,
            "{what}"
        );
    }
}
