//! Refusals: each section says its own, by the code and not by the text.

use crate::faults::start;
use crate::graph::{Fault, On, Options, Server};
use crate::scanner::{differing, head, plain, scanned, spoilt, states, try_scan};
use rolecall::scan::ScanError;
use rolecall::snapshot::{SectionName, State};

/// Sections with a path that speaks for each alone.
pub const SECTIONS: [(SectionName, &str); 35] = [
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
    // With a question mark, a pattern is held against path and query.
    (SectionName::Users, "/v1.0/users?*"),
    (
        SectionName::ServicePrincipals,
        "/v1.0/servicePrincipals?$filter=startswith(*",
    ),
    (SectionName::Applications, "/v1.0/applications?*"),
    (
        SectionName::Resources,
        "/v1.0/servicePrincipals?$filter=appId in *",
    ),
    (
        SectionName::ApiHolderPrincipals,
        "/v1.0/servicePrincipals?*id in *publisher*",
    ),
    (SectionName::Owners, "/v1.0/*/owners"),
    (SectionName::OwnedObjects, "/v1.0/*/ownedObjects"),
    (SectionName::Nesting, "/v1.0/*/memberOf/*"),
    (SectionName::UserSignIns, "/v1.0/users/*?*signInActivity*"),
    (SectionName::VendorTenant, "/v1.0/tenantRelationships/*"),
    (
        SectionName::CrossTenantPartner,
        "/v1.0/policies/crossTenantAccessPolicy/partners/*",
    ),
    (
        SectionName::B2bPolicy,
        "/beta/policies/b2bManagementPolicies",
    ),
];

/// Each refusal, what becomes of its section, and a word that tells it from the others.
fn refusals() -> Vec<(Fault, State, &'static str)> {
    let error = |status: u16, code: &str| Fault::Error {
        status,
        code: code.to_owned(),
        message: "<b>Bearer eyJhostile\u{1b}[31m</b>".to_owned(),
    };
    vec![
        (Fault::Denied, State::Denied, "although the token has"),
        (Fault::ClaimsChallenge, State::Denied, "Conditional Access"),
        (Fault::TokenExpired, State::Denied, "has expired"),
        (Fault::PremiumRequired, State::NotLicensed, "no licence"),
        (Fault::NonPremiumTenant, State::NotLicensed, "no licence"),
        (
            error(404, "Request_ResourceNotFound"),
            State::Failed,
            "not there",
        ),
        (
            error(400, "Request_BadRequest"),
            State::Failed,
            "did not understand",
        ),
        (error(418, "Teapot"), State::Failed, "status 418"),
        (
            error(403, "\u{1b}]0;evil\u{7}"),
            State::Denied,
            "although the token has",
        ),
    ]
}

#[test]
fn a_refusal_costs_its_section_alone() {
    let (server, undisturbed) = start();
    let refusals = refusals();
    let spoken_for: Vec<SectionName> = SECTIONS.iter().map(|one| one.0).collect();
    for section in SectionName::ALL {
        // Groups that can be stepped into come with the eligibility; tests/wire/groups.rs asks for them.
        let elsewhere = *section == SectionName::EligibleGroups;
        assert!(elsewhere || spoken_for.contains(section), "{section}");
    }
    for (at, (section, path)) in SECTIONS.into_iter().enumerate() {
        // Two refusals a section, in turn, so that each is met more than once.
        for turn in [2 * at, 2 * at + 1] {
            let (fault, state, word) = refusals[turn % refusals.len()].clone();
            let snapshot = spoilt(&server, On::path(path), fault.clone());
            let found = head(&snapshot, section);
            assert_eq!(found.state, state, "{section}: {fault:?}");
            let message = &found.problem.unwrap().message;
            assert!(message.contains(word), "{section}: {fault:?}: {message}");
            assert!(!message.contains("hostile"), "{message}");
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
fn unified_rbac_that_was_never_activated_is_said_as_such() {
    let mut tenant = crate::rich::tenant(100);
    tenant.without_unified_rbac();
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned(&server, plain(&server));
    for section in [SectionName::DefenderAssignments, SectionName::DefenderRoles] {
        let found = head(&snapshot, section);
        assert_eq!(found.state, State::Denied, "{section}");
        let message = &found.problem.unwrap().message;
        assert!(message.contains("never have been activated"), "{message}");
    }
    assert_eq!(
        head(&snapshot, SectionName::DirectoryRoles).state,
        State::Collected
    );
}

#[test]
fn a_role_held_by_somebody_who_is_gone_is_recorded_and_stops_nothing() {
    let server = crate::graph::scenarios::named("dangling-assignment").start();
    let snapshot = scanned(&server, plain(&server));
    for (&section, state) in &states(&snapshot) {
        let failed = section == SectionName::DefenderRoles;
        assert_eq!(*state == State::Failed, failed, "{section}: {state:?}");
    }
    let assignments = snapshot.sections.defender_assignments.sightings();
    assert_eq!(
        assignments[0].object.principal_ids.whole().unwrap().len(),
        2
    );
    let roles = snapshot.sections.directory_roles.sightings();
    let gone = "7b1f3f9e-0000-4000-8000-00000000dead";
    assert!(
        roles
            .iter()
            .any(|role| role.object.role_definition_id.is(&gone.parse().unwrap()))
    );
}

#[test]
fn a_defender_role_that_is_gone_makes_its_section_incomplete() {
    let (server, undisturbed) = start();
    let roles = undisturbed.sections.defender_roles.sightings();
    let gone = roles[0].object.id.cloned().unwrap();
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
        matches!(problem, ScanError::NotAccepted { .. }),
        "{problem}"
    );
    server.heal();
    server.inject(On::path("/v1.0/*"), Fault::Reset);
    let problem = try_scan(plain(&server)).unwrap_err();
    assert!(
        matches!(problem, ScanError::Unreachable { .. }),
        "{problem}"
    );
}
