//! Which permissions let an application read a path: any one of a list is enough.

const APPLICATIONS: &[&str] = &[
    "Application.Read.All",
    "Application.ReadWrite.All",
    "Directory.Read.All",
];
const FEDERATED: &[&str] = &["Application.Read.All", "Application.ReadWrite.All"];
const DELEGATED: &[&str] = &[
    "Directory.Read.All",
    "DelegatedPermissionGrant.ReadWrite.All",
];
const USERS: &[&str] = &["User.Read.All", "User.ReadWrite.All", "Directory.Read.All"];
const USER_ROLES: &[&str] = &["Directory.Read.All", "AppRoleAssignment.ReadWrite.All"];
const USER_GROUPS: &[&str] = &[
    "User.Read.All",
    "GroupMember.Read.All",
    "Group.Read.All",
    "Directory.Read.All",
];
const GROUPS: &[&str] = &[
    "GroupMember.Read.All",
    "Group.Read.All",
    "Directory.Read.All",
];
const ROLES: &[&str] = &[
    "RoleManagement.Read.Directory",
    "RoleManagement.ReadWrite.Directory",
    "Directory.Read.All",
];
const ACTIVE: &[&str] = &[
    "RoleAssignmentSchedule.Read.Directory",
    "RoleManagement.Read.Directory",
];
const ELIGIBLE: &[&str] = &[
    "RoleEligibilitySchedule.Read.Directory",
    "RoleManagement.Read.Directory",
];
const GROUP_ACTIVE: &[&str] = &["PrivilegedAssignmentSchedule.Read.AzureADGroup"];
const GROUP_ELIGIBLE: &[&str] = &["PrivilegedEligibilitySchedule.Read.AzureADGroup"];
const DEFENDER: &[&str] = &["RoleManagement.Read.Defender", "RoleManagement.Read.All"];
const POLICIES: &[&str] = &["Policy.Read.All"];
const B2B: &[&str] = &["Policy.Read.B2BManagementPolicy"];
const LICENCES: &[&str] = &[
    "LicenseAssignment.Read.All",
    "Organization.Read.All",
    "Directory.Read.All",
];
const ORGANIZATION: &[&str] = &[
    "Organization.Read.All",
    "User.Read.All",
    "Directory.Read.All",
];
const UNITS: &[&str] = &["AdministrativeUnit.Read.All", "Directory.Read.All"];
const DIRECTORY: &[&str] = &["Directory.Read.All"];
const REPORTS: &[&str] = &["AuditLog.Read.All", "Directory.Read.All"];
const OTHER_TENANTS: &[&str] = &["CrossTenantInformation.ReadBasic.All"];
/// Beside the right to read the user.
pub const SIGN_INS: &str = "AuditLog.Read.All";

/// By the start of a path, a word that must be in it, and its permissions; the first that fits holds.
const RULES: &[(&str, &str, &[&str])] = &[
    (
        "/servicePrincipals",
        "federatedIdentityCredentials",
        FEDERATED,
    ),
    ("/applications", "federatedIdentityCredentials", FEDERATED),
    ("", "oauth2PermissionGrants", DELEGATED),
    ("/servicePrincipals", "", APPLICATIONS),
    ("/applications", "", APPLICATIONS),
    ("/users", "appRoleAssignments", USER_ROLES),
    ("/users", "emberOf", USER_GROUPS),
    ("/users", "", USERS),
    ("/groups", "appRoleAssignments", USER_ROLES),
    ("/groups", "", GROUPS),
    (
        "/roleManagement/directory",
        "roleAssignmentScheduleInstances",
        ACTIVE,
    ),
    (
        "/roleManagement/directory",
        "roleEligibilityScheduleInstances",
        ELIGIBLE,
    ),
    ("/roleManagement/directory", "", ROLES),
    ("/roleManagement/defender", "", DEFENDER),
    (
        "/identityGovernance",
        "assignmentScheduleInstances",
        GROUP_ACTIVE,
    ),
    (
        "/identityGovernance",
        "eligibilityScheduleInstances",
        GROUP_ELIGIBLE,
    ),
    ("/policies/b2bManagementPolicies", "", B2B),
    ("/policies", "", POLICIES),
    ("/identity/", "", POLICIES),
    ("/reports", "", REPORTS),
    ("/subscribedSkus", "", LICENCES),
    ("/organization", "", ORGANIZATION),
    ("/domains", "", DIRECTORY),
    ("/directory/administrativeUnits", "", UNITS),
    ("/directory/deletedItems", "", USERS),
    ("/directoryObjects", "", DIRECTORY),
    ("/tenantRelationships", "", OTHER_TENANTS),
];

/// The permissions for a path template; `None` is a hole in the table.
pub fn needed(template: &str) -> Option<&'static [&'static str]> {
    RULES
        .iter()
        .find(|rule| template.starts_with(rule.0) && template.contains(rule.1))
        .map(|rule| rule.2)
}

/// Every permission that lets something be read here.
pub fn all() -> Vec<String> {
    let named = RULES.iter().flat_map(|rule| rule.2.iter().copied());
    named.chain([SIGN_INS]).map(str::to_owned).collect()
}
