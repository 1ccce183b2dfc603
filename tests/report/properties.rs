//! What must hold for every text that a tenant could hold.

use super::hostile::{NAMES, called, intruders, tags};
use super::text;
use proptest::prelude::*;
use rolecall::report::{Format, Style, render};
use std::sync::LazyLock;

static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| tags(&text(&called("plain"), Format::Html)));

/// Any text, text made of the characters that mean something somewhere, and joined hostile names.
fn name() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(
        "<>&\"'/|`\\*_[](){}#+-=.!~$@:;,%^ 01ax\n\r\t\u{1b}\u{0}\u{85}\u{202e}\u{200b}\u{2028}＝"
            .chars()
            .collect::<Vec<_>>(),
    );
    let special = proptest::collection::vec(special, 0..40);
    prop_oneof![
        any::<String>(),
        special.prop_map(String::from_iter),
        (
            proptest::sample::select(&NAMES[..]),
            proptest::sample::select(&NAMES[..])
        )
            .prop_map(|(one, other)| format!("{one}{other}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_never_gains_a_tag(name in name()) {
        let gained = tags(&text(&called(&name), Format::Html)).into_iter().find(|tag| !TAGS.contains(tag));
        prop_assert_eq!(gained, None);
    }

    #[test]
    fn markdown_rows_keep_their_columns(name in name()) {
        let mut assessment = called(&name);
        assessment.notices.clear();
        let markdown = text(&assessment, Format::Markdown);
        prop_assert_eq!(intruders(&markdown), Vec::<String>::new());
        for (width, row) in cells(&markdown) {
            prop_assert_eq!(row, width);
        }
    }

    #[test]
    fn csv_keeps_its_records(name in name()) {
        let assessment = called(&name);
        let csv = text(&assessment, Format::Csv);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let told = assessment.findings.len() + assessment.advice.len();
        prop_assert_eq!(reader.records().flatten().count(), told);
    }

    #[test]
    fn the_table_holds_no_control_character(name in name(), width in any::<Option<u16>>(), brief: bool) {
        let style = Style { width, brief, ..Style::default() };
        let table = String::from_utf8(render(&called(&name), Format::Table, &style).unwrap()).unwrap();
        prop_assert!(table.chars().all(|c| c == '\n' || !c.is_control()));
    }

    #[test]
    fn json_reads_back(name in name()) {
        let document: serde_json::Value = serde_json::from_str(&text(&called(&name), Format::Json)).unwrap();
        prop_assert_eq!(document["tenant"]["name"].as_str(), Some(name.as_str()));
    }
}

/// For every row of every table: the columns that its head has, and those that a raw reading of it finds.
///
/// GitHub drops cells beyond the head's and fills up missing ones, so a parser's answer would hide both.
fn cells(markdown: &str) -> Vec<(usize, usize)> {
    let count = |line: &str| {
        let mut escaped = false;
        let bars = line.chars().filter(|&c| {
            let bar = c == '|' && !escaped;
            escaped = c == '\\' && !escaped;
            bar
        });
        bars.count()
    };
    let lines: Vec<&str> = markdown.lines().collect();
    let heads = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("| :---"));
    heads
        .flat_map(|(at, head)| {
            let rows = lines[at + 1..]
                .iter()
                .take_while(|row| row.starts_with('|'));
            rows.map(move |row| (count(head), count(row)))
        })
        .collect()
}
