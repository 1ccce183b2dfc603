//! Conditional Access and the guest: whom a policy is about.

use super::*;

const GROUP: &str = "99999999-0000-4000-8000-000000000002";
const SECURITY_READER: &str = "5d6b6bb7-de71-4623-b4af-96380a352509";
const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";

fn kinds(words: &str, tenants: Value) -> Value {
    json!({"guestOrExternalUserTypes": words, "externalTenants": tenants})
}

#[test]
fn whom_a_policy_is_about_is_held_against_the_guest() {
    let all = json!({"membershipKind": "all"});
    let ours = json!({"membershipKind": "enumerated", "members": [VENDOR.to_uppercase()]});
    let others = json!({"membershipKind": "enumerated", "members": ["99999999-0000-4000-8000-000000000004"]});
    let table = [
        (json!({"includeUsers": ["All"]}), Says::Weighs),
        (json!({"includeUsers": ["None"]}), Says::Nothing),
        (
            json!({"includeUsers": ["GuestsOrExternalUsers"]}),
            Says::Weighs,
        ),
        (
            json!({"includeUsers": [GUEST.to_uppercase()]}),
            Says::Weighs,
        ),
        (
            json!({"includeUsers": ["99999999-0000-4000-8000-000000000005"]}),
            Says::Nothing,
        ),
        (json!({"includeGroups": [GROUP]}), Says::Nothing),
        (json!({"includeRoles": [SECURITY_READER]}), Says::Weighs),
        (
            json!({"includeRoles": [GLOBAL_ADMINISTRATOR]}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeUsers": ["GuestsOrExternalUsers"]}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeUsers": [GUEST]}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeRoles": [SECURITY_READER]}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeGroups": [GROUP]}),
            Says::Weighs,
        ),
        (
            json!({"includeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", all.clone())}),
            Says::Weighs,
        ),
        (
            json!({"includeGuestsOrExternalUsers": kinds("internalGuest, b2bCollaborationGuest", all.clone())}),
            Says::Weighs,
        ),
        (
            json!({"includeGuestsOrExternalUsers": kinds("b2bCollaborationMember", all.clone())}),
            Says::Nothing,
        ),
        (
            json!({"includeGuestsOrExternalUsers": kinds("serviceProvider,b2bDirectConnectUser,internalGuest", all.clone())}),
            Says::Nothing,
        ),
        (
            json!({"includeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", ours.clone())}),
            Says::Weighs,
        ),
        (
            json!({"includeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", others.clone())}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", all)}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", ours)}),
            Says::Nothing,
        ),
        (
            json!({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", others)}),
            Says::Weighs,
        ),
        // Which tenants are left out was not seen, so the guest may not be among them.
        (
            json!({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": kinds("b2bCollaborationGuest", Value::Null)}),
            Says::Weighs,
        ),
    ];
    for (users, expected) in table {
        let conditions = json!({"users": users.clone()});
        assert_eq!(of(&conditions, controls(&["block"])), expected, "{users}");
    }
}

#[test]
fn a_member_from_outside_is_held_against_policies_for_members() {
    let policy_for = |words| {
        let users =
            json!({"includeGuestsOrExternalUsers": kinds(words, json!({"membershipKind": "all"}))});
        let policy = policy(&json!({"users": users}), controls(&["block"]));
        let tenant = Tenant::ready()
            .set("users", "userType", json!("Member"))
            .policy(policy);
        tenant.judged().advice.len()
    };
    assert_eq!(policy_for("b2bCollaborationMember"), 1);
    assert_eq!(policy_for("b2bCollaborationGuest"), 0);
}

#[test]
fn groups_and_roles_that_were_not_read_may_name_the_guest() {
    let conditions = json!({"users": {"includeGroups": [GROUP]}});
    let tenant = || Tenant::ready().policy(policy(&conditions, controls(&["block"])));
    let member = json!({
        "id": GROUP, "displayName": "Vendors", "groupTypes": [], "isAssignableToRole": null,
    });
    assert_eq!(says(&tenant().with("user-groups", &[member])), Says::Weighs);
    let unread = tenant()
        .denied("user-groups", "GroupMember.Read.All")
        .judged();
    assert!(only(&unread).weighs);
    assert!(
        only(&unread).text.contains("could not be told"),
        "{}",
        only(&unread).text
    );
}

#[test]
fn a_guest_that_is_not_there_yet_is_a_guest_from_outside() {
    let users = json!({"includeGuestsOrExternalUsers":
        kinds("b2bCollaborationGuest", json!({"membershipKind": "all"}))});
    let policy = policy(&json!({"users": users}), controls(&["block"]));
    let assessment = Tenant::ready().without_guest().policy(policy).judged();
    assert!(only(&assessment).weighs);
}

#[test]
fn policies_without_an_id_are_told_apart() {
    let mut one = policy(&json!({}), controls(&["block"]));
    one["id"] = Value::Null;
    let mut other = one.clone();
    other["id"] = json!("a/b");
    let assessment = Tenant::ready()
        .with("conditional-access", &[one, other])
        .judged();
    let ids: Vec<&str> = assessment
        .advice
        .iter()
        .map(|advice| advice.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "expel-mde/advice/conditional-access/item-0",
            "expel-mde/advice/conditional-access/item-1"
        ]
    );
}
