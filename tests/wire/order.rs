//! The same tenant gives the same bytes, however the answers race.

use crate::graph::{Fault, On, Options, Server};
use crate::rich;
use crate::scanner::{bytes, plain, scanned, secure};
use std::time::Duration;

/// Delays that differ from run to run, by a small generator without chance.
fn disturb(server: &Server, run: u64) {
    server.heal();
    let mut state = run * 0x9E37_79B9 + 1;
    for path in [
        "/v1.0/users*",
        "/v1.0/servicePrincipals*",
        "/v1.0/applications*",
        "/v1.0/groups*",
        "/v1.0/roleManagement*",
        "/beta/*",
        "/v1.0/organization*",
        "/v1.0/identityGovernance*",
    ] {
        for call in 1..=6 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let wait = Duration::from_millis((state >> 33) % 25);
            server.inject(On::path(path).nth(call), Fault::Slow(wait));
        }
    }
}

#[test]
fn ten_scans_that_race_differently_are_byte_identical() {
    for small in [false, true] {
        let mut options = Options::default();
        if small {
            options = options.pages_of(2);
        }
        let server = Server::start(rich::tenant(100), options);
        let mut first = None;
        for run in 0..10 {
            disturb(&server, run);
            let way = if small {
                plain(&server)
            } else {
                secure(&server)
            };
            let text = bytes(&scanned(&server, way));
            let first = first.get_or_insert_with(|| text.clone());
            assert!(*first == text, "run {run} differs");
        }
    }
}
