//! The table: every endpoint that a scan reads, in round trips.
//!
//! Properties, filters and permissions are Microsoft's published ones (Graph
//! v1.0 metadata and permission map of August 2026; Unified RBAC is beta). The
//! permission that reads least comes first. Lists of directory objects, of what
//! they are granted and of their owners are asked for in the largest pages (999).

use super::columns::{APPLICATION, GROUP, OWNER, RESOURCE, SERVICE_PRINCIPAL, SPONSORS, USER};
use super::permissions::{
    READ_APPLICATIONS, READ_DEFENDER, READ_ELIGIBILITY, READ_GROUP_ELIGIBILITY, READ_POLICIES,
    READ_ROLES, READ_SCHEDULES, READ_USERS,
};
use super::{Bound, Endpoint, Version};
use crate::snapshot::SectionName;

/// The largest page of directory objects. Lists of app role assignments came short without it
/// (microsoft-graph-docs, issues 12243 and 5877).
const TOP: &str = "999";

macro_rules! endpoints {
    ($($name:ident { $($field:ident: $value:expr,)+ })+) => {
        $(pub(crate) static $name: Endpoint = Endpoint { $($field: $value,)+ ..Endpoint::USUAL };)+

        /// Every endpoint, in the order of the round trips.
        pub(crate) static ALL: &[&Endpoint] = &[$(&$name,)+];
    };
}

endpoints! {
    ORGANIZATION {
        section: SectionName::Organization,
        path: "/organization",
        query: &[("$select", "id,displayName,createdDateTime,verifiedDomains")],
        permissions: &["Organization.Read.All", "User.Read.All", "Directory.Read.All"],
        why: "which tenant this is, how old it is, and which domains are its own",
    }
    LICENCES {
        section: SectionName::Licences,
        path: "/subscribedSkus",
        query: &[("$select", "id,skuPartNumber,capabilityStatus,servicePlans")],
        permissions: &["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"],
        why: "whether the product is there to be given access to",
    }
    USERS_BY_ADDRESS {
        section: SectionName::Users,
        path: "/users",
        query: &[
            ("$filter", "mail eq {address} or otherMails/any(x:x eq {address}) or startswith(userPrincipalName,{sign-in-name})"),
            ("$select", USER),
            ("$expand", SPONSORS),
            ("$top", TOP),
        ],
        permissions: READ_USERS,
        why: "the guest, by its address, by one that an administrator added to it, or by the sign-in name that an invitation makes, and who answers for it; look-alikes show too",
    }
    SERVICE_PRINCIPALS_BY_APP_ID {
        section: SectionName::ServicePrincipals,
        path: "/servicePrincipals",
        query: &[("$filter", "appId eq {app-id}"), ("$select", SERVICE_PRINCIPAL)],
        permissions: READ_APPLICATIONS,
        why: "the application's presence in the tenant, by its id",
    }
    SERVICE_PRINCIPALS_BY_NAME {
        section: SectionName::ServicePrincipals,
        path: "/servicePrincipals",
        query: &[("$filter", "startswith(displayName,{app-name})"), ("$select", SERVICE_PRINCIPAL), ("$top", TOP)],
        permissions: READ_APPLICATIONS,
        why: "the application's presence in the tenant, by its name; look-alikes show too",
    }
    APPLICATIONS_BY_APP_ID {
        section: SectionName::Applications,
        path: "/applications",
        query: &[("$filter", "appId eq {app-id}"), ("$select", APPLICATION)],
        permissions: READ_APPLICATIONS,
        why: "the registration, by its id: what it asks for, its audience and its secrets' dates",
    }
    APPLICATIONS_BY_NAME {
        section: SectionName::Applications,
        path: "/applications",
        query: &[("$filter", "startswith(displayName,{app-name})"), ("$select", APPLICATION), ("$top", TOP)],
        permissions: READ_APPLICATIONS,
        why: "the registration, by its name; look-alikes show too",
    }
    RESOURCES_BY_APP_ID {
        section: SectionName::Resources,
        path: "/servicePrincipals",
        query: &[("$filter", "appId in {resource-app-ids}"), ("$select", RESOURCE)],
        permissions: READ_APPLICATIONS,
        why: "the APIs that the guide names: the tenant's own ids of their permissions",
    }
    USERS_BY_MAIL {
        section: SectionName::Users,
        trip: 3,
        path: "/users",
        query: &[("$filter", "mail eq {address}"), ("$select", USER), ("$top", TOP)],
        permissions: READ_USERS,
        why: "only if the three in one filter are refused: the guest, by its address",
    }
    USERS_BY_OTHER_MAIL {
        section: SectionName::Users,
        trip: 3,
        path: "/users",
        query: &[("$filter", "otherMails/any(x:x eq {address})"), ("$select", USER), ("$top", TOP)],
        permissions: READ_USERS,
        why: "only then: the guest, by an address that an administrator added to it",
    }
    USERS_BY_SIGN_IN_NAME {
        section: SectionName::Users,
        trip: 3,
        path: "/users",
        query: &[("$filter", "startswith(userPrincipalName,{sign-in-name})"), ("$select", USER), ("$top", TOP)],
        permissions: READ_USERS,
        why: "only then: the guest, by the sign-in name that an invitation makes; look-alikes show too",
    }
    USER_GROUPS {
        section: SectionName::UserGroups,
        trip: 3,
        path: "/users/{user}/transitiveMemberOf/microsoft.graph.group",
        query: &[("$count", "true"), ("$select", GROUP), ("$top", TOP)],
        eventual: true,
        permissions: &["User.Read.All", "GroupMember.Read.All", "Directory.Read.All"],
        why: "groups that give the guest access, directly or through other groups",
    }
    USER_APP_ROLES {
        section: SectionName::UserAppRoles,
        trip: 3,
        path: "/users/{user}/appRoleAssignments",
        query: &[("$top", TOP)],
        permissions: &["Directory.Read.All"],
        why: "app roles that the guest holds, such as the old Defender portal's",
    }
    GROUP_ELIGIBILITY {
        section: SectionName::GroupEligibility,
        trip: 3,
        path: "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
        query: &[("$filter", "principalId eq {principal}"), ("$expand", "group")],
        permissions: READ_GROUP_ELIGIBILITY,
        why: "groups that the guest can step into (PIM for Groups)",
    }
    GROUP_SCHEDULES {
        section: SectionName::GroupSchedules,
        trip: 3,
        path: "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
        query: &[("$filter", "principalId eq {principal}")],
        permissions: &["PrivilegedAssignmentSchedule.Read.AzureADGroup"],
        why: "which of its groups the guest is in for a while only, and until when (PIM for Groups)",
    }
    APP_ROLE_ASSIGNMENTS {
        section: SectionName::AppRoleAssignments,
        trip: 3,
        path: "/servicePrincipals/{service-principal}/appRoleAssignments",
        query: &[("$top", TOP)],
        permissions: READ_APPLICATIONS,
        why: "application permissions that were granted",
    }
    DELEGATED_GRANTS {
        section: SectionName::DelegatedGrants,
        trip: 3,
        path: "/servicePrincipals/{service-principal}/oauth2PermissionGrants",
        query: &[("$top", TOP)],
        permissions: &["Directory.Read.All"],
        why: "delegated permissions that were granted",
    }
    SERVICE_PRINCIPAL_OWNERS {
        section: SectionName::Owners,
        trip: 3,
        path: "/servicePrincipals/{service-principal}/owners",
        query: &[("$select", OWNER), ("$top", TOP)],
        permissions: READ_APPLICATIONS,
        why: "who can add a secret to the service principal",
    }
    SERVICE_PRINCIPAL_GROUPS {
        section: SectionName::ServicePrincipalGroups,
        trip: 3,
        path: "/servicePrincipals/{service-principal}/transitiveMemberOf/microsoft.graph.group",
        query: &[("$count", "true"), ("$select", GROUP), ("$top", TOP)],
        eventual: true,
        permissions: READ_APPLICATIONS,
        why: "groups that give the application access",
    }
    APPLICATION_OWNERS {
        section: SectionName::Owners,
        trip: 3,
        path: "/applications/{application}/owners",
        query: &[("$select", OWNER), ("$top", TOP)],
        permissions: READ_APPLICATIONS,
        why: "who can add a secret to the registration",
    }
    FEDERATED_CREDENTIALS {
        section: SectionName::FederatedCredentials,
        trip: 3,
        path: "/applications/{application}/federatedIdentityCredentials",
        permissions: &["Application.Read.All"],
        why: "outside identities that can sign in as the application without a secret",
    }
    DIRECTORY_ROLES {
        section: SectionName::DirectoryRoles,
        trip: 3,
        path: "/roleManagement/directory/roleAssignments",
        // `in` is documented for this property, and for its PIM siblings it is not.
        query: &[("$filter", "principalId in {principals}"), ("$expand", "roleDefinition")],
        permissions: READ_ROLES,
        why: "directory roles that a candidate, or a group it is in, holds now",
    }
    ROLE_ELIGIBILITY {
        section: SectionName::RoleEligibility,
        trip: 3,
        path: "/roleManagement/directory/roleEligibilityScheduleInstances",
        // A service principal cannot be made eligible (entra-docs, pim-deployment-plan.md), so it is not asked about.
        query: &[("$filter", "principalId eq {principal}")],
        permissions: READ_ELIGIBILITY,
        why: "directory roles that must be activated first (PIM)",
    }
    ROLE_SCHEDULES {
        section: SectionName::RoleSchedules,
        trip: 3,
        path: "/roleManagement/directory/roleAssignmentScheduleInstances",
        query: &[("$filter", "principalId eq {principal}")],
        permissions: READ_SCHEDULES,
        why: "which of the roles held are activated for a while, and until when (PIM)",
    }
    DEFENDER_ASSIGNMENTS {
        section: SectionName::DefenderAssignments,
        trip: 3,
        version: Version::Beta,
        path: "/roleManagement/defender/roleAssignments",
        permissions: READ_DEFENDER,
        why: "Defender roles of a candidate, or of a group it is in; others' assignments are dropped on reading",
    }
    DEFENDER_ROLES {
        section: SectionName::DefenderRoles,
        trip: 3,
        version: Version::Beta,
        path: "/roleManagement/defender/roleDefinitions",
        permissions: READ_DEFENDER,
        why: "what those Defender roles allow; others are dropped on reading",
    }
    ELIGIBILITY_OF_GROUPS {
        section: SectionName::GroupEligibility,
        trip: 4,
        path: "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
        // `or` between two principals is not in the reference: where it is refused, one request a group.
        query: &[("$filter", "principalId eq {principal}"), ("$expand", "group")],
        permissions: READ_GROUP_ELIGIBILITY,
        why: "groups that a member of the guest's groups can step into",
    }
    ELIGIBLE_GROUPS {
        section: SectionName::EligibleGroups,
        trip: 4,
        path: "/groups",
        query: &[("$filter", "id in {groups}"), ("$select", GROUP)],
        permissions: &["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"],
        why: "the groups that the guest can step into, where their names did not come with the eligibility",
    }
    RESOURCES_BY_ID {
        section: SectionName::Resources,
        trip: 4,
        path: "/servicePrincipals",
        query: &[("$filter", "id in {resources}"), ("$select", RESOURCE)],
        permissions: READ_APPLICATIONS,
        why: "APIs that the guide does not name, on which a candidate holds something",
    }
    DEFENDER_ACTIONS {
        section: SectionName::DefenderActions,
        version: Version::Beta,
        path: "/roleManagement/defender/resourceNamespaces",
        query: &[("$expand", "resourceActions")],
        permissions: READ_DEFENDER,
        why: "how this tenant's Defender spells its actions",
    }
    VENDOR_TENANT {
        section: SectionName::VendorTenant,
        path: "/tenantRelationships/findTenantInformationByDomainName(domainName=%27{domain}%27)",
        one: true,
        permissions: &["CrossTenantInformation.ReadBasic.All"],
        why: "the tenant behind the vendor's mail domain: settings about it may refuse the guest",
    }
    AUTHORIZATION_POLICY {
        section: SectionName::AuthorizationPolicy,
        path: "/policies/authorizationPolicy",
        query: &[("$select", "id,allowInvitesFrom,guestUserRoleId")],
        one: true,
        permissions: READ_POLICIES,
        why: "who may invite a guest",
    }
    CROSS_TENANT_DEFAULT {
        section: SectionName::CrossTenantDefault,
        path: "/policies/crossTenantAccessPolicy/default",
        query: &[("$select", "id,isServiceDefault,b2bCollaborationInbound,inboundTrust")],
        one: true,
        permissions: READ_POLICIES,
        why: "whether guests of other tenants are let in, on which the guest's account rests, and whose multifactor counts",
    }
    CROSS_TENANT_PARTNER {
        section: SectionName::CrossTenantPartner,
        trip: 3,
        path: "/policies/crossTenantAccessPolicy/partners/{vendor-tenant}",
        query: &[("$select", "tenantId,b2bCollaborationInbound,inboundTrust")],
        one: true,
        permissions: READ_POLICIES,
        why: "the same for the vendor's tenant, where it is set apart",
    }
    B2B_POLICY {
        section: SectionName::B2bPolicy,
        version: Version::Beta,
        path: "/policies/b2bManagementPolicies",
        permissions: &["Policy.Read.B2BManagementPolicy"],
        why: "domains that may or may not be invited",
    }
    ROLE_HOLDERS {
        section: SectionName::RoleHolders,
        path: "/roleManagement/directory/roleAssignments",
        query: &[("$filter", "roleDefinitionId eq {role}"), ("$expand", "principal")],
        bound: Some(Bound { items: 1_000, pages: 1 }),
        permissions: READ_ROLES,
        why: "who would be refused if classic RBAC of Defender were turned on",
    }
    SECURITY_DEFAULTS {
        section: SectionName::SecurityDefaults,
        path: "/policies/identitySecurityDefaultsEnforcementPolicy",
        query: &[("$select", "id,isEnabled")],
        one: true,
        permissions: READ_POLICIES,
        why: "whether everybody must use multifactor authentication",
    }
    CONDITIONAL_ACCESS {
        section: SectionName::ConditionalAccess,
        path: "/identity/conditionalAccess/policies",
        query: &[("$select", "id,displayName,state,conditions,grantControls,sessionControls")],
        permissions: READ_POLICIES,
        why: "policies that may stop the guest, or an application of the tenant's own",
    }
    USER_SIGN_INS {
        section: SectionName::UserSignIns,
        trip: 3,
        path: "/users/{user}",
        query: &[("$select", "id,signInActivity")],
        one: true,
        permissions: &["AuditLog.Read.All"],
        why: "when the guest last signed in",
    }
    APPLICATION_SIGN_INS {
        section: SectionName::ApplicationSignIns,
        trip: 3,
        // Beta, and in the global cloud alone (reportRoot: List servicePrincipalSignInActivities).
        version: Version::Beta,
        path: "/reports/servicePrincipalSignInActivities",
        query: &[("$filter", "appId eq {app-id}")],
        permissions: &["AuditLog.Read.All", "Directory.Read.All"],
        why: "when the application last signed in",
    }
    API_HOLDERS {
        section: SectionName::ApiHolders,
        trip: 3,
        path: "/servicePrincipals/{resource}/appRoleAssignedTo",
        query: &[("$count", "true"), ("$top", TOP)],
        eventual: true,
        bound: Some(Bound { items: 2_000, pages: 3 }),
        permissions: READ_APPLICATIONS,
        why: "who else holds a permission on the API that the guide is about",
    }
    API_HOLDERS_UNCOUNTED {
        section: SectionName::ApiHolders,
        trip: 4,
        path: "/servicePrincipals/{resource}/appRoleAssignedTo",
        query: &[("$top", TOP)],
        bound: Some(Bound { items: 999, pages: 1 }),
        permissions: READ_APPLICATIONS,
        why: "only if counting them is refused: the same, as far as one page goes",
    }
    API_HOLDER_PRINCIPALS {
        section: SectionName::ApiHolderPrincipals,
        trip: 4,
        path: "/servicePrincipals",
        query: &[("$filter", "id in {holders}"), ("$select", SERVICE_PRINCIPAL)],
        permissions: READ_APPLICATIONS,
        why: "those holders by name and publisher",
    }
    NESTING_OF_USER {
        section: SectionName::Nesting,
        trip: 3,
        path: "/users/{user}/memberOf/microsoft.graph.group",
        query: &[("$count", "true"), ("$select", GROUP), ("$top", TOP)],
        eventual: true,
        permissions: &["User.Read.All", "GroupMember.Read.All", "Directory.Read.All"],
        why: "which of the guest's groups it is a direct member of",
    }
    NESTING_OF_GROUP {
        section: SectionName::Nesting,
        trip: 4,
        path: "/groups/{group}/memberOf/microsoft.graph.group",
        query: &[("$count", "true"), ("$select", GROUP), ("$top", TOP)],
        eventual: true,
        permissions: &["GroupMember.Read.All", "Directory.Read.All"],
        why: "the way through nested groups",
    }
}
