//! Tests of the meaning of ids, and of the proposals in place of one that means nothing.

use super::Ground;
use crate::runbook::RunbookError;
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::show::show;

#[test]
fn every_form_of_an_id_is_understood() {
    let ground = Ground::new(&[]);
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    let ti = "Key           WindowsDefenderATP/application/Ti.ReadWrite.All";
    let reader = "Key           directory-role/SecurityReader";
    let alerts = "Key           defender-unified/alerts-manage";
    let investigation = "Key           defender/AlertsInvestigation";
    let cases: &[(&str, &str)] = &[
        // A finding, a requirement, and what it asks for.
        (
            "expel-mde/api/WindowsDefenderATP/application/Ti.ReadWrite.All",
            ti,
        ),
        (
            "EXPEL-MDE/api/windowsdefenderatp/application/ti.readwrite.all",
            ti,
        ),
        ("api/WindowsDefenderATP/application/Ti.ReadWrite.All", ti),
        ("WindowsDefenderATP/application/Ti.ReadWrite.All", ti),
        ("WindowsDefenderATP/Ti.ReadWrite.All", ti),
        ("Ti.ReadWrite.All", ti),
        ("  ti.readwrite.all ", ti),
        (
            "fc780465-2017-40d4-a0c5-307022471b92/application/Ti.ReadWrite.All",
            ti,
        ),
        ("WindowsDefenderATP Ti.ReadWrite.All (application)", ti),
        ("fc511a58-3adf-4d71-af24-00f13e35e479", ti),
        ("{FC511A58-3ADF-4D71-AF24-00F13E35E479}", ti),
        // A directory role.
        ("Security Reader", reader),
        ("SECURITY READER", reader),
        ("directory-role/SecurityReader", reader),
        ("console/directory-role/SecurityReader", reader),
        ("5d6b6bb7-de71-4623-b4af-96380a352509", reader),
        // What nobody asked for, by the id that a finding about it would have.
        (
            "expel-mde/excess/guest/directory-role/GlobalAdministrator",
            "Key           directory-role/GlobalAdministrator",
        ),
        (
            "expel-mde/excess/custom-application/WindowsDefenderATP/application/Machine.LiveResponse",
            "Key           WindowsDefenderATP/application/Machine.LiveResponse",
        ),
        // Defender, in both models.
        ("Alerts investigation", investigation),
        ("defender/AlertsInvestigation", investigation),
        (
            "View data / Security operations",
            "Key           defender/ViewData/SecurityOperations",
        ),
        (
            "view data/security operations",
            "Key           defender/ViewData/SecurityOperations",
        ),
        ("alerts-manage", alerts),
        ("defender-unified/alerts-manage", alerts),
        (
            "Security operations / Security data / Alerts (manage)",
            alerts,
        ),
        ("Alerts (manage)", alerts),
        // Actions of Unified RBAC.
        (
            "microsoft.xdr/secops/securitydata/alerts/manage",
            "alerts-manage",
        ),
        (
            "microsoft.xdr/secops/*",
            "Its * also gives whatever Microsoft adds later",
        ),
        ("microsoft.xdr/*", "advanced-live-response-manage"),
        (
            "defender-action/microsoft.xdr/secops/*",
            "Action        microsoft.xdr/secops/*",
        ),
        // Requirements that ask for nothing to be held.
        ("console/guest-account", "An account: a guest of the tenant"),
        (
            "expel-mde/api/client-secret",
            "A credential: a client secret",
        ),
        ("api/single-tenant", "signInAudience AzureADMyOrg"),
        (
            "console/device-groups",
            "Something that no public API shows.",
        ),
    ];
    for (id, expected) in cases {
        let text = show(&in_contexts(&contexts, id).unwrap(), Some(u16::MAX));
        assert!(text.contains(expected), "{id}: no {expected:?} in\n{text}");
    }
}

#[test]
fn a_name_of_two_things_explains_both_and_one_of_more_lists_them() {
    let ground = Ground::new(&[]);
    let both = ground.explain("Security operations").unwrap();
    let titles: Vec<&str> = both.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Active remediation actions / Security operations",
            "View data / Security operations"
        ]
    );
    let Err(RunbookError::ManyCalled { ids, .. }) = ground.explain("User.Read.All") else {
        panic!("more things are called so");
    };
    assert_eq!(ids.len(), 10);
    for id in ids {
        assert_eq!(ground.explain(&id).unwrap().len(), 1, "{id}");
    }
}

#[test]
fn what_is_called_nothing_is_compared_with_what_is() {
    let ground = Ground::new(&[]);
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    let cases: &[(&str, Option<&str>)] = &[
        ("Ti.ReadWrit.All", Some("Ti.ReadWrite.All")),
        ("Securty Reader", Some("Security Reader")),
        ("console/gest-account", Some("console/guest-account")),
        (
            "expel-mde/api/WindowsDefenderATP/application/Alert.Reed.All",
            Some("expel-mde/api/WindowsDefenderATP/application/Alert.Read.All"),
        ),
        ("alert-manage", Some("alerts-manage")),
        (
            "microsoft.xdr/secops/securitydata/alert/manage",
            Some("microsoft.xdr/secops/securitydata/alerts/manage"),
        ),
        ("LiveResponse", Some("Machine.LiveResponse")),
        (
            "microsoftgraph/delegated/User.ReadBsic.All",
            Some("MicrosoftGraph/delegated/User.ReadBasic.All"),
        ),
        // It is a name of the other type, and near no delegated one.
        ("WindowsDefenderATP/delegated/Event.Write", None),
        ("00000000-0000-0000-0000-000000000001", None),
        ("", None),
        ("/", None),
        ("zzzzzzzzzzzzzzzzzzzzzzzz", None),
    ];
    for (id, expected) in cases {
        let problem = in_contexts(&contexts, id).unwrap_err();
        let words = problem.to_string();
        assert!(words.contains("not in the list of 2026-11-27"), "{words}");
        let RunbookError::NothingCalled { near, .. } = problem else {
            panic!("{id:?} is something");
        };
        match expected {
            Some(expected) => assert!(near.iter().any(|one| one == expected), "{id:?}: {near:?}"),
            None => assert!(near.is_empty(), "{id:?}: {near:?}"),
        }
    }
}

#[test]
fn a_finding_about_one_tenant_asks_for_its_snapshot() {
    let ground = Ground::new(&[]);
    for id in [
        "expel-mde/other-access/guest",
        "console/granted-twice",
        "expel-mde/excess/enterprise-application/other/3c1c7e12-627c-5aa8-9392-562b1eb0feb3",
        "excess/guest/defender-action/_script_alert_1__/script_-5c140d35",
    ] {
        let problem = ground.explain(id).unwrap_err();
        assert!(
            matches!(problem, RunbookError::OfOneTenant { .. }),
            "{id}: {problem}"
        );
        assert!(problem.to_string().contains("--snapshot FILE"), "{problem}");
    }
}

/// The published list tells the name, the API, the type and the rating of a permission that nobody described.
#[test]
fn a_permission_of_the_list_alone_is_explained_by_it() {
    let ground = Ground::new(&[]);
    let text = ground.text("MicrosoftGraph/delegated/TeamSettings.ReadWrite.All");
    for part in [
        "Called        Read and change teams' settings",
        "API           Microsoft Graph (application id 00000003-0000-0000-c000-000000000000)",
        "the catalog does not know whether an administrator must consent",
        "Source        the list of 2026-11-27: ",
        "high, by rule: its name says that it writes",
        "by rule permission-writes, 2026-11-27; no person rated it",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let unrated = ground.text("MicrosoftGraph/application/Place.Read.All");
    assert!(unrated.contains("Unrated: nobody has said"), "{unrated}");
    let role = ground.text("Partner Tier2 Support");
    assert!(role.contains("it is meant for partners"), "{role}");
    assert!(role.contains("by rule role-privileged, "), "{role}");
}
