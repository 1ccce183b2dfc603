//! What a runbook says, and does not say.

use crate::graph::ids::role;
use crate::graph::scenarios::parts;
use crate::graph::scenarios::{self, Scenario};
use crate::graph::tenant::{Set, Tenant};
use crate::people;
use crate::roundtrip::{Given, look};
use rolecall::assess::read_attestations;
use rolecall::runbook::{Kind, Progress, Runbook, Step};
use rolecall::snapshot::{SectionName, State};

fn started(name: &str, change: impl FnOnce(&mut Tenant)) -> crate::graph::Server {
    let Scenario {
        mut tenant,
        options,
        ..
    } = scenarios::named(name);
    change(&mut tenant);
    people::vendor_publishes(&mut tenant);
    crate::graph::Server::start(tenant, options)
}

/// Takes Security Reader away from the vendor's guest, whose id is returned.
fn without_reader(tenant: &mut Tenant) -> String {
    let users = tenant.all(Set::Users).iter();
    let guest = users
        .filter(|user| user["mail"] == parts::GUEST)
        .map(|user| user["id"].as_str().unwrap().to_owned())
        .next()
        .unwrap();
    for set in [Set::RoleAssignments, Set::RoleSchedules] {
        let gone = tenant.remove_where(set, |one| {
            one["principalId"] == guest.as_str() && one["roleDefinitionId"] == role::SECURITY_READER
        });
        assert_eq!(gone.len(), 1);
    }
    guest
}

fn chosen(pairs: &[(&str, &str)]) -> Given {
    let mut given = Given::default();
    for (choice, option) in pairs {
        given
            .choose
            .insert((*choice).to_owned(), (*option).to_owned());
    }
    given
}

fn titles(runbook: &Runbook) -> Vec<&str> {
    runbook.steps().map(|step| step.title.as_str()).collect()
}

fn step<'r>(runbook: &'r Runbook, id: &str) -> &'r Step {
    runbook
        .steps()
        .find(|step| step.id == id)
        .unwrap_or_else(|| panic!("no step {id} in {:?}", titles(runbook)))
}

#[test]
fn the_rbac_switch_comes_last_and_names_who_would_lose_access() {
    let server = started("nothing-granted", |tenant| {
        let reader = tenant.user("nina.reader").id();
        tenant.directory_role(&reader, role::SECURITY_READER, "/");
        let helpdesk = tenant.group("Help desk").role_assignable().id();
        tenant.directory_role(&helpdesk, role::SECURITY_READER, "/");
    });
    let seen = look(&server, &chosen(&[("console", "defender-rbac")]));
    let runbook = seen.runbook(Kind::Remediate);
    let switch = step(&runbook, "activate-unified-rbac");
    assert_eq!(switch.affected.len(), 3, "{:?}", switch.affected);
    assert!(switch.affected[0].starts_with("group Help desk (Security Reader)"));
    assert!(switch.affected[1].starts_with("user nina.reader@"));
    assert!(switch.affected[2].contains("classic role"));
    assert!(!switch.warnings.is_empty());
    // Behind it there is nothing but the look afterwards.
    let after: Vec<&str> = runbook
        .steps()
        .skip_while(|one| one.id != switch.id)
        .skip(1)
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(after, ["audit-again"]);
}

#[test]
fn whoever_could_not_be_listed_is_not_said_to_be_nobody() {
    let scenario = scenarios::named("roles-denied");
    let server = scenario.start();
    let seen = look(&server, &chosen(&[("console", "defender-rbac")]));
    let runbook = seen.runbook(Kind::Onboard);
    let switch = step(&runbook, "activate-unified-rbac");
    assert_eq!(switch.affected.len(), 2, "{:?}", switch.affected);
    assert!(switch.affected[0].contains("could not be seen"));
}

#[test]
fn a_role_is_given_before_the_other_is_taken() {
    let server = started("excess-global-administrator", |tenant| {
        without_reader(tenant);
    });
    let runbook = look(&server, &Given::default()).runbook(Kind::Remediate);
    let place = |id: &str| step(&runbook, id).number;
    assert!(place("guest/assign-directory-role") < place("guest/remove-directory-role"));
}

#[test]
fn what_is_done_is_struck_off_with_its_evidence() {
    let server = scenarios::named("ready-custom-app-full-roles").start();
    let runbook = look(&server, &Given::default()).runbook(Kind::Onboard);
    let open: Vec<&str> = runbook
        .phases
        .iter()
        .filter(|phase| phase.progress == Some(Progress::Open))
        .map(|phase| phase.title.as_str())
        .collect();
    assert_eq!(open, ["Fill in the form and hand over"]);
    for phase in runbook
        .phases
        .iter()
        .filter(|phase| phase.progress == Some(Progress::Done))
    {
        assert!(!phase.evidence.is_empty(), "{}", phase.title);
        assert!(
            phase.evidence[0].contains("request-id"),
            "{:?}",
            phase.evidence
        );
        assert!(phase.steps.is_empty());
    }
    let sheet: Vec<(&str, bool)> = runbook
        .hand_over
        .iter()
        .flat_map(|one| &one.fields)
        .map(|field| (field.label.as_str(), field.known))
        .collect();
    assert_eq!(
        sheet,
        [
            ("Name", false),
            ("Location", false),
            ("Directory (tenant) ID", true),
            ("Application (client) ID", true),
            ("App (client) secret", false),
        ]
    );
}

/// A person's word on a handover strikes its step off.
#[test]
fn what_was_handed_over_is_struck_off() {
    let server = scenarios::named("ready-custom-app-full-roles").start();
    let text = format!(
        "format = 1\ntenant = \"{}\"\n[[attestation]]\nfinding = \"expel-mde/api/workbench-form\"\n\
         by = \"Jane Doe\"\non = 2026-11-20\nholds = true\nstatement = \"Filled in.\"\n",
        server.tenant_id()
    );
    let given = Given {
        attestations: read_attestations(&text).unwrap().attestations,
        ..Given::default()
    };
    let runbook = look(&server, &given).runbook(Kind::Onboard);
    let handed = &runbook.hand_over[0];
    assert_eq!(handed.progress, Progress::Done);
    assert!(
        handed.evidence[0].contains("Jane Doe"),
        "{:?}",
        handed.evidence
    );
    let mut phases = runbook.phases.iter();
    let form = phases.find(|phase| phase.title == "Fill in the form and hand over");
    assert_eq!(form.unwrap().progress, Some(Progress::Done));
    assert_eq!(form.unwrap().steps, []);
}

/// Every step says who, how long, what to look at before and after, and how to undo it, in each of the forms or why not.
#[test]
fn every_step_is_whole() {
    for scenario in scenarios::all() {
        let name = scenario.name;
        let server = scenario.start();
        let seen = look(&server, &Given::default());
        for kind in [Kind::Onboard, Kind::Remediate, Kind::Offboard] {
            let runbook = seen.runbook(kind);
            let mut ids = std::collections::BTreeSet::new();
            for step in runbook.steps() {
                let at = format!("{name}, {kind}, {}", step.id);
                assert!(ids.insert(&step.id), "{at}: the id stands twice");
                assert!(step.minutes > 0, "{at}: no time");
                if step.operations.is_empty() {
                    continue;
                }
                assert!(!step.who.is_empty(), "{at}: nobody may do it");
                assert!(
                    !step.before.is_empty() && !step.after.is_empty(),
                    "{at}: no check"
                );
                assert!(!step.portal.is_empty(), "{at}: no clicks");
                assert!(step.powershell.is_some(), "{at}: no PowerShell");
                assert!(
                    step.azure_cli.is_some() != step.azure_cli_refused.is_some(),
                    "{at}: az"
                );
                assert!(
                    step.terraform.is_some() != step.terraform_refused.is_some(),
                    "{at}: hcl"
                );
                assert!(
                    !step.undoing.is_empty() || step.undo.is_some(),
                    "{at}: no undo"
                );
            }
        }
    }
}

#[test]
fn a_review_says_what_is_held_and_why() {
    let server = scenarios::named("excess-app-permissions").start();
    let seen = look(&server, &Given::default());
    let review = seen.runbook(Kind::Review);
    let rows: Vec<_> = review
        .review
        .iter()
        .flat_map(|subject| &subject.rows)
        .collect();
    let asked = rows
        .iter()
        .find(|row| row.title.contains("AdvancedQuery.Read.All"))
        .unwrap();
    assert!(asked.asked.as_ref().unwrap().starts_with("required: "));
    assert!(asked.proposal.starts_with("keep"));
    let excess = rows.iter().filter(|row| row.asked.is_none()).count();
    assert!(excess >= 4, "{excess}");
    assert!(review.changes.is_none());
}

#[test]
fn a_review_says_what_came_and_went() {
    let before = look(
        &scenarios::named("ready-custom-app-full-roles").start(),
        &Given::default(),
    );
    let server = started("ready-custom-app-full-roles", |tenant| {
        let guest = without_reader(tenant);
        tenant.directory_role(&guest, role::GLOBAL_READER, "/");
    });
    let now = look(&server, &Given::default());
    let review = now.since(Kind::Review, &before.snapshot);
    let changes: Vec<(&str, bool, bool)> = review
        .changes
        .as_ref()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one.what,
                one.title.contains("Security Reader"),
                one.title.contains("Global Reader"),
            )
        })
        .collect();
    assert_eq!(changes, [("gone", true, false), ("new", false, true)]);
}

/// Whoever reviews decides about what opens the door too.
#[test]
fn a_review_lists_what_the_application_signs_in_with() {
    let server = scenarios::named("expiring-secret").start();
    let review = look(&server, &Given::default()).runbook(Kind::Review);
    let secrets: Vec<_> = review
        .review
        .iter()
        .flat_map(|subject| &subject.rows)
        .filter(|row| row.title.starts_with("Client secret "))
        .collect();
    assert!(!secrets.is_empty());
    for row in secrets {
        assert!(row.title.contains(" until 20"), "{}", row.title);
        assert_eq!(row.how, ["on the app registration"]);
        assert!(row.asked.is_some());
    }
}

/// Two tenants have nothing to be compared.
#[test]
fn an_earlier_snapshot_of_another_tenant_is_refused() {
    let now = look(
        &scenarios::named("nothing-granted").start(),
        &Given::default(),
    );
    let mut before = now.snapshot.clone();
    before.tenant = Some("00000000-0000-4000-8000-000000000001".parse().unwrap());
    let refused = now.try_since(Kind::Review, &before).unwrap_err();
    assert!(refused.is_callers());
    assert!(refused.to_string().contains("00000000-0000-4000"));
}

/// A section that was refused before showed nothing, which is not that there was nothing.
#[test]
fn what_was_not_seen_before_is_not_called_new() {
    let mut before = look(
        &scenarios::named("ready-custom-app-full-roles").start(),
        &Given::default(),
    )
    .snapshot;
    let text = String::from_utf8(rolecall::snapshot::write(&before).unwrap()).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    for section in ["directory-roles", "role-schedules"] {
        let section = &mut value["snapshot"]["sections"][section];
        assert!(!section["items"].as_array().unwrap().is_empty());
        section["items"] = serde_json::json!([]);
        section["state"] = serde_json::json!("denied");
    }
    before = rolecall::snapshot::read(&serde_json::to_vec(&value).unwrap()).unwrap();
    let now = look(
        &scenarios::named("ready-custom-app-full-roles").start(),
        &Given::default(),
    );
    let review = now.since(Kind::Review, &before);
    let words: std::collections::BTreeSet<&str> = review
        .changes
        .as_ref()
        .unwrap()
        .iter()
        .map(|one| one.what)
        .collect();
    assert_eq!(words, ["new, or not seen before"].into());
}

#[test]
fn what_was_collected_adds_up_in_a_runbook_too() {
    let server = started("first-demo", |_| {});
    let mut look = look(&server, &Given::default());
    for turn in 0..State::ALL.len() {
        for (at, entry) in look.assessment.ledger.iter_mut().enumerate() {
            entry.state = State::ALL[(at * at + turn) % State::ALL.len()];
        }
        let runbook = look.runbook(Kind::Remediate);
        let fact = runbook
            .facts
            .iter()
            .find(|fact| fact.name == "Snapshot")
            .unwrap();
        let (head, others) = fact.value.split_once(" sections collected; ").unwrap();
        let mut head = head.rsplit(' ');
        let all: usize = head.next().unwrap().parse().unwrap();
        let collected: usize = head.nth(1).unwrap().parse().unwrap();
        let others = others.split(", ").map(|one| one.split_once(' ').unwrap().0);
        let others: usize = others.map(|number| number.parse::<usize>().unwrap()).sum();
        assert_eq!(all, SectionName::ALL.len());
        assert_eq!(collected + others, all, "{}", fact.value);
    }
}
