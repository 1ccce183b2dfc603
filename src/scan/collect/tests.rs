#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::answers::Answers;
use super::candidates::{Most, counterparts};
use super::groups::groups;
use super::ledger::Ledger;
use super::phases::reach;
use super::section::{section, worst};
use crate::ids::{ObjectId, TenantId};
use crate::scan::client::{Answer, Failure, Item, Kind};
use crate::scan::targets::Targets;
use crate::snapshot::{Problem, Request, SectionName, State};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use uuid::Uuid;

fn id(n: u128) -> ObjectId {
    ObjectId::new(Uuid::from_u128(n))
}

fn answer<T: DeserializeOwned>(
    url: &str,
    subject: Option<u128>,
    objects: &[serde_json::Value],
) -> Answer<T> {
    let items = objects
        .iter()
        .map(|object| Item {
            id: object["id"].as_str().unwrap_or_default().to_owned(),
            object: serde_json::from_value(object.clone()).unwrap(),
        })
        .collect();
    Answer {
        request: Request {
            url: url.to_owned(),
            subject: subject.map(id),
            lookup: BTreeMap::new(),
            at: Some(Timestamp::UNIX_EPOCH),
            status: Some(200),
            request_id: None,
            server_date: None,
            pages: 1,
            items: 0,
            unread: None,
        },
        items,
        failure: None,
    }
}

fn failing(state: State) -> Failure {
    Failure {
        kind: Kind::Other,
        state,
        problem: Problem {
            message: format!("{state:?}"),
            code: None,
            permissions: Vec::new(),
        },
    }
}

fn group(n: u128) -> serde_json::Value {
    json!({ "id": id(n).to_string() })
}

fn answers<T>(made: Vec<Answer<T>>) -> Answers<T> {
    Answers {
        made,
        ..Answers::default()
    }
}

#[test]
fn the_state_of_a_section_is_the_worst_of_its_requests() {
    use State::{Denied, Failed, NotLicensed};
    for (states, expected) in [
        (vec![NotLicensed, NotLicensed], NotLicensed),
        (vec![NotLicensed, Failed], Failed),
        (vec![Failed, NotLicensed, Denied], Denied),
        (vec![Failed], Failed),
    ] {
        let failures: Vec<Failure> = states.iter().map(|state| failing(*state)).collect();
        assert_eq!(worst(&failures).unwrap().0, expected, "{states:?}");
    }
    assert!(worst(&[]).is_none());
}

#[test]
fn timing_does_not_change_a_section() {
    let one = || answer::<serde_json::Value>("https://g/a", Some(1), &[group(9), group(2)]);
    let two = || answer("https://g/b", Some(2), &[group(2)]);
    let forth = section(SectionName::UserGroups, answers(vec![one(), two()]));
    let back = section(SectionName::UserGroups, answers(vec![two(), one()]));
    assert_eq!(forth, back);
    assert_eq!(forth.state(), State::Collected);
    let seen: Vec<(u32, String)> = forth
        .sightings()
        .iter()
        .map(|seen| (seen.request, seen.object["id"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(
        seen,
        [
            (0, id(2).to_string()),
            (1, id(2).to_string()),
            (0, id(9).to_string())
        ]
    );
}

#[test]
fn one_object_found_in_two_ways_is_one_sighting() {
    let made = vec![
        answer::<serde_json::Value>("https://g/b", None, &[group(2)]),
        answer("https://g/a", None, &[group(2)]),
    ];
    let section = section(SectionName::Resources, answers(made));
    assert_eq!(section.sightings().len(), 1);
    assert_eq!(
        section.request_of(&section.sightings()[0]).unwrap().url,
        "https://g/a"
    );
}

#[test]
fn one_object_that_two_answers_tell_differently_is_two_sightings() {
    let told = |enabled: bool| json!({"id": id(2).to_string(), "accountEnabled": enabled});
    let made = vec![
        answer::<serde_json::Value>("https://g/a", None, &[told(true)]),
        answer("https://g/b", None, &[told(false)]),
        answer("https://g/c", None, &[told(true)]),
    ];
    let section = section(SectionName::Resources, answers(made));
    assert_eq!(section.sightings().len(), 2);
}

#[test]
fn a_section_with_one_failing_request_is_not_whole_and_keeps_its_sightings() {
    let mut refused = answer::<serde_json::Value>("https://g/b", Some(2), &[]);
    refused.failure = Some(failing(State::Denied));
    let section = section(
        SectionName::UserGroups,
        answers(vec![answer("https://g/a", Some(1), &[group(1)]), refused]),
    );
    assert_eq!(section.state(), State::Denied);
    assert!(section.whole().is_err());
    assert_eq!(section.sightings().len(), 1);
    assert!(
        section
            .head()
            .problem
            .unwrap()
            .message
            .ends_with("(1 of 2 requests)")
    );
}

#[test]
fn a_section_without_a_request_was_not_asked_and_says_why() {
    let mut unasked = answers::<serde_json::Value>(Vec::new());
    unasked.not_asked("no guest was found");
    unasked.not_asked("a later reason");
    let closed = section(SectionName::UserGroups, unasked);
    assert_eq!(closed.state(), State::NotAsked);
    assert_eq!(closed.head().problem.unwrap().message, "no guest was found");
    let mut gap = answers::<serde_json::Value>(Vec::new());
    gap.gaps.push(failing(State::Failed));
    assert_eq!(section(SectionName::UserGroups, gap).state(), State::Failed);
}

#[test]
fn pim_is_asked_about_groups_that_can_hold_directory_roles() {
    let mut ledger = Ledger::default();
    ledger.user_groups.add(vec![answer(
        "https://g/a",
        Some(1),
        &[
            json!({ "id": id(1).to_string(), "isAssignableToRole": false }),
            json!({ "id": id(2).to_string(), "isAssignableToRole": null, "securityEnabled": true }),
            json!({ "id": id(3).to_string(), "isAssignableToRole": true }),
            json!({ "id": id(4).to_string(), "isAssignableToRole": null, "securityEnabled": false }),
            json!({ "id": id(5).to_string(), "isAssignableToRole": null, "groupTypes": ["DynamicMembership"] }),
            json!({ "id": id(7).to_string(), "securityEnabled": true }),
        ],
    )]);
    ledger.group_eligibility.add(vec![answer(
        "https://g/b",
        Some(1),
        &[json!({ "id": "x", "principalId": id(100).to_string(), "groupId": id(6).to_string() })],
    )]);
    let groups = groups(&ledger);
    let unsaid = id(7);
    assert_eq!(groups.assignable, BTreeSet::from([id(3), id(6), unsaid]));
    assert_eq!(groups.all.len(), 7);
    assert_eq!(groups.eligible.iter().copied().collect::<Vec<_>>(), [id(6)]);
}

#[test]
fn what_is_in_one_list_only_is_looked_up_in_the_other() {
    let sp = |n: u128, owner: u128| json!({ "id": id(n).to_string(), "appId": id(n + 100).to_string(), "appOwnerOrganizationId": id(owner).to_string() });
    let app = |n: u128| json!({ "id": id(n).to_string(), "appId": id(n + 100).to_string() });
    let mut ledger = Ledger::default();
    ledger.service_principals.add(vec![answer(
        "https://g/s",
        None,
        &[sp(1, 77), sp(2, 88), sp(3, 77)],
    )]);
    ledger
        .applications
        .add(vec![answer("https://g/p", None, &[app(3), app(4)])]);
    let home = Some(TenantId::new(Uuid::from_u128(77)));
    let most = Most::of(&Targets::default());
    let [presence, registration] = counterparts(&ledger, home, most).map(|batch| batch.gets);
    let targets = |gets: &[crate::scan::requests::Get]| {
        gets.iter()
            .map(|get| get.target.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!((presence.len(), registration.len()), (1, 1));
    assert!(targets(&presence).contains(&id(104).to_string()));
    assert!(
        targets(&registration).contains(&id(101).to_string()),
        "another tenant's registration is not here"
    );
}

#[test]
fn only_a_scan_that_read_nothing_at_all_is_an_error() {
    let broken = |kind| {
        let mut answer = answer("https://g/u", None, &[]);
        answer.failure = Some(Failure {
            kind,
            ..failing(State::Failed)
        });
        answer
    };
    let mut ledger = Ledger::default();
    let mut advisory = Ledger::default();
    ledger.users.add(vec![broken(Kind::Unreachable("gone"))]);
    assert_eq!(
        reach(&ledger, &advisory).unwrap().0,
        Kind::Unreachable("gone")
    );
    advisory
        .licences
        .add(vec![answer("https://g/l", None, &[])]);
    assert_eq!(reach(&ledger, &advisory), None);

    let advisory = Ledger::default();
    let mut refused = Ledger::default();
    refused.users.add(vec![broken(Kind::NotAccepted)]);
    assert_eq!(reach(&refused, &advisory).unwrap().0, Kind::NotAccepted);
    refused.users.add(vec![broken(Kind::Other)]);
    assert_eq!(
        reach(&refused, &advisory),
        None,
        "a refused section is a finding, not an error"
    );
}
