//! Tests of the module.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::{Access, Bound, Grant, Held, Scope, Via, read};
use crate::catalog::Catalog;
use crate::snapshot::{SectionName, Snapshot, read as read_snapshot};
use serde_json::{Value, json};

const GUEST: &str = "11111111-1111-4111-8111-111111111111";
const GROUP: &str = "22222222-2222-4222-8222-222222222222";
const API: &str = "33333333-3333-4333-8333-333333333333";
const SECURITY_READER: &str = "5d6b6bb7-de71-4623-b4af-96380a352509";
const SECOP: &str = "44444444-4444-4444-8444-444444444444";

/// A section that was read whole, each item asked for the guest.
fn collected(items: &[Value]) -> Value {
    let items: Vec<Value> = items
        .iter()
        .map(|object| json!({"request": 0, "object": object}))
        .collect();
    let request = json!({
        "url": "https://graph.microsoft.com/v1.0/x", "subject": GUEST,
        "at": "2026-11-23T09:00:00Z", "status": 200, "pages": 1, "items": items.len(),
    });
    json!({"state": "collected", "requests": [request], "items": items})
}

/// A snapshot that holds the guest and these sections.
fn snapshot(sections: &[(SectionName, Vec<Value>)]) -> Snapshot {
    let mut all = serde_json::Map::new();
    for name in SectionName::ALL {
        let asked = json!({"state": "not-asked", "problem": {"message": "not in this test"}});
        all.insert(name.to_string(), asked);
    }
    all.insert(
        "users".to_owned(),
        collected(&[json!({"id": GUEST, "userType": "Guest"})]),
    );
    for (name, items) in sections {
        all.insert(name.to_string(), collected(items));
    }
    let file = json!({
        "schema": "rolecall/snapshot", "schema_version": 1,
        "snapshot": {
            "tool": "0", "cloud": "global",
            "started": "2026-11-23T09:00:00Z", "ended": "2026-11-23T09:00:00Z",
            "observer": {"sign_in": "test", "kind": "application"},
            "sought": {"guide": "expel-mde", "edition": "2026-11-23", "parameters": {}},
            "sections": all,
        },
    });
    read_snapshot(&serde_json::to_vec(&file).unwrap()).unwrap()
}

fn grants(sections: &[(SectionName, Vec<Value>)]) -> Vec<Grant> {
    let Access { holders, .. } = read(&snapshot(sections), &Catalog::built_in().unwrap());
    let [holder] = holders.as_slice() else {
        panic!("one holder")
    };
    holder.grants.clone()
}

fn app_role(principal: &str, kind: &str) -> Value {
    json!({
        "id": "a", "appRoleId": SECOP, "principalId": principal, "principalType": kind,
        "principalDisplayName": "SOC", "resourceId": API,
    })
}

fn resource() -> (SectionName, Vec<Value>) {
    let role = json!({"id": SECOP, "value": "secop"});
    let object = json!({
        "id": API, "appId": "fc780465-2017-40d4-a0c5-307022471b92", "appRoles": [role],
        "oauth2PermissionScopes": [],
    });
    (SectionName::Resources, vec![object])
}

#[test]
fn an_app_role_of_a_users_group_is_held_through_the_group() {
    let held = grants(&[
        resource(),
        (SectionName::UserAppRoles, vec![app_role(GROUP, "Group")]),
    ]);
    assert_eq!(held.len(), 1);
    assert!(
        matches!(held[0].via.as_slice(), [Via::Group { name: Some(name), .. }] if name == "SOC")
    );
}

#[test]
fn an_app_role_of_the_user_is_direct_and_anothers_is_not_held() {
    let own = vec![app_role(GUEST, "User"), app_role(GROUP, "User")];
    let held = grants(&[resource(), (SectionName::UserAppRoles, own)]);
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].via, Vec::new());
}

#[test]
fn a_role_is_read_with_its_scope_and_without_one_it_is_unstated() {
    let role = |scope: Value| {
        let assignment = json!({
            "id": "r", "principalId": GUEST, "roleDefinitionId": SECURITY_READER, "directoryScopeId": scope,
        });
        grants(&[(SectionName::DirectoryRoles, vec![assignment])])
    };
    assert_eq!(role(json!("/"))[0].scope, Scope::Tenant);
    assert_eq!(role(json!("/"))[0].held, Held::Active);
    let unit = Scope::AdministrativeUnit("u".to_owned());
    assert_eq!(role(json!("/administrativeUnits/u"))[0].scope, unit);
    assert_eq!(role(Value::Null)[0].scope, Scope::Unstated);
}

/// The guest's role through a group that it is in by these PIM instances.
fn through_a_group(schedules: &[Value]) -> Grant {
    let role = json!({
        "id": "r", "principalId": GROUP, "roleDefinitionId": SECURITY_READER, "directoryScopeId": "/",
    });
    let held = grants(&[
        (SectionName::UserGroups, vec![json!({"id": GROUP})]),
        (SectionName::DirectoryRoles, vec![role]),
        (SectionName::GroupSchedules, schedules.to_vec()),
    ]);
    assert_eq!(held.len(), 1);
    held[0].clone()
}

fn membership(how: &str, access: &str, end: &Value) -> Value {
    json!({
        "id": format!("{how} {access}"), "principalId": GUEST, "groupId": GROUP, "accessId": access,
        "assignmentType": how, "endDateTime": end,
    })
}

#[test]
fn what_comes_through_a_membership_ends_with_it() {
    let soon = "2026-11-23T17:00:00Z";
    let lasting = through_a_group(&[]);
    assert_eq!((lasting.held, lasting.ends), (Held::Active, Bound::Open));
    let activated = membership("activated", "member", &json!(soon));
    let grant = through_a_group(std::slice::from_ref(&activated));
    assert_eq!(grant.held, Held::Activated);
    assert_eq!(grant.ends, Bound::At(soon.parse().unwrap()));
    assert_eq!(grant.seen.len(), 2, "the membership is evidence too");
    let until = through_a_group(&[membership("assigned", "member", &json!(soon))]);
    assert_eq!(until.held, Held::Active);
    assert_eq!(until.ends, Bound::At(soon.parse().unwrap()));
    // A principal that is also assigned stays a member when the activation ends; an owner is not a member.
    for other in [
        membership("assigned", "member", &Value::Null),
        membership("assigned", "owner", &json!(soon)),
    ] {
        let stays = other["accessId"] == "member";
        let grant = through_a_group(&[activated.clone(), other]);
        assert_eq!(grant.held == Held::Active, stays);
        assert_eq!(grant.ends == Bound::Open, stays);
    }
}

#[test]
fn a_way_that_lasts_counts_before_a_shorter_one_that_lapses() {
    let lasting = "55555555-5555-4555-8555-555555555555";
    let between = "66666666-6666-4666-8666-666666666666";
    let ask = |subject: &str, groups: &[&str]| {
        let items: Vec<Value> = groups
            .iter()
            .map(|id| json!({"request": 0, "object": {"id": id}}))
            .collect();
        (subject.to_owned(), items)
    };
    let ways = [
        ask(GUEST, &[lasting, GROUP]),
        ask(lasting, &[between]),
        ask(between, &[API]),
        ask(GROUP, &[API]),
    ];
    let mut all = snapshot(&[(
        SectionName::GroupSchedules,
        vec![membership("activated", "member", &Value::Null)],
    )]);
    let mut requests = Vec::new();
    let mut items = Vec::new();
    for (index, (subject, seen)) in ways.into_iter().enumerate() {
        requests.push(json!({
            "url": "https://graph.microsoft.com/v1.0/x", "subject": subject,
            "at": "2026-11-23T09:00:00Z", "status": 200, "pages": 1, "items": seen.len(),
        }));
        items.extend(seen.into_iter().map(|mut one| {
            one["request"] = json!(index);
            one
        }));
    }
    let nesting = json!({"state": "collected", "requests": requests, "items": items});
    all.sections.nesting = serde_json::from_value(nesting).unwrap();
    let groups = json!([{"request": 0, "object": {"id": API}}]);
    let request = json!([{
        "url": "https://graph.microsoft.com/v1.0/x", "subject": GUEST,
        "at": "2026-11-23T09:00:00Z", "status": 200, "pages": 1, "items": 1,
    }]);
    let groups = json!({"state": "collected", "requests": request, "items": groups});
    all.sections.user_groups = serde_json::from_value(groups).unwrap();
    let role = json!({
        "state": "collected", "requests": request,
        "items": [{"request": 0, "object": {
            "id": "r", "principalId": API, "roleDefinitionId": SECURITY_READER, "directoryScopeId": "/",
        }}],
    });
    all.sections.directory_roles = serde_json::from_value(role).unwrap();
    let access = read(&all, &Catalog::built_in().unwrap());
    let [grant] = access.holders[0].grants.as_slice() else {
        panic!("one grant")
    };
    assert_eq!((&grant.held, grant.via.len()), (&Held::Active, 3));
}
