//! Groups that can be stepped into, and from there into others.

use crate::graph::tenant::Tenant;
use crate::graph::{Fault, On, Options, Server, ids};
use crate::scanner::{head, plain, scanned, secure, spoilt};
use rolecall::scan::{ScanOptions, SignIn};
use rolecall::snapshot::{SectionName, Snapshot, State};
use std::time::Duration;

/// A guest whose group leads to `steps` others, one behind the other.
fn chain(steps: usize) -> Server {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest("expel_analyst@expel.io").id();
    let mut from = tenant.group("Analysts").id();
    tenant.member_of(&guest, &from);
    for step in 1..=steps {
        let to = tenant.group(&format!("Step {step}")).role_assignable().id();
        tenant.group_eligible(&from, &to);
        from = to;
    }
    tenant.directory_role(&from, ids::role::SECURITY_READER, "/");
    Server::start(
        tenant,
        Options::default().latency(Duration::from_millis(300)),
    )
}

/// Enough at once that no request waits for another's turn: what is counted is who needs whose answer.
fn wide(server: &Server) -> (ScanOptions, SignIn) {
    let (mut options, sign_in) = secure(server);
    options.in_flight = 64;
    (options, sign_in)
}

fn names(snapshot: &Snapshot) -> Vec<String> {
    let groups = snapshot.sections.eligible_groups.sightings().iter();
    let mut names: Vec<String> = groups
        .filter_map(|seen| seen.object.display_name.cloned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_group_that_leads_to_another_is_followed_to_its_roles() {
    for (steps, round_trips) in [(0, 4), (1, 5), (2, 6)] {
        let server = chain(steps);
        let snapshot = scanned(&server, wide(&server));
        let state = head(&snapshot, SectionName::GroupEligibility).state;
        assert_eq!(state, State::Collected, "{steps} steps");
        assert_eq!(names(&snapshot).len(), steps);
        let roles = head(&snapshot, SectionName::DirectoryRoles).items;
        assert_eq!(roles, 1, "{steps} steps");
        assert_eq!(server.depth(), round_trips, "{steps} steps");
    }
}

#[test]
fn a_way_that_is_too_long_to_follow_leaves_the_section_incomplete() {
    let server = chain(3);
    let snapshot = scanned(&server, wide(&server));
    let eligibility = head(&snapshot, SectionName::GroupEligibility);
    assert_eq!(eligibility.state, State::Failed);
    let message = &eligibility.problem.unwrap().message;
    assert!(message.contains("was not asked for"), "{message}");
    assert!(server.depth() <= 6, "{}", server.depth());
}

#[test]
fn a_filter_for_several_that_is_refused_is_asked_one_by_one() {
    let mut tenant = Tenant::new("contoso");
    let guest = tenant.guest("expel_analyst@expel.io").id();
    for name in ["One", "Two"] {
        let group = tenant.group(name).id();
        tenant.member_of(&guest, &group);
        let further = tenant.group(&format!("{name} further")).id();
        tenant.group_eligible(&group, &further);
    }
    let server = Server::start(tenant, Options::default());
    let whole = scanned(&server, plain(&server));
    let refused = Fault::Error {
        status: 400,
        code: "InvalidFilter".to_owned(),
        message: String::new(),
    };
    let snapshot = spoilt(&server, On::path("/v1.0/*?* or *"), refused);
    let users = head(&snapshot, SectionName::Users);
    let refused = users.requests.iter().filter(|one| one.status == Some(400));
    assert_eq!((users.state, refused.count()), (State::Collected, 1));
    let eligibility = head(&snapshot, SectionName::GroupEligibility);
    assert_eq!(
        eligibility.state,
        State::Collected,
        "{:?}",
        eligibility.problem
    );
    assert_eq!(names(&snapshot), ["One further", "Two further"]);
    assert_eq!(names(&snapshot), names(&whole));
}

#[test]
fn names_that_did_not_come_with_the_eligibility_are_asked_for() {
    let server = chain(0);
    let (guest, group) = server.change(|tenant| {
        let guest = tenant.guid(&["user", "expel_analyst@expel.io"]);
        (guest, tenant.group("Without a name").role_assignable().id())
    });
    let bare = format!(
        r#"{{"value":[{{"id":"x","principalId":"{guest}","groupId":"{group}","accessId":"member"}}]}}"#
    );
    let path = On::path("/v1.0/identityGovernance/*/eligibilityScheduleInstances").first(1);
    let snapshot = spoilt(&server, path, Fault::Raw(bare.into_bytes()));
    assert_eq!(names(&snapshot), ["Without a name"]);
    let requests = server.graph_requests();
    assert!(requests.iter().any(|one| one.path == "/v1.0/groups"));
}
