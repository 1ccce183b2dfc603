//! What no verdict depends on is asked apart: one request that hangs delays nothing and endangers nothing.

use crate::graph::{Fault, On, Options, RetryAfter, Server, scenarios};
use crate::refusals::SECTIONS;
use crate::rich;
use crate::scanner::{differing, head, plain, planned, scanned};
use rolecall::scan::{ScanOptions, SignIn};
use rolecall::snapshot::{SectionName, Snapshot, State};
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Longer than any scan is waited for here.
const HANGS: Fault = Fault::Slow(Duration::from_mins(10));

/// How long a scan may go on after the last section that a verdict rests on.
const LAST_MOMENT: Duration = Duration::from_secs(2);

/// What a scan that nothing disturbs takes at the most, on a busy machine.
const UNDISTURBED: Duration = Duration::from_secs(3);

fn advisory() -> BTreeSet<SectionName> {
    let (plan, _) = planned();
    let requests = plan.requests.iter().filter(|request| request.advisory);
    requests.map(|request| request.section).collect()
}

fn timed(server: &Server, way: (ScanOptions, SignIn)) -> (Snapshot, Duration) {
    let begun = Instant::now();
    let snapshot = scanned(server, way);
    (snapshot, begun.elapsed())
}

fn start() -> Server {
    Server::start(rich::tenant(100), Options::default())
}

#[test]
fn what_verdicts_rest_on_is_not_advisory_and_what_advises_is() {
    let names: Vec<&str> = advisory().iter().map(|name| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "organization",
            "licences",
            "api-holders",
            "api-holder-principals",
            "authorization-policy",
            "b2b-policy",
            "security-defaults",
            "conditional-access",
            "user-sign-ins",
            "application-sign-ins",
            "role-holders",
        ]
    );
}

#[test]
fn an_advisory_request_that_hangs_ends_with_the_scan_and_takes_nothing_along() {
    let undisturbed = scanned(&start(), plain(&start()));
    let hung = |section: SectionName, path: &str| {
        let server = start();
        server.inject(On::path(path), HANGS);
        let (snapshot, took) = timed(&server, plain(&server));
        assert!(took < UNDISTURBED + LAST_MOMENT, "{section}: {took:?}");
        let found = head(&snapshot, section);
        assert_eq!(found.state, State::Failed, "{section}");
        let message = &found.problem.unwrap().message;
        assert!(message.contains("not waited for"), "{section}: {message}");
        // Who the other holders are cannot be asked where they were not listed.
        let mut lost = differing(&snapshot, &undisturbed);
        lost.retain(|name| {
            *name != SectionName::ApiHolderPrincipals || section == SectionName::ApiHolderPrincipals
        });
        assert_eq!(lost, [section]);
    };
    std::thread::scope(|scope| {
        let advisory = advisory();
        for (section, path) in SECTIONS.into_iter().filter(|one| advisory.contains(&one.0)) {
            scope.spawn(move || hung(section, path));
        }
    });
}

#[test]
fn everything_advisory_may_hang_at_once_and_verdicts_lose_nothing() {
    let undisturbed = scanned(&start(), plain(&start()));
    let advisory = advisory();
    let server = start();
    for (_, path) in SECTIONS.into_iter().filter(|one| advisory.contains(&one.0)) {
        server.inject(On::path(path), HANGS);
    }
    // As wide as usual, and with room for one request at once.
    for in_flight in [32, 1] {
        let (mut options, sign_in) = plain(&server);
        options.in_flight = in_flight;
        options.budget = Duration::from_secs(20);
        let (snapshot, took) = timed(&server, (options, sign_in));
        assert!(took < UNDISTURBED + LAST_MOMENT, "{in_flight}: {took:?}");
        let lost: BTreeSet<SectionName> = differing(&snapshot, &undisturbed).into_iter().collect();
        assert_eq!(lost, advisory, "{in_flight}");
    }
}

#[test]
fn an_advisory_request_that_is_put_off_or_breaks_off_for_ever_delays_nothing_either() {
    let path = "/v1.0/identity/conditionalAccess/policies";
    for fault in [
        Fault::Throttle(RetryAfter::Seconds(30)),
        Fault::Unavailable(503, RetryAfter::Seconds(3_600)),
        Fault::Reset,
    ] {
        let server = start();
        server.inject(On::path(path), fault.clone());
        let (mut options, sign_in) = plain(&server);
        options.first_wait = Duration::from_secs(5);
        let (snapshot, took) = timed(&server, (options, sign_in));
        assert!(took < UNDISTURBED + LAST_MOMENT, "{fault:?}: {took:?}");
        let found = head(&snapshot, SectionName::ConditionalAccess).state;
        assert_eq!(found, State::Failed, "{fault:?}");
    }
}

#[test]
fn advice_that_is_slow_still_comes_while_verdicts_need_answers_or_soon_after() {
    let server = start();
    let slow = |path: &str, milliseconds: u64| {
        let wait = Duration::from_millis(milliseconds);
        server.inject(On::path(path), Fault::Slow(wait));
    };
    slow("/v1.0/identity/conditionalAccess/policies", 800);
    slow("/v1.0/policies/authorizationPolicy", 3_500);
    // A verdict rests on this one.
    slow("/v1.0/policies/crossTenantAccessPolicy/default", 3_000);
    let snapshot = scanned(&server, plain(&server));
    for section in [
        SectionName::ConditionalAccess,
        SectionName::AuthorizationPolicy,
        SectionName::CrossTenantDefault,
    ] {
        let found = head(&snapshot, section);
        assert_eq!(
            found.state,
            State::Collected,
            "{section}: {:?}",
            found.problem
        );
    }
}

#[test]
fn licences_are_waited_for_where_pim_is_not_licensed_and_a_verdict_rests_on_them() {
    let slow = Fault::Slow(Duration::from_millis(3_500));
    for (name, expected) in [
        ("pim-not-licensed", State::Collected),
        ("first-demo", State::Failed),
    ] {
        let server = scenarios::named(name).start();
        server.inject(On::path("/v1.0/subscribedSkus"), slow.clone());
        let snapshot = scanned(&server, plain(&server));
        let found = head(&snapshot, SectionName::Licences);
        assert_eq!(found.state, expected, "{name}: {:?}", found.problem);
    }
}

#[test]
fn the_tenant_is_waited_for_where_nobody_named_it() {
    let slow = Fault::Slow(Duration::from_millis(3_500));
    let server = start();
    server.inject(On::path("/v1.0/organization"), slow);
    let (options, _) = plain(&server);
    let opaque = SignIn::AccessToken {
        token: SecretString::from(server.opaque_token()),
        from: "a test".to_owned(),
    };
    let snapshot = scanned(&server, (options, opaque));
    let organization = head(&snapshot, SectionName::Organization);
    assert_eq!(organization.state, State::Collected);
    let snapshot = scanned(&server, plain(&server));
    let organization = head(&snapshot, SectionName::Organization);
    assert_eq!(organization.state, State::Failed);
    assert!(snapshot.tenant.is_some(), "the token names it");
}

#[test]
fn what_a_verdict_rests_on_is_waited_for_however_slow_it_is() {
    let server = start();
    let slow = Fault::Slow(Duration::from_secs(4));
    server.inject(On::path("/v1.0/users/*/appRoleAssignments*"), slow);
    let (snapshot, took) = timed(&server, plain(&server));
    assert!(took > Duration::from_secs(4), "{took:?}");
    let found = head(&snapshot, SectionName::UserAppRoles);
    assert_eq!(found.state, State::Collected, "{:?}", found.problem);
}
