//! The reasons that a step gives for taking something away.

use crate::acme::{HEAD, SHARED, guide, requirement, served};
use crate::graph::Server;
use crate::graph::ids::{self, MICROSOFT_GRAPH};
use crate::graph::scenarios::{self, Scenario, parts};
use crate::graph::tenant::{Set, Tenant};
use crate::guides::read;
use crate::roundtrip::{Given, look, look_for};
use rolecall::runbook::Kind;

/// A tenant in which the application holds more than is asked.
fn excessive(change: impl FnOnce(&mut Tenant)) -> Server {
    let Scenario {
        mut tenant,
        options,
        ..
    } = scenarios::named("excess-app-permissions");
    change(&mut tenant);
    Server::start(tenant, options)
}

/// The reasons for what is taken away, of which each is a sentence after the other.
#[test]
fn the_effect_of_a_credential_is_told_in_a_sentence_of_its_own() {
    let server = excessive(|tenant| {
        let applications = tenant.all(Set::Applications).iter();
        let mut named = applications.filter(|app| app["displayName"] == parts::APP_NAME);
        let registration = named.next().unwrap()["id"].as_str().unwrap().to_owned();
        tenant.federated(&registration, "robot", "https://issuer.example", "robot");
        let (start, end) = (ids::at(-10), ids::at(100));
        tenant.certificate(&registration, &start, &end);
    });
    let runbook = look(&server, &Given::default()).runbook(Kind::Remediate);
    let why: Vec<&String> = runbook.steps().flat_map(|step| &step.why).collect();
    let told = |words: &str| why.iter().filter(|one| one.contains(words)).count();
    let outside =
        "no requirement that applies asks for it. Whoever controls the outside identity signs in";
    assert!(told(outside) > 0, "{why:#?}");
    let secret =
        "no requirement that applies asks for it. Whoever has it signs in as the application";
    assert!(told(secret) > 0, "{why:#?}");
    assert!(
        told("nobody asked for it. Whoever holds it ") > 0,
        "{why:#?}"
    );
    for broken in ["..", "Whoever holds it Whoever", "Whoever holds it It"] {
        assert_eq!(told(broken), 0, "{broken}: {why:#?}");
    }
}

/// Somebody asks for it, and another guide forbids it.
#[test]
fn nobody_is_said_to_ask_only_where_nobody_does() {
    let named = |tier: &str| {
        let right = "of = \"app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"Directory.Read.All\"";
        requirement("right", &format!("tier = \"{tier}\"\nhold = {{ {right} }}"))
    };
    let head = HEAD.replace("acme", "other").replace("Acme", "Other");
    let forbids = read(&format!("{head}{SHARED}{}", named("forbidden")), &[]);
    let server = served(|tenant| {
        let app = parts::full_app(tenant);
        tenant.request_and_grant(&app, MICROSOFT_GRAPH, "Directory.Read.All");
    });
    let guides = vec![guide(&[SHARED, &named("required")]), forbids];
    let runbook = look_for(guides, &server, &Given::default()).runbook(Kind::Remediate);
    let mut decisions = runbook
        .steps()
        .filter(|step| step.title.contains("two guides"));
    let why = decisions.next().unwrap().why.join("; ");
    assert!(
        why.contains("the guide forbids it. Whoever holds it"),
        "{why}"
    );
    assert!(!why.contains("nobody asked"), "{why}");
}
