//! A file that is broken in a copy is found, with its line.

use super::files::Files;
use super::problems;

/// A file, a text in it, the text that takes its place, and a part of the problem that follows in
/// the line where that ends.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    // An entry that is there twice.
    (
        "directory-roles",
        "name = \"Security Operator\"",
        "name = \"application administrator\"",
        "already",
    ),
    (
        "api/windows-defender-atp",
        "app-id = \"fc780465-2017-40d4-a0c5-307022471b92\"",
        "app-id = \"8ee8fdad-f234-4243-8f3b-15c294843740\"",
        "already",
    ),
    (
        "rating-rules",
        "id = \"permission-executes\"",
        "id = \"permission-writes\"",
        "already",
    ),
    (
        "api/windows-defender-atp",
        "value = \"Alert.ReadWrite.All\"",
        "value = \"Alert.Read.All\"",
        "already",
    ),
    (
        "defender",
        "id = \"alerts-manage\"",
        "id = \"security-data-basics-read\"",
        "already",
    ),
    (
        "licences",
        "id = \"defender-for-business\"",
        "id = \"defender-for-endpoint-plan1\"",
        "already",
    ),
    (
        "guest-access",
        "name = \"mfa\"",
        "name = \"BLOCK\"",
        "already",
    ),
    (
        "company-names",
        "letters = [\"а\"",
        "letters = [\"α\"",
        "already",
    ),
    (
        "controls",
        "about = \"delegated-permission\"",
        "about = \"directory-role\"",
        "already",
    ),
    ("controls", "id = \"AC-6\"", "id = \"AC-2\"", "already"),
    (
        "tasks",
        "name = \"resend-invitation\"",
        "name = \"invite-guest\"",
        "already",
    ),
    (
        "cmdlets",
        "path = \"/users/{}\"",
        "path = \"/USERS\"",
        "already",
    ),
    // A name that leads nowhere.
    (
        "covers",
        "asked = \"Machine.Read.All\"",
        "asked = \"Machine.Read\"",
        "no permission \"Machine.Read\"",
    ),
    (
        "covers",
        "type = \"delegated\"\n\n[[api.cover]]\nheld = \"User.ReadWrite.All\"",
        "type = \"delegated\"\n\n[[api.cover]]\nheld = \"Directory.ReadWrite.Everything\"",
        "has no permission",
    ),
    (
        "covers",
        "name = \"MicrosoftGraph\"",
        "name = \"Graph\"",
        "no api.name of published is \"Graph\"",
    ),
    (
        "covers",
        "asked = \"basic-live-response-manage\"",
        "asked = \"gone\"",
        "no unified.id of defender is \"gone\"",
    ),
    (
        "covers",
        "asked = \"Machine.Read.All\"",
        "asked = \"Machine.ReadWrite.All\"",
        "covers itself",
    ),
    (
        "licences",
        "capability = \"entra-id-p2\"",
        "capability = \"gone\"",
        "no capability.id of licences",
    ),
    (
        "licences",
        "apis = [\"WindowsDefenderATP\"",
        "apis = [\"Gone\"",
        "no api.name of published is",
    ),
    (
        "controls",
        "framework = \"soc-2\"",
        "framework = \"gone\"",
        "no framework.id of controls",
    ),
    (
        "tasks",
        "administrator = \"Guest Inviter\"",
        "administrator = \"King\"",
        "no role.name of published is \"King\"",
    ),
    (
        "tasks",
        "Enter {address}",
        "Enter {user}",
        "no placeholder is \"user\"",
    ),
    (
        "cmdlets",
        "method = \"GET\"",
        "method = \"GOT\"",
        "no method is \"GOT\"",
    ),
    (
        "cmdlets",
        "path = \"/users/{}\"",
        "path = \"/users/{}/{}\"",
        "2 {}, and 1 keys",
    ),
    (
        "api/microsoft-graph",
        "app-id = \"00000003-",
        "app-id = \"00000004-",
        "another application id",
    ),
    // What the published lists do not have.
    (
        "api/windows-defender-atp",
        "value = \"Alert.Read.All\"",
        "value = \"Alert.Read.Everything\"",
        "WindowsDefenderATP publishes no application \"Alert.Read.Everything\"",
    ),
    (
        "api/microsoft-threat-protection",
        "app-id = \"8ee8fdad-f234-4243-8f3b-15c294843740\"",
        "app-id = \"8ee8fdad-f234-4243-8f3b-15c294843741\"",
        "no api.app-id of published",
    ),
    (
        "directory-roles",
        "name = \"Application Developer\"",
        "name = \"Application Builder\"",
        "no role.name of published is \"Application Builder\"",
    ),
    // A rule that goes too far.
    (
        "rating-rules",
        "level = \"medium\"",
        "level = \"low\"",
        "a rule rates nothing as low",
    ),
    // A source that says nothing.
    (
        "credentials",
        "source = \"rolecall",
        "source = \" \" # \"rolecall",
        "the source says nothing",
    ),
];

#[test]
fn a_broken_copy_is_found_with_its_line() {
    let files = Files::on_disk();
    let mut missed = Vec::new();
    for (file, text, instead, problem) in CASES {
        let mut line = 0;
        let broken = files.with(file, |whole| {
            let (before, after) = whole
                .split_once(text)
                .unwrap_or_else(|| panic!("{file}: {text}"));
            line = format!("{before}{instead}").matches('\n').count() + 1;
            format!("{before}{instead}{after}")
        });
        let found = problems(&broken);
        let place = format!("catalog/{file}.toml:{line}: ");
        if !found
            .iter()
            .any(|one| one.starts_with(&place) && one.contains(problem))
        {
            missed.push(format!("{place}{problem}, and not:\n{}", found.join("\n")));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// A thing that is not there at all has no line.
#[test]
fn an_entry_that_is_missing_is_named() {
    let files = Files::on_disk();
    for (file, text, instead, problem) in [
        (
            "tasks",
            "name = \"audit-again\"",
            "name = \"gone\"",
            "no task.name is \"audit-again\"",
        ),
        (
            "controls",
            "about = \"granted-twice\"",
            "about = \"gone\"",
            "no subject.about is \"granted-twice\"",
        ),
        (
            "controls",
            "when = \"ends-soon\"",
            "when = \"gone\"",
            "no circumstance is EndsSoon",
        ),
        (
            "covers",
            "checked = \"2026-11-23\"",
            "checked = \"soon\"",
            "no day in checked",
        ),
    ] {
        let broken = files.with(file, |whole| {
            assert!(whole.contains(text), "{file}: {text}");
            whole.replacen(text, instead, 1)
        });
        let found = problems(&broken);
        assert!(
            found
                .iter()
                .any(|one| one.contains(file) && one.contains(problem)),
            "{problem}, and not:\n{}",
            found.join("\n")
        );
    }
}

/// A pairing is about an API with patterns, or about Unified RBAC.
#[test]
fn a_pairing_of_neither_kind_is_found() {
    let broken = Files::on_disk().with("licences", |whole| {
        format!(
            "{whole}\n[[pairing]]\nproduct = \"defender-for-endpoint\"\napi = \"WindowsDefenderATP\"\n\
             needs = [\"defender-for-endpoint-plan2\"]\ndocumented = true\nsource = \"nobody at all\"\n"
        )
    });
    let found = problems(&broken);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("give api with values, or defender"),
        "{found:?}"
    );
}
