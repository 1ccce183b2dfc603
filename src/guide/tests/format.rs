//! The format agrees with its page.

use super::parse;
use crate::guide::format::{FILE, KeyTable};

const PAGE: &str = include_str!("../../../docs/guide-format.md");

/// The part of the page under the heading that names the table.
fn section(table: &KeyTable) -> &'static str {
    let name = table
        .name
        .trim_start_matches("an ")
        .trim_start_matches("a ");
    PAGE.split("\n#")
        .find(|part| {
            let heading = part.lines().next().unwrap_or_default().replace('`', "");
            heading.contains(name) && part.contains("| key |")
        })
        .unwrap_or_else(|| panic!("the page has no section about {name}"))
}

fn visit(table: &'static KeyTable, see: &mut impl FnMut(&'static KeyTable)) {
    see(table);
    for (_, inner) in table.tables {
        visit(inner, see);
    }
}

#[test]
fn the_page_explains_every_key_and_no_other() {
    let mut seen = 0;
    visit(&FILE, &mut |table| {
        let explained: Vec<&str> = section(table)
            .lines()
            .filter_map(|line| {
                line.strip_prefix("| `")?
                    .split_once("` | ")
                    .map(|(key, _)| key)
            })
            .filter(|key| table.keys().contains(key) || !is_value(key))
            .collect();
        assert_eq!(explained, table.keys(), "the keys of {}", table.name);
        seen += table.keys().len();
    });
    assert!(seen > 80, "only {seen} keys were seen");
}

/// Values of `check` stand in a table of their own in the section of their key.
fn is_value(key: &str) -> bool {
    [
        "guest-account",
        "application-present",
        "single-tenant",
        "client-secret",
        "attest",
    ]
    .contains(&key)
}

#[test]
fn every_inner_table_is_a_key() {
    visit(&FILE, &mut |table| {
        for (key, _) in table.tables {
            assert!(table.keys().contains(key), "{} has no {key}", table.name);
        }
    });
}

#[test]
fn the_example_on_the_page_loads() {
    let example = PAGE
        .split_once("```toml\n")
        .and_then(|(_, rest)| rest.split_once("\n```"))
        .map(|(example, _)| example)
        .expect("the page has an example");
    let guide = parse(example).unwrap_or_else(|problem| panic!("{}", problem.render()));
    assert_eq!(guide.id, "acme-edr");
}
