//! Permissions that several endpoints are answered with, the least first.

pub(super) const READ_APPLICATIONS: &[&str] = &["Application.Read.All", "Directory.Read.All"];
pub(super) const READ_USERS: &[&str] = &["User.Read.All", "Directory.Read.All"];
pub(super) const READ_ROLES: &[&str] = &["RoleManagement.Read.Directory", "Directory.Read.All"];
pub(super) const READ_DEFENDER: &[&str] =
    &["RoleManagement.Read.Defender", "RoleManagement.Read.All"];
pub(super) const READ_ELIGIBILITY: &[&str] = &[
    "RoleEligibilitySchedule.Read.Directory",
    "RoleManagement.Read.Directory",
];
pub(super) const READ_GROUP_ELIGIBILITY: &[&str] =
    &["PrivilegedEligibilitySchedule.Read.AzureADGroup"];
pub(super) const READ_POLICIES: &[&str] = &["Policy.Read.All"];
pub(super) const READ_SCHEDULES: &[&str] = &[
    "RoleAssignmentSchedule.Read.Directory",
    "RoleManagement.Read.Directory",
];
