//! The names of a verified publisher: one or several, each a name and each once.

use super::{minimal_with, parse, problem};

fn with(publisher: &str) -> String {
    let line = format!("name = \"app-name\"\npublisher = {publisher}\n");
    minimal_with("name = \"app-name\"\n", &line)
}

#[test]
fn one_name_and_a_list_of_names_are_read() {
    for (publisher, names) in [
        ("\"Acme\"", vec!["Acme"]),
        ("[\"Acme\"]", vec!["Acme"]),
        (
            "[\"Acme, Inc.\", \"Acme Europe B.V.\"]",
            vec!["Acme, Inc.", "Acme Europe B.V."],
        ),
    ] {
        let guide =
            parse(&with(publisher)).unwrap_or_else(|problem| panic!("{}", problem.render()));
        let app = guide.principals.iter().find(|one| one.id == "app");
        assert_eq!(app.unwrap().publishers, names, "{publisher}");
    }
}

#[test]
fn an_unusable_publisher_name_is_refused_in_place() {
    for (publisher, part) in [
        ("\"\"", "\"\" is no name"),
        ("\" \"", "\" \" is no name"),
        ("\",.\"", "\",.\" is no name"),
        ("[]", "publisher names nobody"),
        ("[\"Acme\", \"\"]", "\"\" is no name"),
        (
            "[\"Acme\", \"ACME, Inc.\"]",
            "\"ACME, Inc.\" is named twice",
        ),
        ("7", "a name or a list of names"),
        ("[7]", "a string"),
        ("{ name = \"Acme\" }", "a name or a list of names"),
    ] {
        let said = problem(&with(publisher)).to_string();
        assert!(said.starts_with("guide.toml:42:1"), "{publisher}: {said}");
        assert!(said.contains(part), "{publisher}: {said}");
    }
}

#[test]
fn a_guest_has_no_publisher() {
    let text = minimal_with(
        "address = \"guest-address\"\n",
        "address = \"guest-address\"\npublisher = [\"Acme\"]\n",
    );
    let said = problem(&text).to_string();
    assert!(
        said.contains("a principal of this kind has no publisher"),
        "{said}"
    );
}
