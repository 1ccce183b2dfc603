//! How many requests and round trips a scan takes, whatever the tenant's size.

use crate::graph::{Fault, On, Options, Server, Tenant};
use crate::rich;
use crate::scanner::{head, plain, scanned, secure};
use rolecall::snapshot::{SectionName, State, Unread};
use std::time::Duration;

/// What this tenant takes today, which is the aim: lower this with the scan, and raise it only where a scan reads a way
/// to hold access that it did not read before.
const MOST: usize = 53;

/// Requests that a scan may make whatever it finds, and for each principal that it finds.
const SHARED: usize = 25;
const EACH: usize = 10;
/// The guest and two applications.
const FOUND: usize = 3;
/// For each of them, what it owns: a way to hold access beside roles and grants.
const OWNED: usize = FOUND;

#[test]
fn the_number_of_requests_does_not_grow_with_the_tenant() {
    let mut counts = Vec::new();
    for users in [100, 100_000] {
        let server = Server::start(rich::tenant(users), Options::default());
        let snapshot = scanned(&server, plain(&server));
        for &section in SectionName::ALL {
            let head = head(&snapshot, section);
            // A list of a role's holders may be long: its first page is read, and the section says so.
            let long = section == SectionName::RoleHolders && users > 1_000;
            let expected = if long {
                State::Failed
            } else {
                State::Collected
            };
            assert_eq!(head.state, expected, "{section}: {:?}", head.problem);
            assert!(head.items > 0, "the tenant shows nothing of {section}");
        }
        counts.push(server.graph_requests().len());
    }
    assert_eq!(counts[0], counts[1]);
    assert!(counts[0] <= MOST, "{} requests", counts[0]);
}

#[test]
fn a_scan_takes_at_most_six_round_trips() {
    const LATENCY: Duration = Duration::from_millis(400);
    let options = Options::default().latency(LATENCY);
    let server = Server::start(rich::tenant(100), options);
    let (mut options, sign_in) = secure(&server);
    // Enough that no request waits for another's turn: what is counted is who needs whose answer.
    options.in_flight = 64;
    scanned(&server, (options, sign_in));
    // Counted, not timed: a request is deeper than every answer that was out before it came.
    let depth = server.depth();
    assert!(
        (5..=6).contains(&depth),
        "{depth} round trips, token included"
    );
    assert_eq!(
        server
            .requests()
            .iter()
            .filter(|one| one.kind == "login")
            .count(),
        1
    );
}

/// So many applications, which hold twenty permissions each: so many of them, with the three that
/// `rich` grants, on the Defender API.
fn big(applications: usize, on_defender: usize) -> Tenant {
    let mut tenant = rich::tenant(100);
    let on_defender = on_defender - 3;
    tenant.applications(applications, on_defender, applications * 20 - on_defender);
    tenant
}

#[test]
fn neither_requests_nor_round_trips_grow_with_applications_and_what_they_are_granted() {
    const LATENCY: Duration = Duration::from_millis(400);
    let mut counts = Vec::new();
    for tenant in [big(20_000, 11_351), big(40_000, 35_000)] {
        let server = Server::start(tenant, Options::default().latency(LATENCY));
        let (mut options, sign_in) = secure(&server);
        options.in_flight = 64;
        let snapshot = scanned(&server, (options, sign_in));
        for &section in SectionName::ALL {
            let bounded = [SectionName::ApiHolders, SectionName::ApiHolderPrincipals];
            let expected = if bounded.contains(&section) {
                State::Failed
            } else {
                State::Collected
            };
            assert_eq!(head(&snapshot, section).state, expected, "{section}");
        }
        assert!(server.depth() <= 6, "{} round trips", server.depth());
        counts.push(server.graph_requests().len());
    }
    assert_eq!(counts[0], counts[1]);
    assert!(
        counts[0] <= SHARED + EACH * FOUND + OWNED,
        "{} requests",
        counts[0]
    );
}

/// What became of the other holders where so many permissions are granted on the Defender API.
fn holders(granted: usize, faults: &[(On, Fault)]) -> (State, usize, Option<Unread>, String) {
    let server = Server::start(big(20_000, granted), Options::default());
    for (on, fault) in faults {
        server.inject(on.clone(), fault.clone());
    }
    let snapshot = scanned(&server, plain(&server));
    let found = head(&snapshot, SectionName::ApiHolders);
    let message = found.problem.map(|problem| problem.message.clone());
    let unread = found.requests.iter().find_map(|request| request.unread);
    (
        found.state,
        found.items,
        unread,
        message.unwrap_or_default(),
    )
}

#[test]
fn a_list_that_is_read_up_to_a_bound_says_the_bound_and_is_never_whole() {
    let all = |total| Some(Unread { total: Some(total) });
    for (granted, items, unread, message) in [
        (1_000, 1_000, None, ""),
        (2_000, 2_000, None, ""),
        (
            2_001,
            2_000,
            all(2_001),
            "read up to a bound: the first 2,000 of 2,001",
        ),
        (
            11_351,
            2_000,
            all(11_351),
            "read up to a bound: the first 2,000 of 11,351",
        ),
    ] {
        let state = if unread.is_some() {
            State::Failed
        } else {
            State::Collected
        };
        let expected = (state, items, unread, message.to_owned());
        assert_eq!(holders(granted, &[]), expected, "{granted}");
    }
}

#[test]
fn where_the_service_does_not_count_the_bound_is_said_without_a_total() {
    let refused = Fault::Error {
        status: 400,
        code: "Request_UnsupportedQuery".to_owned(),
        message: String::new(),
    };
    let counting = On::path("/v1.0/servicePrincipals/*/appRoleAssignedTo?*$count*");
    let (state, items, unread, message) = holders(11_351, &[(counting, refused)]);
    assert_eq!((state, items), (State::Failed, 999));
    assert_eq!(unread, Some(Unread { total: None }));
    assert_eq!(
        message,
        "read up to a bound: the first 999, and there are more (1 of 2 requests)"
    );
}

#[test]
fn the_first_holders_alone_are_looked_up_and_the_section_says_so() {
    let server = Server::start(big(20_000, 11_351), Options::default());
    let snapshot = scanned(&server, plain(&server));
    let found = head(&snapshot, SectionName::ApiHolderPrincipals);
    assert_eq!(
        (found.state, found.items, found.requests.len()),
        (State::Failed, 30, 2)
    );
    let message = &found.problem.unwrap().message;
    assert!(message.ends_with("the first 30 of 1,998"), "{message}");
}
