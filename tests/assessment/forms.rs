//! What nobody asks for is too much in whatever form it is held, named by a guide or not.

use crate::graph::ids::role;
use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, acme, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{
    AssessOptions, Assessment, Given, Named, Readiness, Verdict, assess, read_attestations,
};
use rolecall::guide::format2::model::Guide;
use std::collections::BTreeMap;

const GUEST: &str = "soc@acme.example";

/// A guide that asks a guest for Security Reader, and more.
fn guide(more: &str) -> Guide {
    parsed(&acme(&format!(
        r#"
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "{GUEST}"
{more}
[[requirement]]
id = "reader"
tier = "required"
hold = {{ of = "guest", directory-role = "Security Reader" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
"#
    )))
}

fn requirement(id: &str, keys: &str) -> String {
    format!(
        "[[requirement]]\nid = \"{id}\"\n{keys}\nreason = \"none stated\"\neffect = \"none stated\"\n\
         cites = [{{ heading = [\"2\"] }}]\n"
    )
}

/// The guest with the role that is asked for, and perhaps another one that it can activate.
fn tenant(eligible: Option<&str>) -> Tenant {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest(GUEST).id();
    tenant.directory_role(&guest, role::SECURITY_READER, "/");
    if let Some(role) = eligible {
        tenant.eligible(&guest, role, "/");
    }
    tenant
}

fn judged(guide: &Guide, tenant: Tenant, given: &Given) -> Assessment {
    let server = Server::start(tenant, Options::default());
    let subject = Subject::of_guide(guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let guides = std::slice::from_ref(guide);
    let reader = given.reader(guides, &subject.values).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    let all = assess(guides, &CATALOG, &snapshot, &options, &reader).unwrap();
    all.into_iter().next().unwrap()
}

const OPERATOR: &str = "hold = { of = \"guest\", directory-role = \"Security Operator\" }";

/// Ways to name a role that is not asked for today.
fn named() -> Vec<(&'static str, String)> {
    let choice = "[[choice]]\nid = \"level\"\ntitle = \"Level\"\ncite = { heading = [\"1\"] }\n\
         [[choice.option]]\nid = \"read\"\ntitle = \"Read\"\nsummary = \"Read.\"\ncite = { heading = [\"1\"] }\n\
         [[choice.option]]\nid = \"manage\"\ntitle = \"Manage\"\nsummary = \"Manage.\"\ncite = { heading = [\"1\"] }\n";
    let under = format!("tier = \"required\"\nwhen = \"level/manage\"\n{OPERATOR}");
    vec![
        ("nobody", String::new()),
        (
            "an option",
            format!("{choice}{}", requirement("more", &under)),
        ),
        (
            "not required",
            requirement("more", &format!("tier = \"not-required\"\n{OPERATOR}")),
        ),
        (
            "temporary",
            requirement("more", &format!("tier = \"temporary\"\n{OPERATOR}")),
        ),
        (
            "retired",
            requirement(
                "more",
                &format!("tier = \"required\"\nuntil = 2026-02-01\n{OPERATOR}"),
            ),
        ),
    ]
}

fn reads_only(name: &str) -> Given {
    let option = Named {
        name: "level".to_owned(),
        value: "read".to_owned(),
    };
    Given {
        options: if name == "an option" {
            vec![option]
        } else {
            Vec::new()
        },
        ..Given::default()
    }
}

#[test]
fn a_role_that_can_be_activated_is_too_much_however_the_guide_names_it() {
    for (name, more) in named() {
        let guide = guide(&more);
        let without = judged(&guide, tenant(None), &reads_only(name));
        assert_eq!(without.readiness, Readiness::Ready, "{name}: {without:#?}");
        let with = judged(
            &guide,
            tenant(Some(role::SECURITY_OPERATOR)),
            &reads_only(name),
        );
        assert_eq!(
            with.count(Verdict::Excess),
            1,
            "{name}: {:#?}",
            with.findings
        );
        assert_eq!(with.readiness, Readiness::ReadyWithFindings, "{name}");
    }
}

#[test]
fn what_was_attested_while_onboarding_is_not_its_opposite_afterwards() {
    let setting = "tier = \"temporary\"\nhold = { of = \"tenant\", setting = \"mode\" }";
    let declared = "[[catalog.setting]]\nname = \"mode\"\nof = \"tenant\"\ntitle = \"The mode is on\"\nsource = \"a test\"\n";
    let guide = guide(&format!("{declared}{}", requirement("mode", setting)));
    let server = Server::start(tenant(None), Options::default());
    let subject = Subject::of_guide(&guide, &BTreeMap::new());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let file = format!(
        "format = 1\ntenant = \"{}\"\n[[attestation]]\nfinding = \"acme/mode\"\nby = \"Jane Doe\"\n\
         on = 2026-11-20\nholds = true\nstatement = \"It is on.\"\n",
        snapshot.tenant.unwrap()
    );
    let mut options = AssessOptions::detect(snapshot.ended);
    options.attestations = read_attestations(&file).unwrap().attestations;
    let verdict = |onboarding| {
        let given = Given {
            onboarding,
            ..Given::default()
        };
        let guides = std::slice::from_ref(&guide);
        let reader = given.reader(guides, &subject.values).unwrap();
        let all = assess(guides, &CATALOG, &snapshot, &options, &reader).unwrap();
        let found = all[0].findings.iter().find(|one| one.id == "acme/mode");
        found.unwrap().verdict
    };
    assert_eq!(verdict(true), Verdict::Satisfied);
    assert_eq!(verdict(false), Verdict::Excess);
}
