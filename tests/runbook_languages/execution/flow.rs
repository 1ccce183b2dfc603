//! What scripts do to a tenant: what is lacking, once; nothing when a read fails; and a secret goes one way.

use super::machine::Machine;
use crate::books::{self, asked, onboarding};
use rolecall::catalog::Cloud;
use rolecall::runbook::{Operation, Script, Step, When};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const FOUND: &str = "00000000-0000-4000-8000-000000000001";
const MADE: &str = "00000000-0000-4000-8000-000000000002";
const EVERYTHING: [(&str, &str); 3] = [
    (" rest --method GET ", FOUND),
    (" list ", FOUND),
    (" show ", FOUND),
];
const REFUSED: [(&str, &str); 3] = [
    (" rest --method GET ", "fails"),
    (" list ", "fails"),
    (" show ", "fails"),
];

/// The script for a step of onboarding with an application of one's own.
fn script(step: &str) -> Script {
    let choose = [
        ("console", "directory-roles-full"),
        ("api", "custom-application"),
    ];
    let book = onboarding(&asked(&[]), &choose, Cloud::Global);
    let step = book.runbook.steps().find(|one| one.id == step);
    step.unwrap().azure_cli.clone().unwrap()
}

fn body(call: &[String]) -> Value {
    let at = call.iter().position(|word| word == "--body").unwrap();
    serde_json::from_str(&call[at + 1]).unwrap()
}

#[test]
fn roles_are_assigned_once_each() {
    let script = script("guest/assign-directory-role");
    let account = ("ad user list", FOUND);
    let machine = Machine::new();
    let first = machine.run(&script.change, &[account]);
    assert!(first.succeeded, "{}", first.stderr);
    let posts: Vec<_> = first
        .calls
        .iter()
        .filter(|call| call[2] == "POST")
        .collect();
    assert_eq!(first.writes().len(), posts.len());
    let bodies: Vec<Value> = posts.iter().map(|call| body(call)).collect();
    let roles = [
        "194ae4cb-b126-40b2-bd5b-6091b380977d",
        "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f",
        "5d6b6bb7-de71-4623-b4af-96380a352509",
    ];
    let wanted = roles.map(
        |role| json!({ "principalId": FOUND, "roleDefinitionId": role, "directoryScopeId": "/" }),
    );
    assert_eq!(bodies, wanted);
    // One of them is held already.
    let held = (roles[0], MADE);
    let second = machine.run(&script.change, &[held, account]);
    assert_eq!(second.writes().len(), 2, "{:?}", second.writes());
    let third = machine.run(&script.change, &[("/roleAssignments ", MADE), account]);
    assert!(
        third.succeeded && third.writes().is_empty(),
        "{:?}",
        third.writes()
    );
    // To undo takes away what is there, and nothing else.
    let undo = script.undo.unwrap();
    let undone = machine.run(&undo, &[("/roleAssignments ", MADE), account]);
    let delete = format!(
        "rest --method DELETE --url https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/{MADE} --output none"
    );
    assert_eq!(undone.writes(), [delete.clone(), delete.clone(), delete]);
    assert_eq!(machine.run(&undo, &[account]).writes().len(), 0);
}

#[test]
fn an_account_that_is_not_there_ends_the_script() {
    let script = script("guest/assign-directory-role");
    let ran = Machine::new().run(&script.change, &[]);
    assert!(!ran.succeeded && ran.calls.len() == 1);
    assert!(
        ran.stderr.contains("has this address yet"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_application_is_registered_once() {
    let script = script("custom-application/register-application").change;
    let machine = Machine::new();
    let made = [
        ("ad app create", MADE),
        (
            "/v1.0/applications/00000000-0000-4000-8000-000000000002 ",
            FOUND,
        ),
    ];
    let first = machine.run(&script, &made);
    assert!(first.succeeded, "{}", first.stderr);
    assert_eq!(
        first.writes(),
        [
            "ad app create --display-name Expel Defender for Endpoint Integration --sign-in-audience AzureADMyOrg \
             --query id --output tsv"
                .to_owned(),
            format!("ad sp create --id {FOUND} --output none"),
        ]
    );
    assert!(first.stdout.contains(&format!("application-id: {FOUND}")));
    let second = machine.run(&script, &EVERYTHING);
    assert!(second.succeeded && second.writes().is_empty());
}

#[test]
fn a_secret_goes_to_the_clipboard_and_nowhere_else() {
    const SECRET: &str = "fake~Secret.of-a-test";
    let script = script("custom-application/create-client-secret").change;
    let machine = Machine::new();
    let answers = [
        ("passwordCredentials", ""),
        (" list ", FOUND),
        ("ad app credential reset", SECRET),
    ];
    let ran = machine.run(&script, &answers);
    assert!(ran.succeeded, "{}", ran.stderr);
    assert_eq!(
        ran.clipboard.as_deref(),
        Some(SECRET),
        "no more than the secret itself"
    );
    assert_eq!(ran.writes().len(), 1);
    assert!(ran.writes()[0].contains(" --append "), "{:?}", ran.writes());
    assert!(ran.litter.is_empty());
    for said in [&ran.stdout, &ran.stderr] {
        assert!(!said.contains(SECRET), "{said}");
    }
    for clipboard in [None, Some(""), Some("no-such-command"), Some("broken-clip")] {
        let ran = machine.run_with(&script, &answers, clipboard);
        assert!(!ran.succeeded, "{clipboard:?}");
        assert_eq!(
            ran.writes().len(),
            0,
            "a secret that nobody would see: {clipboard:?}"
        );
    }
    let again = machine.run(&script, &EVERYTHING);
    assert!(again.succeeded && again.writes().is_empty() && again.clipboard.is_none());
}

/// Under which conditions a step writes: always, unless something is there, if something is there.
fn conditions(operations: &[Operation]) -> BTreeSet<&'static str> {
    let each = operations.iter().flat_map(|operation| match operation {
        Operation::Write { when, .. } => BTreeSet::from([match when {
            When::Always => "always",
            When::Unless(_) => "unless",
            When::If(_) => "if",
        }]),
        Operation::Each { .. } => BTreeSet::from(["if"]),
        Operation::Loop { body, .. } => conditions(body),
        _ => BTreeSet::new(),
    });
    each.collect()
}

/// One step of each shape: what it does, and under which conditions.
fn shapes() -> Vec<(&'static Step, &'static str, BTreeSet<&'static str>)> {
    let mut shapes = BTreeMap::new();
    for step in books::all().iter().flat_map(|book| book.runbook.steps()) {
        let Some(script) = &step.azure_cli else {
            continue;
        };
        let undo = script.undo.as_deref().map(|undo| (undo, &step.undoing));
        for (text, operations) in [(script.change.as_str(), &step.operations)]
            .into_iter()
            .chain(undo)
        {
            let task = step
                .id
                .split('/')
                .find(|part| part.contains('-'))
                .unwrap_or(&step.id);
            let kinds: Vec<_> = operations.iter().map(std::mem::discriminant).collect();
            let key = (
                task.to_owned(),
                format!("{kinds:?}"),
                conditions(operations),
            );
            shapes.entry(key).or_insert((step, text));
        }
    }
    let shapes = shapes.into_iter();
    shapes
        .map(|((_, _, conditions), (step, text))| (step, text, conditions))
        .collect()
}

#[test]
fn nothing_is_written_after_a_read_that_failed() {
    let machine = Machine::new();
    let (mut tried, mut blind) = (0, BTreeSet::new());
    for (step, text, _) in shapes() {
        let ran = machine.run(text, &REFUSED);
        tried += 1;
        if ran
            .calls
            .iter()
            .all(|call| ran.writes().contains(&call.join(" ")))
        {
            blind.insert(step.id.clone());
            continue;
        }
        assert!(!ran.succeeded, "{}", step.id);
        assert_eq!(ran.writes(), Vec::<String>::new(), "{}:\n{text}", step.id);
        assert_eq!(ran.calls.len(), 1, "{}", step.id);
    }
    assert!(tried > 30, "only {tried}");
    // Written whole whatever is there, so that a second time leaves the same behind.
    let known = ["remove-credential", "request-permissions", "unified-rbac"];
    for step in &blind {
        assert!(
            known.iter().any(|task| step.contains(task)),
            "{step} writes without a read"
        );
    }
}

#[test]
fn a_second_run_writes_nothing() {
    let machine = Machine::new();
    let mut tried = 0;
    for (step, text, conditions) in shapes() {
        let answers: &[_] = match conditions.iter().copied().collect::<Vec<_>>().as_slice() {
            ["unless"] => &EVERYTHING,
            ["if"] => &[],
            _ => continue,
        };
        tried += 1;
        let ran = machine.run(text, answers);
        assert_eq!(ran.writes(), Vec::<String>::new(), "{}:\n{text}", step.id);
        assert!(
            ran.succeeded || answers.is_empty(),
            "{}: {}",
            step.id,
            ran.stderr
        );
    }
    assert!(tried > 30, "only {tried}");
}
