//! Tests of the room.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::{Access, Grant, Held, Scope, Via, read};
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
    let Access { holders } = read(&snapshot(sections), &Catalog::built_in().unwrap());
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
