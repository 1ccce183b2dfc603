//! How many requests and round trips a scan takes, whatever the tenant's size.

use crate::graph::{Options, Server};
use crate::rich;
use crate::scanner::{head, plain, scanned, secure};
use rolecall::snapshot::{SectionName, State};
use std::time::Duration;

/// What this tenant takes today. The aim is 50: lower this with the scan, and never raise it.
const MOST: usize = 49;

#[test]
fn the_number_of_requests_does_not_grow_with_the_tenant() {
    let mut counts = Vec::new();
    for users in [100, 100_000] {
        let server = Server::start(rich::tenant(users), Options::default());
        let snapshot = scanned(&server, plain(&server));
        for &section in SectionName::ALL {
            let head = head(&snapshot, section);
            assert_eq!(
                head.state,
                State::Collected,
                "{section}: {:?}",
                head.problem
            );
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
