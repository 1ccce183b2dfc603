//! A person's rating counts alone; a rule rates what it understands, and nothing as low.

use super::{GRAPH, MDE, app, catalog, permission};
use crate::catalog::{Entitlement, PermissionType, RatingSource, Risk, RiskLevel};
use PermissionType::{Application, Delegated};

/// Of the APIs that guides ask about, every application permission that writes is read by a person.
const READ: [&str; 6] = [
    "AzureADGraph",
    "ExchangeOnline",
    "MicrosoftGraph",
    "MicrosoftThreatProtection",
    "SharePointOnline",
    "WindowsDefenderATP",
];

fn by_rule(risk: Option<&Risk>) -> Option<(&str, RiskLevel)> {
    match risk {
        Some(Risk {
            source: RatingSource::ByRule { rule, .. },
            level,
            ..
        }) => Some((rule, *level)),
        _ => None,
    }
}

#[test]
fn what_writes_in_the_apis_of_guides_is_rated_by_a_person() {
    let catalog = catalog();
    let mut missed = Vec::new();
    for name in READ {
        let api = catalog.resource_named(name).unwrap();
        let all = api.permissions().iter();
        for one in all.filter(|one| one.kind == Application) {
            let risk = catalog.risk(&permission(
                &api.app_id.to_string(),
                Application,
                &one.value,
            ));
            let reads = |rule: &str| rule.starts_with("permission-reads-");
            if by_rule(risk).is_some_and(|(rule, _)| !reads(rule)) {
                missed.push(format!("{name} {}", one.value));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_row_of_the_ratings_rates_a_permission() {
    let text = include_str!("../../../catalog/ratings.tsv");
    let is_api = |row: &str| row.split('\t').count() == 2;
    let all = text.lines().filter(|row| !row.starts_with('#'));
    let rows = all.clone().filter(|row| !is_api(row));
    let apis = catalog().resources().iter();
    let rated = apis.flat_map(|api| {
        let all = api.permissions().iter();
        all.filter(|one| {
            let known = api.ratings.of(one.kind, &one.value);
            assert!(known.is_none() || known == one.risk, "rated twice: {one:?}");
            known.is_some()
        })
    });
    let rows = rows.count();
    assert_eq!(rated.count(), rows);
    assert!(rows > 300);
    for heading in all.filter(|row| is_api(row)) {
        let (id, name) = heading.split_once('\t').unwrap();
        assert_eq!(catalog().resource(app(id)).unwrap().name, name);
    }
}

#[test]
fn a_rule_reads_the_words_of_a_name() {
    let catalog = catalog();
    let writes = Some(("permission-writes", RiskLevel::High));
    let content = Some(("permission-reads-content", RiskLevel::Medium));
    let directory = Some(("permission-reads-directory", RiskLevel::Medium));
    for (api, kind, value, expected) in [
        (
            "MicrosoftGraph",
            Delegated,
            "TeamSettings.ReadWrite.All",
            writes,
        ),
        ("AzureDevOps", Delegated, "vso.code_write", writes),
        ("AzureDevOps", Delegated, "vso.code", None),
        (
            "SharePointOnline",
            Delegated,
            "AllSites.FullControl",
            writes,
        ),
        ("SharePointOnline", Application, "Sites.Read.All", content),
        ("AzureADGraph", Application, "Directory.Read.All", directory),
        (
            "AzureResourceManager",
            Delegated,
            "user_impersonation",
            Some(("permission-acts-as", RiskLevel::High)),
        ),
        (
            "MicrosoftGraph",
            Application,
            "DeviceLocalCredential.Read.All",
            Some(("permission-reads-secrets", RiskLevel::High)),
        ),
        // A word of the subject is no verb, and what no rule understands is unrated.
        (
            "MicrosoftGraph",
            Application,
            "ProgramControl.Read.All",
            None,
        ),
        ("ApplicationInsightsAPI", Application, "Data.Read", None),
        // A name that is newer than the list is read by the same rules.
        (
            "MicrosoftGraph",
            Application,
            "Brandnew.ReadWrite.All",
            writes,
        ),
        ("MicrosoftGraph", Application, "Brandnew.Read.All", None),
    ] {
        let api = catalog.resource_named(api).unwrap().app_id.to_string();
        let risk = catalog.risk(&permission(&api, kind, value));
        assert_eq!(by_rule(risk), expected, "{value}");
        assert_eq!(risk.is_some(), expected.is_some(), "{value}");
    }
    let nobodys = "11111111-2222-3333-4444-555555555555";
    assert_eq!(
        catalog.risk(&permission(nobodys, Application, "Mail.ReadWrite")),
        None
    );
}

#[test]
fn a_person_counts_where_a_rule_would_say_something_else() {
    let catalog = catalog();
    for (api, kind, value, level) in [
        (
            MDE,
            Application,
            "IntegrationConfiguration.ReadWrite",
            RiskLevel::Medium,
        ),
        (
            GRAPH,
            Application,
            "Application.ReadWrite.All",
            RiskLevel::Critical,
        ),
        (
            GRAPH,
            Application,
            "User.ManageIdentities.All",
            RiskLevel::Critical,
        ),
        (GRAPH, Delegated, "User.ReadBasic.All", RiskLevel::Low),
    ] {
        let risk = catalog.risk(&permission(api, kind, value)).unwrap();
        assert_eq!(risk.level, level, "{value}");
        assert!(matches!(risk.source, RatingSource::ByPerson(_)), "{value}");
    }
}

#[test]
fn directory_roles_are_rated_by_their_label_and_name() {
    let catalog = catalog();
    for (name, expected) in [
        (
            "Teams Administrator",
            Some(("role-administers", RiskLevel::High)),
        ),
        (
            "Partner Tier2 Support",
            Some(("role-privileged", RiskLevel::High)),
        ),
        (
            "AI Reader",
            Some(("role-privileged-reader", RiskLevel::Medium)),
        ),
        ("Message Center Reader", None),
        ("Security Reader", None),
    ] {
        let role = catalog.directory_role_named(name).unwrap();
        let risk = catalog.risk(&Entitlement::DirectoryRole(role.id));
        assert_eq!(by_rule(risk), expected, "{name}");
    }
}

#[test]
fn no_rule_rates_anything_as_low_and_each_says_that_it_is_one() {
    let catalog = catalog();
    for api in catalog.resources() {
        for one in api.permissions() {
            let of = permission(&api.app_id.to_string(), one.kind, &one.value);
            let Some(risk) = catalog.risk(&of) else {
                continue;
            };
            if by_rule(Some(risk)).is_some() {
                assert!(risk.level <= RiskLevel::Medium, "{of:?}");
                assert!(risk.source.to_string().starts_with("by rule permission-"));
            }
        }
    }
}
