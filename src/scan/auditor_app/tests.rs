#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

use super::{Tool, create};
use crate::catalog::Catalog;
use crate::guide::{Guide, Parameters, find_built_in};
use crate::scan::{Cloud, Plan, plan};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

fn planned() -> Plan {
    let catalog = Catalog::built_in().unwrap();
    let built_in = find_built_in("expel-mde", None).unwrap();
    let guide = Guide::parse(built_in.file, built_in.text, &catalog).unwrap();
    let parameters = Parameters::resolve(&guide, &BTreeMap::new()).unwrap();
    plan(&guide, &parameters, &catalog)
}

#[test]
fn each_tool_gets_every_permission_by_its_id_and_no_other() {
    let plan = planned();
    for tool in Tool::ALL {
        for cloud in Cloud::ALL {
            let text = create(tool, &plan, cloud);
            for permission in plan.permissions() {
                let id = permission
                    .id
                    .expect("every permission has an id")
                    .to_string();
                assert_eq!(text.matches(&id).count(), 1, "{tool:?} {}", permission.name);
            }
            assert!(!text.contains("by hand"), "{text}");
            let named = |line: &&str| {
                line.split_once(" # ")
                    .is_some_and(|(id, _)| id.contains('-'))
            };
            let listed = text.lines().filter(named).count();
            assert_eq!(listed, plan.permissions().len(), "{tool:?}");
        }
    }
}

#[test]
fn each_cloud_has_its_own_words() {
    let plan = planned();
    let words = |tool: Tool| Cloud::ALL.map(|cloud| create(tool, &plan, cloud));
    let [global, high, dod, china] = words(Tool::PowerShell);
    assert!(global.contains("-Environment Global "));
    assert!(high.contains("-Environment USGov "));
    assert!(dod.contains("-Environment USGovDoD "));
    assert!(china.contains("-Environment China "));
    let [global, high, dod, china] = words(Tool::AzureCli);
    assert!(global.contains("--name AzureCloud\n") && global.contains("//graph.microsoft.com/"));
    assert!(high.contains("--name AzureUSGovernment\n") && high.contains("//graph.microsoft.us/"));
    assert!(dod.contains("prefer --create powershell") && !high.contains("prefer"));
    assert!(china.contains("//microsoftgraph.chinacloudapi.cn/"));
    let [global, high, dod, china] = words(Tool::Terraform);
    assert!(global.contains("\"global\"") && high.contains("\"usgovernmentl4\""));
    assert!(dod.contains("\"usgovernmentl5\"") && china.contains("\"china\""));
}

#[test]
fn the_texts() {
    let plan = planned();
    for tool in Tool::ALL {
        insta::assert_snapshot!(tool.as_str(), create(tool, &plan, Cloud::Global));
    }
}

/// What a command makes of a text, where it is installed.
fn accepted(command: &str, arguments: &[&str], text: &str) {
    let started = Command::new(command)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else { return };
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {said}");
}

#[test]
fn terraform_and_the_shell_can_read_theirs() {
    let plan = planned();
    for cloud in Cloud::ALL {
        let text = create(Tool::Terraform, &plan, cloud);
        accepted("terraform", &["fmt", "-check", "-"], &text);
        accepted("bash", &["-n"], &create(Tool::AzureCli, &plan, cloud));
    }
}
