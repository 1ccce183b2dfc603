//! Two guides that name one application.

use crate::acme::{HEAD, SHARED, guide, requirement, served, titles};
use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::scenarios::parts::{APP_NAME, full_app, full_guest};
use crate::guides::{EXPEL, read};
use crate::roundtrip::{Given, look, look_for};
use rolecall::assess::Readiness;
use rolecall::runbook::{Kind, Runbook};

/// Everything of the shared application that the other guide asks for stays, whoever goes.
#[test]
fn nothing_that_another_guide_asks_for_is_taken_away() {
    let acme = guide(&[
        SHARED,
        &requirement(
            "app",
            "tier = \"required\"\nhold = { of = \"app\", present = true }",
        ),
        &requirement(
            "read",
            "tier = \"required\"\nhold = { of = \"app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"Directory.Read.All\" }",
        ),
    ]);
    let server = served(|tenant| {
        full_guest(tenant);
        let app = full_app(tenant);
        tenant.request_and_grant(&app, MICROSOFT_GRAPH, "Directory.Read.All");
        tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, "RemediationTasks.Read.All");
    });
    let guides = vec![EXPEL.clone(), acme.clone()];
    let seen = look_for(guides, &server, &Given::default());
    let revoked = |runbook: &Runbook| titles(runbook).join("; ");
    let remediate = seen.runbook(Kind::Remediate);
    let said = revoked(&remediate);
    assert!(said.contains("RemediationTasks.Read.All"), "{said}");
    assert!(!said.contains("Directory.Read.All"), "{said}");
    // Alone, Expel's guide has it taken away.
    let alone = look(&server, &Given::default()).runbook(Kind::Remediate);
    assert!(revoked(&alone).contains("Directory.Read.All"));

    let offboard = seen.runbook(Kind::Offboard);
    let said = revoked(&offboard);
    assert!(said.contains("17 application permissions"), "{said}");
    assert!(!said.contains("Directory.Read.All"), "{said}");
    let steps: Vec<&str> = offboard.steps().map(|step| step.id.as_str()).collect();
    let touched = |task: &str| {
        steps
            .iter()
            .any(|id| *id == format!("custom-application/{task}"))
    };
    for task in [
        "disable-application",
        "delete-application",
        "remove-credential",
    ] {
        assert!(!touched(task), "{steps:?}");
    }
    assert!(steps.contains(&"guest/delete-account"), "{steps:?}");
    let left = offboard.left_alone.join("\n");
    assert!(left.contains("Acme for Microsoft Graph"), "{left}");

    let review = seen.runbook(Kind::Review);
    let rows = review.review.iter().flat_map(|subject| &subject.rows);
    let row = rows
        .into_iter()
        .find(|row| row.title.contains("Directory.Read.All"))
        .unwrap();
    assert!(row.asked.as_ref().unwrap().contains("Acme"), "{row:?}");
    assert!(row.proposal.starts_with("keep"));
}

/// After the whole remediation both guides are ready.
#[test]
fn two_guides_of_one_application_are_ready_together() {
    let acme = guide(&[
        SHARED,
        &requirement(
            "read",
            "tier = \"required\"\nhold = { of = \"app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"Directory.Read.All\" }",
        ),
    ]);
    let server = served(|tenant| {
        full_guest(tenant);
        full_app(tenant);
    });
    for _ in 0..2 {
        for guides in [[EXPEL.clone(), acme.clone()], [acme.clone(), EXPEL.clone()]] {
            let runbook =
                look_for(guides.to_vec(), &server, &Given::default()).runbook(Kind::Remediate);
            let mut executor = crate::executor::Executor::new(&server);
            for step in runbook.steps() {
                executor.carry_out(&step.operations);
            }
        }
    }
    let seen = look_for(vec![EXPEL.clone(), acme], &server, &Given::default());
    for assessment in &seen.assessments {
        let reason = &assessment.readiness_reason;
        assert_eq!(
            assessment.readiness,
            Readiness::Ready,
            "{}: {reason}",
            assessment.guide.id
        );
    }
    assert_eq!(server.violations(), Vec::new());
}

/// What one guide refuses and another asks for is decided by a person.
#[test]
fn a_refusal_that_another_guide_contradicts_is_decided_by_a_person() {
    let permission = "hold = { of = \"app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"Directory.Read.All\" }";
    let asks = guide(&[
        SHARED,
        &requirement("read", &format!("tier = \"required\"\n{permission}")),
    ]);
    let refuses = read(
        &format!(
            "{}{SHARED}{}",
            HEAD.replace("acme", "other").replace("Acme", "Other"),
            requirement("no", &format!("tier = \"forbidden\"\n{permission}")),
        ),
        &[],
    );
    let server = served(|tenant| {
        let app = full_app(tenant);
        tenant.request_and_grant(&app, MICROSOFT_GRAPH, "Directory.Read.All");
    });
    let runbook =
        look_for(vec![refuses, asks], &server, &Given::default()).runbook(Kind::Remediate);
    let all = titles(&runbook);
    assert!(
        all.iter()
            .any(|title| title.starts_with("Decide between two guides")),
        "{all:?}"
    );
    let revoked =
        |title: &&&str| title.starts_with("Revoke") && title.contains("Directory.Read.All");
    assert_eq!(all.iter().find(revoked), None);
}

/// A guide that extends another asks for more of the other's application, and gives it to that.
#[test]
fn what_is_asked_of_another_guides_application_is_given_to_it() {
    let acme = guide(&[
        SHARED,
        &requirement(
            "app",
            "tier = \"required\"\nhold = { of = \"app\", present = true }",
        ),
    ]);
    let more = read(
        &format!(
            "{}{}{}",
            HEAD.replace("\"acme\"", "\"acme-more\"")
                .replace("Acme", "Acme More"),
            r#"
[[relation]]
guide = "acme"
kind = "extends"
cite = { heading = ["Before"] }
"#,
            requirement(
                "read",
                "tier = \"required\"\nhold = { of = \"acme:app\", api = \"MicrosoftGraph\", type = \"application\", permission = \"Directory.Read.All\" }",
            ),
        ),
        std::slice::from_ref(&acme),
    );
    let server = served(|tenant| {
        full_app(tenant);
    });
    let guides = vec![more, acme];
    let seen = look_for(guides.clone(), &server, &Given::default());
    for kind in [Kind::Onboard, Kind::Remediate] {
        let runbook = seen.runbook(kind);
        let all = titles(&runbook);
        let granted =
            "Grant the application registered for Acme on Microsoft Graph: Directory.Read.All";
        assert!(all.contains(&granted), "{kind}: {all:?}");
    }
    let mut executor = crate::executor::Executor::new(&server);
    for step in seen.runbook(Kind::Onboard).steps() {
        executor.carry_out(&step.operations);
    }
    let done = look_for(guides, &server, &Given::default());
    let onboard = done.runbook(Kind::Onboard);
    assert_eq!(titles(&onboard), Vec::<&str>::new());
    // The application is the other guide's: this one's offboarding takes back what this one asks for, and no more.
    let offboard = done.runbook(Kind::Offboard);
    let all = titles(&offboard);
    let revoked =
        "Revoke from the application registered for Acme on Microsoft Graph: Directory.Read.All";
    assert!(all.contains(&revoked), "{all:?}");
    assert!(
        !all.iter().any(|title| title.contains("WindowsDefenderATP")),
        "{all:?}"
    );
    let touched = |id: &str| offboard.steps().any(|step| step.id.contains(id));
    assert!(!touched("delete-application") && !touched("disable-application"));
}

/// What is asked for and held only through something broader is given before that is taken away.
#[test]
fn what_is_held_through_something_broader_is_given_first() {
    let permission = |value: &str| {
        format!(
            "of = \"app\", api = \"WindowsDefenderATP\", type = \"application\", permission = \"{value}\""
        )
    };
    let asks = |tier: &str, value: &str| {
        let hold = format!("tier = \"{tier}\"\nhold = {{ {} }}", permission(value));
        guide(&[SHARED, &requirement("permission", &hold)])
    };
    let other = |tier: &str, value: &str| {
        let hold = format!("tier = \"{tier}\"\nhold = {{ {} }}", permission(value));
        let head = HEAD.replace("acme", "other").replace("Acme", "Other");
        read(
            &format!("{head}{SHARED}{}", requirement("permission", &hold)),
            &[],
        )
    };
    let server = served(|tenant| {
        let app = tenant.custom_app(APP_NAME);
        tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, "Machine.ReadWrite.All");
    });
    let (narrow, broad) = ("Machine.Read.All", "Machine.ReadWrite.All");
    for (guides, kind) in [
        (vec![asks("required", narrow)], Kind::Remediate),
        (
            vec![other("forbidden", broad), asks("required", narrow)],
            Kind::Remediate,
        ),
        (
            vec![other("required", broad), asks("required", narrow)],
            Kind::Offboard,
        ),
    ] {
        let seen = look_for(guides, &server, &Given::default());
        let runbook = seen.runbook(kind);
        let all = titles(&runbook);
        let place = |verb: &str, value: &str| {
            let mut steps = all.iter();
            steps.position(|title| title.starts_with(verb) && title.ends_with(value))
        };
        let (given, taken) = (place("Grant", narrow), place("Revoke", broad));
        assert!(
            given.is_some() && taken.is_some() && given < taken,
            "{all:?}"
        );
        assert_eq!(place("Grant", broad), None);
    }
}

/// The auditor's application reads for every adopted guide, and its runbook names each.
#[test]
fn the_runbook_of_the_auditor_names_every_guide() {
    let of = |id: &str| {
        let head = HEAD.replace("acme", id).replace("Acme", id);
        let hold = "tier = \"required\"\nhold = { of = \"app\", present = true }";
        read(&format!("{head}{SHARED}{}", requirement("app", hold)), &[])
    };
    let server = served(|tenant| {
        full_app(tenant);
    });
    let seen = look_for(vec![of("one"), of("two")], &server, &Given::default());
    let runbook = seen.runbook(Kind::Auditor);
    let facts = |name: &str| -> Vec<&str> {
        let facts = runbook.facts.iter().filter(|fact| fact.name == name);
        facts.map(|fact| fact.value.as_str()).collect()
    };
    for (name, beginning) in [
        ("Guide", ["one for", "two for"]),
        ("Readiness then", ["one for", "two for"]),
    ] {
        let told = facts(name);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told.iter()
                .zip(beginning)
                .all(|(one, words)| one.starts_with(words)),
            "{told:?}"
        );
    }
    assert_eq!(
        facts("Source"),
        ["https://one.example/help", "https://two.example/help"]
    );
    let guides = "the guides “one for Microsoft Graph” and “two for Microsoft Graph”";
    assert!(runbook.lead.contains(guides), "{}", runbook.lead);
    // Any other runbook is about one guide.
    let other = seen.runbook(Kind::Remediate);
    assert_eq!(
        other
            .facts
            .iter()
            .filter(|fact| fact.name == "Guide")
            .count(),
        1
    );
}

/// Two guides that ask for different audiences of one application.
#[test]
fn the_audience_of_a_shared_application_is_decided_by_a_person() {
    let of = |id: &str, audience: &str| {
        let head = HEAD.replace("acme", id).replace("Acme", id);
        let hold =
            format!("tier = \"required\"\nhold = {{ of = \"app\", audience = \"{audience}\" }}");
        read(
            &format!("{head}{SHARED}{}", requirement("audience", &hold)),
            &[],
        )
    };
    let server = served(|tenant| {
        let app = tenant.custom_app(APP_NAME);
        for object in [app.registration.unwrap(), app.sp] {
            let audience = "AzureADMultipleOrgs".into();
            tenant.set(&object, "signInAudience", audience);
        }
    });
    let (one, other) = (of("one", "this-tenant"), of("two", "any-tenant"));
    for kind in [Kind::Onboard, Kind::Remediate] {
        let alone = look_for(vec![one.clone()], &server, &Given::default()).runbook(kind);
        let restricted = |title: &&str| title.starts_with("Close");
        assert!(
            titles(&alone).iter().any(restricted),
            "{:?}",
            titles(&alone)
        );
        let guides = vec![one.clone(), other.clone()];
        let beside = look_for(guides, &server, &Given::default()).runbook(kind);
        let all = titles(&beside);
        let decided = |title: &&str| title.starts_with("Decide between two guides");
        assert!(all.iter().any(decided), "{all:?}");
        assert!(
            !all.iter().any(|title| restricted(title) && !decided(title)),
            "{all:?}"
        );
    }
}

/// A secret that another vendor may sign in with is not deleted because this vendor's is renewed.
#[test]
fn the_secrets_of_a_shared_application_are_renewed_by_a_decision() {
    let of = |id: &str, right: &str| {
        let head = HEAD.replace("acme", id).replace("Acme", id);
        let hold = format!("tier = \"required\"\nhold = {{ of = \"app\", {right} }}");
        read(
            &format!("{head}{SHARED}{}", requirement("secret", &hold)),
            &[],
        )
    };
    let server = served(|tenant| {
        let app = tenant.custom_app(APP_NAME);
        let registration = app.registration.unwrap();
        tenant.secret(&registration, &ids::at(-100), &ids::at(700));
    });
    let one = of("one", "credential = \"secret\", max-days = 365");
    let deleted = |title: &&str| title.starts_with("Delete the client secrets");
    let alone = look_for(vec![one.clone()], &server, &Given::default());
    let alone = alone.runbook(Kind::Remediate);
    assert!(titles(&alone).iter().any(deleted), "{:?}", titles(&alone));
    let guides = vec![one, of("two", "credential = \"secret\"")];
    let beside = look_for(guides, &server, &Given::default()).runbook(Kind::Remediate);
    let all = titles(&beside);
    assert!(!all.iter().any(deleted), "{all:?}");
    assert!(
        all.iter().any(|title| title.starts_with("Decide which")),
        "{all:?}"
    );
}
