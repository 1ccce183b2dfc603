//! Faults in the combination of keys.

use super::super::fixture::parse;
use super::{MINIMAL, refused, with};

#[test]
fn rights_that_their_holder_cannot_have() {
    refused(
        "of = \"guest\", directory-role = \"Security Reader\"",
        "of = \"guest\", credential = \"secret\"",
        "of = \"guest\", credential",
        "cannot be held by a principal of kind \"user\"",
        "application",
    );
    refused(
        "{ of = \"app\", present = true }",
        "{ of = \"tenant\", present = true }",
        "of = \"tenant\"",
        "cannot be held by the tenant",
        "service plans",
    );
    refused(
        "of = \"installer\", directory-role = \"Global Administrator\"",
        "of = \"installer\", credential = \"secret\"",
        "of = \"installer\", credential",
        "cannot be asked of the installer",
        "roles",
    );
    refused(
        "directory-role = \"Security Reader\"",
        "member-of = \"app\"",
        "member-of",
        "is no group",
        "kind \"group\"",
    );
    refused(
        "home = \"own\"",
        "home = \"own\"\npublisher = \"Acme\"",
        "publisher",
        "has no publisher",
        "leave it out",
    );
    refused(
        "by = [\"installer\"]",
        "by = [\"app\"]",
        "by = ",
        "asks nothing of the installer",
        "installer",
    );
}

#[test]
fn a_publisher_is_named_whole_and_once() {
    let vendor = "home = \"vendor\"\npublisher = ";
    let with = |publisher: &str| format!("{vendor}{publisher}");
    for (publisher, what) in [
        ("\",.\"", "\",.\" is no name"),
        ("[\"Acme\", \"-\"]", "\"-\" is no name"),
        (
            "[\"Acme\", \"ACME, Inc.\"]",
            "\"ACME, Inc.\" is named twice",
        ),
    ] {
        refused(
            "home = \"own\"",
            &with(publisher),
            "publisher",
            what,
            "write each whole name once",
        );
    }
    let several = super::with(
        "home = \"own\"",
        &with("[\"Acme, Inc.\", \"Acme Europe B.V.\"]"),
    );
    parse(&several).unwrap_or_else(|problem| panic!("{}", problem.render()));
}

#[test]
fn choices() {
    refused(
        "summary = \"Acme looks.\"",
        "summary = \"Acme looks.\"\npreferred = true",
        "preferred = true\nincludes",
        "a second option",
        "one at most",
    );
    refused(
        "includes = [\"read\"]",
        "includes = [\"rea\"]",
        "includes",
        "no option \"rea\"",
        "did you mean",
    );
    refused(
        "includes = [\"read\"]",
        "includes = [\"manage\"]",
        "includes",
        "includes itself",
        "higher",
    );
    refused(
        "summary = \"Acme looks.\"",
        "summary = \"Acme looks.\"\nwhen = \"level/manage\"",
        "when = \"level/manage\"",
        "depends on itself",
        "other choices",
    );
    let text = with(
        "summary = \"Acme looks.\"",
        "summary = \"Acme looks.\"\nincludes = [\"manage\"]",
    );
    assert_eq!(parse(&text).unwrap_err().faults.len(), 2);
}

#[test]
fn choices_that_depend_on_each_other() {
    let second = "\n[[choice]]\nid = \"way\"\ntitle = \"A way\"\nwhen = \"level/read\"\ncite = { heading = [\"x\"] }\n\
        [[choice.option]]\nid = \"a\"\ntitle = \"A\"\nsummary = \"A\"\ncite = { heading = [\"x\"] }\n\
        [[choice.option]]\nid = \"b\"\ntitle = \"B\"\nsummary = \"B\"\ncite = { heading = [\"x\"] }\n";
    let text = with(
        "summary = \"Acme looks.\"",
        "summary = \"Acme looks.\"\nwhen = \"way/a\"",
    ) + second;
    let problem = parse(&text).unwrap_err();
    assert_eq!(problem.faults.len(), 2, "{problem}");
    assert!(problem.to_string().contains("depends on itself"));
}

#[test]
fn tiers_and_alternatives() {
    let any_of = "tier = \"required\"\nany-of";
    refused(
        any_of,
        "tier = \"forbidden\"\nany-of",
        "any-of",
        "cannot stand with the tier forbidden",
        "hold alone",
    );
    refused(
        "tier = \"recommended\"\nattest",
        "tier = \"not-required\"\nattest",
        "attest",
        "cannot stand with the tier not-required",
        "hold alone",
    );
    refused(
        "tier = \"required\"\nwhen = \"level/manage\"",
        "tier = \"forbidden\"\nuntil = 2027-01-01\nwhen = \"level/manage\"",
        "until",
        "cannot stand with",
        "hold alone",
    );
    refused(
        "title = \"A certificate or a secret\"\n",
        "",
        "[[requirement]]\nid = \"credential\"",
        "title of its own",
        "write title",
    );
}

#[test]
fn what_a_requirement_asks() {
    refused(
        "{ of = \"app\", credential = \"secret\" }]",
        "{ of = \"app\", credential = \"certificate\" }]",
        "any-of",
        "written already",
        "once",
    );
    refused(
        "[{ of = \"app\", credential = \"certificate\" }, {",
        "[{ of = \"installer\", directory-role = \"Global Reader\" }, {",
        "any-of",
        "not of both",
        "two requirements",
    );
    refused(
        "tier = \"required\"\nhold = { of = \"installer\"",
        "tier = \"forbidden\"\nhold = { of = \"installer\"",
        "hold = { of = \"installer\"",
        "of the installer",
        "another tier",
    );
    refused(
        "hold = { of = \"app\", present = true }\n",
        "hold = { of = \"app\", present = true }\nattest = \"x\"\n",
        "attest = \"x\"",
        "asks one thing",
        "hold, any-of and attest",
    );
    refused(
        "hold = { of = \"app\", present = true }\n",
        "",
        "[[requirement]]\nid = \"app\"",
        "asks nothing",
        "hold, any-of and attest",
    );
}

#[test]
fn keys_that_need_another() {
    refused(
        "hold = { of = \"app\", present = true }\n",
        "hold = { of = \"app\", present = true }\nonly-one = true\n",
        "only-one",
        "no alternatives",
        "leave it out",
    );
    refused(
        "hold = { of = \"app\", present = true }\n",
        "hold = { of = \"app\", present = true }\nreplaced-by = \"reader\"\n",
        "replaced-by",
        "from which day",
        "write until",
    );
    refused(
        "hold = { of = \"app\", present = true }\n",
        "hold = { of = \"app\", present = true }\nuntil = 2027-01-01\nreplaced-by = \"app\"\n",
        "replaced-by",
        "by itself",
        "takes its place",
    );
    refused(
        "hold = { of = \"app\", present = true }\n",
        "hold = { of = \"app\", present = true }\ntask = \"look-yourself\"\n",
        "task",
        "only a statement",
        "leave task out",
    );
    refused(
        "by = [\"installer\"]",
        "by = [\"installer\"]\nphase = \"after\"",
        "closes",
        "closes nothing",
        "removes",
    );
}

#[test]
fn steps_and_fields() {
    refused(
        "value = \"app-id\"\nof = \"app\"",
        "value = \"app-id\"",
        "[[handover.field]]",
        "says of which",
        "write of",
    );
    refused(
        "value = \"app-id\"\nof",
        "value = \"free\"\nof",
        "of = \"app\"\nhelp",
        "stands only with",
        "leave it out",
    );
}

#[test]
fn a_right_that_is_asked_for_and_refused() {
    refused(
        "tier = \"required\"\nwhen = \"level/manage\"\nhold = { of = \"guest\", directory-role = \"Security Reader\" }",
        "tier = \"forbidden\"\nhold = { of = \"app\", api = \"windowsdefenderatp\", type = \"application\", permission = \"alert.read.all\" }",
        "windowsdefenderatp",
        "asked for by \"read-alerts\"",
        "a when",
    );
}

#[test]
fn scopes() {
    refused(
        ", which = \"each\"",
        "",
        "at = {",
        "nothing says at which",
        "which = \"each\"",
    );
    refused(
        "many = true\n",
        "",
        "which = \"each\"",
        "only one such scope",
        "many = true",
    );
}

#[test]
fn chosen_principals() {
    let chosen = "\n[[principal]]\nid = \"either\"\nkind = \"chosen\"\ntitle = \"Either\"\namong = [\"app\", \"nobody\"]\n";
    let problem = parse(&(MINIMAL.to_owned() + chosen)).unwrap_err();
    let message = problem.to_string();
    assert!(
        message.contains("always asked for") && message.contains("no principal \"nobody\""),
        "{message}"
    );
}
