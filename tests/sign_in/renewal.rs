//! A token that expires during a scan.

use crate::graph::scenarios;
use crate::graph::{Fault, On, Server};
use crate::support::{by_secret, scanned};
use rolecall::scan::{ScanError, SignIn};
use rolecall::snapshot::{SectionName, Snapshot, State};
use secrecy::SecretString;

/// A tenant that refuses no request.
fn server() -> Server {
    scenarios::named("ready-custom-app-full-roles").start()
}

fn tokens(server: &Server) -> usize {
    let requests = server.requests();
    requests
        .iter()
        .filter(|one| one.path.ends_with("/token"))
        .count()
}

fn refused(snapshot: &Snapshot) -> Vec<SectionName> {
    let names = SectionName::ALL.iter().copied();
    names
        .filter(|name| snapshot.sections.head(*name).state == State::Denied)
        .collect()
}

#[test]
fn it_is_renewed_once_and_the_scan_goes_on() {
    let server = server();
    server.inject(
        On::path("*/appRoleAssignments").first(1),
        Fault::TokenExpired,
    );
    let snapshot = scanned(&server, by_secret(&server)).unwrap();
    assert_eq!(refused(&snapshot), Vec::new());
    assert_eq!(tokens(&server), 2);
}

#[test]
fn when_every_request_finds_it_expired_one_renewal_serves_them_all() {
    let server = server();
    server.inject(On::path("/v1.0/*").first(8), Fault::TokenExpired);
    let snapshot = scanned(&server, by_secret(&server)).unwrap();
    assert_eq!(refused(&snapshot), Vec::new());
    assert_eq!(tokens(&server), 2);
}

#[test]
fn a_section_that_refuses_the_new_token_too_is_denied_alone() {
    let server = server();
    server.inject(On::path("*/oauth2PermissionGrants"), Fault::TokenExpired);
    let snapshot = scanned(&server, by_secret(&server)).unwrap();
    assert_eq!(refused(&snapshot), [SectionName::DelegatedGrants]);
    assert_eq!(tokens(&server), 2, "a second token is the last");
}

#[test]
fn a_claims_challenge_is_no_expiry() {
    let server = server();
    server.inject(On::path("*/oauth2PermissionGrants"), Fault::ClaimsChallenge);
    let snapshot = scanned(&server, by_secret(&server)).unwrap();
    assert_eq!(refused(&snapshot), [SectionName::DelegatedGrants]);
    assert_eq!(tokens(&server), 1);
}

#[test]
fn a_given_token_is_not_renewed() {
    let server = server();
    let method = || SignIn::AccessToken {
        token: SecretString::from(server.auditor_token()),
        from: "a test".to_owned(),
    };
    server.inject(
        On::path("*/oauth2PermissionGrants").first(1),
        Fault::TokenExpired,
    );
    let snapshot = scanned(&server, method()).unwrap();
    assert_eq!(refused(&snapshot), [SectionName::DelegatedGrants]);
    server.inject(On::path("/v1.0/*"), Fault::TokenExpired);
    let nothing = scanned(&server, method()).unwrap_err();
    assert!(
        matches!(nothing, ScanError::NotAccepted { .. }),
        "{nothing}"
    );
    assert_eq!(tokens(&server), 0);
}
