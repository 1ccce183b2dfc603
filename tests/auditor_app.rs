//! What `plan --create` prints can be read by the tools that it is for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

#[path = "languages/powershell.rs"]
mod powershell;
#[path = "languages/terraform.rs"]
mod terraform;

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
        assert_eq!(powershell::mistake(&text), None, "{cloud}");
        // A test that cannot fail is none.
        let broken = text.replacen('}', "", 1);
        assert!(powershell::mistake(&broken).is_some(), "{cloud}");
    }
}

#[test]
fn terraform_can_be_parsed() {
    for cloud in CLOUDS {
        let text = created("terraform", cloud);
        let blocks = terraform::blocks(&text).unwrap();
        let holds = |start: &str| blocks.iter().any(|block| block.starts_with(start));
        assert!(holds("terraform"), "{cloud}: {blocks:?}");
        assert!(holds("resource azuread_"), "{cloud}: {blocks:?}");
        assert!(terraform::blocks(&text.replacen('}', "", 1)).is_err());
    }
}
