//! All that the guide asks and all that the catalog knows can be explained, granted and revoked.

use super::ground::CATALOG;
use super::{Ground, scripts};
use crate::catalog::Entitlement;
use crate::guide::format2::model::{Closed, Need};
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::names;
use crate::runbook::explain::show::show;
use crate::runbook::explain::steps::plain;

/// The ways of the guide, so that every requirement is in play in one of them.
const WAYS: [&[(&str, &str)]; 3] = [
    &[],
    &[("api", "custom-application"), ("console", "defender-rbac")],
    &[("console", "directory-roles-read-only")],
];

#[test]
fn every_requirement_says_why_it_is_asked_and_who_says_so() {
    for choose in WAYS {
        let ground = Ground::new(choose);
        let bases = ground.bases();
        let contexts = Contexts::new(&bases).unwrap();
        let guide = &ground.guides[0];
        let url = guide.sources[0].url.to_string();
        for requirement in &guide.requirements {
            let id = format!("{}/{}", guide.id, requirement.id);
            let found = in_contexts(&contexts, &id).unwrap();
            let [explanation] = found.as_slice() else {
                panic!("{id} is one thing");
            };
            let text = show(&found, Some(u16::MAX));
            if let Some(title) = &requirement.title {
                assert!(text.starts_with(title), "{id}: {text}");
            }
            let said = [
                Some(&requirement.reason),
                Some(&requirement.effect),
                requirement.remark.as_ref(),
            ];
            for said in said
                .into_iter()
                .flatten()
                .filter(|said| *said != "none stated")
            {
                let said = plain(contexts.cloud(), said);
                assert!(text.contains(&said), "{id}: {text}");
            }
            for cite in &requirement.cites {
                let line = cite.line.unwrap();
                let place = format!("{}, line {line}", cite.heading.join(", "));
                assert!(text.contains(&place), "{id}");
            }
            assert!(text.contains(&url), "{id}");
            let concerned = Closed::Requirement(requirement.id.clone());
            let notices = guide.notices.iter();
            for notice in notices.filter(|one| one.requirements.contains(&concerned)) {
                assert!(text.contains(&notice.title), "{id}: no {}", notice.id);
            }
            let steps = guide.steps.iter();
            for step in steps.filter(|step| step.closes.contains(&concerned)) {
                assert!(
                    text.contains(&format!("Closed by     {}", step.title)),
                    "{id}: {text}"
                );
            }
            if matches!(requirement.need, Need::Attest(_)) {
                assert!(text.contains("Who may"), "{id}: {text}");
            } else {
                assert!(
                    !scripts(explanation, "How to grant it").is_empty(),
                    "{id}: {text}"
                );
            }
            let shorter = in_contexts(&contexts, requirement.id.as_str()).unwrap();
            assert_eq!(shorter, found, "{id}: by its shorter id");
        }
    }
}

#[test]
fn every_entitlement_names_a_source_and_the_commands_that_give_and_take_it() {
    let ground = Ground::new(&[]);
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    let all = names::all(&contexts);
    assert!(all.len() > 150, "{} entitlements", all.len());
    for entitlement in &all {
        let key = CATALOG.key(entitlement);
        let found = in_contexts(&contexts, &key).unwrap();
        let [explanation] = found.as_slice() else {
            panic!("{key} is one thing");
        };
        let text = show(&found, Some(u16::MAX));
        assert!(text.contains(&format!("Key           {key}\n")), "{text}");
        assert!(text.contains("  Source        "), "{text}");
        assert!(text.contains("WHAT IT ALLOWS\n  "), "{text}");
        assert!(text.contains("RISK\n  "), "{text}");
        if text.contains("Nobody grants it any more") {
            continue;
        }
        for title in ["How to grant it", "How to revoke it"] {
            let scripts = scripts(explanation, title);
            assert!(
                scripts
                    .iter()
                    .any(|(language, _)| *language == "PowerShell"),
                "{key}: {title}\n{text}"
            );
            let defender = matches!(
                entitlement,
                Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_)
            );
            let azure = scripts.iter().any(|(language, _)| *language == "Azure CLI");
            assert!(azure != defender, "{key}: {title}\n{text}");
            let refused = text.contains("Azure CLI     no: ");
            assert!(refused == defender, "{key}\n{text}");
        }
        assert!(text.contains("Terraform"), "{text}");
    }
}

#[test]
fn what_covers_what_stands_on_both_sides() {
    let ground = Ground::new(&[]);
    let broad = ground.text("WindowsDefenderATP/application/Ti.ReadWrite.All");
    assert!(
        broad.contains("- It covers Ti.ReadWrite (documented: "),
        "{broad}"
    );
    let narrow = ground.text("WindowsDefenderATP/application/Ti.ReadWrite");
    assert!(
        narrow.contains("- Ti.ReadWrite.All covers it (documented: "),
        "{narrow}"
    );
}

#[test]
fn defender_is_mapped_both_ways_and_to_the_roles_that_carry_it() {
    let ground = Ground::new(&[]);
    let role = ground.text("Security Operator");
    assert!(role.contains("Alerts (manage): alerts-manage"), "{role}");
    let unified = ground.text("alerts-manage");
    assert!(
        unified.contains("- Alerts investigation (source: "),
        "{unified}"
    );
    assert!(
        unified.contains("- Security Operator (source: "),
        "{unified}"
    );
    assert!(
        unified.contains("Asked in the words of the classic model"),
        "{unified}"
    );
    let classic = ground.text("Alerts investigation");
    assert!(
        classic.contains("Alerts (manage): alerts-manage"),
        "{classic}"
    );
    // It is what the guide asks for, by its own name.
    assert!(
        classic.contains("  expel-mde/console/defender/AlertsInvestigation\n"),
        "{classic}"
    );
    assert!(classic.contains("to Expel's analyst account"), "{classic}");
}

#[test]
fn an_action_is_asked_for_as_the_permissions_that_it_gives_and_granted_to_nobody_of_the_guide() {
    let ground = Ground::new(&[]);
    let found = ground.explain("microsoft.xdr/secops/*").unwrap();
    let text = show(&found, Some(u16::MAX));
    assert!(
        text.contains("expel-mde/console/defender/AlertsInvestigation\n  The action gives Alerts investigation"),
        "{text}"
    );
    for (language, script) in scripts(&found[0], "How to revoke it") {
        assert!(script.contains("<principal-id>"), "{language}: {script}");
        assert!(script.contains("<role-name>"), "{language}: {script}");
    }
    // In a tenant whose role holds what it stands for, that role is what is changed.
    let ground = Ground::of_sample("ready-enterprise-app-defender-rbac");
    let found = ground.explain("microsoft.xdr/secops/*").unwrap();
    for (language, script) in scripts(&found[0], "How to revoke it") {
        assert!(!script.contains("-id>"), "{language}: {script}");
    }
}
