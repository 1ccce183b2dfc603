//! Answers that are broken, endless, hostile or of another shape.

use crate::faults::{GROUPS, start};
use crate::graph::{Fault, On};
use crate::scanner::{differing, head, plain, scanned, spoilt};
use rolecall::snapshot::{SectionName, State};

#[test]
fn a_next_page_elsewhere_or_for_ever_is_not_followed() {
    let (server, undisturbed) = start();
    let own = |path: &str| Fault::NextLink(format!("{}{path}", server.http()));
    let user = server.http().replace("http://", "http://user@");
    for (fault, words) in [
        (Fault::NextLinkElsewhere, "another address"),
        (Fault::NextLinkPlain, "another address"),
        (
            Fault::NextLink(format!("{}/v1.0/users", server.https())),
            "another address",
        ),
        (
            Fault::NextLink(format!("{user}/v1.0/users")),
            "another address",
        ),
        (Fault::NextLink("/v1.0/users".to_owned()), "another address"),
        (Fault::NextLink("not a link".to_owned()), "another address"),
        (own("/beta/users"), "another address"),
        (own("/v1.0/../beta/users"), "another address"),
        (Fault::NextLinkLoop, "circle"),
    ] {
        let before = server.requests().len();
        let snapshot = spoilt(&server, On::path(GROUPS), fault.clone());
        let groups = head(&snapshot, SectionName::UserGroups);
        assert_eq!(
            (groups.state, groups.items),
            (State::Failed, 2),
            "{fault:?}"
        );
        assert!(
            groups.problem.unwrap().message.contains(words),
            "{:?}",
            groups.problem
        );
        assert_eq!(
            differing(&snapshot, &undisturbed),
            [SectionName::UserGroups],
            "{fault:?}"
        );
        assert!(server.requests().len() - before < 60, "{fault:?}");
    }
}

#[test]
fn pages_and_items_beyond_the_bound_are_not_read() {
    let (server, _) = start();
    for items in [false, true] {
        let (mut options, sign_in) = plain(&server);
        if items {
            options.limits.items = 2;
        } else {
            options.limits.pages = 1;
        }
        let snapshot = scanned(&server, (options, sign_in));
        let groups = head(&snapshot, SectionName::UserGroups);
        assert_eq!((groups.state, groups.items), (State::Failed, 2));
        assert!(
            groups
                .problem
                .unwrap()
                .message
                .contains("the rest was not read")
        );
    }
}

#[test]
fn an_answer_that_is_not_what_was_documented_fails_its_section() {
    let (server, undisturbed) = start();
    let raw = |text: &str| Fault::Raw(text.as_bytes().to_vec());
    for (fault, seen) in [
        (Fault::HugeBody(64 * 1024 * 1024), 0),
        (Fault::NullValue, 0),
        (Fault::WrongShape, 3),
        (
            Fault::Redirect("https://evil.example/v1.0/users".to_owned()),
            0,
        ),
        (raw("{}"), 0),
        (raw("[]"), 0),
        (raw("null"), 0),
        (raw("{\"value\":{}}"), 0),
        (raw("{\"value\":[null]}"), 0),
        (raw("{\"value\":[],\"@odata.count\":3}"), 0),
        (raw("{\"error\":{\"code\":\"x\"}}"), 0),
        (raw(""), 0),
    ] {
        let snapshot = spoilt(&server, On::path(GROUPS), fault.clone());
        let groups = head(&snapshot, SectionName::UserGroups);
        assert_eq!(
            (groups.state, groups.items),
            (State::Failed, seen),
            "{fault:?}: {:?}",
            groups.problem
        );
        assert_eq!(
            differing(&snapshot, &undisturbed),
            [SectionName::UserGroups],
            "{fault:?}"
        );
    }
}

#[test]
fn what_the_service_may_send_costs_nothing() {
    let (server, undisturbed) = start();
    for fault in [
        Fault::Duplicates,
        Fault::EmptyPageFirst,
        Fault::NullCollections,
        Fault::Headers(vec![(
            "x-ms-throttle-limit-percentage".to_owned(),
            "0.95".to_owned(),
        )]),
    ] {
        let snapshot = spoilt(&server, On::path(GROUPS), fault.clone());
        assert_eq!(differing(&snapshot, &undisturbed), [], "{fault:?}");
        let ids = |snapshot: &rolecall::snapshot::Snapshot| -> Vec<_> {
            let seen = snapshot.sections.user_groups.sightings();
            seen.iter().map(|seen| seen.object.id.copied()).collect()
        };
        assert_eq!(ids(&snapshot), ids(&undisturbed), "{fault:?}");
    }
}

#[test]
fn null_collections_anywhere_never_stop_the_scan_and_never_hide_a_defender_role() {
    let (server, undisturbed) = start();
    let snapshot = spoilt(&server, On::path("/*"), Fault::NullCollections);
    assert_eq!(head(&snapshot, SectionName::Users).items, 1);
    assert_eq!(head(&snapshot, SectionName::UserGroups).items, 3);
    let assignments = head(&snapshot, SectionName::DefenderAssignments);
    assert_eq!(assignments.state, State::Collected);
    let kept = snapshot.sections.defender_assignments.sightings();
    assert!(
        kept.iter()
            .any(|seen| seen.object.principal_ids.whole().is_none()),
        "an assignment whose holders are null was taken for nobody's"
    );
    let path = On::path("/beta/roleManagement/defender/roleDefinitions*");
    let role = b"{\"id\":\"11111111-2222-4333-8444-555555555555\",\"rolePermissions\":null}";
    let snapshot = spoilt(&server, path, Fault::Raw(role.to_vec()));
    assert_eq!(
        differing(&snapshot, &undisturbed),
        [SectionName::DefenderRoles],
        "the list lacks the roles of the assignments"
    );
}
