use super::{GRAPH, MDE, app, catalog, permission};
use crate::catalog::{Basis, Entitlement, PermissionType, RiskLevel};
use PermissionType::{Application, Delegated};

#[test]
fn roles_are_found_by_id_and_by_name() {
    let catalog = catalog();
    let id = "5D6B6BB7-DE71-4623-B4AF-96380A352509".parse().unwrap();
    assert_eq!(catalog.directory_role(id).unwrap().name, "Security Reader");
    let named = catalog.directory_role_named("security reader").unwrap();
    assert_eq!(named.id, id);
    assert!(named.privileged);
    assert!(catalog.directory_role_named("Security  Reader").is_none());
    assert!(
        catalog
            .directory_roles()
            .is_sorted_by_key(|role| &role.name)
    );
}

#[test]
fn a_permission_is_keyed_by_api_type_and_value() {
    let catalog = catalog();
    let cases = [
        (
            MDE,
            Application,
            "User.Read.All",
            Some("a833834a-4cf1-4732-8acf-bbcfa13fb610"),
        ),
        (
            MDE,
            Delegated,
            "User.Read.All",
            Some("ffd6563e-842b-4cfc-b349-06006e0473a3"),
        ),
        (
            GRAPH,
            Application,
            "User.Read.All",
            Some("df021288-bdef-4463-88db-98f22de89214"),
        ),
        (
            GRAPH,
            Delegated,
            "User.Read.All",
            Some("a154be20-db9c-4678-8ab7-66f6cc099a59"),
        ),
        (
            GRAPH,
            Delegated,
            "User.Read",
            Some("e1fe6dd8-ba31-4d61-89e7-88639da4683d"),
        ),
        (GRAPH, Application, "User.Read", None),
        (MDE, Delegated, "Alert.Read.All", None),
        (
            MDE,
            Application,
            "alert.read.all",
            Some("71fe6b80-7034-4028-9ed8-0f316df9c3ff"),
        ),
    ];
    for (resource, kind, value, expected) in cases {
        let found = catalog.api_permission(app(resource), kind, value);
        assert_eq!(
            found.map(|permission| permission.id.to_string()).as_deref(),
            expected,
            "{resource} {kind} {value}"
        );
    }
    let shared = "7c6f6912-60e9-4fcd-bb2a-c25bc35e8c59".parse().unwrap();
    for kind in [Application, Delegated] {
        let found = catalog
            .api_permission_by_id(app(MDE), kind, shared)
            .unwrap();
        assert_eq!(
            (found.kind, found.value.as_str()),
            (kind, "IntegrationConfiguration.ReadWrite")
        );
        assert!(
            catalog
                .api_permission_by_id(app(GRAPH), kind, shared)
                .is_none()
        );
    }
    let consent = |kind, value| {
        let known = catalog.api_permission(app(GRAPH), kind, value);
        known.unwrap().admin_consent
    };
    assert_eq!(consent(Delegated, "User.Read"), Some(false));
    assert_eq!(consent(Delegated, "Place.Read.All"), None);
    assert_eq!(consent(Application, "Place.Read.All"), Some(true));
    assert_eq!(
        catalog.resource_named("windowsdefenderatp").unwrap().app_id,
        app(MDE)
    );
}

#[test]
fn classic_permissions_answer_to_old_names() {
    let catalog = catalog();
    let remediation = "Defender Vulnerability Management - Remediation handling";
    let cases = [
        ("View data", "Security operations", "Security operations"),
        ("VIEW DATA", "security Operations", "Security operations"),
        (
            "View data",
            "Threat and vulnerability management",
            "Defender Vulnerability Management",
        ),
        (
            "Active remediation actions",
            "Remediation handling",
            remediation,
        ),
        (
            "Active remediation actions",
            "Threat and vulnerability management - Remediation handling",
            remediation,
        ),
        ("Active remediation", "Remediation handling", remediation),
        ("Live response", "Advanced", "Advanced"),
        ("Alerts investigation", "", "Alerts investigation"),
        (
            "Alerts investigation",
            "Alerts investigation",
            "Alerts investigation",
        ),
        (
            "Manage security settings",
            "Manage security settings",
            "Manage security settings in Security Center",
        ),
    ];
    for (group, name, expected) in cases {
        let found = catalog.classic_permission(group, name);
        assert_eq!(
            found.map(|p| p.name.as_str()),
            Some(expected),
            "{group} / {name}"
        );
    }
    for (group, name) in [
        ("", ""),
        ("View data", ""),
        ("View data", "Remediation handling"),
        ("Live response capabilities", "Security operations"),
        ("Alerts investigation", "Security operations"),
    ] {
        assert_eq!(
            catalog.classic_permission(group, name),
            None,
            "{group} / {name}"
        );
    }
}

#[test]
fn covers_say_how_they_are_known() {
    let catalog = catalog();
    let cases = [
        (
            MDE,
            "Machine.ReadWrite.All",
            "Machine.Read.All",
            Basis::Documented,
        ),
        (MDE, "Ti.ReadWrite.All", "Ti.ReadWrite", Basis::Documented),
        (
            MDE,
            "Alert.ReadWrite.All",
            "Alert.Read.All",
            Basis::NamingConvention,
        ),
        (
            GRAPH,
            "User.ReadWrite.All",
            "User.Read.All",
            Basis::Documented,
        ),
        (
            GRAPH,
            "Directory.Read.All",
            "User.Read.All",
            Basis::Documented,
        ),
    ];
    for (resource, held, asked, basis) in cases {
        let held = permission(resource, Application, held);
        let asked = permission(resource, Application, asked);
        assert_eq!(catalog.covers(&held, &asked).unwrap().basis, basis);
        assert_eq!(catalog.covers(&asked, &held), None, "{asked:?}");
        assert_eq!(catalog.covers(&asked, &asked), None, "{asked:?}");
    }
}

#[test]
fn nothing_covers_across_apis_types_or_kinds() {
    let catalog = catalog();
    let mut all: Vec<Entitlement> = catalog
        .directory_roles()
        .iter()
        .map(|role| Entitlement::DirectoryRole(role.id))
        .collect();
    for api in catalog.resources() {
        // Every one that a cover names is rated.
        for p in api.permissions().iter().filter(|p| p.risk.is_some()) {
            all.push(Entitlement::ApiPermission {
                resource: api.app_id,
                kind: p.kind,
                value: p.value.clone(),
            });
        }
    }
    for permission in catalog.unified_permissions() {
        all.push(Entitlement::DefenderUnified(permission.id.clone()));
    }
    let mut found = 0;
    for held in &all {
        for asked in &all {
            let Some(cover) = catalog.covers(held, asked) else {
                continue;
            };
            found += 1;
            assert!(!cover.source.is_empty());
            match (held, asked) {
                (
                    Entitlement::ApiPermission {
                        resource: a,
                        kind: b,
                        ..
                    },
                    Entitlement::ApiPermission {
                        resource: c,
                        kind: d,
                        ..
                    },
                ) => assert_eq!((a, b), (c, d)),
                (Entitlement::DefenderUnified(_), Entitlement::DefenderUnified(_)) => {}
                _ => panic!("{held:?} covers {asked:?}"),
            }
        }
    }
    // Every row of the data was met.
    assert_eq!(found, 9);
}

#[test]
fn what_is_not_known_is_unrated() {
    let catalog = catalog();
    let unknown = [
        permission(GRAPH, Application, "No.Such.Thing"),
        permission(MDE, Delegated, "No.Such.Thing"),
        Entitlement::DefenderAction("microsoft.xdr/secops/new/read".to_owned()),
        Entitlement::DefenderUnified("no-such-thing".to_owned()),
    ];
    for entitlement in unknown {
        assert_eq!(catalog.risk(&entitlement), None, "{entitlement:?}");
    }
    let live = permission(MDE, Application, "Machine.LiveResponse");
    assert_eq!(catalog.risk(&live).unwrap().level, RiskLevel::Critical);
}
