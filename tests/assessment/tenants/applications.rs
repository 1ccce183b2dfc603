//! The application, its permissions and its secret.

use super::*;
use crate::graph::ids::{self, MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::scenarios::parts::{
    DEFENDER_API, GRAPH_API, app_but, bare_app, full_app, full_guest,
};
use crate::graph::tenant::App;
use rolecall::assess::NoteKind;
use serde_json::json;

/// A tenant whose guest is ready, with an application that may not be.
fn with_app(make: impl FnOnce(&mut Tenant)) -> Tenant {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    make(&mut tenant);
    tenant
}

/// Takes the client secret away from an application.
fn without_secret(tenant: &mut Tenant, app: &App) -> String {
    let registration = app.registration.clone().unwrap();
    tenant.set(&registration, "passwordCredentials", json!([]));
    registration
}

#[test]
fn a_registration_whose_service_principal_is_gone_holds_nothing() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        tenant.delete(&app.sp);
    });
    let but = &[
        ("api/application", Partial),
        ("api/WindowsDefenderATP/application/*", Partial),
        ("api/MicrosoftGraph/*", Partial),
        ("api/client-secret", Satisfied),
        ("api/single-tenant", Satisfied),
    ];
    check("no service principal", tenant, &comes_to(NotReady, but));
}

#[test]
fn a_disabled_service_principal_is_partial() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        tenant.set(&app.sp, "accountEnabled", json!(false));
    });
    let but = &[("api/application", Partial)];
    check("disabled", tenant, &comes_to(NotReady, but));
}

#[test]
fn a_certificate_is_no_secret() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        let registration = without_secret(tenant, &app);
        tenant.certificate(&registration, &ids::at(-10), &ids::at(300));
    });
    let but = &[
        ("api/client-secret", Missing),
        ("excess/*/credential/*", Excess),
    ];
    let assessment = check("certificate", tenant, &comes_to(NotReady, but));
    assert!(noted(&assessment, "api/client-secret", NoteKind::Remark));
}

#[test]
fn a_secret_on_the_service_principal_counts() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        without_secret(tenant, &app);
        tenant.secret(&app.sp, &ids::at(-10), &ids::at(300));
    });
    check("secret on the principal", tenant, &comes_to(Ready, &[]));
}

#[test]
fn moments_without_an_end_cost_no_section() {
    let mut tenant = tenant();
    let never = "9999-12-31T23:59:59.9999999Z";
    let guest = tenant.guest(crate::graph::scenarios::parts::GUEST).id();
    for role in crate::graph::scenarios::parts::FULL_ROLES {
        tenant.directory_role_until(&guest, role, "/", Some(never));
    }
    tenant.set(&guest, "createdDateTime", json!("0001-01-01T00:00:00Z"));
    let app = full_app(&mut tenant);
    let registration = without_secret(&mut tenant, &app);
    tenant.secret(
        &registration,
        "0001-01-01T00:00:00Z",
        "9999-12-31T00:00:00Z",
    );
    let server = crate::graph::Server::start(tenant, crate::graph::Options::default());
    let snapshot = crate::roll_call::scanned(&server, &crate::roll_call::Said::default());
    for &section in rolecall::snapshot::SectionName::ALL {
        let head = snapshot.sections.head(section);
        assert_ne!(
            head.state,
            rolecall::snapshot::State::Failed,
            "{section}: {head:?}"
        );
    }
    let assessment = crate::roll_call::judged(&snapshot, &crate::roll_call::Said::default());
    for finding in assessment.findings.iter().filter(|one| one.tier.is_some()) {
        let fine = matches!(finding.verdict, Satisfied | Absent | Manual);
        assert!(fine, "{}: {}", finding.id, finding.reason);
    }
}

#[test]
fn a_secret_that_starts_tomorrow_is_not_valid() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        let registration = without_secret(tenant, &app);
        tenant.secret(&registration, &ids::at(1), &ids::at(300));
    });
    let but = &[("api/client-secret", Partial)];
    let assessment = check("tomorrow", tenant, &comes_to(NotReady, but));
    let id = "expel-mde/api/client-secret";
    let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
    assert!(found.actual.contains("not valid yet") || found.actual.contains("valid yet"));
}

#[test]
fn an_application_for_other_tenants_too_is_partial() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        let registration = app.registration.unwrap();
        tenant.set(
            &registration,
            "signInAudience",
            json!("AzureADMultipleOrgs"),
        );
        tenant.set(&app.sp, "signInAudience", json!("AzureADMultipleOrgs"));
    });
    let but = &[("api/single-tenant", Partial)];
    check("multi-tenant", tenant, &comes_to(NotReady, but));
}

#[test]
fn consent_of_one_user_is_partial() {
    let tenant = with_app(|tenant| {
        let app = tenant.custom_app(crate::graph::scenarios::parts::APP_NAME);
        let registration = app.registration.clone().unwrap();
        tenant.secret(&registration, &ids::at(-100), &ids::at(300));
        let somebody = tenant.user("somebody").id();
        tenant.grant_delegated(&app, MICROSOFT_GRAPH, "User.Read", Some(&somebody));
        for value in DEFENDER_API {
            tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, value);
        }
        for value in GRAPH_API {
            tenant.grant_app_role(&app, MICROSOFT_GRAPH, value);
        }
    });
    let but = &[("api/MicrosoftGraph/delegated/User.Read", Partial)];
    check("one user", tenant, &comes_to(NotReady, but));
}

#[test]
fn the_same_name_on_graph_is_not_the_one_on_defender() {
    let tenant = with_app(|tenant| {
        app_but(tenant, 300, &["User.Read.All"]);
    });
    let but = &[
        ("api/WindowsDefenderATP/application/User.Read.All", Missing),
        ("api/MicrosoftGraph/application/User.Read.All", Satisfied),
    ];
    check("only on Graph", tenant, &comes_to(NotReady, but));
}

#[test]
fn the_same_name_on_defender_is_not_the_one_on_graph() {
    let tenant = with_app(|tenant| {
        let app = bare_app(tenant, 300);
        for value in DEFENDER_API {
            tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, value);
        }
    });
    let but = &[
        (
            "api/WindowsDefenderATP/application/User.Read.All",
            Satisfied,
        ),
        ("api/MicrosoftGraph/application/*", Missing),
    ];
    check("only on Defender", tenant, &comes_to(NotReady, but));
}

#[test]
fn another_api_with_the_same_id_and_name_gives_nothing() {
    let tenant = with_app(|tenant| {
        let app = app_but(tenant, 300, &["Alert.Read.All"]);
        let id = tenant.permission(WINDOWS_DEFENDER_ATP, "appRoles", "Alert.Read.All");
        let fake = "7b1f3f9e-0000-4000-8000-00000000fa4e";
        tenant.api("WindowsDefenderATP", fake, &[("Alert.Read.All", &id)], &[]);
        tenant.grant_app_role(&app, fake, "Alert.Read.All");
    });
    let but = &[
        ("api/WindowsDefenderATP/application/Alert.Read.All", Missing),
        (
            "excess/*/7b1f3f9e-0000-4000-8000-00000000fa4e/application/Alert.Read.All",
            Excess,
        ),
    ];
    check("fake API", tenant, &comes_to(NotReady, but));
}

#[test]
fn a_broader_permission_covers_and_is_itself_in_excess() {
    let tenant = with_app(|tenant| {
        let app = app_but(tenant, 300, &["Machine.Read.All"]);
        tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, "Machine.ReadWrite.All");
    });
    let but = &[
        (
            "api/WindowsDefenderATP/application/Machine.Read.All",
            Satisfied,
        ),
        (
            "excess/*/WindowsDefenderATP/application/Machine.ReadWrite.All",
            Excess,
        ),
    ];
    check("broader", tenant, &comes_to(ReadyWithFindings, but));
}

#[test]
fn a_broader_permission_that_is_asked_covers_without_excess() {
    let tenant = with_app(|tenant| {
        let app = bare_app(tenant, 300);
        for value in DEFENDER_API {
            tenant.grant_app_role(&app, WINDOWS_DEFENDER_ATP, value);
        }
        tenant.grant_app_role(&app, MICROSOFT_GRAPH, "User.ReadWrite.All");
    });
    let but = &[("api/MicrosoftGraph/application/User.Read.All", Satisfied)];
    check("asked and broader", tenant, &comes_to(Ready, but));
}

#[test]
fn two_applications_registered_under_the_name_that_differ_are_not_settled() {
    let tenant = with_app(|tenant| {
        full_app(tenant);
        let name = crate::graph::scenarios::parts::APP_NAME;
        let other = tenant.custom_app_keyed("second", name);
        let registration = other.registration.clone().unwrap();
        tenant.secret(&registration, &ids::at(-100), &ids::at(300));
    });
    let but = &[
        ("api/WindowsDefenderATP/application/*", Unknown),
        ("api/MicrosoftGraph/*", Unknown),
        ("api/client-secret", Satisfied),
    ];
    check("two of the name", tenant, &comes_to(Undetermined, but));
}

#[test]
fn a_directory_role_of_the_application_is_in_excess() {
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        tenant.directory_role(&app.sp, ids::role::DIRECTORY_READERS, "/");
    });
    let assessment = roll_call(tenant);
    let excess: Vec<&str> = assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict == Excess)
        .map(|finding| finding.id.as_str())
        .collect();
    assert_eq!(excess.len(), 1, "{excess:?}");
    assert!(excess[0].starts_with("expel-mde/excess/custom-application/directory-role/"));
}

/// A grant that leads nowhere is nobody's reason but that of what it could be.
#[test]
fn a_reason_lists_only_what_is_its_own_and_no_endless_list() {
    let tenant = with_app(|tenant| {
        full_app(tenant);
        let api = tenant.resource(WINDOWS_DEFENDER_ATP);
        tenant.delete(api["id"].as_str().unwrap());
    });
    let assessment = roll_call(tenant);
    let api = "expel-mde/api/WindowsDefenderATP/application/";
    let of_api: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| finding.id.starts_with(api))
        .collect();
    assert!(of_api.len() >= DEFENDER_API.len());
    // The API is one finding, which these wait for; none lists what the others are about.
    for finding in of_api {
        assert!(finding.waits(), "{}", finding.id);
        let named = finding.reason.matches("app role ").count();
        assert_eq!(named, 0, "{}: {}", finding.id, finding.reason);
    }
    let rest = "expel-mde/other-access/custom-application";
    let rest = assessment
        .findings
        .iter()
        .find(|one| one.id == rest)
        .unwrap();
    assert_eq!(rest.reason.matches("app role ").count(), 5);
    assert!(rest.reason.ends_with(" and 11 more"), "{}", rest.reason);
}

#[test]
fn what_is_left_over_from_another_api_does_not_hide_a_gap() {
    let tenant = with_app(|tenant| {
        let app = app_but(tenant, 300, &["Url.Read.All"]);
        let ids: Vec<String> = (0..20)
            .map(|number| ids::guid(&["retired", &number.to_string()]))
            .collect();
        let names: Vec<String> = (0..20).map(|number| format!("Retired.{number}")).collect();
        let roles: Vec<(&str, &str)> = names
            .iter()
            .zip(&ids)
            .map(|(name, id)| (name.as_str(), id.as_str()))
            .collect();
        let api = tenant.api("Retired API", &ids::guid(&["retired API"]), &roles, &[]);
        for name in &names {
            tenant.grant_app_role(&app, &api.app_id, name);
        }
        tenant.delete(&api.sp);
    });
    let but = &[
        ("api/WindowsDefenderATP/application/Url.Read.All", Missing),
        ("other-access/custom-application", Unknown),
    ];
    check("another API is gone", tenant, &comes_to(NotReady, but));
}

/// What no guide names and nobody described is an excess under its published name, with a rating that says whose it is.
#[test]
fn an_excess_that_only_the_published_list_knows_has_its_name_and_a_rating() {
    use rolecall::catalog::{RatingSource, RiskLevel};
    let (exchange, purview) = (
        "00000002-0000-0ff1-ce00-000000000000",
        "73c2949e-da2d-457a-9607-fcc665198967",
    );
    let tenant = with_app(|tenant| {
        let app = full_app(tenant);
        tenant.api(
            "Office 365 Exchange Online",
            exchange,
            &[("full_access_as_app", "dc890d15-9560-4a4c-9b7f-a736ec74ec40")],
            &[(
                "Calendars.ReadWrite.All",
                "11111111-0000-4000-8000-000000000001",
            )],
        );
        tenant.grant_app_role(&app, exchange, "full_access_as_app");
        tenant.grant_delegated(&app, exchange, "Calendars.ReadWrite.All", None);
        tenant.api(
            "Azure Purview",
            purview,
            &[(
                "Purview.ApplicationAccess",
                "11111111-0000-4000-8000-000000000002",
            )],
            &[],
        );
        tenant.grant_app_role(&app, purview, "Purview.ApplicationAccess");
    });
    let assessment = roll_call(tenant);
    let risk = |id: &str| {
        let id = format!("expel-mde/excess/custom-application/{id}");
        let found = assessment.findings.iter().find(|one| one.id == id);
        let found = found.unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(found.verdict, Excess, "{id}");
        found.risk.clone()
    };
    let read = risk("ExchangeOnline/application/full_access_as_app").unwrap();
    assert_eq!(read.level, RiskLevel::Critical);
    assert!(matches!(read.source, RatingSource::ByPerson(_)));
    let ruled = risk("ExchangeOnline/delegated/Calendars.ReadWrite.All").unwrap();
    assert_eq!(ruled.level, RiskLevel::High);
    assert!(ruled.source.to_string().starts_with("by rule "));
    let unrated = risk("AzurePurview/application/Purview.ApplicationAccess");
    assert_eq!(unrated, None);
}
