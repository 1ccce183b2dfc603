//! The messages that a reader sees for a faulty guide.

use super::fixture::parse;
use rolecall::guide::GuideError;

const MINIMAL: &str = include_str!("minimal.toml");

fn problem(text: &str) -> GuideError {
    parse(text).expect_err("the guide is faulty")
}

/// The small guide with its only occurrence of `from` replaced.
fn with(from: &str, to: &str) -> String {
    assert_eq!(MINIMAL.matches(from).count(), 1, "{from:?} stands once");
    MINIMAL.replace(from, to)
}

#[test]
fn a_fault_is_drawn_with_its_line_and_what_would_be_right() {
    let text = with("label = \"Client id\"", "lable = \"Client id\"");
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: a [[handover.field]] has no key "lable"
       --> guide.toml:146:1
        |
    146 | lable = "Client id"
        | ^^^^^
        |
        = help: did you mean "label"?
    "#);
}

#[test]
fn characters_of_several_bytes_are_one_column() {
    let text = with(
        "[{ heading = [\"Set up\", \"Register an application\"] }]",
        "[{ heading = [\"Über späte Schichten\"], zzzzzz = 3 }]",
    );
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: a cite has no key "zzzzzz"
      --> guide.toml:76:48
       |
    76 | cites = [{ heading = ["Über späte Schichten"], zzzzzz = 3 }]
       |                                                ^^^^^^
       |
       = help: there are: in, heading, line
    "#);
}

#[test]
fn one_line_for_each_fault_without_drawing() {
    let text = with(
        "kind = \"subscription\"\nmany",
        "kind = \"subscriptoin\"\nmany",
    );
    let text = text.replace("\"level/read\"]", "\"level/reed\"]");
    insta::assert_snapshot!(problem(&text), @r#"
    guide.toml:27:8: "subscriptoin" is not known here; did you mean "subscription"?
    guide.toml:98:34: the guide has no option "level/reed"; did you mean "level/read"?
    "#);
}

#[test]
fn no_guide_at_all() {
    insta::assert_snapshot!(problem("format = 2\n"), @r#"
    guide.toml:1:1: a guide needs the key "edition"; write it; docs/guide-format.md says what it means
    guide.toml:1:1: a guide needs the key "id"; write it; docs/guide-format.md says what it means
    guide.toml:1:1: a guide needs the key "product"; write it; docs/guide-format.md says what it means
    guide.toml:1:1: a guide needs the key "requirement"; write it; docs/guide-format.md says what it means
    guide.toml:1:1: a guide needs the key "source"; write it; docs/guide-format.md says what it means
    guide.toml:1:1: a guide needs the key "title"; write it; docs/guide-format.md says what it means
    guide.toml:1:1: a guide needs the key "vendor"; write it; docs/guide-format.md says what it means
    "#);
}

#[test]
fn a_flood_of_faults_is_cut_and_counted() {
    let text = format!("{MINIMAL}{}", "\n[[notice]]\nfoo = 1\n".repeat(50));
    let problem = problem(&text);
    let more = problem.faults.len() - 40;
    assert!(more > 50, "{more}");
    assert!(problem.render().ends_with(&format!("… and {more} more")));
}
