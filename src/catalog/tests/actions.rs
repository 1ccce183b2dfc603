use super::catalog;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const ALERTS: &str = "microsoft.xdr/secops/securitydata/alerts/manage";

#[test]
fn an_action_gives_what_it_spells() {
    let catalog = catalog();
    let cases: &[(&str, &[&str])] = &[
        (ALERTS, &["alerts-manage"]),
        (
            "MICROSOFT.XDR/SecOps/securityData/Alerts/Manage",
            &["alerts-manage"],
        ),
        (
            "microsoft.xdr/secops/securitydata/read",
            &["security-data-basics-read"],
        ),
        (
            "microsoft.xdr/secops/securitydata/basics/read",
            &["security-data-basics-read"],
        ),
        (
            "microsoft.xdr/configuration/authorization/manage",
            &["authorization-manage", "authorization-read"],
        ),
        (
            "microsoft.xdr/configuration/authorization/read",
            &["authorization-read"],
        ),
        (
            "microsoft.xdr/configuration/security/manage",
            &[
                "core-security-settings-manage",
                "core-security-settings-read",
                "detection-tuning-manage",
            ],
        ),
        (
            "microsoft.xdr/configuration/security/core/manage",
            &[
                "core-security-settings-manage",
                "core-security-settings-read",
            ],
        ),
        (
            "microsoft.xdr/securityposture/posturemanagement/securescore/manage",
            &["secure-score-manage", "secure-score-read"],
        ),
    ];
    for (action, expected) in cases {
        let expansion = catalog.expand_action(action);
        assert_eq!(expansion.permissions, *expected, "{action}");
        assert!(expansion.known, "{action}");
        assert!(!expansion.wildcard, "{action}");
    }
}

#[test]
fn a_wildcard_stands_for_one_or_more_segments() {
    let catalog = catalog();
    let cases: &[(&str, &str, bool)] = &[
        (
            "microsoft.xdr/secops/*/read",
            "security-data-basics-read",
            true,
        ),
        ("microsoft.xdr/secops/*/read", "alerts-manage", false),
        ("microsoft.xdr/secops/*/manage", "alerts-manage", true),
        (
            "microsoft.xdr/secops/*/manage",
            "security-data-basics-read",
            true,
        ),
        (
            "microsoft.xdr/secops/*/manage",
            "vulnerability-management-read",
            false,
        ),
        (
            "microsoft.xdr/secops/securitydata/*/read",
            "security-data-basics-read",
            true,
        ),
        (
            "microsoft.xdr/securityposture/*/read",
            "vulnerability-management-read",
            true,
        ),
        (
            "microsoft.xdr/securityposture/posturemanagement/*/read",
            "vulnerability-management-read",
            true,
        ),
        (
            "microsoft.xdr/securityposture/posturemanagement/*/read",
            "exception-handling-manage",
            false,
        ),
        (
            "microsoft.xdr/configuration/security/*/manage",
            "detection-tuning-manage",
            true,
        ),
        (
            "microsoft.xdr/configuration/security/*/read",
            "detection-tuning-manage",
            false,
        ),
        ("microsoft.xdr/dataops/*/read", "data-operations-read", true),
        ("microsoft.xdr/*", "alerts-manage", true),
        ("*", "alerts-manage", true),
        // The wildcard must take at least one segment.
        (
            "microsoft.xdr/secops/securitydata/alerts/*/manage",
            "alerts-manage",
            false,
        ),
    ];
    for (action, id, expected) in cases {
        let expansion = catalog.expand_action(action);
        assert_eq!(
            expansion.permissions.iter().any(|given| given == id),
            *expected,
            "{action} gives {id}"
        );
        assert!(expansion.wildcard, "{action}");
    }
}

#[test]
fn an_unknown_action_gives_nothing_and_says_so() {
    let catalog = catalog();
    for action in [
        "",
        "/",
        "read",
        "microsoft.xdr",
        "microsoft.xdr/secops/new/read",
        "microsoft.xdr/securityposture/read",
        "microsoft.xdr/secops/liveresponse/advanced/manage",
        "microsoft.xdr//secops/securitydata/alerts/manage",
        "microsoft.xdr/secops/securitydata/alerts/manage/",
        "microsoft.xdr/secops/securitydata/alerts/read",
        "microsoft.xdr/secops/securitydata/alert*/manage",
        "microsoft.xdr/dataops/storage/read",
    ] {
        let expansion = catalog.expand_action(action);
        assert_eq!(expansion.permissions, Vec::<String>::new(), "{action:?}");
        assert!(!expansion.known, "{action:?}");
        assert!(!expansion.wildcard, "{action:?}");
    }
    // A wildcard over a group of actions that we do not know gives something unknown.
    let expansion = catalog.expand_action("microsoft.xdr/aicodesecurity/*/manage");
    assert!(expansion.wildcard && !expansion.known && expansion.permissions.is_empty());
}

#[test]
fn hostile_actions_take_no_time() {
    let catalog = catalog();
    let started = Instant::now();
    for action in [
        "/".repeat(200_000),
        "*".repeat(200_000),
        "*/".repeat(200_000),
        format!("{}manage", "*/".repeat(200_000)),
        format!("microsoft.xdr/{}read", "secops/".repeat(200_000)),
    ] {
        assert!(catalog.expand_action(&action).permissions.is_empty());
    }
    // Even a debug build needs a small part of this; backtracking would need years.
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn expansions_are_sorted_and_name_the_catalog() {
    let catalog = catalog();
    let all = catalog.expand_action("microsoft.xdr/*");
    let ids: Vec<String> = catalog
        .unified_permissions()
        .iter()
        .map(|permission| permission.id.clone())
        .collect();
    assert_eq!(all.permissions, ids);
    assert!(ids.is_sorted());
}

proptest! {
    #[test]
    fn any_text_can_be_expanded(text in "\\PC{0,80}") {
        let _ = catalog().expand_action(&text);
    }

    #[test]
    fn a_path_of_known_words_gives_only_what_it_could(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "microsoft.xdr", "secops", "securitydata", "alerts", "manage", "read", "*", "",
            ]),
            0..8,
        ),
    ) {
        let catalog = catalog();
        let action = words.join("/");
        let expansion = catalog.expand_action(&action);
        prop_assert_eq!(expansion.known, !expansion.permissions.is_empty());
        prop_assert_eq!(expansion.wildcard, words.contains(&"*"));
        for id in &expansion.permissions {
            prop_assert!(catalog.unified_permission(id).is_some());
        }
        // A path that only reads gives nothing that manages.
        if words.last() == Some(&"read") {
            for id in &expansion.permissions {
                prop_assert!(id.ends_with("-read"), "{} gives {}", action, id);
            }
        }
    }
}
