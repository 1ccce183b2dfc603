//! Credentials and refused rights beside what is asked: what is too much, and what nobody can tell.

use crate::graph::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::{App, Options, Server, Tenant};
use crate::roll_call::{CATALOG, Said, acme, judged_by, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Finding, Readiness, Verdict};
use rolecall::guide::format2::model::Guide;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const VENDORS_TENANT: &str = "11111111-2222-4333-8444-555555555555";
const ISSUER: &str = "https://token.acme.example";

const PARTS: &str = r#"
[[parameter]]
id = "subject"
title = "Subject"
kind = "text"
help = "Set it."
[[principal]]
id = "app"
kind = "application"
title = "Acme's application"
home = "own"
name = "Acme"
"#;

fn requirement(id: &str, tier: &str, need: &str) -> String {
    format!(
        "[[requirement]]\nid = \"{id}\"\ntitle = \"{id}\"\ntier = \"{tier}\"\n{need}\nreason = \"none stated\"\n\
         effect = \"none stated\"\ncites = [{{ heading = [\"1\"] }}]\n"
    )
}

fn hold(right: &str) -> String {
    format!("hold = {{ of = \"app\", {right} }}")
}

fn federated(subject: &str) -> String {
    format!("credential = \"federated\", issuer = \"{ISSUER}\", subject = \"{subject}\"")
}

/// A guide that asks for a permission of the application, and these.
fn guide(requirements: &[String]) -> Guide {
    let users = "api = \"MicrosoftGraph\", type = \"application\", permission = \"User.Read.All\"";
    let users = requirement("users", "required", &hold(users));
    parsed(&acme(&format!("{PARTS}{users}{}", requirements.concat())))
}

/// The tenant with that permission, changed; then the snapshot, changed.
fn judged(
    guide: &Guide,
    change: impl FnOnce(&mut Tenant, &App, &str),
    edit: impl FnOnce(&mut Value),
) -> Assessment {
    let mut tenant = Tenant::new("contoso");
    let app = tenant.custom_app("Acme");
    let registration = app.registration.clone().unwrap();
    tenant.request_and_grant(&app, MICROSOFT_GRAPH, "User.Read.All");
    change(&mut tenant, &app, &registration);
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let mut snapshot = serde_json::to_value(snapshot).unwrap();
    edit(&mut snapshot["sections"]);
    let snapshot = serde_json::from_value(snapshot).unwrap();
    judged_by(guide, &snapshot, &Said::default())
}

fn verdict(assessment: &Assessment, id: &str) -> Verdict {
    let mut all = assessment.findings.iter();
    let found = all.find(|one| one.id == format!("acme/{id}"));
    found
        .unwrap_or_else(|| panic!("no {id}: {assessment:#?}"))
        .verdict
}

fn excess(assessment: &Assessment) -> Vec<&Finding> {
    let all = assessment.findings.iter();
    all.filter(|one| one.verdict == Verdict::Excess).collect()
}

#[test]
fn what_a_refused_permission_includes_is_not_refused_with_it() {
    let machine = |permission: &str| {
        hold(&format!(
            "api = \"WindowsDefenderATP\", type = \"application\", permission = \"{permission}\""
        ))
    };
    for tier in ["forbidden", "not-required"] {
        let guide = guide(&[
            requirement("read", "required", &machine("Machine.Read.All")),
            requirement("write", tier, &machine("Machine.ReadWrite.All")),
        ]);
        let grant = |permission: &'static str| {
            move |tenant: &mut Tenant, app: &App, _: &str| {
                tenant.request_and_grant(app, WINDOWS_DEFENDER_ATP, permission)
            }
        };
        let as_asked = judged(&guide, grant("Machine.Read.All"), |_| {});
        assert_eq!(excess(&as_asked), Vec::<&Finding>::new(), "{tier}");
        assert_eq!(as_asked.readiness, Readiness::Ready, "{tier}");
        let refused = judged(&guide, grant("Machine.ReadWrite.All"), |_| {});
        assert_eq!(verdict(&refused, "write"), Verdict::Excess, "{tier}");
    }
}

#[test]
fn a_refused_credential_that_is_not_there_leaves_nothing_open() {
    for (tier, held) in [
        ("forbidden", Readiness::NotReady),
        ("not-required", Readiness::ReadyWithFindings),
    ] {
        for kind in ["secret", "certificate"] {
            let right = hold(&format!("credential = \"{kind}\""));
            let guide = guide(&[requirement("none", tier, &right)]);
            let without = judged(&guide, |_, _, _| {}, |_| {});
            assert_eq!(verdict(&without, "none"), Verdict::Absent);
            assert_eq!(without.readiness, Readiness::Ready, "{tier} {kind}");
            let with = judged(
                &guide,
                |tenant, _, registration| {
                    tenant.secret(registration, "2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z");
                    tenant.certificate(
                        registration,
                        "2026-01-01T00:00:00Z",
                        "2027-12-31T00:00:00Z",
                    );
                },
                |_| {},
            );
            assert_eq!(verdict(&with, "none"), Verdict::Excess);
            assert_eq!(with.readiness, held, "{tier} {kind}");
        }
    }
}

#[test]
fn a_credential_of_an_alternative_that_is_not_needed_is_told() {
    let (secret, certificate) = (
        "{ of = \"app\", credential = \"secret\" }",
        "{ of = \"app\", credential = \"certificate\" }",
    );
    for (first, second) in [(secret, certificate), (certificate, secret)] {
        let need = format!("any-of = [{first}, {second}]");
        let guide = guide(&[requirement("credential", "required", &need)]);
        let both = judged(
            &guide,
            |tenant, _, registration| {
                tenant.secret(registration, "2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z");
                tenant.certificate(registration, "2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z");
            },
            |_| {},
        );
        let found = excess(&both);
        let [spare] = found.as_slice() else {
            panic!("{first}: {found:#?}");
        };
        assert!(spare.reason.contains("alternative"), "{}", spare.reason);
        let is_secret = spare.id == "acme/excess/app/credential/client-secret";
        assert_eq!(is_secret, second == secret, "{}", spare.id);
        let one = judged(
            &guide,
            |tenant, _, registration| {
                tenant.secret(registration, "2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z")
            },
            |_| {},
        );
        assert_eq!(one.readiness, Readiness::Ready, "{first}");
    }
}

#[test]
fn a_secret_of_a_vendors_application_that_is_asked_for_is_none_too_many() {
    let guide = |tier: &str| {
        let app = "[[principal]]\nid = \"app\"\nkind = \"application\"\ntitle = \"Acme's application\"\n\
                   home = \"vendor\"\nname = \"Acme\"\npublisher = \"Acme\"\n";
        let secret = requirement("secret", tier, &hold("credential = \"secret\""));
        let present = requirement("present", "required", &hold("present = true"));
        parsed(&acme(&format!("{app}{present}{secret}")))
    };
    let judge = |guide: &Guide| {
        let mut tenant = Tenant::new("contoso");
        let app = tenant.enterprise_app("Acme", VENDORS_TENANT, Some("Acme"));
        tenant.secret(&app.sp, "2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z");
        let server = Server::start(tenant, Options::default());
        let subject = Subject::of_guide(guide, &BTreeMap::new());
        let snapshot = scanned_for(&server, subject.with(&CATALOG));
        judged_by(guide, &snapshot, &Said::default())
    };
    let asked = judge(&guide("required"));
    assert_eq!(verdict(&asked, "secret"), Verdict::Satisfied);
    assert_eq!(excess(&asked), Vec::<&Finding>::new());
    let refused = judge(&guide("not-required"));
    assert_eq!(verdict(&refused, "secret"), Verdict::Excess);
}

#[test]
fn a_secret_that_begins_later_or_at_no_told_time_is_held() {
    let guide = guide(&[]);
    let judge = |start: &str, end: &str, told: bool| {
        judged(
            &guide,
            |tenant, _, registration| tenant.secret(registration, start, end),
            |sections| {
                let object = &mut sections["applications"]["items"][0]["object"];
                let secret = &mut object["passwordCredentials"][0];
                if !told {
                    secret
                        .as_object_mut()
                        .unwrap()
                        .remove("startDateTime")
                        .unwrap();
                }
            },
        )
    };
    for (start, end, told, held) in [
        ("2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z", true, true),
        ("2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z", false, true),
        ("2027-06-01T00:00:00Z", "2027-12-31T00:00:00Z", true, true),
        ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", true, false),
        ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", false, false),
    ] {
        let assessment = judge(start, end, told);
        assert_eq!(
            excess(&assessment).len(),
            usize::from(held),
            "{start} {end} {told}"
        );
    }
}

/// Judges a guide that asks for one outside identity where the tenant has this one, changed in the snapshot.
fn with_identity(asked: &str, held: &str, edit: impl FnOnce(&mut Value)) -> Assessment {
    let guide = guide(&[requirement("outside", "required", &hold(&federated(asked)))]);
    judged(
        &guide,
        |tenant, _, registration| tenant.federated(registration, "acme", ISSUER, held),
        |sections| edit(&mut sections["federated-credentials"]["items"][0]["object"]),
    )
}

#[test]
fn an_outside_identity_is_told_by_all_of_its_issuer_and_subject() {
    let asked = with_identity("acme", "acme", |_| {});
    assert_eq!(asked.readiness, Readiness::Ready);
    // The service compares with regard to case.
    let other = with_identity("acme", "Acme", |_| {});
    assert_eq!(verdict(&other, "outside"), Verdict::Missing);
    assert_eq!(excess(&other).len(), 1);
}

#[test]
fn an_outside_identity_that_may_be_the_one_asked_for_is_neither_missing_nor_too_much() {
    for field in ["issuer", "subject"] {
        for null in [true, false] {
            let open = with_identity("acme", "acme", |object| {
                let object = object.as_object_mut().unwrap();
                object.remove(field).unwrap();
                if null {
                    object.insert(field.to_owned(), json!(null));
                }
            });
            assert_eq!(verdict(&open, "outside"), Verdict::Unknown, "{field}");
            assert_eq!(excess(&open), Vec::<&Finding>::new(), "{field}");
            assert_eq!(open.readiness, Readiness::Undetermined, "{field}");
        }
    }
    let unset = with_identity("{subject}", "acme", |_| {});
    assert_eq!(verdict(&unset, "outside"), Verdict::Unknown);
    assert_eq!(excess(&unset), Vec::<&Finding>::new());
    assert_eq!(unset.readiness, Readiness::Undetermined);
    // Another issuer cannot be it.
    let other = with_identity("{subject}", "acme", |object| {
        object["issuer"] = json!("https://token.other.example");
    });
    assert_eq!(excess(&other).len(), 1);
}

#[test]
fn outside_identities_of_a_vendors_application_stand_where_nobody_here_can_look() {
    let vendors = "[[principal]]\nid = \"vendors\"\nkind = \"application\"\ntitle = \"Theirs\"\nhome = \"vendor\"\n\
                   name = \"Theirs\"\npublisher = \"Acme\"\n";
    let right = format!("hold = {{ of = \"vendors\", {} }}", federated("acme"));
    let outside = requirement("outside", "required", &right);
    // The application of this tenant is why the section is asked.
    for own in [true, false] {
        let present = if own {
            requirement("own", "optional", &hold("present = true"))
        } else {
            String::new()
        };
        let parts = if own { PARTS } else { "" };
        let guide = parsed(&acme(&format!("{parts}{vendors}{outside}{present}")));
        let assessment = judged(
            &guide,
            |tenant, _, _| {
                tenant.enterprise_app("Theirs", VENDORS_TENANT, Some("Acme"));
            },
            |_| {},
        );
        assert_eq!(verdict(&assessment, "outside"), Verdict::Unknown, "{own}");
        assert_eq!(assessment.readiness, Readiness::Undetermined, "{own}");
    }
}
