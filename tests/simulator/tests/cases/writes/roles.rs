//! Directory roles, PIM and Defender's roles.

use super::{ACTIVE, DEFENDER, ELIGIBLE, ROLES, code, held, id, post, served, status};
use crate::client::rules;
use serde_json::{Value, json};
use simulator::Tenant;
use simulator::ids::role;
use simulator::tenant::Set;

#[test]
fn a_directory_role_is_assigned_once_and_removed() {
    let (server, guest, _, _) = served();
    let body = json!({"principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/"});
    let (status_of, made) = post(&server, ROLES, &body);
    assert_eq!((status_of, &made["directoryScopeId"]), (201, &json!("/")));
    let (status_of, again) = post(&server, ROLES, &body);
    assert_eq!((status_of, code(&again)), (400, "Request_BadRequest"));
    assert_eq!(held(&server, &guest)[..2], [2, 2]);
    let path = format!("{ROLES}/{}", id(&made));
    assert_eq!(status(&server, "DELETE", &path), 204);
    assert_eq!(status(&server, "DELETE", &path), 404);
    assert_eq!(held(&server, &guest)[..2], [1, 1]);
    let mut nobody = body.clone();
    nobody["principalId"] = json!("5b0f9a0e-0000-4000-8000-000000000001");
    let (status_of, missing) = post(&server, ROLES, &nobody);
    assert_eq!(
        (status_of, code(&missing)),
        (404, "Request_ResourceNotFound")
    );
    let plain = server.change(|tenant| tenant.group("Plain").id());
    nobody["principalId"] = json!(plain);
    assert_eq!(post(&server, ROLES, &nobody).0, 400);
    assert_eq!(server.violations(), []);
}

#[test]
fn pim_requests_change_what_is_eligible_and_what_is_active() {
    let (server, guest, _, _) = served();
    let ask = |action: &str, expiration: &Value| {
        json!({
            "action": action, "principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/",
            "justification": "vendor", "scheduleInfo": {"startDateTime": "2026-11-20T00:00:00Z", "expiration": expiration},
        })
    };
    let forever = json!({"type": "noExpiration"});
    let until = json!({"type": "afterDateTime", "endDateTime": "2027-05-01T00:00:00Z"});
    let remove = json!({"action": "adminRemove", "principalId": guest, "roleDefinitionId": role::GLOBAL_READER, "directoryScopeId": "/"});
    for (path, set) in [
        (ELIGIBLE, Set::RoleEligibilities),
        (ACTIVE, Set::RoleSchedules),
    ] {
        let end = || {
            server.change(|tenant| {
                let found = tenant.all(set).iter().find(|object| {
                    object["principalId"] == guest.as_str()
                        && object["roleDefinitionId"] == role::GLOBAL_READER
                });
                found.map(|object| {
                    (
                        object["startDateTime"].clone(),
                        object["endDateTime"].clone(),
                    )
                })
            })
        };
        let (status_of, gone) = post(&server, path, &remove);
        assert_eq!(
            (status_of, code(&gone)),
            (400, "RoleAssignmentDoesNotExist")
        );
        let (status_of, made) = post(&server, path, &ask("adminAssign", &forever));
        assert_eq!((status_of, &made["status"]), (201, &json!("Provisioned")));
        assert_eq!(end(), Some((json!("2026-11-23T09:00:00Z"), Value::Null)));
        let (status_of, again) = post(&server, path, &ask("adminAssign", &forever));
        assert_eq!((status_of, code(&again)), (400, "RoleAssignmentExists"));
        assert_eq!(post(&server, path, &ask("adminUpdate", &until)).0, 201);
        assert_eq!(
            end().map(|times| times.1),
            Some(json!("2027-05-01T00:00:00Z"))
        );
        let hours = json!({"type": "afterDuration", "duration": "PT8H"});
        assert_eq!(post(&server, path, &ask("adminExtend", &hours)).0, 201);
        assert_eq!(
            end().map(|times| times.1),
            Some(json!("2026-11-23T17:00:00Z"))
        );
        let active = held(&server, &guest)[0];
        let (status_of, revoked) = post(&server, path, &remove);
        assert_eq!((status_of, &revoked["status"]), (201, &json!("Revoked")));
        assert_eq!(end(), None);
        let lost = usize::from(set == Set::RoleSchedules);
        assert_eq!(held(&server, &guest)[0], active - lost);
    }
    assert_eq!(server.violations(), []);
    server.change(Tenant::without_p2);
    let (status_of, refused) = post(&server, ELIGIBLE, &ask("adminAssign", &forever));
    assert_eq!(
        (status_of, code(&refused)),
        (400, "AadPremiumLicenseRequired")
    );
}

#[test]
fn pim_for_groups_and_members() {
    let (server, guest, group, _) = served();
    let base = "/v1.0/identityGovernance/privilegedAccess/group";
    let ask = |action: &str| {
        json!({
            "accessId": "member", "action": action, "groupId": group, "principalId": guest, "justification": "vendor",
            "scheduleInfo": {"expiration": {"type": "noExpiration"}},
        })
    };
    let eligible = format!("{base}/eligibilityScheduleRequests");
    let active = format!("{base}/assignmentScheduleRequests");
    let (status_of, again) = post(&server, &eligible, &ask("adminAssign"));
    assert_eq!((status_of, code(&again)), (400, "RoleAssignmentExists"));
    assert_eq!(post(&server, &eligible, &ask("adminRemove")).0, 201);
    assert_eq!(post(&server, &eligible, &ask("adminAssign")).0, 201);
    let member = format!("/v1.0/groups/{group}/members/{guest}/$ref");
    let is_member = || server.change(|tenant| tenant.members_of(&group).contains(&guest));
    assert_eq!(status(&server, "DELETE", &member), 204);
    assert_eq!(status(&server, "DELETE", &member), 404);
    assert_eq!(post(&server, &active, &ask("adminAssign")).0, 201);
    assert!(is_member());
    assert_eq!(post(&server, &active, &ask("adminRemove")).0, 201);
    assert!(!is_member());
    let members = format!("/v1.0/groups/{group}/members/$ref");
    let link =
        json!({"@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{guest}")});
    assert_eq!(post(&server, &members, &link).0, 204);
    let (status_of, twice) = post(&server, &members, &link);
    assert_eq!((status_of, code(&twice)), (400, "Request_BadRequest"));
    assert!(is_member());
    assert_eq!(server.violations(), []);
}

#[test]
fn defender_roles_need_unified_rbac_to_be_active() {
    let (server, guest, _, _) = served();
    server.change(Tenant::without_unified_rbac);
    let (definitions, assignments) = (
        format!("{DEFENDER}/roleDefinitions"),
        format!("{DEFENDER}/roleAssignments"),
    );
    let body = json!({"displayName": "Vendor", "rolePermissions": [{"allowedResourceActions": ["microsoft.xdr/secops/securitydata/read"]}]});
    let (status_of, refused) = post(&server, &definitions, &body);
    assert_eq!(
        (status_of, code(&refused)),
        (403, "Authorization_RequestDenied")
    );
    server.change(Tenant::activate_unified_rbac);
    let (status_of, made) = post(&server, &definitions, &body);
    assert_eq!((status_of, &made["isBuiltIn"]), (201, &json!(false)));
    let given = json!({"displayName": "Vendor", "roleDefinitionId": made["id"], "principalIds": [guest], "directoryScopeIds": ["/"], "appScopeIds": ["Mde"]});
    let (status_of, assigned) = post(&server, &assignments, &given);
    assert_eq!(
        (status_of, &assigned["principalIds"]),
        (201, &json!([guest]))
    );
    let (role, one) = (
        format!("{definitions}/{}", id(&made)),
        format!("{assignments}/{}", id(&assigned)),
    );
    let more = json!({"description": "read and respond"});
    assert_eq!(server.send("PATCH", &role, Some(&more)).0, 204);
    assert_eq!(server.send("PATCH", &one, Some(&more)).0, 200);
    assert_eq!(status(&server, "DELETE", &one), 204);
    assert_eq!(status(&server, "DELETE", &role), 204);
    assert_eq!(status(&server, "DELETE", &role), 404);
    assert_eq!(server.violations(), []);
    let mut typed = given;
    typed["@odata.type"] = json!("#microsoft.graph.unifiedRoleAssignmentMultiple");
    assert_eq!(post(&server, &assignments, &typed).0, 400);
    assert_eq!(rules(&server), ["write_read_only"]);
}
