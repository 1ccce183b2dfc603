use crate::catalog::{Task, TaskName, Tasks};
use std::collections::BTreeSet;

fn tasks() -> Tasks {
    Tasks::built_in().expect("the built-in data loads")
}

#[test]
fn every_task_has_one_entry_and_is_spelt_alike_everywhere() {
    let tasks = tasks();
    let names: Vec<TaskName> = tasks.all().map(|task| task.name).collect();
    assert_eq!(names, TaskName::ALL);
    let words: BTreeSet<&str> = TaskName::ALL.iter().map(|name| name.as_str()).collect();
    assert_eq!(words.len(), TaskName::ALL.len());
    for name in TaskName::ALL {
        let word = toml::Value::try_from(name).unwrap();
        assert_eq!(word.as_str(), Some(name.as_str()));
    }
}

#[test]
fn every_task_says_what_a_person_needs() {
    for task in tasks().all() {
        let name = task.name.as_str();
        assert!((1..=60).contains(&task.minutes), "{name}: minutes");
        assert!(!task.portal.is_empty(), "{name}: portal");
        assert!(
            task.source.contains("20") || task.source.contains('@'),
            "{name}: source"
        );
        let sentences = task
            .portal
            .iter()
            .chain(&task.azure_cli)
            .chain(&task.terraform);
        for sentence in sentences.chain(&task.warning).chain(&task.undo) {
            assert!(sentence.ends_with('.'), "{name}: {sentence}");
        }
    }
}

/// A placeholder outside of `portal` would reach the reader as it stands.
#[test]
fn only_the_portal_has_placeholders() {
    for task in tasks().all() {
        let fixed = task.azure_cli.iter().chain(&task.terraform);
        for sentence in fixed.chain(&task.warning).chain(&task.undo) {
            assert!(
                !sentence.contains('{'),
                "{}: {sentence}",
                task.name.as_str()
            );
        }
    }
}

#[test]
fn application_permissions_of_graph_need_the_highest_role() {
    for task in tasks().all() {
        if let Some(name) = &task.administrator_for_graph {
            assert_eq!(name, "Privileged Role Administrator");
        }
    }
}

#[test]
fn a_task_is_found_by_its_name() {
    let tasks = tasks();
    let grant = tasks.get(TaskName::GrantApplicationPermission).unwrap();
    assert_eq!(
        grant.administrator.as_deref(),
        Some("Cloud Application Administrator")
    );
    assert_eq!(
        grant.administrator_for_graph.as_deref(),
        Some("Privileged Role Administrator")
    );
    assert_eq!(
        grant.scopes,
        ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"]
    );
    assert_eq!(grant.azure_cli, None);

    let extend = tasks.get(TaskName::ExtendRole).unwrap();
    assert_eq!(
        extend.scopes,
        ["RoleAssignmentSchedule.ReadWrite.Directory"]
    );
    assert!(extend.azure_cli.is_some());

    let form = tasks.get(TaskName::FillVendorForm).unwrap();
    assert_eq!(form.administrator, None);
}

/// The Azure CLI's token has no scope for either, and the provider no resource for Defender.
#[test]
fn the_azure_cli_does_neither_pim_nor_defender() {
    for task in tasks().all() {
        let pim = task.scopes.iter().any(|scope| scope.contains("Schedule."));
        let defender = task.scopes.iter().any(|scope| scope.ends_with(".Defender"));
        assert!(
            !(pim || defender) || task.azure_cli.is_some(),
            "{}",
            task.name.as_str()
        );
        assert!(
            !defender || task.terraform.is_some(),
            "{}",
            task.name.as_str()
        );
    }
}

#[test]
fn a_placeholder_that_is_not_closed_is_seen() {
    let found: Vec<&str> = Task::placeholders("Select {role}, then {princ").collect();
    assert_eq!(found, ["role", "princ"]);
    assert_eq!(Task::placeholders("No placeholder.").count(), 0);
}
