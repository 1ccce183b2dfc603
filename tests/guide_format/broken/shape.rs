//! Faults of shape, and the form of messages.

use super::super::fixture::parse;
use super::{MINIMAL, refused, with};

#[test]
fn syntax() {
    let problem = parse("format = 2\nid = \n").unwrap_err();
    assert_eq!(problem.faults[0].line, 2);
}

#[test]
fn format_1_says_how_to_convert() {
    let problem = parse("format = 1\nid = 3\n[[principal]]\nkind = \"guest-user\"\n").unwrap_err();
    assert_eq!(problem.faults.len(), 1);
    assert_eq!((problem.faults[0].line, problem.faults[0].column), (1, 10));
    assert!(
        problem.to_string().contains("rolecall guide convert"),
        "{problem}"
    );
    refused(
        "format = 2",
        "format = 3",
        "format = 3",
        "format 3",
        "reads format 2",
    );
}

#[test]
fn keys() {
    refused(
        "vendor = \"Acme\"",
        "vendro = \"Acme\"",
        "vendro",
        "no key \"vendro\"",
        "did you mean \"vendor\"?",
    );
    refused(
        "product = \"Microsoft Defender for Endpoint\"\n",
        "",
        "format",
        "needs the key \"product\"",
        "write it",
    );
    refused(
        "kind = \"text\"",
        "kind = 7",
        "kind = 7",
        "a whole number cannot stand here",
        "write one of the words",
    );
    refused(
        "kind = \"text\"",
        "kind = \"txt\"",
        "kind = \"txt\"",
        "\"txt\" is not known",
        "did you mean \"text\"?",
    );
    refused(
        "home = \"own\"",
        "home = \"own\"\naddress = \"x\"",
        "address = \"x\"",
        "an application has no key",
        "there are",
    );
    refused(
        "id = 2026-01-31",
        "id = \"soon\"",
        "id = \"soon\"",
        "cannot stand here",
        "2026-11-23",
    );
}

#[test]
fn kinds_of_values() {
    refused(
        "kind = \"caution\"",
        "kind = \"caution\"\nwhen = { every = [\"watches-azure\"] }",
        "when = { every",
        "does not say what it is",
        "all, any, not",
    );
    refused(
        "present = true",
        "present = false",
        "present = false",
        "false cannot stand",
        "write true",
    );
    refused(
        "title = \"A caution\"",
        "title = \"\"",
        "title = \"\"",
        "empty",
        "not empty",
    );
    refused(
        "{ of = \"guest\", directory-role = \"Security Reader\" }",
        "{ of = \"guest\" }",
        "{ of = \"guest\" }",
        "does not say what it is",
        "directory-role",
    );
    refused(
        "directory-role = \"Security Reader\" }",
        "directory-role = \"Security Reader\", present = true }",
        "Security Reader",
        "makes it another",
        "only one of",
    );
}

#[test]
fn ids() {
    let problem = parse(&with("id = \"reader\"", "id = \"app\"")).unwrap_err();
    assert!(
        problem
            .to_string()
            .contains("guide.toml:96:6: a second requirement with the id \"app\"")
    );
    refused(
        "id = \"guest\"\nkind",
        "id = \"-guest\"\nkind",
        "id = \"-guest\"",
        "cannot stand here",
        "letters, digits",
    );
    let problem = parse(&with("id = \"form\"\ntitle", "id = \"app\"\ntitle")).unwrap_err();
    assert!(
        problem
            .to_string()
            .contains("139:6: a requirement has the id \"app\" already")
    );
    let text = with("id = \"watches-azure\"", "id = \"level\"");
    assert!(
        parse(&text)
            .unwrap_err()
            .to_string()
            .contains("a fact has the id")
    );
    let text = with("id = \"guest\"\nkind", "id = \"tenant\"\nkind");
    assert!(
        parse(&text)
            .unwrap_err()
            .to_string()
            .contains("cannot be the id of a principal")
    );
}

#[test]
fn defaults() {
    refused(
        "many = true",
        "many = true\ndefault = [\"one\"]",
        "default = [\"one\"]",
        "no subscription",
        "GUID",
    );
    refused(
        "many = true",
        "many = true\ndefault = \"00000003-0000-0000-c000-000000000000\"",
        "default = \"00000003",
        "several values",
        "list",
    );
}

/// Faults of shape and of meaning are reported in one round, in the file's order, each once.
#[test]
fn one_round_reports_every_fault() {
    let mut text = with("vendor = \"Acme\"\n", "");
    text = text.replace(
        "of = \"guest\", directory-role",
        "of = \"gest\", directory-role",
    );
    text = text.replace("reason = \"Acme signs in with it.\"\n", "");
    text = text.replace("credential = \"secret\"", "credential = \"secrt\"");
    text = text.replace("kind = \"caution\"", "kind = 3");
    text = text.replace("closes = [\"app\"", "closes = [\"nothing\"");
    let problem = parse(&text).unwrap_err();
    let messages: Vec<&str> = problem
        .faults
        .iter()
        .map(|fault| fault.what.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "a guide needs the key \"vendor\"",
            "a [[requirement]] needs the key \"reason\"",
            "\"secrt\" is not known here",
            "the guide has no principal \"gest\"",
            "the guide has no requirement or handover \"nothing\"",
            "a whole number cannot stand here",
        ]
    );
}

/// A part whose id cannot be read causes no further fault where it is named.
#[test]
fn an_unreadable_id_is_reported_once() {
    refused(
        "id = \"read-alerts\"",
        "id = 3",
        "id = 3",
        "cannot stand here",
        "a text in quotes",
    );
    refused(
        "id = \"guest\"\nkind = \"user\"",
        "id = \"guest\"\nkind = \"usr\"",
        "kind = \"usr\"",
        "\"usr\" is not known",
        "did you mean \"user\"?",
    );
}

/// Text from a file is cut, and its control characters are shown.
#[test]
fn messages_are_bounded() {
    let long = format!("\\u001b[31m{}", "x".repeat(100_000));
    let text = with(
        "of = \"guest\", directory-role",
        &format!("of = \"{long}\", directory-role"),
    );
    let message = parse(&text).unwrap_err().to_string();
    assert!(
        message.len() < 1000 && !message.contains('\u{1b}'),
        "{message}"
    );
}
#[test]
fn the_small_guide_loads() {
    if let Err(problem) = parse(MINIMAL) {
        panic!("{}", problem.render());
    }
}
