//! Every scenario, over both ways to the server, in small pages.

use crate::graph::scenarios;
use crate::scanner::{plain, scanned, secure, states};

#[test]
fn every_scenario_is_scanned_without_a_request_that_graph_would_refuse() {
    for mut scenario in scenarios::all() {
        let name = scenario.name;
        scenario.options = scenario.options.pages_of(2);
        let server = scenario.start();
        let over_tls = scanned(&server, secure(&server));
        let tls = server.graph_requests();
        assert!(
            tls.iter().all(|one| one.version == "HTTP/2.0"),
            "{name}: not HTTP/2"
        );
        assert!(
            tls.iter().all(|one| one.method == "GET"),
            "{name}: not a GET"
        );
        let in_the_clear = scanned(&server, plain(&server));
        let mut remarks = server.remarks();
        // Whether there is a sponsor at all is what is asked: the first twenty are enough.
        remarks.retain(|one| one.rule != "expand_cap" || !one.request.contains("$expand=sponsors"));
        assert_eq!(remarks, Vec::new(), "{name}");
        assert_eq!(states(&over_tls), states(&in_the_clear), "{name}");
        let other = &server.graph_requests()[tls.len()..];
        assert_eq!(other.len(), tls.len(), "{name}");
        assert!(other.iter().all(|one| one.version == "HTTP/1.1"), "{name}");
    }
}

#[test]
fn small_pages_and_large_ones_hold_the_same() {
    for name in [
        "hostile-names",
        "nested-group-access",
        "ready-custom-app-full-roles",
    ] {
        let mut whole = scenarios::named(name);
        whole.options.page_size = None;
        let mut small = scenarios::named(name);
        small.options = small.options.pages_of(1);
        let (whole, small) = (whole.start(), small.start());
        let one = scanned(&whole, plain(&whole)).sections;
        let many = scanned(&small, plain(&small)).sections;
        assert_eq!(one.users.sightings().len(), many.users.sightings().len());
        assert_eq!(
            one.user_groups.sightings(),
            many.user_groups.sightings(),
            "{name}"
        );
        assert_eq!(
            one.directory_roles.sightings(),
            many.directory_roles.sightings(),
            "{name}"
        );
        assert_eq!(
            one.resources.sightings(),
            many.resources.sightings(),
            "{name}"
        );
        assert_eq!(
            one.app_role_assignments.sightings(),
            many.app_role_assignments.sightings(),
            "{name}"
        );
    }
}
