//! Names that were made to break out of a script arrive as what they are: one argument.

use super::machine::Machine;
use crate::books::{asked, of_snapshot, onboarding, sample};
use crate::languages::{powershell, terraform};
use rolecall::catalog::Cloud;
use rolecall::runbook::Kind;

/// Names, and how they arrive: characters that cannot be seen are written out.
fn names() -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = [
        "it's",
        "'; touch x; '",
        "\"; touch x; \"",
        "`touch x`",
        "$(touch x)",
        "${x}",
        "$x",
        "\\",
        "\\'; touch x; \\'",
        "a\\",
        ";rm -rf .",
        "a && touch x",
        "a | tee x",
        "> x",
        "!!",
        "*",
        "~",
        "# nothing",
        "-rf",
        "--help",
        "--sign-in-audience=AzureADMultipleOrgs",
        "@x",
        "%{x}",
        "{{x}}",
        "‘; touch x; ’",
        "“; touch x; ”",
        "‚ ‛ „",
        "$($(touch x))",
        "<application-id>",
        "日本 العربية",
    ]
    .map(|name| (name.to_owned(), name.to_owned()))
    .into();
    names.push(("a\ntouch x".to_owned(), "a⟨U+000A⟩touch x".to_owned()));
    names.push((
        "a\r\ntouch x".to_owned(),
        "a⟨U+000D⟩⟨U+000A⟩touch x".to_owned(),
    ));
    names.push(("a\u{202e}b".to_owned(), "a⟨U+202E⟩b".to_owned()));
    names.push(("a\u{0}b".to_owned(), "a⟨U+0000⟩b".to_owned()));
    names.push(("'".repeat(10_000), "'".repeat(10_000)));
    names.push(("ab ".repeat(3_333) + "c", "ab ".repeat(3_333) + "c"));
    names
}

#[test]
fn a_hostile_name_is_one_argument_and_runs_nothing() {
    let machine = Machine::new();
    let choose = [("console", "defender-rbac"), ("api", "custom-application")];
    for (name, arrives) in names() {
        let asked = asked(&[("app-name", &name)]);
        let book = onboarding(&asked, &choose, Cloud::Global);
        let is_registration = |id: &str| id == "custom-application/register-application";
        let step = book
            .runbook
            .steps()
            .find(|step| is_registration(&step.id))
            .unwrap();
        let script = step.azure_cli.as_ref().unwrap();
        let ran = machine.run(
            &script.change,
            &[("ad app create", "1"), ("/v1.0/applications/1", "2")],
        );
        assert!(ran.succeeded, "{name:?}: {}", ran.stderr);
        assert!(
            ran.litter.is_empty(),
            "{name:?} ran something: {:?}",
            ran.litter
        );
        let filter = format!("displayName eq '{}'", arrives.replace('\'', "''"));
        let looked = ["ad", "app", "list", "--filter", &filter, "--query"];
        assert_eq!(ran.calls[0][..6], looked, "{name:?}");
        let joined = format!("--display-name={arrives}");
        let created: Vec<&str> = if arrives.starts_with('-') {
            vec!["ad", "app", "create", &joined, "--sign-in-audience"]
        } else {
            vec![
                "ad",
                "app",
                "create",
                "--display-name",
                &arrives,
                "--sign-in-audience",
            ]
        };
        assert_eq!(ran.calls[2][..created.len()], created, "{name:?}");
        for (language, check) in [
            ("powershell", powershell::errors as fn(&str) -> Vec<String>),
            ("hcl", |text| {
                terraform::parse(text).err().into_iter().collect()
            }),
        ] {
            for fence in book.fences(language) {
                let errors = check(&fence.text);
                assert!(errors.is_empty(), "{name:?}: {errors:?}\n{}", fence.text);
            }
        }
    }
}

#[test]
fn no_script_of_the_hostile_tenant_runs_what_a_name_says() {
    let machine = Machine::new();
    let snapshot = sample("hostile-names");
    let mut calls = 0;
    for kind in Kind::ALL {
        let book = of_snapshot("hostile-names", &asked(&[]), &snapshot, kind);
        for fence in book.fences("bash").skip(1) {
            for found in ["", "00000000-0000-4000-8000-000000000001"] {
                let ran = machine.run(&fence.text, &[("list", found), ("--method GET", found)]);
                assert!(ran.litter.is_empty(), "{:?}\n{}", ran.litter, fence.text);
                assert!(!ran.stderr.contains("command not found"), "{}", ran.stderr);
                calls += ran.calls.len();
            }
        }
    }
    assert!(calls > 50, "only {calls} calls");
}
