//! Ownerships end by a runbook, and come back where it is undone.

use crate::executor::Executor;
use crate::graph::scenarios;
use crate::graph::{Server, Tenant};
use crate::roundtrip::{Given, Look, look};
use rolecall::assess::Verdict;
use rolecall::runbook::{Kind, Step};

/// A tenant in which the guest and the application own a group and another application, both halves of it.
fn owning() -> (Server, Vec<(String, String)>) {
    let mut scenario = scenarios::named("ready-custom-app-full-roles");
    let tenant = &mut scenario.tenant;
    let guest = the_guest(tenant);
    let group = tenant.group("Payroll people").role_assignable().id();
    let other = tenant.custom_app("Payroll");
    let owned = [group, other.sp.clone(), other.registration.unwrap()];
    let mut edges = Vec::new();
    for object in owned {
        tenant.owner(&object, &guest);
        edges.push((object, guest.clone()));
    }
    (scenario.writable().start(), edges)
}

fn the_guest(tenant: &Tenant) -> String {
    let users = tenant.all(crate::graph::tenant::Set::Users);
    let mut guests = users.iter().filter(|one| one["userType"] == "Guest");
    guests.next().unwrap()["id"].as_str().unwrap().to_owned()
}

fn excess(seen: &Look) -> Vec<String> {
    let findings = seen.assessment.findings.iter();
    findings
        .filter(|one| one.verdict == Verdict::Excess)
        .map(|one| one.id.clone())
        .collect()
}

fn is_owned(server: &Server, (object, owner): &(String, String)) -> bool {
    let mut found = false;
    server.change(|tenant| found = tenant.owners_of(object).contains(owner));
    found
}

#[test]
fn ownerships_of_groups_and_applications_end_and_come_back() {
    let (server, edges) = owning();
    let before = look(&server, &Given::default());
    assert_eq!(excess(&before).len(), edges.len(), "{:?}", excess(&before));
    let runbook = before.runbook(Kind::Remediate);
    let steps: Vec<&Step> = runbook
        .steps()
        .filter(|one| !one.undoing.is_empty())
        .collect();
    assert_eq!(steps.len(), edges.len());
    let mut executor = Executor::new(&server);
    for step in &steps {
        executor.carry_out(&step.operations);
    }
    assert!(!edges.iter().any(|edge| is_owned(&server, edge)));
    assert_eq!(
        excess(&look(&server, &Given::default())),
        Vec::<String>::new()
    );
    for step in steps.iter().rev() {
        executor.carry_out(&step.undoing);
    }
    assert!(edges.iter().all(|edge| is_owned(&server, edge)));
    assert_eq!(excess(&look(&server, &Given::default())), excess(&before));
    assert_eq!(server.violations(), Vec::new());
}

/// Whoever leaves owns nothing any more, whatever becomes of the account.
#[test]
fn an_offboarding_ends_ownerships() {
    let (server, edges) = owning();
    let runbook = look(&server, &Given::default()).runbook(Kind::Offboard);
    let titles: Vec<&String> = runbook.steps().map(|one| &one.title).collect();
    let ending = titles
        .iter()
        .filter(|one| one.contains("from the owners of"));
    assert_eq!(ending.count(), edges.len(), "{titles:#?}");
    let mut executor = Executor::new(&server);
    for step in runbook.steps() {
        executor.carry_out(&step.operations);
    }
    assert!(!edges.iter().any(|edge| is_owned(&server, edge)));
    assert_eq!(server.violations(), Vec::new());
}
