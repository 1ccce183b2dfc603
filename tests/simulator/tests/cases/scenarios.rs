//! The named tenants are what their names say.

use super::client::{each, get};
use simulator::ids::{WINDOWS_DEFENDER_ATP, role};
use simulator::scenarios;
use simulator::tenant::Set;

#[test]
fn names_are_unique_and_tenants_are_reproducible() {
    let (one, two) = (scenarios::all(), scenarios::all());
    let mut names: Vec<&str> = one.iter().map(|scenario| scenario.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), one.len());
    for (left, right) in one.iter().zip(&two) {
        assert_eq!(
            format!("{:?}", left.tenant),
            format!("{:?}", right.tenant),
            "{}",
            left.name
        );
    }
}

#[test]
fn objects_have_ids_of_their_own() {
    for scenario in scenarios::all() {
        for set in Set::DIRECTORY {
            let mut ids: Vec<&str> = scenario
                .tenant
                .all(set)
                .iter()
                .map(|object| object["id"].as_str().unwrap())
                .collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{} {set:?}", scenario.name);
        }
    }
}

#[test]
fn eligible_roles_are_not_active() {
    let tenant = scenarios::eligible_only_roles().tenant;
    assert_eq!(tenant.all(Set::RoleEligibilities).len(), 3);
    assert_eq!(tenant.all(Set::RoleAssignments).len(), 0);
    let tenant = scenarios::consent_missing().tenant;
    assert_eq!(tenant.all(Set::AppRoleAssignments).len(), 0);
    assert_eq!(
        tenant.all(Set::Applications)[0]["requiredResourceAccess"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn the_demo_has_something_of_everything() {
    let server = scenarios::named("first-demo").start();
    let (_, users) = get(
        &server,
        "/v1.0/users?$filter=mail eq 'expel_analyst@expel.io'&$select=id,externalUserState",
    )
    .await;
    assert_eq!(each(&users, "externalUserState"), ["Accepted"]);
    let guest = each(&users, "id")[0].to_owned();
    let filter = format!("?$filter=principalId eq '{guest}'");
    let (_, active) = get(
        &server,
        &format!("/v1.0/roleManagement/directory/roleAssignments{filter}"),
    )
    .await;
    assert_eq!(
        each(&active, "roleDefinitionId"),
        [role::SECURITY_READER, role::SECURITY_OPERATOR]
    );
    let (_, eligible) = get(
        &server,
        &format!("/v1.0/roleManagement/directory/roleEligibilityScheduleInstances{filter}"),
    )
    .await;
    assert_eq!(
        each(&eligible, "roleDefinitionId"),
        [role::SECURITY_ADMINISTRATOR]
    );
    let (_, apps) = get(&server, "/v1.0/servicePrincipals?$filter=displayName eq 'Expel Defender for Endpoint Integration'&$select=id,appOwnerOrganizationId").await;
    assert_eq!(apps["value"].as_array().unwrap().len(), 2);
    let api = server.change(|tenant| {
        tenant.resource(WINDOWS_DEFENDER_ATP)["id"]
            .as_str()
            .unwrap()
            .to_owned()
    });
    let (_, holders) = get(
        &server,
        &format!("/v1.0/servicePrincipals/{api}/appRoleAssignedTo?$select=principalDisplayName"),
    )
    .await;
    assert_eq!(holders["value"].as_array().unwrap().len(), 14 + 1 + 1 + 1);
    assert_eq!(
        get(&server, "/beta/roleManagement/defender/roleAssignments")
            .await
            .0,
        403
    );
    assert_eq!(server.violations(), []);
}
