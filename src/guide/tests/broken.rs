//! A guide broken in one place: the place and the text of the message.

use super::{minimal_with, problem};

/// The original text, its replacement, line:column of the message, and a part of it.
type Case = (&'static str, &'static str, &'static str, &'static str);

const SYNTAX_AND_KEYS: &[Case] = &[
    (
        "format = 1",
        "format = ",
        "1:10",
        "string values must be quoted, expected literal string",
    ),
    (
        "vendor = \"Acme\"",
        "vender = \"Acme\"",
        "4:1",
        "a guide has no key \"vender\"; did you mean \"vendor\"?",
    ),
    (
        "lines = 40",
        "lines = \"40\"",
        "12:9",
        "invalid type: string \"40\", expected a whole number",
    ),
    (
        "kind = \"guest-user\"",
        "kind = \"guest\"",
        "31:8",
        "\"guest\" is not known here",
    ),
    (
        "format = 1",
        "format = 2",
        "1:10",
        "format 2 is not known here",
    ),
];

const NAMES: &[Case] = &[
    (
        "\"Security Reader\"",
        "\"Security Raeder\"",
        "79:18",
        "the catalog has no directory role \"Security Raeder\"; it is not in the list of 2026-11-27; did you mean \"Security Reader\"?",
    ),
    (
        "\"WindowsDefenderATP\"",
        "\"WindowsDefender\"",
        "86:20",
        "the catalog has no API \"WindowsDefender\"; it is not in the list of 2026-11-27; did you mean \"WindowsDefenderATP\"?",
    ),
    (
        "\"Alert.Read.All\"",
        "\"Alerts.Read.All\"",
        "86:72",
        "WindowsDefenderATP has no application permission \"Alerts.Read.All\"; it is not in the list of 2026-11-27; did you mean \"Alert.Read.All\"?",
    ),
    (
        "type = \"application\"",
        "type = \"delegated\"",
        "86:49",
        "Alert.Read.All of WindowsDefenderATP exists only as application",
    ),
    (
        "resource = \"WindowsDefenderATP\", type = \"application\", value = \"Alert.Read.All\"",
        "resource = \"MicrosoftGraph\", type = \"application\", value = \"User.Read\"",
        "86:45",
        "User.Read of Microsoft Graph exists only as delegated",
    ),
    (
        "\"Alert.Read.All\"",
        "\"secop\"",
        "86:72",
        "secop is a role for users of the old portal and no API permission",
    ),
    (
        "directory-role = \"Security Reader\"",
        "defender = { group = \"View dota\", name = \"Security operations\" }",
        "79:22",
        "the catalog has no Defender permissions under \"View dota\"; did you mean \"View data\"?",
    ),
    (
        "directory-role = \"Security Reader\"",
        "defender = { group = \"View data\", name = \"Security operatins\" }",
        "79:42",
        "the catalog has no Defender permission \"Security operatins\" under \"View data\"; did you mean \"Security operations\"?",
    ),
    (
        "directory-role = \"Security Reader\"",
        "check = \"attest\"",
        "76:1",
        "a requirement with a check needs an id",
    ),
    (
        "directory-role = \"Security Reader\"",
        "directory-role = \"Security Reader\"\ncheck = \"attest\"",
        "80:9",
        "a requirement asks one thing",
    ),
    (
        "directory-role = \"Security Reader\"\n",
        "",
        "76:1",
        "the requirement asks nothing",
    ),
];

const REFERENCES: &[Case] = &[
    (
        "address = \"guest-address\"",
        "address = \"guest-adress\"",
        "34:11",
        "the guide has no parameter \"guest-adress\"; did you mean \"guest-address\"?",
    ),
    (
        "address = \"guest-address\"",
        "address = \"app-name\"",
        "34:11",
        "the parameter \"app-name\" is of another kind",
    ),
    (
        "address = \"guest-address\"\n",
        "",
        "29:1",
        "a principal of this kind is looked up by its address",
    ),
    (
        "name = \"app-name\"",
        "name = \"app-name\"\naddress = \"guest-address\"",
        "42:11",
        "a principal of this kind has no address",
    ),
    (
        "summary = \"You register it.\"\nprincipal = \"app\"",
        "summary = \"You register it.\"\nprincipal = \"ap\"",
        "64:13",
        "the guide has no principal \"ap\"; did you mean \"app\"?",
    ),
    (
        "summary = \"You register it.\"\nprincipal = \"app\"",
        "summary = \"You register it.\"\nprincipal = \"guest\"",
        "64:13",
        "the principal \"guest\" belongs to another choice",
    ),
    (
        "principal = \"guest\"\ntier",
        "principal = \"gast\"\ntier",
        "70:13",
        "the guide has no principal \"gast\"",
    ),
    (
        "principal = \"guest\"\ntier",
        "principal = \"guest\"\noptions = [\"console/roles\"]\ntier",
        "70:13",
        "a requirement names options or a principal, not both",
    ),
    (
        "principal = \"guest\"\ntier",
        "tier",
        "67:1",
        "nobody is asked for this requirement",
    ),
    (
        "principal = \"guest\"\ntier",
        "principal = \"app\"\ntier",
        "68:6",
        "the id \"console/guest-account\" does not begin with the requirement's choice",
    ),
    (
        "[\"console/roles\"]",
        "[\"console/roles\", \"console/rolls\"]",
        "77:29",
        "the guide has no option \"console/rolls\"; did you mean \"console/roles\"?",
    ),
    (
        "[\"console/roles\"]",
        "[\"console/roles\", \"api/own-app\"]",
        "77:29",
        "a requirement's options belong to one choice",
    ),
    (
        "[\"console/roles\"]",
        "[\"console/roles\", \"console/roles\"]",
        "77:29",
        "the option \"console/roles\" is named twice here",
    ),
    (
        "closes = [\"console/guest-account\"]",
        "closes = [\"console/guest-acount\"]",
        "94:11",
        "the guide has no requirement \"console/guest-acount\"; did you mean \"console/guest-account\"?",
    ),
    (
        "\nrequirements = [\"console/guest-account\"]",
        "\nrequirements = [\"console/guest\"]",
        "109:17",
        "the guide has no requirement \"console/guest\"",
    ),
    (
        "summary = \"The guest gets a role.\"",
        "summary = \"A role.\"\nprincipal = \"guest\"\npreferred = true\ncite = { step = \"1\", line = 4 }\n\n[[choice.option]]\nid = \"none\"\ntitle = \"None\"\nsummary = \"None.\"\npreferred = true",
        "57:6",
        "a second option of this choice is preferred",
    ),
];

const VALUES: &[Case] = &[
    (
        "id = \"acme-edr\"",
        "id = \"acme edr\"",
        "2:6",
        "\"acme edr\" cannot be the id of a guide",
    ),
    (
        "id = \"acme-edr\"",
        "id = \"acme/edr\"",
        "2:6",
        "\"acme/edr\" cannot be the id of a guide",
    ),
    (
        "id = \"app-name\"",
        "id = \"guest-address\"",
        "23:6",
        "a second parameter with the id \"guest-address\"",
    ),
    (
        "title = \"Invite the guest\"",
        "title = \" \"",
        "92:9",
        "title is empty",
    ),
    (
        "sha256 = \"00",
        "sha256 = \"0G",
        "11:10",
        "sha256 is not a SHA-256",
    ),
    (
        "sha256 = \"00",
        "sha256 = \"0",
        "11:10",
        "sha256 is not a SHA-256",
    ),
    (
        "https://acme.example/connect",
        "acme.example/connect",
        "10:7",
        "url is not the address of a page",
    ),
    (
        "read = 2026-01-31",
        "read = 2026-01-31T10:00:00Z",
        "13:8",
        "read is not a day",
    ),
    (
        "effect = \"Alerts stay unseen.\"",
        "effect = \"\"",
        "80:10",
        "a required item says what happens without it",
    ),
    (
        "effect = \"Alerts stay unseen.\"\n",
        "",
        "76:1",
        "a required item says what happens without it",
    ),
    (
        "\"soc@acme.example\"",
        "\"soc\"",
        "19:11",
        "the default \"soc\" does not fit the parameter's kind",
    ),
    ("line = 22", "line = 41", "88:44", "the text has no line 41"),
    ("line = 22", "line = 0", "88:44", "the text has no line 0"),
    (
        "cites = [{ step = \"Step 2, item 2\", line = 22 }]",
        "cites = []",
        "88:9",
        "a requirement says where the guide asks it",
    ),
    (
        "id = \"console/guest-account\"\ntitle",
        "id = \"guest-account\"\ntitle",
        "68:6",
        "the id \"guest-account\" does not begin with the requirement's choice",
    ),
    (
        "title = \"The guest's account\"\n",
        "",
        "67:1",
        "a requirement with a check has a title of its own",
    ),
    (
        "directory-role = \"Security Reader\"",
        "id = \"console/reader\"\ndirectory-role = \"Security Reader\"",
        "79:6",
        "the id of a role or permission is derived from its name",
    ),
];

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (from, to, place, part) in cases {
        let said = problem(&minimal_with(from, to)).to_string();
        let right = said.starts_with(&format!("guide.toml:{place}: ")) && said.contains(part);
        if !right {
            wrong.push(format!("{from:?} -> {to:?}\n    {said}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn syntax_and_keys() {
    check(SYNTAX_AND_KEYS);
}

#[test]
fn names() {
    check(NAMES);
}

#[test]
fn references() {
    check(REFERENCES);
}

#[test]
fn values() {
    check(VALUES);
}
