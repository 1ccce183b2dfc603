//! The documents that describe the formats list exactly what there is.

use super::fixture::assessment;
use super::text;
use rolecall::catalog::{Circumstance, Controls, Subject};
use rolecall::document::Templates;
use rolecall::report::{CSV_COLUMNS, Format, Settings, render_with};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

fn document() -> String {
    fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/report-formats.md"
    ))
    .unwrap()
}

/// The first two cells of each row of the table under a heading, without the code marks of the first.
fn table(document: &str, heading: &str) -> Vec<(String, String)> {
    let (_, rest) = document.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let mut cells = row.split('|').skip(1).map(str::trim);
        let name = cells.next().unwrap().trim_matches('`').to_owned();
        (name, cells.next().unwrap().to_owned())
    })
    .collect()
}

#[test]
fn the_document_lists_the_columns_of_the_csv() {
    let columns: Vec<(String, String)> = CSV_COLUMNS
        .iter()
        .map(|(name, means)| ((*name).to_owned(), (*means).to_owned()))
        .collect();
    assert_eq!(table(&document(), "CSV"), columns);
}

#[test]
fn the_document_lists_the_formats() {
    let formats: Vec<(String, String)> = Format::ALL
        .iter()
        .map(|f| (f.as_str().to_owned(), f.describe().to_owned()))
        .collect();
    assert_eq!(table(&document(), "Formats"), formats);
}

#[test]
fn the_document_lists_the_templates() {
    let listed: Vec<String> = table(&document(), "Templates")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let there: Vec<&str> = Templates::built_in().map(|(name, _)| name).collect();
    assert_eq!(listed, there);
}

/// Every name and every kind of label that the document lists is there in a template.
#[test]
fn the_document_lists_names_that_a_template_has() {
    let document = document();
    let names = table(&document, "Names in a template");
    assert!(names.len() > 10, "{names:?}");
    let names = names.iter().flat_map(|(name, _)| name.split("`, `"));
    let of = |name: &str| name.split('(').next().unwrap().to_owned();
    let (_, kinds) = document.split_once("The kinds of `label`: ").unwrap();
    let kinds = kinds
        .split(".\n")
        .next()
        .unwrap()
        .split('`')
        .skip(1)
        .step_by(2);
    let words = [
        "required",
        "missing",
        "expiry",
        "gap",
        "denied",
        "open",
        "guest-user",
        "named",
        "detected",
        "ready",
        "work",
    ];
    let mut page = String::new();
    for name in names {
        let name = of(name);
        write!(page, "{{% if {name} is undefined %}}{name} {{% endif %}}").unwrap();
    }
    let render = |page: String| {
        let own = BTreeMap::from([(PathBuf::from("report.html"), page)]);
        let settings = Settings {
            templates: Templates::with(own).unwrap(),
            ..Settings::default()
        };
        render_with(&assessment(), Format::Html, &settings)
            .map(|bytes| String::from_utf8(bytes).unwrap())
    };
    assert_eq!(render(page).unwrap(), "");
    for kind in kinds {
        let known = |word: &&str| render(format!("{{{{ label({kind:?}, {word:?}) }}}}")).is_ok();
        assert!(words.iter().any(known), "{kind}");
    }
}

#[test]
fn a_csv_begins_with_a_byte_order_mark_only_when_asked() {
    let plain = text(&assessment(), Format::Csv);
    assert!(plain.starts_with("id,verdict,"));
    let settings = Settings {
        csv_bom: true,
        ..Settings::default()
    };
    let marked = render_with(&assessment(), Format::Csv, &settings).unwrap();
    assert_eq!(marked, [b"\xEF\xBB\xBF", plain.as_bytes()].concat());
}

#[test]
fn the_summary_fits_a_comment() {
    let settings = Settings {
        summary: true,
        ..Settings::default()
    };
    let mut long = assessment();
    let one = long.findings[2].clone();
    for number in 0..2000 {
        let mut finding = one.clone();
        finding.id = format!("{}/{number}", one.id);
        finding.title = "x".repeat(1000);
        finding.principal = format!("p{number}").parse().unwrap();
        long.findings.push(finding);
    }
    let summary = render_with(&long, Format::Markdown, &settings).unwrap();
    // GitHub's limit of a comment is 65,536 characters.
    assert!(summary.len() < 65_536, "{} bytes", summary.len());
    let summary = String::from_utf8(summary).unwrap();
    assert!(summary.contains("more open findings are in the whole report"));
    assert!(summary.contains("✗ Expel access in Contoso"));
}

#[test]
fn the_controls_that_auditors_ask_for_are_there_and_something_speaks_to_each() {
    let controls = Controls::built_in().unwrap();
    let spoken: Vec<&str> = Subject::ALL
        .into_iter()
        .flat_map(|subject| controls.of(subject, &Circumstance::ALL))
        .map(|control| control.id.as_str())
        .collect();
    let nist = "AC-2 AC-6 AC-6(1) AC-6(5) AC-6(7) IA-5 PS-7 SA-9";
    let iso = "A.5.15 A.5.18 A.5.19 A.8.2";
    let soc = "CC6.1 CC6.2 CC6.3";
    let cis = "5.1.5.2 5.1.5.4 5.1.5.6 5.3.1 5.3.2 5.3.3";
    for (framework, ids) in [
        ("nist-800-53", nist),
        ("iso-27001", iso),
        ("soc-2", soc),
        ("cis-m365", cis),
    ] {
        let all = controls.all().iter();
        let there: Vec<&str> = all
            .filter(|control| control.framework == framework)
            .map(|control| control.id.as_str())
            .collect();
        assert_eq!(there, ids.split(' ').collect::<Vec<_>>());
        assert_eq!(there.iter().find(|id| !spoken.contains(id)), None);
    }
}

#[test]
fn every_finding_speaks_to_a_control_in_every_format_that_shows_them() {
    let controls = Controls::built_in().unwrap();
    for subject in Subject::ALL {
        assert!(
            !controls.of(subject, &[]).is_empty(),
            "{}",
            subject.as_str()
        );
    }
    let assessment = assessment();
    let roles = "NIST SP 800-53 Rev. 5 AC-6(1)";
    for format in [Format::Html, Format::Markdown, Format::Csv, Format::Ocsf] {
        let report = text(&assessment, format);
        let report = report.replace("&#x2f;", "/");
        assert!(report.contains(roles), "{format} names no control");
    }
    let json: serde_json::Value = serde_json::from_str(&text(&assessment, Format::Json)).unwrap();
    for finding in json["findings"].as_array().unwrap() {
        assert!(!finding["controls"].as_array().unwrap().is_empty());
    }
}
