//! The loop closes: a tenant on which a runbook was carried out is what the runbook promised.

use crate::executor::Executor;
use crate::graph::ids::role;
use crate::graph::scenarios::{self, Scenario};
use crate::graph::tenant::Set;
use crate::graph::{Server, Tenant};
use crate::people;
use crate::roundtrip::{Given, Look, look};
use rolecall::assess::{Readiness, Standing, Verdict};
use rolecall::runbook::{Kind, Runbook};

/// A person follows a runbook from the first step to the last, with everybody else doing their part.
fn follow(server: &Server, runbook: &Runbook) -> Vec<String> {
    let mut executor = Executor::new(server);
    for placeholder in &runbook.placeholders {
        if placeholder.means.contains("ask ") {
            executor
                .placeholders
                .insert(placeholder.key.to_owned(), people::vendor_app_id());
        }
    }
    for step in runbook.steps() {
        executor.carry_out(&step.operations);
        people::vendor_accepts(server);
    }
    executor.writes
}

/// A tenant that a person can change, as it was made by a scenario.
fn start(scenario: Scenario) -> Server {
    let server = scenario.writable().start();
    server.change(people::vendor_publishes);
    server
}

/// Looks and follows until a look says that all is right; at most this often.
const ROUNDS: usize = 3;

fn remediated(scenario: Scenario) -> Result<Vec<usize>, String> {
    let name = scenario.name;
    let server = start(scenario);
    let mut given = Given::default();
    let mut written = Vec::new();
    let mut last = String::new();
    for _ in 0..ROUNDS {
        let seen = look(&server, &given);
        if seen.assessment.readiness == Readiness::Ready {
            return Ok(written);
        }
        let runbook = seen.runbook(Kind::Remediate);
        last = format!(
            "{}\n-- steps --\n{}",
            seen.complaints(),
            runbook
                .steps()
                .map(|step| step.title.clone())
                .collect::<Vec<_>>()
                .join("\n")
        );
        learn(&runbook, &mut given);
        if runbook
            .steps()
            .any(|step| step.operations.is_empty() && step.id.contains("decide"))
        {
            people::settle(&server, name, &mut given);
        }
        let writes = follow_twice(&server, &runbook, name);
        if name == "look-alike-app" {
            // Nothing is changed of whoever may not be the vendor: the first thing is to find that out.
            for id in standing(&seen, |standing| standing == Standing::Unproven) {
                let named = writes.iter().find(|target| target.contains(&id));
                assert_eq!(named, None, "{name}: of {id}");
            }
        }
        written.push(writes.len());
        assert_eq!(server.violations(), Vec::new(), "{name}");
    }
    given.attest = true;
    let seen = look(&server, &given);
    // The application of the option that is not taken holds nothing any more, and is there all the same.
    let left = name == "two-apps-same-name" && seen.complaints().is_empty();
    if seen.assessment.readiness == Readiness::Ready || left {
        return Ok(written);
    }
    Err(format!(
        "{name}: {:?} ({})\n{}\n-- before --\n{last}",
        seen.assessment.readiness,
        seen.assessment.readiness_reason,
        seen.complaints()
    ))
}

/// The person gives rolecall the id that the vendor told.
fn learn(runbook: &Runbook, given: &mut Given) {
    if runbook
        .placeholders
        .iter()
        .any(|placeholder| placeholder.means.contains("ask "))
    {
        given
            .parameters
            .insert("app-id".to_owned(), people::vendor_app_id());
    }
}

/// The tenant's objects, as text that changes when anything in it does.
fn state(server: &Server) -> String {
    server.change(|tenant| format!("{tenant:?}"))
}

/// Follows a runbook, then again: the second time nothing may change.
fn follow_twice(server: &Server, runbook: &Runbook, name: &str) -> Vec<String> {
    let first = follow(server, runbook);
    let after = state(server);
    let again = follow(server, runbook);
    assert_eq!(
        state(server),
        after,
        "{name}: a second run changes the tenant"
    );
    // What is written whatever is there is a whole list, and leaves the same list behind.
    let keys = runbook
        .steps()
        .any(|step| step.id.contains("remove-credential"));
    let whole = |target: &&String| {
        let lists = [
            "/v1.0/applications/",
            "/v1.0/oauth2PermissionGrants/",
            "/roleDefinitions/",
        ];
        let of_keys = keys && target.contains("/v1.0/servicePrincipals/");
        target.starts_with("PATCH") && (of_keys || lists.iter().any(|list| target.contains(list)))
    };
    let unexpected: Vec<&String> = again.iter().filter(|target| !whole(target)).collect();
    assert!(
        unexpected.is_empty(),
        "{name}: a second run writes {unexpected:?}"
    );
    first
}

#[test]
fn every_scenario_is_ready_after_its_remediation() {
    let mut failed = Vec::new();
    for scenario in scenarios::all() {
        let name = scenario.name;
        match std::panic::catch_unwind(|| remediated(scenario)) {
            Ok(Ok(_)) => {}
            Ok(Err(complaint)) => failed.push(complaint),
            Err(_) => failed.push(format!("{name}: panicked")),
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// An empty tenant after the whole guide was followed, whichever options were taken.
#[test]
fn an_empty_tenant_is_ready_after_its_onboarding() {
    let consoles = [
        "directory-roles-full",
        "directory-roles-read-only",
        "defender-rbac",
    ];
    for console in consoles {
        for api in ["enterprise-application", "custom-application"] {
            let name = format!("{console}, {api}");
            let server = start(scenarios::named("nothing-granted"));
            let mut given = Given::default();
            given
                .choose
                .insert("console".to_owned(), console.to_owned());
            given.choose.insert("api".to_owned(), api.to_owned());
            let runbook = look(&server, &given).runbook(Kind::Onboard);
            learn(&runbook, &mut given);
            follow_twice(&server, &runbook, &name);
            assert_eq!(server.violations(), Vec::new(), "{name}");
            given.attest = true;
            let seen = look(&server, &given);
            let readiness = seen.assessment.readiness;
            assert_eq!(readiness, Readiness::Ready, "{name}\n{}", seen.complaints());
        }
    }
}

/// Somebody who only wants to be taken for the vendor is seen among the holders of a role, and loses it.
#[test]
fn a_look_alike_among_the_holders_of_a_role_loses_it() {
    let mut scenario = scenarios::named("ready-custom-app-full-roles");
    let fake = scenario.tenant.guest("expel-soc@evil.test").id();
    scenario
        .tenant
        .directory_role(&fake, role::SECURITY_READER, "/");
    let server = start(scenario);
    let seen = look(&server, &Given::default());
    let excess = |seen: &Look| -> Vec<String> {
        let findings = seen.assessment.findings.iter();
        findings
            .filter(|finding| finding.verdict == Verdict::Excess)
            .map(|finding| finding.id.clone())
            .collect()
    };
    assert_eq!(
        excess(&seen),
        [format!("expel-mde/excess/guest/other/{fake}")]
    );
    let runbook = seen.runbook(Kind::Remediate);
    let step = runbook.steps().find(|step| !step.operations.is_empty());
    let warning = &step.unwrap().warnings[0];
    assert!(
        warning.contains("not the one that the guide means"),
        "{warning}"
    );
    follow_twice(&server, &runbook, "look-alike");
    assert_eq!(server.violations(), Vec::new());
    let after = look(&server, &Given::default());
    assert_eq!(excess(&after), Vec::<String>::new());
    assert_eq!(after.assessment.candidates.len(), 2);
}

/// A remediation that is undone step by step, the last one first, leaves the verdicts that there were before.
#[test]
fn what_was_done_can_be_undone() {
    for name in [
        "first-demo",
        "eligible-only-roles",
        "nested-group-access",
        "excess-app-permissions",
        "pim-for-groups",
    ] {
        let server = start(scenarios::named(name));
        let mut given = Given::default();
        if name == "nested-group-access" {
            people::settle(&server, name, &mut given);
        }
        let verdicts = |seen: &Look| -> Vec<String> {
            let findings = seen.assessment.findings.iter();
            findings
                .map(|one| format!("{} {}", one.verdict, one.id))
                .collect()
        };
        let before = look(&server, &given);
        let runbook = before.runbook(Kind::Remediate);
        // What the auditor may see is left as it is, so that both looks see the same.
        let steps: Vec<_> = runbook
            .steps()
            .filter(|step| !step.undoing.is_empty() && !step.id.contains("let-auditor-see"))
            .collect();
        assert!(!steps.is_empty(), "{name}");
        let mut executor = Executor::new(&server);
        for step in &steps {
            executor.carry_out(&step.operations);
        }
        assert_ne!(
            verdicts(&look(&server, &given)),
            verdicts(&before),
            "{name}: nothing was done"
        );
        for step in steps.iter().rev() {
            executor.carry_out(&step.undoing);
        }
        assert_eq!(
            verdicts(&look(&server, &given)),
            verdicts(&before),
            "{name}"
        );
        assert_eq!(server.violations(), Vec::new(), "{name}");
    }
}

/// Ids of the candidates whose standing is one of these.
fn standing(seen: &Look, wanted: impl Fn(Standing) -> bool) -> Vec<String> {
    let candidates = seen.assessment.candidates.iter();
    candidates
        .filter(|candidate| wanted(candidate.standing))
        .map(|candidate| candidate.object_id.to_string())
        .collect()
}

/// Everything in the tenant that still names one of these ids, or is one.
fn traces(server: &Server, ids: &[String]) -> Vec<String> {
    const LEFT: [Set; 14] = [
        Set::Users,
        Set::ServicePrincipals,
        Set::Applications,
        Set::AppRoleAssignments,
        Set::DelegatedGrants,
        Set::RoleAssignments,
        Set::RoleSchedules,
        Set::RoleEligibilities,
        Set::GroupSchedules,
        Set::GroupEligibilities,
        Set::DefenderAssignments,
        Set::Groups,
        Set::AdministrativeUnits,
        Set::DefenderDefinitions,
    ];
    server.change(|tenant| {
        let mut found = Vec::new();
        for set in LEFT {
            for object in tenant.all(set) {
                let text = object.to_string();
                found.extend(
                    ids.iter()
                        .filter(|id| text.contains(id.as_str()))
                        .map(|id| format!("{id} in {set:?}: {text}")),
                );
            }
        }
        for id in ids {
            found.extend(
                tenant
                    .holders_of(id)
                    .into_iter()
                    .map(|group| format!("{id} is in {group}")),
            );
        }
        found
    })
}

fn offboarded(scenario: Scenario) -> Result<usize, String> {
    let name = scenario.name;
    let server = start(scenario);
    let given = Given::default();
    let (mut everybody, mut writes) = (Vec::new(), 0);
    // What could not be seen is seen first, and the runbook written anew, as it says itself.
    for _ in 0..ROUNDS {
        let seen = look(&server, &given);
        // Whoever the offboarding is about: all candidates that do not only look like the vendor's.
        everybody.extend(standing(&seen, |standing| standing != Standing::LookAlike));
        let runbook = seen.runbook(Kind::Offboard);
        if name == "unified-rbac-never-activated" {
            server.change(Tenant::activate_unified_rbac);
        }
        writes += follow_twice(&server, &runbook, name).len();
        assert_eq!(server.violations(), Vec::new(), "{name}");
    }
    everybody.sort();
    everybody.dedup();
    let left = traces(&server, &everybody);
    let seen = look(&server, &given);
    let held: Vec<String> = seen
        .assessment
        .findings
        .iter()
        .filter(|finding| matches!(finding.verdict, Verdict::Satisfied | Verdict::Partial))
        .map(|finding| format!("{} {}", finding.verdict, finding.id))
        .collect();
    if left.is_empty() && held.is_empty() {
        return Ok(writes);
    }
    Err(format!("{name}:\n{}\n{}", left.join("\n"), held.join("\n")))
}

#[test]
fn nothing_is_left_of_the_vendor_after_an_offboarding() {
    let mut failed = Vec::new();
    for scenario in scenarios::all() {
        let name = scenario.name;
        match std::panic::catch_unwind(|| offboarded(scenario)) {
            Ok(Ok(_)) => {}
            Ok(Err(complaint)) => failed.push(complaint),
            Err(_) => failed.push(format!("{name}: panicked")),
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
