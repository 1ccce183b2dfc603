//! The forecast from a token's claims, before the first request.

use crate::graph::scenarios;
use crate::support::{EventLog, by_secret, scan_input, server, watched};
use rolecall::scan::{Preflight, plan};
use rolecall::snapshot::{Observer, ObserverKind, SectionName, State};

fn observer(kind: ObserverKind, permissions: &[&str]) -> Observer {
    Observer {
        sign_in: "a test".to_owned(),
        kind,
        app_id: None,
        object_id: None,
        name: None,
        permissions: permissions.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn forecast(kind: ObserverKind, permissions: &[&str]) -> Preflight {
    let input = scan_input();
    let plan = plan(input.subject());
    Preflight::of(&plan, &observer(kind, permissions), &input.catalog)
}

#[test]
fn the_least_permissions_allow_every_section() {
    let input = scan_input();
    let plan = plan(input.subject());
    let least: Vec<&str> = plan.permissions().iter().map(|one| one.name).collect();
    let preflight = forecast(ObserverKind::Application, &least);
    assert_eq!(preflight.closed().count(), 0, "{preflight:?}");
    assert!(preflight.open().count() >= 10);
}

#[test]
fn a_section_names_the_permission_it_lacks() {
    let preflight = forecast(ObserverKind::Application, &["Directory.Read.All"]);
    let lacks = |section: SectionName| {
        let outlook = preflight.sections.iter().find(|one| one.section == section);
        outlook.unwrap().lacks.clone()
    };
    assert_eq!(lacks(SectionName::Users), Vec::<&str>::new());
    assert_eq!(
        lacks(SectionName::DefenderAssignments),
        ["RoleManagement.Read.Defender"]
    );
    assert_eq!(
        lacks(SectionName::RoleEligibility),
        ["RoleEligibilitySchedule.Read.Directory"]
    );
}

#[test]
fn a_broader_permission_allows_what_it_includes() {
    let preflight = forecast(ObserverKind::Application, &["User.ReadWrite.All"]);
    let open: Vec<SectionName> = preflight.open().collect();
    assert!(open.contains(&SectionName::Users), "{open:?}");
    assert!(!open.contains(&SectionName::Applications), "{open:?}");
}

#[test]
fn nothing_is_forecast_of_a_token_that_cannot_be_read() {
    let preflight = forecast(ObserverKind::Unknown, &[]);
    assert!(preflight.sections.is_empty());
    let cli = forecast(
        ObserverKind::Person,
        &["Directory.AccessAsUser.All", "User.Read.All"],
    );
    assert!(cli.as_the_person);
}

#[test]
fn it_comes_before_the_first_request_and_stops_none() {
    let server = server();
    let log = EventLog::default();
    watched(&server, by_secret(&server), &log).unwrap();
    let events = log.0.into_inner().unwrap();
    let at = |word: &str| events.iter().position(|event| event.starts_with(word));
    assert!(at("Preflight").unwrap() < at("Sent").unwrap());
    let finished = events
        .iter()
        .find(|event| event.starts_with("Finished"))
        .unwrap();
    assert!(!finished.contains("resource_units: 0"), "{finished}");

    // A permission that the claims lack: the section is requested nevertheless.
    let server = scenarios::named("defender-denied").start();
    let snapshot = watched(&server, by_secret(&server), &EventLog::default()).unwrap();
    let defender = snapshot.sections.head(SectionName::DefenderAssignments);
    assert_eq!(defender.state, State::Denied);
    let asked = server.requests();
    assert!(
        asked
            .iter()
            .any(|one| one.path.contains("/roleManagement/defender/"))
    );
}
