//! Refusals: each section says its own, by the code and not by the text.

use crate::faults::start;
use crate::graph::{Fault, On};
use crate::scanner::{differing, head, plain, scanned, spoilt, try_scan};
use rolecall::scan::ScanProblem;
use rolecall::snapshot::{SectionName, State};

/// Sections that one path speaks for, and that path.
const SECTIONS: [(SectionName, &str); 23] = [
    (SectionName::Organization, "/v1.0/organization*"),
    (SectionName::Licences, "/v1.0/subscribedSkus*"),
    (SectionName::UserGroups, "/v1.0/users/*/transitiveMemberOf*"),
    (
        SectionName::UserAppRoles,
        "/v1.0/users/*/appRoleAssignments*",
    ),
    (
        SectionName::AppRoleAssignments,
        "/v1.0/servicePrincipals/*/appRoleAssignments*",
    ),
    (
        SectionName::DelegatedGrants,
        "/v1.0/servicePrincipals/*/oauth2PermissionGrants*",
    ),
    (
        SectionName::ServicePrincipalGroups,
        "/v1.0/servicePrincipals/*/transitiveMemberOf*",
    ),
    (
        SectionName::FederatedCredentials,
        "/v1.0/applications/*/federatedIdentityCredentials*",
    ),
    (
        SectionName::GroupEligibility,
        "/v1.0/identityGovernance/*/eligibilityScheduleInstances",
    ),
    (
        SectionName::GroupSchedules,
        "/v1.0/identityGovernance/*/assignmentScheduleInstances",
    ),
    (
        SectionName::DefenderAssignments,
        "/beta/roleManagement/defender/roleAssignments",
    ),
    (
        SectionName::DefenderActions,
        "/beta/roleManagement/defender/resourceNamespaces",
    ),
    (
        SectionName::ApplicationSignIns,
        "/beta/reports/servicePrincipalSignInActivities",
    ),
    (
        SectionName::ApiHolders,
        "/v1.0/servicePrincipals/*/appRoleAssignedTo",
    ),
    (
        SectionName::AuthorizationPolicy,
        "/v1.0/policies/authorizationPolicy",
    ),
    (
        SectionName::CrossTenantDefault,
        "/v1.0/policies/crossTenantAccessPolicy/default",
    ),
    (
        SectionName::SecurityDefaults,
        "/v1.0/policies/identitySecurityDefaultsEnforcementPolicy",
    ),
    (
        SectionName::ConditionalAccess,
        "/v1.0/identity/conditionalAccess/policies",
    ),
    (
        SectionName::DirectoryRoles,
        "/v1.0/roleManagement/directory/roleAssignments?*principalId in*",
    ),
    (
        SectionName::RoleEligibility,
        "/v1.0/roleManagement/directory/roleEligibility*",
    ),
    (
        SectionName::RoleSchedules,
        "/v1.0/roleManagement/directory/roleAssignmentSchedule*",
    ),
    (
        SectionName::RoleHolders,
        "/v1.0/roleManagement/directory/roleAssignments?*roleDefinitionId eq*",
    ),
    (
        SectionName::DefenderRoles,
        "/beta/roleManagement/defender/roleDefinitions*",
    ),
];

fn refusals() -> Vec<(Fault, State)> {
    let error = |status: u16, code: &str| Fault::Error {
        status,
        code: code.to_owned(),
        message: "<b>Bearer eyJhostile\u{1b}[31m</b>".to_owned(),
    };
    vec![
        (Fault::Denied, State::Denied),
        (Fault::ClaimsChallenge, State::Denied),
        (Fault::TokenExpired, State::Denied),
        (Fault::PremiumRequired, State::NotLicensed),
        (Fault::NonPremiumTenant, State::NotLicensed),
        (error(404, "Request_ResourceNotFound"), State::Failed),
        (error(400, "Request_BadRequest"), State::Failed),
        (error(418, "Teapot"), State::Failed),
        (error(403, "\u{1b}]0;evil\u{7}"), State::Denied),
    ]
}

#[test]
fn a_refusal_costs_its_section_alone() {
    let (server, undisturbed) = start();
    let refusals = refusals();
    for (at, (section, path)) in SECTIONS.into_iter().enumerate() {
        // Two refusals a section, in turn, so that each is met more than once.
        for turn in [2 * at, 2 * at + 1] {
            let (fault, state) = refusals[turn % refusals.len()].clone();
            let snapshot = spoilt(&server, On::path(path), fault.clone());
            let found = head(&snapshot, section);
            assert_eq!(found.state, state, "{section}: {fault:?}");
            assert!(
                found
                    .problem
                    .is_some_and(|problem| !problem.message.contains("hostile"))
            );
            // A section behind this one may have had nobody left to ask about; no other is touched.
            for other in differing(&snapshot, &undisturbed) {
                let behind = head(&snapshot, other);
                assert!(
                    other == section || behind.state == State::NotAsked,
                    "{section} took {other} along: {fault:?}"
                );
            }
        }
    }
}

#[test]
fn a_defender_role_that_is_gone_makes_its_section_incomplete() {
    let (server, undisturbed) = start();
    let roles = undisturbed.sections.defender_roles.sightings();
    let gone = roles[0].object.id.clone();
    server.change(|tenant| tenant.delete(&gone));
    let snapshot = scanned(&server, plain(&server));
    let roles = head(&snapshot, SectionName::DefenderRoles);
    assert_eq!((roles.state, roles.items), (State::Failed, 2));
    assert!(
        roles
            .problem
            .unwrap()
            .message
            .contains("not there any more")
    );
}

#[test]
fn a_token_that_graph_never_accepts_ends_the_scan() {
    let (server, _) = start();
    server.inject(On::path("/v1.0/*"), Fault::TokenExpired);
    let problem = try_scan(plain(&server)).unwrap_err();
    assert!(
        matches!(problem, ScanProblem::NotAccepted { .. }),
        "{problem}"
    );
    server.heal();
    server.inject(On::path("/v1.0/*"), Fault::Reset);
    let problem = try_scan(plain(&server)).unwrap_err();
    assert!(
        matches!(problem, ScanProblem::Unreachable { .. }),
        "{problem}"
    );
}
