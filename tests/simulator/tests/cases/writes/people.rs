//! Guests and users.

use super::{GUEST, USERS, code, held, id, post, served, status};
use serde_json::json;
use simulator::tenant::Set;

#[test]
fn an_invitation_makes_a_guest_once() {
    let (server, ..) = served();
    let body = json!({"invitedUserEmailAddress": "new@vendor.example", "inviteRedirectUrl": "https://myapps.microsoft.com", "sendInvitationMessage": true});
    let (status, first) = post(&server, "/v1.0/invitations", &body);
    assert_eq!(
        (status, &first["status"]),
        (201, &json!("PendingAcceptance"))
    );
    let user = id(&first["invitedUser"]);
    let read = format!("{USERS}/{user}?$select=userType,externalUserState,userPrincipalName,mail");
    let (_, guest) = server.send("GET", &read, None);
    assert_eq!(guest["userType"], "Guest");
    assert_eq!(guest["externalUserState"], "PendingAcceptance");
    assert_eq!(
        guest["userPrincipalName"],
        "new_vendor.example#EXT#@contoso.onmicrosoft.com"
    );
    server.change(|tenant| tenant.accept_invitation(&user));
    let (status, again) = post(&server, "/v1.0/invitations", &body);
    assert_eq!((status, &again["status"]), (201, &json!("Completed")));
    assert_eq!(id(&again["invitedUser"]), user);
    let mut reset = body.clone();
    reset["resetRedemption"] = json!(true);
    reset["invitedUser"] = json!({"id": user});
    let (_, third) = post(&server, "/v1.0/invitations", &reset);
    assert_eq!(third["status"], "PendingAcceptance");
    assert_eq!(
        server.send("GET", &read, None).1["externalUserState"],
        "PendingAcceptance"
    );
    let own = json!({"invitedUserEmailAddress": "ana@contoso.example", "inviteRedirectUrl": "https://myapps.microsoft.com"});
    assert_eq!(post(&server, "/v1.0/invitations", &own).0, 400);
    assert_eq!(server.violations(), []);
}

#[test]
fn a_deleted_user_loses_everything_and_a_restored_one_has_it_again() {
    let (server, guest, group, _) = served();
    let path = format!("{USERS}/{guest}");
    let bin = format!("/v1.0/directory/deletedItems/{guest}");
    assert_eq!(held(&server, &guest), [1, 1, 1, 1, 1]);
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!(held(&server, &guest), [0, 0, 0, 0, 0]);
    assert_eq!(status(&server, "GET", &path), 404);
    assert_eq!(status(&server, "DELETE", &path), 404);
    let (members, principals, deleted) = server.change(|tenant| {
        (
            tenant.members_of(&group).len(),
            tenant.all(Set::DefenderAssignments)[0]["principalIds"].clone(),
            tenant.all(Set::DeletedUsers).len(),
        )
    });
    assert_eq!((members, deleted), (1, 1));
    assert_eq!(principals, json!([group]));
    let (status_of, restored) = server.send("POST", &format!("{bin}/restore"), None);
    assert_eq!((status_of, id(&restored)), (200, guest.clone()));
    assert_eq!(restored["@odata.type"], "#microsoft.graph.user");
    assert_eq!(held(&server, &guest), [1, 1, 1, 1, 1]);
    assert_eq!(server.change(|tenant| tenant.members_of(&group).len()), 2);
    assert_eq!(status(&server, "DELETE", &bin), 404);
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!(status(&server, "DELETE", &bin), 204);
    assert_eq!(status(&server, "POST", &format!("{bin}/restore")), 404);
    assert_eq!(server.violations(), []);
}

#[test]
fn an_address_is_matched_by_mail_alone() {
    let (server, guest, ..) = served();
    let member = server.change(|tenant| {
        let mallory = tenant.guest("mallory@evil.example").id();
        tenant.set(&mallory, "otherMails", json!(["true@vendor.example"]));
        tenant.guest("member@vendor.example").member().id()
    });
    let invite = |address: &str| {
        let body = json!({"invitedUserEmailAddress": address, "inviteRedirectUrl": "https://myapps.microsoft.com"});
        post(&server, "/v1.0/invitations", &body)
    };
    assert_eq!(id(&invite(GUEST).1["invitedUser"]), guest);
    let before = server.change(|tenant| tenant.all(Set::Users).len());
    assert_eq!(invite("true@vendor.example").0, 201);
    assert_eq!(
        server.change(|tenant| tenant.all(Set::Users).len()),
        before + 1
    );
    let (status_of, refused) = invite("member@vendor.example");
    assert_eq!((status_of, code(&refused)), (400, "Request_BadRequest"));
    assert!(refused.to_string().contains(&member));
}
