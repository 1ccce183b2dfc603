use super::{GRAPH, MDE, catalog, permission};
use crate::catalog::{Entitlement, PermissionType};
use proptest::prelude::*;

fn role(id: &str) -> Entitlement {
    Entitlement::DirectoryRole(id.parse().unwrap())
}

fn classic(group: &str, name: &str) -> Entitlement {
    Entitlement::DefenderClassic {
        group: group.to_owned(),
        name: name.to_owned(),
    }
}

#[test]
fn keys_and_titles() {
    let app = PermissionType::Application;
    let unknown = "11111111-2222-3333-4444-555555555555";
    let cases = [
        (
            role("5d6b6bb7-de71-4623-b4af-96380a352509"),
            "directory-role/SecurityReader",
            "Security Reader",
        ),
        (
            role(unknown),
            "directory-role/11111111-2222-3333-4444-555555555555",
            "directory role 11111111-2222-3333-4444-555555555555",
        ),
        (
            permission(MDE, app, "Ti.ReadWrite.All"),
            "WindowsDefenderATP/application/Ti.ReadWrite.All",
            "WindowsDefenderATP Ti.ReadWrite.All (application)",
        ),
        (
            permission(GRAPH, PermissionType::Delegated, "User.Read"),
            "MicrosoftGraph/delegated/User.Read",
            "Microsoft Graph User.Read (delegated)",
        ),
        (
            permission(unknown, app, "a b/<c>"),
            "11111111-2222-3333-4444-555555555555/application/a_b__c_-85cb29be",
            "11111111-2222-3333-4444-555555555555 a b/<c> (application)",
        ),
        (
            classic("View data", "Security operations"),
            "defender/ViewData/SecurityOperations",
            "View data / Security operations",
        ),
        (
            classic("view data", "Threat and vulnerability management"),
            "defender/ViewData/DefenderVulnerabilityManagement",
            "View data / Defender Vulnerability Management",
        ),
        (
            classic("Alerts investigation", "Alerts investigation"),
            "defender/AlertsInvestigation",
            "Alerts investigation",
        ),
        (
            Entitlement::DefenderUnified("alerts-manage".to_owned()),
            "defender-unified/alerts-manage",
            "Security operations / Security data / Alerts (manage)",
        ),
        (
            Entitlement::DefenderAction("microsoft.xdr/secops/*/re ad".to_owned()),
            "defender-action/microsoft.xdr/secops/*/re_ad-0dca9284",
            "microsoft.xdr/secops/*/re ad",
        ),
    ];
    let catalog = catalog();
    for (entitlement, key, title) in cases {
        assert_eq!(catalog.key(&entitlement), key);
        assert_eq!(catalog.title(&entitlement), title);
    }
}

#[test]
fn long_actions_are_cut_and_told_apart() {
    let catalog = catalog();
    let key = |tail: &str| {
        catalog.key(&Entitlement::DefenderAction(format!(
            "{}{tail}",
            "a/".repeat(200)
        )))
    };
    assert_ne!(key("x"), key("y"));
    assert_eq!(key("x").len(), "defender-action/".len() + 120);
    let exact = "a".repeat(120);
    assert_eq!(
        catalog.key(&Entitlement::DefenderAction(exact.clone())),
        format!("defender-action/{exact}")
    );
}

proptest! {
    #[test]
    fn a_key_is_plain_and_bounded(text in "\\PC{0,300}", other in "\\PC{0,300}") {
        let catalog = catalog();
        for entitlement in [
            permission(MDE, PermissionType::Application, &text),
            classic(&text, &other),
            Entitlement::DefenderUnified(text.clone()),
            Entitlement::DefenderAction(text.clone()),
        ] {
            let key = catalog.key(&entitlement);
            prop_assert!(key.len() <= 300);
            prop_assert!(!key.ends_with('/') || text.ends_with('/'));
            prop_assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || "._*/-".contains(c)));
        }
    }
}
