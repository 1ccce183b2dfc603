//! What `plan --create` prints can be read by the tools that it is for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

mod languages;

use assert_cmd::Command;

fn created(tool: &str, cloud: &str) -> String {
    let output = Command::cargo_bin("rolecall")
        .unwrap()
        .env_clear()
        .args(["plan", "--create", tool, "--cloud", cloud])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

const CLOUDS: [&str; 4] = ["global", "gcc-high", "dod", "china"];

#[test]
fn powershell_can_be_parsed() {
    for cloud in CLOUDS {
        let text = created("powershell", cloud);
        assert_eq!(
            languages::powershell::errors(&text),
            Vec::<String>::new(),
            "{cloud}"
        );
        // A test that cannot fail is none.
        let broken = text.replacen('}', "", 1);
        assert!(
            !languages::powershell::errors(&broken).is_empty(),
            "{cloud}"
        );
    }
}

#[test]
fn terraform_can_be_parsed() {
    for cloud in CLOUDS {
        let text = created("terraform", cloud);
        assert_eq!(
            languages::terraform::errors(&text),
            Vec::<String>::new(),
            "{cloud}"
        );
        let body = languages::terraform::parse(&text).unwrap();
        let kinds: Vec<&str> = body.blocks().map(|block| block.ident.as_str()).collect();
        assert!(
            kinds.contains(&"terraform") && kinds.contains(&"resource"),
            "{cloud}: {kinds:?}"
        );
        assert!(languages::terraform::parse(&text.replacen('}', "", 1)).is_err());
    }
}

#[test]
fn the_shell_can_parse_its_script() {
    for cloud in CLOUDS {
        let text = created("azure-cli", cloud);
        assert_eq!(
            languages::bash::errors(&text),
            Vec::<String>::new(),
            "{cloud}"
        );
        assert!(!languages::bash::errors(&text.replacen(")\n", "\n", 1)).is_empty());
    }
}

/// The cmdlets of Graph do not see the script's own `$ErrorActionPreference`: each says it for itself.
#[test]
fn powershell_ends_at_the_first_refusal() {
    let text = created("powershell", "global");
    let mut seen = 0;
    for (name, call) in languages::powershell::commands(&text) {
        // The context is this session's own: nothing is asked for it.
        if name.contains("-Mg") && name != "Get-MgContext" {
            seen += 1;
            assert!(call.contains("-ErrorAction Stop"), "{call}");
        }
    }
    assert!(seen >= 4, "only {seen} calls of Graph");
}
