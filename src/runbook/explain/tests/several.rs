//! Two guides at once: ids that both have, what both ask for, and what one refuses.

use super::Ground;
use crate::runbook::RunbookError;
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::show::show;

#[test]
fn an_id_of_two_guides_explains_both_and_one_of_more_lists_them() {
    let ground = Ground::of(&["elastic-mde", "servicenow-mde"]);
    let both = ground.explain("secret").unwrap();
    let titles: Vec<&str> = both.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "A client secret that is valid (elastic-mde/secret)",
            "A client secret that is valid (servicenow-mde/secret)"
        ]
    );
    let text = show(&both, Some(u16::MAX));
    assert!(
        text.contains("the application registered for Elastic"),
        "{text}"
    );
    assert!(
        text.contains("the application registered for ServiceNow"),
        "{text}"
    );

    let one = ground.explain("servicenow-mde/secret").unwrap();
    assert_eq!(one.len(), 1);
    let text = show(&one, Some(u16::MAX));
    assert!(!text.contains("Elastic"), "{text}");

    let ground = Ground::of(&["elastic-mde", "servicenow-mde", "datadog-azure"]);
    let Err(RunbookError::ManyCalled { ids, .. }) = ground.explain("secret") else {
        panic!("three guides have it");
    };
    assert_eq!(
        ids,
        [
            "elastic-mde/secret",
            "servicenow-mde/secret",
            "datadog-azure/secret"
        ]
    );
    for id in ids {
        assert_eq!(ground.explain(&id).unwrap().len(), 1, "{id}");
    }
}

#[test]
fn what_two_guides_ask_for_is_granted_to_the_holder_of_each() {
    let ground = Ground::of(&["expel-mde", "servicenow-mde", "elastic-mde"]);
    let text = ground.text("WindowsDefenderATP/application/Ti.ReadWrite.All");
    for part in [
        "WHY THE GUIDE “EXPEL FOR MICROSOFT DEFENDER FOR ENDPOINT” ASKS FOR IT",
        "  expel-mde/api/WindowsDefenderATP/application/Ti.ReadWrite.All\n",
        "  servicenow-mde/defender/Ti.ReadWrite.All\n",
        "No requirement of the guide elastic-mde names it.",
        "Grant Expel's enterprise application on WindowsDefenderATP: Ti.ReadWrite.All",
        "Grant the application registered for ServiceNow on WindowsDefenderATP: Ti.ReadWrite.All",
        "Revoke from Expel's enterprise application",
        "Revoke from the application registered for ServiceNow",
        // Two applications, so the same blank is not the same id.
        "<application-id> in step 1, 4: the application (client) id of Expel's enterprise application",
        "<application-id> in step 3, 5: the application (client) id of the application registered for ServiceNow",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let own = ground.text("servicenow-mde/defender/Ti.ReadWrite.All");
    let also =
        "Named also    expel-mde/api/WindowsDefenderATP/application/Ti.ReadWrite.All (required)";
    assert!(own.contains(also), "{own}");
}

#[test]
fn what_one_guide_asks_for_and_another_refuses_says_both() {
    for guides in [["cipp-gdap", "veeam-m365"], ["veeam-m365", "cipp-gdap"]] {
        let text = Ground::of(&guides).text("Global Administrator");
        for part in [
            "  cipp-gdap/role/global-administrator\n  Asked         forbidden",
            "  cipp-gdap/account/setup-role\n  Asked         temporary",
            "  veeam-m365/installer\n  Asked         required, of whoever installs",
            "  veeam-m365/restore/exchange\n",
            "When          “You restore Exchange Online” (--fact restores-exchange=yes).",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}

#[test]
fn proposals_are_of_every_guide() {
    let ground = Ground::of(&["expel-mde", "datadog-azure"]);
    let cases = [
        ("monitoring-raeder", "monitoring-reader"),
        (
            "datadog-azure/vm-diagnostic",
            "datadog-azure/vm-diagnostics",
        ),
        ("console/gest-account", "console/guest-account"),
        ("Monitorng Reader", "Monitoring Reader"),
    ];
    for (given, meant) in cases {
        let Err(RunbookError::NothingCalled { near, .. }) = ground.explain(given) else {
            panic!("{given} is something");
        };
        assert!(near.iter().any(|one| one == meant), "{given}: {near:?}");
    }
    let alone = Ground::of(&["expel-mde"]);
    let words = alone.explain("vm-diagnostics").unwrap_err().to_string();
    assert!(!words.contains("datadog"), "{words}");
}

#[test]
fn every_finding_about_every_guide_is_explained_with_its_verdict() {
    let ground = Ground::of(&["expel-mde", "servicenow-mde", "expel-m365"]);
    let ground = ground.with_sample("contoso-demo");
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    let (_, assessments) = ground.seen.as_ref().unwrap();
    assert_eq!(assessments.len(), 3);
    for assessment in assessments {
        assert!(!assessment.findings.is_empty());
        for finding in &assessment.findings {
            let found = in_contexts(&contexts, &finding.id).unwrap();
            assert_eq!(found.len(), 1, "{}", finding.id);
            let text = show(&found, Some(u16::MAX));
            let verdict = format!("{}: {}\n", finding.verdict.as_str(), finding.id);
            assert!(text.contains(&verdict), "no {verdict:?} in\n{text}");
        }
    }
}

#[test]
fn a_holder_of_two_guides_loses_nothing_unsaid() {
    // Both guides name the same application, by its name.
    let given = |ground: Ground| {
        use crate::assess::{Given, Named};
        let name = Named {
            name: "servicenow-mde:app-name".to_owned(),
            value: "Expel Defender for Endpoint Integration".to_owned(),
        };
        ground.say(Given {
            parameters: vec![name],
            ..Given::default()
        })
    };
    let ground = given(Ground::of(&["expel-mde", "servicenow-mde"]));
    let ground = ground.with_sample("contoso-demo");
    let text = ground.text("WindowsDefenderATP/application/Ti.ReadWrite.All");
    let (_, revoke) = text.split_once("HOW TO REVOKE IT\n").unwrap();
    assert!(
        revoke.contains("The guide “Expel for Microsoft Defender for Endpoint” asks "),
        "{revoke}"
    );
    assert!(
        revoke.contains("The guide “ServiceNow Security Incident Response"),
        "{revoke}"
    );
    // One object is taken from once.
    assert_eq!(revoke.matches(". Revoke from ").count(), 1, "{revoke}");
}
