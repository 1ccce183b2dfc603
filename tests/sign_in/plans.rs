//! `rolecall plan` prints the requests of a scan, and the commands that create the auditor's application.

use assert_cmd::Command;

fn plan(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("rolecall").unwrap();
    let output = command
        .env_clear()
        .arg("plan")
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_names_permissions_with_ids_and_the_tools() {
    let text = plan(&[]);
    assert!(text.contains("RoleManagement.Read.Defender (4d6e30d1-e64e-4ae7-bf9d-c706cc928cef)"));
    for tool in ["powershell", "azure-cli", "terraform"] {
        assert!(
            text.contains(&format!("rolecall plan --create {tool}")),
            "{text}"
        );
    }
    assert!(!text.contains("id not known"), "{text}");
    for served in [
        "\n      for expel-mde/console/guest-account\n      and for advice on settings in expel-mde\n",
        "\n      for no requirement; only for advice on settings in expel-mde\n",
        "\n      and for \"nothing else is held\" in expel-mde, the option of console in expel-mde\n",
    ] {
        assert!(text.contains(served), "{served} in {text}");
    }
}

#[test]
fn create_prints_the_commands_alone() {
    assert!(plan(&["--create", "azure-cli"]).starts_with("#!/usr/bin/env bash\n"));
    let china = plan(&["--create", "terraform", "--cloud", "china"]);
    assert!(china.contains("environment = \"china\""), "{china}");
}
