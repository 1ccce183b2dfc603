//! The one table of sections.
//!
//! A row is everything that is known of a section apart from its answers: name, type of its items,
//! title, subject, what needs it and what it shows ([`Row`]), then its requests ([`Endpoint`]).
//! The scan, the plan, the forecast of permissions, the file format, the proof of absence and the
//! tests read it, and no other list of sections exists. The order is that of every ledger.
//!
//! Properties, filters and permissions are Microsoft's published ones (Graph v1.0 metadata and
//! permission map of August 2026; Unified RBAC is beta). The permission that reads least comes
//! first. A property is selected only where a finding may need it.

mod define;
mod endpoint;
mod lookup;
mod row;

use super::{Head, Request, Section};
use crate::graph_version::GraphVersion;
use define::define_sections;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use endpoint::{Bound, Endpoint, Phase};
pub(crate) use lookup::lookup;
pub use row::{Feature, Informs, NeededFor, Row, Shows, Subject};

/// The largest page of directory objects, of what they are granted and of their owners. Lists of app role
/// assignments came short without it (microsoft-graph-docs, issues 12243 and 5877).
const LARGEST: &str = "999";

const USER: &str = "id,displayName,mail,otherMails,userPrincipalName,userType,creationType,identities,externalUserState,externalUserStateChangeDateTime,accountEnabled,createdDateTime";
const SERVICE_PRINCIPAL: &str = "id,appId,displayName,appOwnerOrganizationId,accountEnabled,disabledByMicrosoftStatus,servicePrincipalType,signInAudience,verifiedPublisher,appRoleAssignmentRequired,passwordCredentials,keyCredentials";
const APPLICATION: &str = "id,appId,displayName,signInAudience,createdDateTime,publisherDomain,requiredResourceAccess,passwordCredentials,keyCredentials,web,spa,publicClient";
const RESOURCE: &str =
    "id,appId,displayName,accountEnabled,disabledByMicrosoftStatus,appRoles,oauth2PermissionScopes";
const GROUP: &str = "id,displayName,isAssignableToRole,securityEnabled,groupTypes";
const OWNER: &str = "id,displayName,userPrincipalName";
const OWNED: &str = "id,displayName,appId,isAssignableToRole";

const READ_APPLICATIONS: &[&str] = &["Application.Read.All", "Directory.Read.All"];
const READ_USERS: &[&str] = &["User.Read.All", "Directory.Read.All"];
const READ_USER_GROUPS: &[&str] = &[
    "User.Read.All",
    "GroupMember.Read.All",
    "Directory.Read.All",
];
const READ_ROLES: &[&str] = &["RoleManagement.Read.Directory", "Directory.Read.All"];
const READ_DEFENDER: &[&str] = &["RoleManagement.Read.Defender", "RoleManagement.Read.All"];
const READ_ELIGIBLE_GROUPS: &[&str] = &["PrivilegedEligibilitySchedule.Read.AzureADGroup"];
const READ_POLICIES: &[&str] = &["Policy.Read.All"];

/// Holdings that PIM may give for a while, where the tenant has it.
const BY_PIM: &[Shows] = &[
    Shows::GuestAccess,
    Shows::GuestRole,
    Shows::GuestDefender,
    Shows::ApplicationDefender,
    Shows::ApplicationRoleEnd,
];
/// Holdings that a role of Defender gives.
const BY_DEFENDER: &[Shows] = &[
    Shows::GuestAccess,
    Shows::GuestDefender,
    Shows::ApplicationDefender,
];
/// Holdings of whoever was found as an application.
const OF_APPLICATIONS: &[Shows] = &[
    Shows::ApplicationRole,
    Shows::ApplicationRoleEnd,
    Shows::ApplicationDefender,
    Shows::ApplicationPermission,
    Shows::ApplicationGroup,
    Shows::FederatedIdentity,
    Shows::ApplicationOwner,
];

define_sections! { $
    organization: Organization as Organization, "organization", "the tenant itself",
        subject: Subject::Tenant, needed_for: NeededFor::VerdictWithoutTenant,
        informs: Some(Informs::Tenant); {
            phase: Phase::Find, path: "/organization", select: "id,displayName,createdDateTime,verifiedDomains",
            permissions: &["Organization.Read.All", "User.Read.All", "Directory.Read.All"],
            why: "which tenant this is, how old it is, and which domains are its own",
        }
    licences: SubscribedSku as Licences, "licences", "the tenant's licences",
        subject: Subject::Tenant, needed_for: NeededFor::VerdictWithoutPim,
        shows: &[Shows::ServicePlan], supports: BY_PIM, informs: Some(Informs::Advice); {
            phase: Phase::Find, path: "/subscribedSkus", select: "id,skuPartNumber,capabilityStatus,servicePlans",
            permissions: &["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"],
            why: "whether the product is there to be given access to",
        }
    users: User as Users, "users", "accounts that could be the guide's guest",
        subject: Subject::SoughtGuests, shows: &[Shows::Guest, Shows::GuestAccess],
        supports: &[Shows::GuestRole, Shows::GuestDefender, Shows::GuestPermission]; {
            phase: Phase::Find, path: "/users", top: LARGEST, permissions: READ_USERS,
            filter: "mail eq {address} or otherMails/any(x:x eq {address}) or startswith(userPrincipalName,{sign-in-name})",
            unless: "account",
            // Who answers for a guest: where one filter for all ways is refused, the lookups one by one do without.
            select: USER, expand: "sponsors($select=id)",
            why: "the guest, by its address, by one that an administrator added to it, or by the sign-in name that an invitation makes, and who answers for it; look-alikes show too",
        } {
            phase: Phase::Find, path: "/users", top: LARGEST, permissions: READ_USERS,
            // `mail` and `userPrincipalName` take `eq`, and two of them `or`, without an advanced query (Microsoft
            // Graph, user: properties; advanced query capabilities).
            filter: "mail eq {address} or otherMails/any(x:x eq {address}) or startswith(userPrincipalName,{sign-in-name}) or userPrincipalName eq {account}",
            select: USER, expand: "sponsors($select=id)",
            why: "an account that need not be a guest: the same, and by its own sign-in name, which an account without a mail has too",
        } {
            phase: Phase::Read, fallback: true, path: "/users", top: LARGEST, permissions: READ_USERS,
            filter: "mail eq {address}", select: USER,
            why: "only if the three in one filter are refused: the guest, by its address",
        } {
            phase: Phase::Read, fallback: true, path: "/users", top: LARGEST, permissions: READ_USERS,
            filter: "otherMails/any(x:x eq {address})", select: USER,
            why: "only then: the guest, by an address that an administrator added to it",
        } {
            phase: Phase::Read, fallback: true, path: "/users", top: LARGEST, permissions: READ_USERS,
            filter: "startswith(userPrincipalName,{sign-in-name})", select: USER,
            why: "only then: the guest, by the sign-in name that an invitation makes; look-alikes show too",
        } {
            phase: Phase::Read, fallback: true, path: "/users", top: LARGEST, permissions: READ_USERS,
            filter: "userPrincipalName eq {account}", select: USER,
            why: "only then: an account that need not be a guest, by its own sign-in name",
        }
    service_principals: ServicePrincipal as ServicePrincipals, "service-principals", "service principals that could be the vendor's",
        subject: Subject::SoughtApplications, shows: &[Shows::Application, Shows::ApplicationAccess],
        supports: OF_APPLICATIONS; {
            phase: Phase::Find, path: "/servicePrincipals", permissions: READ_APPLICATIONS,
            filter: "appId eq {app-id}", select: SERVICE_PRINCIPAL,
            why: "the application's presence in the tenant, by its id",
        } {
            phase: Phase::Find, path: "/servicePrincipals", top: LARGEST, permissions: READ_APPLICATIONS,
            filter: "startswith(displayName,{app-name})", select: SERVICE_PRINCIPAL,
            why: "the application's presence in the tenant, by its name; look-alikes show too",
        }
    applications: Application as Applications, "applications", "registrations that could be the vendor's",
        subject: Subject::SoughtApplications, shows: &[Shows::Application, Shows::ApplicationAccess, Shows::ApplicationPermission],
        supports: OF_APPLICATIONS; {
            phase: Phase::Find, path: "/applications", permissions: READ_APPLICATIONS,
            filter: "appId eq {app-id}", select: APPLICATION,
            why: "the registration, by its id: what it asks for, its audience and its secrets' dates",
        } {
            phase: Phase::Find, path: "/applications", top: LARGEST, permissions: READ_APPLICATIONS,
            filter: "startswith(displayName,{app-name})", select: APPLICATION,
            why: "the registration, by its name; look-alikes show too",
        }
    resources: Resource as Resources, "resources", "the APIs on which permissions are asked or held, with what they offer",
        subject: Subject::Named,
        supports: &[Shows::ApplicationPermission, Shows::ApplicationAccess, Shows::GuestPermission, Shows::GuestAccess]; {
            phase: Phase::Find, path: "/servicePrincipals", permissions: READ_APPLICATIONS,
            filter: "appId in {resource-app-ids}", select: RESOURCE,
            why: "the APIs that the guide names: the tenant's own ids of their permissions",
        } {
            phase: Phase::Follow, path: "/servicePrincipals", permissions: READ_APPLICATIONS,
            filter: "id in {resources}", select: RESOURCE,
            why: "APIs that the guide does not name, on which a candidate holds something",
        }
    app_role_assignments: AppRoleAssignment as AppRoleAssignments, "app-role-assignments", "application permissions that the candidates hold",
        subject: Subject::ServicePrincipals, shows: &[Shows::ApplicationAccess, Shows::ApplicationPermission]; {
            phase: Phase::Read, path: "/servicePrincipals/{service-principal}/appRoleAssignments", top: LARGEST,
            permissions: READ_APPLICATIONS, why: "application permissions that were granted",
        }
    delegated_grants: DelegatedGrant as DelegatedGrants, "delegated-grants", "delegated permissions that the candidates hold",
        subject: Subject::ServicePrincipals, shows: &[Shows::ApplicationAccess, Shows::ApplicationPermission]; {
            phase: Phase::Read, path: "/servicePrincipals/{service-principal}/oauth2PermissionGrants", top: LARGEST,
            permissions: &["Directory.Read.All"], why: "delegated permissions that were granted",
        }
    user_app_roles: AppRoleAssignment as UserAppRoles, "user-app-roles", "app roles that the guest candidates hold",
        subject: Subject::Guests, shows: &[Shows::GuestAccess, Shows::GuestPermission]; {
            phase: Phase::Read, path: "/users/{user}/appRoleAssignments", top: LARGEST, unless: "installer",
            permissions: &["Directory.Read.All"], why: "app roles that the guest holds, such as the old Defender portal's",
        }
    owners: Owner as Owners, "owners", "owners of the candidates' registrations and service principals",
        subject: Subject::ApplicationHalves, shows: &[Shows::ApplicationOwner]; {
            phase: Phase::Read, path: "/servicePrincipals/{service-principal}/owners", select: OWNER, top: LARGEST,
            permissions: READ_APPLICATIONS, why: "who can add a secret to the service principal",
        } {
            phase: Phase::Read, path: "/applications/{application}/owners", select: OWNER, top: LARGEST,
            permissions: READ_APPLICATIONS, why: "who can add a secret to the registration",
        }
    owned_objects: OwnedObject as OwnedObjects, "owned-objects", "groups and applications that the candidates own",
        subject: Subject::GuestsAndServicePrincipals, shows: &[Shows::GuestAccess, Shows::ApplicationAccess]; {
            phase: Phase::Read, path: "/users/{user}/ownedObjects", select: OWNED, top: LARGEST, unless: "installer",
            permissions: READ_USERS, why: "groups that the guest can add itself to, and applications that it can act as, because it owns them",
        } {
            phase: Phase::Read, path: "/servicePrincipals/{service-principal}/ownedObjects", select: OWNED, top: LARGEST,
            permissions: READ_APPLICATIONS, why: "the same of the application",
        }
    federated_credentials: FederatedCredential as FederatedCredentials, "federated-credentials", "outside identities that may sign in as the candidates",
        subject: Subject::Registrations, shows: &[Shows::FederatedIdentity]; {
            phase: Phase::Read, path: "/applications/{application}/federatedIdentityCredentials",
            permissions: &["Application.Read.All"],
            why: "outside identities that can sign in as the application without a secret",
        }
    user_groups: Group as UserGroups, "user-groups", "groups that the guest candidates are in, directly or through other groups",
        subject: Subject::Guests, shows: &[Shows::GuestAccess, Shows::GuestRole, Shows::GuestDefender, Shows::GuestGroup]; {
            phase: Phase::Read, path: "/users/{user}/transitiveMemberOf/microsoft.graph.group",
            eventual: true, select: GROUP, top: LARGEST, permissions: READ_USER_GROUPS,
            why: "groups that give the guest access, directly or through other groups",
        }
    service_principal_groups: Group as ServicePrincipalGroups, "service-principal-groups", "groups that the service principals are in, directly or through other groups",
        subject: Subject::ServicePrincipals,
        shows: &[Shows::ApplicationAccess, Shows::ApplicationRole, Shows::ApplicationDefender, Shows::ApplicationGroup]; {
            phase: Phase::Read, path: "/servicePrincipals/{service-principal}/transitiveMemberOf/microsoft.graph.group",
            eventual: true, select: GROUP, top: LARGEST, permissions: READ_APPLICATIONS,
            why: "groups that give the application access",
        }
    group_eligibility: GroupEligibility as GroupEligibility, "group-eligibility", "group memberships that the candidates can activate (PIM for Groups)",
        subject: Subject::Guests, requires: Some(Feature::Pim),
        shows: &[Shows::GuestAccess, Shows::GuestRole, Shows::GuestDefender, Shows::GuestGroup, Shows::ApplicationDefender]; {
            phase: Phase::Read, path: "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
            filter: "principalId eq {principal}", expand: "group", permissions: READ_ELIGIBLE_GROUPS,
            why: "groups that the guest can step into (PIM for Groups)",
        } {
            phase: Phase::Follow, path: "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
            // `or` between two principals is not in the reference: where it is refused, one request a group.
            filter: "principalId eq {principal}", expand: "group", permissions: READ_ELIGIBLE_GROUPS,
            why: "groups that a member of the guest's groups can step into",
        }
    eligible_groups: Group as EligibleGroups, "eligible-groups", "groups that the candidates are not in until they activate",
        subject: Subject::NamedForGuests,
        supports: &[Shows::GuestRole, Shows::GuestDefender, Shows::GuestAccess, Shows::GuestGroup]; {
            phase: Phase::Follow, path: "/groups", filter: "id in {groups}", select: GROUP,
            permissions: &["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"],
            why: "the groups that the guest can step into, where their names did not come with the eligibility",
        }
    directory_roles: DirectoryRoleAssignment as DirectoryRoles, "directory-roles", "directory roles that the candidates and their groups hold now",
        subject: Subject::GuestsAndServicePrincipals,
        shows: &[Shows::GuestAccess, Shows::GuestRole, Shows::ApplicationAccess, Shows::ApplicationRole]; {
            phase: Phase::Read, path: "/roleManagement/directory/roleAssignments", permissions: READ_ROLES,
            // `in` is documented for this property, and for its PIM siblings it is not.
            filter: "principalId in {principals}", expand: "roleDefinition",
            why: "directory roles that a candidate, or a group it is in, holds now",
        }
    role_eligibility: RoleEligibility as RoleEligibility, "role-eligibility", "directory roles that they can activate (PIM)",
        // A service principal can be made eligible neither for a role nor for a group (entra-docs,
        // pim-deployment-plan.md), so it is asked about neither.
        subject: Subject::Guests, requires: Some(Feature::Pim), shows: &[Shows::GuestAccess, Shows::GuestRole]; {
            phase: Phase::Read, path: "/roleManagement/directory/roleEligibilityScheduleInstances",
            filter: "principalId eq {principal}",
            permissions: &["RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory"],
            why: "directory roles that must be activated first (PIM)",
        }
    role_schedules: RoleSchedule as RoleSchedules, "role-schedules", "how and until when they hold directory roles (PIM)",
        subject: Subject::GuestsAndServicePrincipals, requires: Some(Feature::Pim), shows: &[Shows::GuestAccess, Shows::ApplicationRoleEnd],
        supports: &[Shows::GuestRole, Shows::ApplicationRole]; {
            phase: Phase::Read, path: "/roleManagement/directory/roleAssignmentScheduleInstances",
            filter: "principalId eq {principal}",
            permissions: &["RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory"],
            why: "which of the roles held are activated for a while, and until when (PIM)",
        }
    defender_assignments: DefenderRoleAssignment as DefenderAssignments, "defender-assignments", "Unified RBAC assignments of the candidates and their groups",
        // A tenant has few, whatever its size, so both lists are asked whole: the filter by principal is in no
        // reference, and asking role by role would take a round trip more.
        subject: Subject::Guests, requires: Some(Feature::UnifiedRbac), shows: &[Shows::GuestAccess, Shows::GuestDefender, Shows::ApplicationDefender]; {
            phase: Phase::Read, version: GraphVersion::Beta, path: "/roleManagement/defender/roleAssignments",
            permissions: READ_DEFENDER,
            why: "Defender roles of a candidate, or of a group it is in; others' assignments are dropped on reading",
        }
    defender_roles: DefenderRoleDefinition as DefenderRoles, "defender-roles", "the Unified RBAC roles in those assignments",
        subject: Subject::NamedForGuests, requires: Some(Feature::UnifiedRbac),
        supports: BY_DEFENDER; {
            phase: Phase::Read, version: GraphVersion::Beta, path: "/roleManagement/defender/roleDefinitions",
            permissions: READ_DEFENDER, why: "what those Defender roles allow; others are dropped on reading",
        }
    defender_actions: ActionNamespace as DefenderActions, "defender-actions", "actions that the tenant's Defender knows, which settles spellings",
        subject: Subject::GuestSettings,
        supports: BY_DEFENDER; {
            phase: Phase::Find, version: GraphVersion::Beta, path: "/roleManagement/defender/resourceNamespaces",
            expand: "resourceActions", permissions: READ_DEFENDER,
            why: "how this tenant's Defender spells its actions",
        }
    nesting: Group as Nesting, "nesting", "groups that a candidate, or a group on the way, is a direct member of",
        subject: Subject::Guests,
        supports: &[Shows::GuestRole, Shows::GuestDefender, Shows::GuestAccess]; {
            phase: Phase::Read, path: "/users/{user}/memberOf/microsoft.graph.group",
            eventual: true, select: GROUP, top: LARGEST, permissions: READ_USER_GROUPS,
            why: "which of the guest's groups it is a direct member of",
        } {
            phase: Phase::Follow, path: "/groups/{group}/memberOf/microsoft.graph.group",
            eventual: true, select: GROUP, top: LARGEST, permissions: &["GroupMember.Read.All", "Directory.Read.All"],
            why: "the way through nested groups",
        }
    api_holders: AppRoleAssignment as ApiHolders, "api-holders", "everybody who holds an application permission on an API that the guide is about",
        subject: Subject::Named, needed_for: NeededFor::Advice,
        informs: Some(Informs::Advice); {
            phase: Phase::Read, path: "/servicePrincipals/{resource}/appRoleAssignedTo", eventual: true, top: LARGEST,
            bound: Some(Bound { items: 2_000, pages: 3 }), permissions: READ_APPLICATIONS,
            why: "who else holds a permission on the API that the guide is about",
        } {
            phase: Phase::Follow, fallback: true, path: "/servicePrincipals/{resource}/appRoleAssignedTo", top: LARGEST,
            bound: Some(Bound { items: 999, pages: 1 }), permissions: READ_APPLICATIONS,
            why: "only if counting them is refused: the same, as far as one page goes",
        }
    api_holder_principals: ServicePrincipal as ApiHolderPrincipals, "api-holder-principals", "those holders, with publisher and home",
        subject: Subject::Named, needed_for: NeededFor::Advice,
        informs: Some(Informs::Advice); {
            phase: Phase::Follow, path: "/servicePrincipals", permissions: READ_APPLICATIONS,
            filter: "id in {holders}", select: SERVICE_PRINCIPAL, why: "those holders by name and publisher",
        }
    vendor_tenant: TenantInformation as VendorTenant, "vendor-tenant", "the vendor's tenant, and with it the settings for it",
        subject: Subject::GuestSettings,
        supports: &[Shows::Guest], informs: Some(Informs::Settings); {
            phase: Phase::Find, one: true, may_be_absent: true, permissions: &["CrossTenantInformation.ReadBasic.All"],
            path: "/tenantRelationships/findTenantInformationByDomainName(domainName=%27{domain}%27)",
            why: "the tenant behind the vendor's mail domain: settings about it may refuse the guest",
        }
    authorization_policy: AuthorizationPolicy as AuthorizationPolicy, "authorization-policy", "who may invite guests",
        subject: Subject::GuestSettings, needed_for: NeededFor::Advice,
        informs: Some(Informs::Settings); {
            phase: Phase::Find, path: "/policies/authorizationPolicy", one: true,
            select: "id,allowInvitesFrom,guestUserRoleId", permissions: READ_POLICIES, why: "who may invite a guest",
        }
    cross_tenant_default: CrossTenantAccess as CrossTenantDefault, "cross-tenant-default", "the default of cross-tenant access settings",
        subject: Subject::GuestSettings,
        supports: &[Shows::Guest], informs: Some(Informs::Settings); {
            phase: Phase::Find, path: "/policies/crossTenantAccessPolicy/default", one: true,
            select: "id,isServiceDefault,b2bCollaborationInbound,inboundTrust", permissions: READ_POLICIES,
            why: "whether guests of other tenants are let in, on which the guest's account rests, and whose multifactor counts",
        }
    cross_tenant_partner: CrossTenantAccess as CrossTenantPartner, "cross-tenant-partner", "cross-tenant access settings for the vendor's tenant",
        subject: Subject::GuestSettings,
        supports: &[Shows::Guest], informs: Some(Informs::Settings); {
            phase: Phase::Read, path: "/policies/crossTenantAccessPolicy/partners/{vendor-tenant}", one: true,
            select: "tenantId,b2bCollaborationInbound,inboundTrust", may_be_absent: true, permissions: READ_POLICIES,
            why: "the same for the vendor's tenant, where it is set apart",
        }
    b2b_policy: B2bPolicy as B2bPolicy, "b2b-policy", "the domains that may be invited",
        subject: Subject::GuestSettings, needed_for: NeededFor::Advice,
        informs: Some(Informs::Settings); {
            phase: Phase::Find, version: GraphVersion::Beta, path: "/policies/b2bManagementPolicies",
            permissions: &["Policy.Read.B2BManagementPolicy"], why: "domains that may or may not be invited",
        }
    security_defaults: SecurityDefaults as SecurityDefaults, "security-defaults", "the switch for security defaults",
        subject: Subject::GuestSettings, needed_for: NeededFor::Advice,
        informs: Some(Informs::Settings); {
            phase: Phase::Find, path: "/policies/identitySecurityDefaultsEnforcementPolicy", one: true,
            select: "id,isEnabled", permissions: READ_POLICIES, why: "whether everybody must use multifactor authentication",
        }
    conditional_access: ConditionalAccessPolicy as ConditionalAccess, "conditional-access", "policies of Conditional Access",
        subject: Subject::SignInSettings, needed_for: NeededFor::Advice,
        informs: Some(Informs::Settings); {
            phase: Phase::Find, path: "/identity/conditionalAccess/policies",
            select: "id,displayName,state,conditions,grantControls,sessionControls", permissions: READ_POLICIES,
            why: "policies that may stop the guest, or an application of the tenant's own",
        }
    user_sign_ins: UserSignIn as UserSignIns, "user-sign-ins", "when the guest candidates last signed in",
        subject: Subject::Guests, needed_for: NeededFor::Advice,
        supports: &[Shows::Guest], informs: Some(Informs::Advice); {
            phase: Phase::Read, path: "/users/{user}", one: true, select: "id,signInActivity", unless: "installer",
            permissions: &["AuditLog.Read.All"], why: "when the guest last signed in",
        }
    group_schedules: GroupSchedule as GroupSchedules, "group-schedules", "how and until when the guest candidates are in groups that PIM manages",
        subject: Subject::Guests, requires: Some(Feature::Pim), shows: &[Shows::GuestAccess],
        supports: &[Shows::GuestRole, Shows::GuestDefender]; {
            phase: Phase::Read, path: "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
            filter: "principalId eq {principal}", permissions: &["PrivilegedAssignmentSchedule.Read.AzureADGroup"],
            why: "which of its groups the guest is in for a while only, and until when (PIM for Groups)",
        }
    application_sign_ins: ApplicationSignIn as ApplicationSignIns, "application-sign-ins", "when the candidate applications last signed in",
        subject: Subject::ServicePrincipals, needed_for: NeededFor::Advice,
        informs: Some(Informs::Advice); {
            // Beta, and in the global cloud alone (reportRoot: List servicePrincipalSignInActivities).
            phase: Phase::Read, version: GraphVersion::Beta, path: "/reports/servicePrincipalSignInActivities",
            filter: "appId eq {app-id}", permissions: &["AuditLog.Read.All", "Directory.Read.All"],
            why: "when the application last signed in",
        }
    role_holders: RoleHolder as RoleHolders, "role-holders", "holders of directory roles that turning on classic RBAC of Defender would cut off",
        subject: Subject::GuestSettings, needed_for: NeededFor::Advice, shows: &[Shows::RoleHolder],
        informs: Some(Informs::Advice); {
            phase: Phase::Find, path: "/roleManagement/directory/roleAssignments",
            filter: "roleDefinitionId eq {role}", expand: "principal",
            bound: Some(Bound { items: 1_000, pages: 1 }), permissions: READ_ROLES,
            why: "who would be refused if classic RBAC of Defender were turned on",
        }
}

impl fmt::Display for SectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
