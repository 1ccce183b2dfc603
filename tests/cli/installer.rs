//! `--installer`: who is named, who is refused, and what the named person changes.

use crate::graph::ids::{NOW, role};
use crate::graph::{Options, Server, Tenant};
use crate::place::{Place, ran, sample};
use serde_json::Value;

const ALICE: &str = "alice@contoso.example";

/// A guide that asks a role of a guest, and one of whoever installs for a step.
const GUIDE: &str = r#"
format = 2
id = "acme"
title = "Acme"
vendor = "Acme"
product = "Acme"
[edition]
id = 2026-01-31
[[source]]
id = "article"
title = "Acme"
url = "https://acme.example/"
read = 2026-01-31
coverage = "whole"
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "soc@acme.example"
[[requirement]]
id = "reader"
tier = "required"
hold = { of = "guest", directory-role = "Security Reader" }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["1"] }]
[[requirement]]
id = "installer/consent"
tier = "required"
hold = { of = "installer", directory-role = "Global Administrator" }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["2"] }]
[[step]]
id = "invite"
title = "Invite the guest"
text = "Invite it."
cite = { heading = ["1"] }
closes = ["reader"]
by = ["installer/consent"]
"#;

/// The simulated tenant, which has what the guide asks, and an employee who may hold the role.
fn started(holds: bool) -> Server {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest("soc@acme.example").id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    let alice = tenant.user("alice").id();
    if holds {
        tenant.directory_role(&alice, role::GLOBAL_ADMINISTRATOR, "/");
    }
    Server::start(tenant, Options::default())
}

fn place() -> Place {
    let place = Place::new();
    place.put("acme.toml", GUIDE);
    place
}

fn with<'a>(arguments: &[&'a str], installer: &'a str) -> Vec<&'a str> {
    [
        arguments,
        &["--guide", "acme.toml", "--installer", installer],
    ]
    .concat()
}

#[test]
fn an_audit_judges_whoever_is_named_and_answers_as_without() {
    for (holds, verdict) in [(true, "satisfied"), (false, "missing")] {
        let place = place();
        let server = started(holds);
        let audit = with(&["audit", "--all", "-o", "reports", "--as-of", NOW], ALICE);
        let audit = ran(&mut place.signed_in(&server, &audit));
        assert_eq!((audit.code, audit.err.as_str()), (0, ""), "{}", audit.out);
        let next = format!("--installer {ALICE}");
        assert!(audit.out.contains(&next), "{}", audit.out);
        assert!(
            audit
                .out
                .contains(&format!("Whoever installs ({ALICE}) (1)")),
            "{}",
            audit.out
        );
        let json: Value = serde_json::from_str(&place.read("reports/acme.json")).unwrap();
        let findings = json["findings"].as_array().unwrap().iter();
        let mut installers = findings.filter(|one| one["principal"]["id"] == "installer");
        let found = installers.next().unwrap();
        assert_eq!(found["verdict"], verdict);
        assert_eq!(found["id"], "acme/installer/consent");
        assert_eq!(json["counts"]["missing"], 0);
        assert_eq!(json["actions"].as_array().unwrap().len(), 0);
        for format in ["md", "html", "csv", "sarif", "ocsf.jsonl", "junit.xml"] {
            let report = place.read(&format!("reports/acme.{format}"));
            let said = report.contains("installer");
            assert!(said || format == "sarif" && holds, "{format}");
        }
        let junit = place.read("reports/acme.junit.xml");
        assert!(
            junit.contains("failures=\"0\"") && !junit.contains("<failure"),
            "{junit}"
        );
        let sarif: Value = serde_json::from_str(&place.read("reports/acme.sarif")).unwrap();
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 0);
        assert_eq!(server.violations(), Vec::new());

        // The snapshot can be judged with and without.
        let snapshot = "reports/snapshot.json";
        let check = [
            "check", "--all", "-s", snapshot, "--as-of", NOW, "-f", "json",
        ];
        let check: Value = serde_json::from_str(&place.run(&with(&check, ALICE)).out).unwrap();
        assert_eq!(check["findings"], json["findings"]);
        let without = [
            "check",
            "--all",
            "-s",
            snapshot,
            "--as-of",
            NOW,
            "--guide",
            "acme.toml",
        ];
        let without = place.run(&without);
        assert_eq!(without.code, 0);
        assert!(!without.out.contains("Whoever installs"), "{}", without.out);

        let runbook = ["runbook", "--kind", "onboard", "--snapshot", snapshot];
        let runbook = place.run(&with(&runbook, ALICE));
        let held = if holds { "held by" } else { "not held by" };
        let words = format!("the directory role Global Administrator ({held} {ALICE}).");
        assert!(
            runbook.out.replace(['`', '\\'], "").contains(&words),
            "{}",
            runbook.out
        );
        let remediate = ["runbook", "--kind", "remediate", "--snapshot", snapshot];
        let remediate = place.run(&with(&remediate, ALICE));
        assert!(!remediate.out.contains(ALICE), "{}", remediate.out);
        let explain = ["explain", "acme/installer/consent", "--snapshot", snapshot];
        let explain = place.run(&with(&explain, ALICE));
        assert!(
            explain
                .out
                .contains(&format!("{verdict}: acme/installer/consent")),
            "{}",
            explain.out
        );
    }
}

#[test]
fn a_plan_names_the_lookup_of_whoever_is_named_and_what_rests_on_it() {
    let place = place();
    let plan = place.run(&with(&["plan"], ALICE));
    assert_eq!((plan.code, plan.err.as_str()), (0, ""));
    let lookup = format!("userPrincipalName%20eq%20%27{ALICE}%27");
    assert!(plan.out.contains(&lookup), "{}", plan.out);
    assert!(plan.out.contains("acme/installer/consent"), "{}", plan.out);
    let without = place.run(&["plan", "--guide", "acme.toml"]);
    assert!(
        !without.out.contains("acme/installer/consent"),
        "{}",
        without.out
    );
}

#[test]
fn an_installer_that_cannot_be_looked_for_is_refused_by_every_command() {
    let place = place();
    let snapshot = sample("contoso-demo");
    let commands: [&[&str]; 6] = [
        &["plan"],
        &["scan", "-o", "s.json"],
        &["check", "--snapshot", &snapshot],
        &["audit", "--snapshot", &snapshot, "-o", "reports"],
        &["runbook", "--kind", "onboard"],
        &["explain", "installer/consent"],
    ];
    for command in commands {
        for (given, words) in [
            (
                "11111111-2222-4333-8444-555555555555",
                "is an id; give the sign-in name",
            ),
            (
                "alice",
                "--installer: \"alice\" is no address such as alice@example.com",
            ),
            ("", "is no address"),
            ("alice@a.example, bob@b.example", "it names one person"),
        ] {
            place.refuses(&with(command, given), 2, &["--installer", words]);
        }
        let mut two = with(command, ALICE);
        two.extend(["--installer", "bob@contoso.example"]);
        let both = "it names one person, and alice@contoso.example, bob@contoso.example are given";
        place.refuses(&two, 2, &[both]);
        let nothing = [command, &["--installer", ALICE]].concat();
        let words = "the guide expel-mde asks nothing of whoever installs";
        place.refuses(&nothing, 2, &[words]);
    }
    let server = started(false);
    let mut scan = place.signed_in(&server, &with(&["scan", "-o", "s.json"], "alice"));
    place.refused(&mut scan, 2, &["is no address"]);
    assert!(server.requests().is_empty(), "the tenant was asked in vain");
}

#[test]
fn an_address_that_nobody_has_is_said_in_the_report() {
    let place = place();
    let server = started(true);
    let audit = with(
        &["audit", "-o", "reports", "--as-of", NOW],
        "nobody@contoso.example",
    );
    let audit = ran(&mut place.signed_in(&server, &audit));
    assert_eq!((audit.code, audit.err.as_str()), (0, ""), "{}", audit.out);
    let report = place.read("reports/acme.md");
    let nobody = "was looked for and is not in the tenant";
    assert!(
        report.contains(nobody) && report.contains("--installer"),
        "{report}"
    );
}
