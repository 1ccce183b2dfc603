//! Every lint, in a guide that has it and in one that has not.

use super::fixture::{GUIDES, library};
use rolecall::guide::format2::{LintRule, lint};
use std::collections::BTreeSet;

const MINIMAL: &str = include_str!("minimal.toml");

/// The rules that find something, each with its first line.
fn found(text: &str) -> Vec<(LintRule, usize)> {
    let lints = lint("guide.toml", text, &library(&GUIDES));
    let lints = lints.unwrap_or_else(|problem| panic!("{}", problem.render()));
    lints.iter().map(|lint| (lint.rule, lint.line)).collect()
}

fn with(from: &str, to: &str) -> String {
    assert_eq!(MINIMAL.matches(from).count(), 1, "{from:?} stands once");
    MINIMAL.replace(from, to)
}

/// The line, counted from 1, with the first occurrence of a text.
fn line_of(text: &str, part: &str) -> usize {
    text[..text.find(part).unwrap()].matches('\n').count() + 1
}

const FACT: &str = "\n[[fact]]\nid = \"spare\"\ntitle = \"x\"\nask = \"x\"\n";
const PARAMETER: &str =
    "\n[[parameter]]\nid = \"spare\"\ntitle = \"x\"\nkind = \"text\"\nhelp = \"x\"\n";
const PRINCIPAL: &str =
    "\n[[principal]]\nid = \"spare\"\nkind = \"group\"\ntitle = \"x\"\nname = \"x\"\n";
const CHOICE: &str = "\n[[choice]]\nid = \"spare\"\ntitle = \"x\"\ncite = { heading = [\"x\"] }\n\
    [[choice.option]]\nid = \"a\"\ntitle = \"x\"\nsummary = \"x\"\ncite = { heading = [\"x\"] }\n\
    [[choice.option]]\nid = \"b\"\ntitle = \"x\"\nsummary = \"x\"\ncite = { heading = [\"x\"] }\n";
const RELATION: &str =
    "\n[[relation]]\nguide = \"spare\"\nkind = \"extends\"\ncite = { heading = [\"x\"] }\n";

#[test]
fn the_small_guide_has_none() {
    assert_eq!(found(MINIMAL), []);
}

/// A rule, a guide in which it finds something, and a part of the line.
type Finding = (LintRule, String, &'static str);

fn types_and_unused_parts() -> Vec<Finding> {
    vec![
        (
            LintRule::TypeUnstated,
            with(
                "api = \"WindowsDefenderATP\", type = \"application\", permission = \"Alert.Read.All\"",
                "api = \"MicrosoftGraph\", type = \"unstated\", permission = \"User.Read.All\"",
            ),
            "unstated",
        ),
        (
            LintRule::TypeKnown,
            with(
                "api = \"WindowsDefenderATP\", type = \"application\", permission = \"Alert.Read.All\"",
                "api = \"MicrosoftGraph\", type = \"either\", permission = \"User.Read\"",
            ),
            "either",
        ),
        (
            LintRule::UnusedPrincipal,
            MINIMAL.to_owned() + PRINCIPAL,
            "id = \"spare\"",
        ),
        (
            LintRule::UnusedParameter,
            MINIMAL.to_owned() + PARAMETER,
            "id = \"spare\"",
        ),
        (
            LintRule::UnusedFact,
            MINIMAL.to_owned() + FACT,
            "id = \"spare\"",
        ),
        (
            LintRule::UnusedChoice,
            MINIMAL.to_owned() + CHOICE,
            "id = \"spare\"",
        ),
        (
            LintRule::UnusedName,
            MINIMAL.to_owned()
                + "\n[[catalog.role]]\nplane = \"azure\"\nname = \"Idle\"\nsource = \"x\"\n",
            "Idle",
        ),
    ]
}

fn names_and_requirements() -> Vec<Finding> {
    let temporary = "tier = \"temporary\"\nhold = { of = \"app\", api";
    vec![
        (
            LintRule::BuiltInName,
            MINIMAL.to_owned()
                + "\n[[catalog.role]]\nplane = \"directory\"\nname = \"security READER\"\nsource = \"x\"\n",
            "security READER",
        ),
        (
            LintRule::IdleAlternative,
            with(
                "{ of = \"app\", credential = \"secret\" }]",
                "[{ of = \"app\", credential = \"secret\" }, { of = \"app\", credential = \"certificate\" }]]",
            ),
            "any-of",
        ),
        (
            LintRule::AskedTwice,
            with(
                "hold = { of = \"guest\", directory-role = \"Security Reader\" }",
                "hold = [{ of = \"guest\", directory-role = \"Security Reader\" }]\ncites = [{ heading = [\"x\"] }]\nreason = \"x\"\neffect = \"x\"\n\n[[requirement]]\nid = \"again\"\ntier = \"optional\"\nwhen = \"level/manage\"\nhold = { of = \"guest\", directory-role = \"security reader\" }",
            ),
            "id = \"again\"",
        ),
        (
            LintRule::Unclosed,
            with("\"guest-reader\", \"statement\"", "\"statement\""),
            "id = \"guest-reader\"",
        ),
        (
            LintRule::Unremoved,
            with("tier = \"required\"\nhold = { of = \"app\", api", temporary),
            "id = \"read-alerts\"",
        ),
        (
            LintRule::Excerpt,
            with(
                "coverage = \"whole\"",
                "coverage = \"excerpt\"\nmissing = \"x\"",
            ),
            "id = \"article\"",
        ),
        (
            LintRule::ExtendedNotHere,
            MINIMAL.to_owned() + RELATION,
            "guide = \"spare\"",
        ),
    ]
}

#[test]
fn each_rule_finds_its_kind() {
    let cases = [types_and_unused_parts(), names_and_requirements()].concat();
    for (rule, text, place) in &cases {
        assert_eq!(found(text), [(*rule, line_of(text, place))], "{rule}");
    }
    let tried: BTreeSet<LintRule> = cases.iter().map(|(rule, _, _)| *rule).collect();
    assert_eq!(tried, LintRule::ALL.iter().copied().collect());
}

/// The specification's page names every rule.
#[test]
fn the_page_names_every_rule() {
    let page = super::fixture::file("docs/guide-format.md");
    for rule in LintRule::ALL {
        assert!(page.contains(&format!("| `{rule}` |")), "{rule}");
    }
}
