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
mod subject;

use assert_cmd::Command;
use rolecall::catalog::{Catalog, Cloud};
use rolecall::runbook::{Needed, Tool, create_auditor};
use rolecall::scan::{Plan, plan};
use subject::Subject;

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

fn planned() -> Plan {
    let catalog = Catalog::built_in().unwrap();
    plan(Subject::expel(&catalog).with(&catalog))
}

#[test]
fn each_tool_gets_every_permission_by_its_id_and_no_other() {
    let plan = planned();
    for tool in Tool::ALL {
        for cloud in Cloud::ALL {
            let text = create_at(tool, &plan, cloud);
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
    let words = |tool: Tool| Cloud::ALL.map(|cloud| create_at(tool, &plan, cloud));
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
        insta::assert_snapshot!(tool.as_str(), create_at(tool, &plan, Cloud::Global));
    }
}

fn create_at(tool: Tool, plan: &Plan, cloud: Cloud) -> String {
    let needed = plan.permissions().iter().map(|one| (one.name, one.id));
    create_auditor(tool, &needed.collect::<Vec<Needed<'_>>>(), cloud)
}
