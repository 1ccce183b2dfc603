use super::{GRAPH, MDE, app, catalog};
use crate::catalog::{
    DefenderLevel, Entitlement, LicenceState, PermissionType, RatingSource, RiskLevel,
};
use PermissionType::{Application, Delegated};
use std::collections::BTreeSet;

#[test]
fn every_permission_of_defender_for_endpoint_is_there() {
    let catalog = catalog();
    let api = catalog.resource(app(MDE)).unwrap();
    let all = api.permissions();
    let of = |kind| all.iter().filter(|p| p.kind == kind).count();
    assert_eq!((of(Application), of(Delegated)), (32, 27));
    let legacy: Vec<&str> = all
        .iter()
        .filter(|p| p.legacy_user_role)
        .map(|p| p.value.as_str())
        .collect();
    assert_eq!(legacy, ["readonly", "secop"]);
}

#[test]
fn everything_that_a_person_rated_has_a_reason_and_a_source() {
    let catalog = catalog();
    let mut all: Vec<Entitlement> = Vec::new();
    let roles = catalog.directory_roles().iter();
    for role in roles.filter(|role| role.risk.is_some()) {
        assert!(role.description.is_some());
        all.push(Entitlement::DirectoryRole(role.id));
    }
    for api in catalog.resources() {
        let rated = api.permissions().iter().filter(|one| one.risk.is_some());
        for permission in rated {
            all.push(Entitlement::ApiPermission {
                resource: api.app_id,
                kind: permission.kind,
                value: permission.value.clone(),
            });
        }
    }
    for permission in catalog.classic_permissions() {
        assert!(!permission.source.is_empty() && !permission.means.is_empty());
        all.push(Entitlement::DefenderClassic {
            group: permission.group.clone(),
            name: permission.name.clone(),
        });
    }
    for permission in catalog.unified_permissions() {
        assert!(!permission.source.is_empty() && !permission.actions.is_empty());
        all.push(Entitlement::DefenderUnified(permission.id.clone()));
    }
    let mut keys = BTreeSet::new();
    for entitlement in &all {
        let risk = catalog.risk(entitlement).unwrap();
        assert_ne!(risk.level, RiskLevel::Unrated);
        let RatingSource::ByPerson(source) = &risk.source else {
            panic!("{entitlement:?}");
        };
        assert!(risk.reason.len() > 5 && source.starts_with("rolecall, "));
        assert!(source.contains("2026-11-23") || source.ends_with("2026-11-27"));
        assert!(keys.insert(catalog.key(entitlement)), "{entitlement:?}");
    }
}

#[test]
fn classic_permissions_map_to_unified_ones() {
    let catalog = catalog();
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "View data",
            "Security operations",
            &["security-data-basics-read"],
        ),
        (
            "Active remediation actions",
            "Security operations",
            &["response-manage"],
        ),
        (
            "Live response capabilities",
            "Advanced",
            &["advanced-live-response-manage", "file-collection-manage"],
        ),
        (
            "Live response capabilities",
            "Basic",
            &["basic-live-response-manage"],
        ),
        (
            "Manage security settings",
            "",
            &["core-security-settings-manage", "detection-tuning-manage"],
        ),
    ];
    for (group, name, expected) in cases {
        let found = catalog.classic_permission(group, name).unwrap();
        assert_eq!(found.unified, *expected, "{group} / {name}");
    }
    assert_eq!(catalog.classic_permissions().len(), 12);
    // No entry answers to the name of another.
    for permission in catalog.classic_permissions() {
        let found = catalog.classic_permission(&permission.group, &permission.name);
        assert_eq!(found, Some(permission));
    }
}

#[test]
fn uncertain_spellings_are_marked() {
    let catalog = catalog();
    let uncertain: Vec<&str> = catalog
        .unified_permissions()
        .iter()
        .filter(|permission| !permission.certain)
        .map(|permission| permission.id.as_str())
        .collect();
    assert_eq!(
        uncertain,
        [
            "core-security-settings-read",
            "data-operations-read",
            "detection-tuning-manage",
            "quarantined-email-content-read",
            "remediation-handling-manage",
            "secure-score-read",
            "security-data-basics-read",
            "vulnerability-management-read",
        ]
    );
}

#[test]
fn a_level_agrees_with_id_and_actions() {
    for permission in catalog().unified_permissions() {
        let suffix = match permission.level {
            DefenderLevel::Read => "read",
            DefenderLevel::Manage => "manage",
        };
        assert!(permission.id.ends_with(&format!("-{suffix}")));
        for action in &permission.actions {
            assert!(action.starts_with("microsoft.xdr/"), "{action}");
            assert!(action.ends_with(&format!("/{suffix}")), "{action}");
        }
    }
}

#[test]
fn directory_roles_carry_what_the_map_says() {
    let catalog = catalog();
    let of = |name: &str| {
        let role = catalog.directory_role_named(name).unwrap();
        let carried = catalog.role_in_defender(role.id);
        carried.map(|entry| entry.unified.as_slice())
    };
    let reader = [
        "secure-score-read",
        "security-data-basics-read",
        "vulnerability-management-read",
    ];
    assert_eq!(of("Security Reader").unwrap(), reader);
    assert_eq!(of("Global Reader").unwrap(), reader);
    assert_eq!(of("Security Administrator"), of("Global Administrator"));
    let operator = of("Security Operator").unwrap();
    for held in [
        "alerts-manage",
        "response-manage",
        "remediation-handling-manage",
    ] {
        assert!(operator.iter().any(|id| id == held), "{held}");
    }
    for not_held in [
        "application-handling-manage",
        "security-baselines-assessment-manage",
        "authorization-read",
    ] {
        assert!(operator.iter().all(|id| id != not_held), "{not_held}");
    }
    assert_eq!(of("Directory Readers"), None);
}

#[test]
fn service_plans_are_known_by_id() {
    let catalog = catalog();
    let plan = |id: &str| {
        let id = uuid::Uuid::parse_str(id).unwrap();
        catalog.licences().plans().iter().find(|plan| plan.id == id)
    };
    let found = plan("871d91ec-ec1a-452b-a83f-bd76c7d770ef").unwrap();
    assert_eq!(found.name, "WINDEFATP");
    assert_eq!(found.capability, "defender-for-endpoint-plan2");
    let p2 = plan("eec0eb4f-6444-4f95-aba0-50c24d67f998").unwrap();
    assert_eq!(p2.capability, "entra-id-p2");
    assert_eq!(plan(GRAPH), None);
}

#[test]
fn a_plan_counts_where_its_subscription_and_the_plan_itself_are_usable() {
    use LicenceState::{Ended, Untold, Usable};
    let licences = catalog().licences();
    for (subscription, plan, expected) in [
        (Some("Enabled"), Some("Success"), Usable),
        (Some("Warning"), Some("Success"), Usable),
        (Some("Suspended"), Some("Success"), Ended),
        (Some("LockedOut"), Some("Success"), Ended),
        (Some("Deleted"), Some("Success"), Ended),
        (Some("Enabled"), Some("Disabled"), Ended),
        (Some("Enabled"), Some("PendingInput"), Untold),
        (Some("Enabled"), Some("PendingActivation"), Untold),
        (Some("Enabled"), Some("PendingProvisioning"), Untold),
        (Some("Enabled"), Some("Error"), Untold),
        (Some("Enabled"), None, Untold),
        (None, Some("Success"), Untold),
        (Some("Paused"), Some("Success"), Untold),
    ] {
        assert_eq!(
            licences.state(subscription, plan),
            expected,
            "{subscription:?} {plan:?}"
        );
    }
}

#[test]
fn the_plans_of_a_family_give_the_same_and_a_name_counts_only_without_an_id() {
    let licences = catalog().licences();
    let given = |id: Option<&str>, name| {
        let id = id.map(|id| uuid::Uuid::parse_str(id).unwrap());
        licences.given(id, name).map(|one| one.id.as_str())
    };
    let commercial = given(Some("8e0c0a52-6a6c-4d40-8370-dd62790dcd70"), None);
    let government = given(Some("900018f1-0cdb-4ecb-94d4-90281760fdc6"), None);
    assert_eq!(commercial, Some("defender-for-office-plan2"));
    assert_eq!(commercial, government);
    let p1 = Some("defender-for-endpoint-plan1");
    assert_eq!(given(None, Some("MDE_LITE ")), p1);
    assert_eq!(
        given(
            Some("00000000-0000-0000-0000-000000000001"),
            Some("MDE_LITE")
        ),
        None
    );
}

#[test]
fn every_pattern_of_a_pairing_names_a_permission() {
    let catalog = catalog();
    for pairing in catalog.licences().pairings() {
        let Some(api) = &pairing.api else {
            continue;
        };
        let api = catalog.resource_named(api).unwrap();
        for pattern in &pairing.values {
            let one = pattern.trim_end_matches('*');
            let known = api.permissions().iter().any(|p| p.value.starts_with(one));
            assert!(known, "{} {pattern}", api.name);
        }
    }
    let of = |value: &str| -> Vec<&str> {
        let asked = Entitlement::ApiPermission {
            resource: app(MDE),
            kind: Application,
            value: value.to_owned(),
        };
        let pairings = catalog.licences().pairings().iter();
        let named = pairings.filter(|pairing| pairing.names(catalog, &asked));
        named.map(|pairing| pairing.needs[0].as_str()).collect()
    };
    assert_eq!(of("Alert.Read.All").len(), 1);
    assert_eq!(of("Vulnerability.Read.All").len(), 2);
}
