//! `rolecall runbook`, and its refusals.

use crate::place::Place;
use std::fs;

const KINDS: [&str; 5] = ["onboard", "remediate", "offboard", "review", "auditor"];

#[test]
fn every_kind_is_written_in_both_forms() {
    let place = Place::new();
    for kind in KINDS {
        for (form, file, start) in [
            ("markdown", "runbook.md", "# "),
            ("html", "runbook.html", "<!doctype html>"),
        ] {
            let done = place.run(&["runbook", "--demo", "--kind", kind, "-f", form, "-o", file]);
            assert_eq!(done.code, 0, "{}", done.err);
            let text = fs::read_to_string(place.path(file)).unwrap();
            assert!(text.trim_start().starts_with(start), "{kind} {form}");
            assert!(text.contains("Contoso"), "{kind} {form}");
        }
    }
}

#[test]
fn the_same_snapshot_gives_the_same_bytes() {
    let place = Place::new();
    let write = || place.run(&["runbook", "--demo", "--kind", "remediate"]).out;
    let first = write();
    assert!(first.contains("## Give what is missing"), "{first}");
    assert_eq!(write(), first);
}

#[test]
fn the_guide_alone_is_enough_to_onboard_and_no_other() {
    let place = Place::new();
    let done = place.run(&[
        "runbook",
        "--kind",
        "onboard",
        "--as-of",
        "2026-11-24T00:00:00Z",
    ]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("nothing is known of the tenant"));
    for kind in ["remediate", "offboard", "review"] {
        let done = place.run(&["runbook", "--kind", kind]);
        assert_eq!(done.code, 2);
        assert!(
            done.err.contains("give one with --snapshot FILE"),
            "{}",
            done.err
        );
    }
}

#[test]
fn the_auditors_own_application_needs_the_plan_alone() {
    let place = Place::new();
    let done = place.run(&["runbook", "--kind", "auditor"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let plan = place.run(&["plan"]).out;
    let ids: Vec<&str> = plan
        .lines()
        .filter_map(|line| line.strip_suffix(')')?.rsplit_once(" (")?.1.into())
        .filter(|id| id.len() == 36 && !id.contains(' '))
        .collect();
    assert!(ids.len() > 5, "{plan}");
    for id in ids {
        assert!(done.out.contains(id), "{id}");
    }
    for said in [
        "Register the auditor's application",
        "Add a certificate",
        "Take it away again",
    ] {
        assert!(done.out.contains(said), "{said}");
    }
}

#[test]
fn a_wrong_request_is_reported_before_anything_is_written() {
    let place = Place::new();
    for (arguments, said) in [
        (vec!["--demo"], "--kind"),
        (
            vec!["--kind", "migrate", "--demo"],
            "onboard, remediate, offboard, review, auditor",
        ),
        (
            vec!["--kind", "review", "--snapshot", "none.json"],
            "none.json",
        ),
        (
            vec!["--kind", "onboard", "--since", "none.json"],
            "--since belongs to --kind review",
        ),
        (
            vec!["--kind", "onboard", "--cloud", "mars"],
            "possible values",
        ),
        (
            vec!["--kind", "onboard", "--choose", "console=sofa"],
            "sofa",
        ),
    ] {
        let mut all = vec!["runbook", "-o", "runbook.md"];
        all.extend(arguments);
        let done = place.run(&all);
        assert_eq!(done.code, 2, "{all:?}");
        assert!(done.err.contains(said), "{all:?}: {}", done.err);
        assert!(!place.path("runbook.md").exists(), "{all:?}");
    }
}

#[test]
fn options_that_are_chosen_change_the_steps() {
    let place = Place::new();
    let with = |option: &str| {
        let choose = format!("console={option}");
        let arguments = ["runbook", "--kind", "onboard", "--choose", &choose];
        place.run(&arguments).out
    };
    assert!(with("defender-rbac").contains("Make the Defender role"));
    let roles = with("directory-roles-full");
    assert!(roles.contains("Security Administrator") && !roles.contains("Make the Defender role"));
}

#[test]
fn a_custom_template_is_used_and_a_broken_one_is_named() {
    let place = Place::new();
    fs::create_dir(place.path("look")).unwrap();
    fs::write(place.path("look/runbook.md"), "{{ book.title }}, ours\n").unwrap();
    let arguments = [
        "runbook",
        "--demo",
        "--kind",
        "review",
        "--template-dir",
        "look",
    ];
    assert!(place.run(&arguments).out.ends_with(", ours\n"));
    fs::write(
        place.path("look/runbook.md"),
        "one\n{{ book.nothing.at_all }}\n",
    )
    .unwrap();
    let done = place.run(&arguments);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("look/runbook.md, line 2"), "{}", done.err);
}

/// Of several addresses, the one under which somebody is there is the one that is written to.
#[test]
fn a_runbook_names_the_address_that_was_found() {
    use crate::graph::{Options, Server, Tenant};
    let guide = r#"
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
[[parameter]]
id = "soc"
title = "Address"
kind = "mail-address"
many = true
default = ["day@acme.example", "night@acme.test"]
help = "Set it."
[[principal]]
id = "guest"
kind = "user"
title = "Acme's guest"
type = "guest"
address = "{soc}"
[[requirement]]
id = "account"
tier = "required"
hold = { of = "guest", present = true }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["1"] }]
"#;
    let place = Place::new();
    place.put("acme.toml", guide);
    let remediate = |tenant: Tenant| {
        let server = Server::start(tenant, Options::default());
        let scan = ["scan", "-o", "s.json", "--guide", "acme.toml"];
        let scan = crate::place::ran(&mut place.signed_in(&server, &scan));
        assert_eq!(scan.code, 0, "{scan:?}");
        let runbook = ["runbook", "--kind", "remediate", "--snapshot", "s.json"];
        let runbook = place.run(&[&runbook[..], &["--guide", "acme.toml"]].concat());
        assert_eq!(runbook.code, 0, "{runbook:?}");
        runbook.out
    };
    let mut tenant = Tenant::new("contoso");
    tenant.guest("night@acme.test").pending();
    let pending = remediate(tenant);
    assert!(pending.contains("night@acme.test"), "{pending}");
    assert!(!pending.contains("day@acme.example"), "{pending}");
    let nobody = remediate(Tenant::new("contoso"));
    assert!(nobody.contains("day@acme.example"), "{nobody}");
}
