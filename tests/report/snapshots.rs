//! Whole outputs that are small enough to be read in a review.

use super::fixture::assessment;
use super::text;
use rolecall::report::{Format, Layout, Style, render};

fn snapshot(name: &str, format: Format, style: Style) {
    let report = String::from_utf8(render(&assessment(), format, &style).unwrap()).unwrap();
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, report);
    });
}

#[test]
fn table() {
    snapshot("table", Format::Table, Style::default());
}

#[test]
fn table_brief_with_colour() {
    let style = Style {
        colour: true,
        width: Some(140),
        brief: true,
        ..Style::default()
    };
    snapshot("table-brief-colour", Format::Table, style);
}

#[test]
fn table_of_open_findings_with_the_answer_last() {
    let style = Style {
        layout: Layout::Open,
        ..Style::default()
    };
    snapshot("table-open", Format::Table, style);
}

#[test]
fn markdown() {
    snapshot("markdown", Format::Markdown, Style::default());
}

#[test]
fn csv() {
    snapshot("csv", Format::Csv, Style::default());
}

#[test]
fn json() {
    snapshot("json", Format::Json, Style::default());
}

#[test]
fn an_assessment_with_nothing_in_it_is_written_all_the_same() {
    let mut empty = assessment();
    empty.findings.clear();
    empty.candidates.clear();
    empty.choices.clear();
    empty.notices.clear();
    empty.ledger.clear();
    empty.collection.tenant = None;
    empty.collection.tenant_name = None;
    empty.collection.observer_name = None;
    for format in Format::ALL {
        assert!(!text(&empty, format).contains("undefined"), "{format}");
    }
    assert!(text(&empty, Format::Html).contains("No finding is open."));
}
