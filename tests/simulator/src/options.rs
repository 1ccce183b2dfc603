//! Who looks at the tenant, and how the service behaves.

use super::ids;
use std::time::Duration;

/// The application that signs in.
#[derive(Clone, Debug)]
pub struct Auditor {
    /// Its client id.
    pub app_id: String,
    /// Its client secret.
    pub secret: String,
    /// The Graph application permissions that its token carries.
    pub roles: Vec<String>,
}

/// How the simulated service behaves.
#[derive(Clone, Debug)]
pub struct Options {
    pub auditor: Auditor,
    /// Objects per page where the request says nothing; `None` for the service's own.
    pub page_size: Option<usize>,
    /// Added to every answer.
    pub latency: Duration,
    /// How many polls a device code stays pending.
    pub device_code_pending: usize,
    /// Whether anything but GET is served: to a person who changes the tenant, not to rolecall.
    pub writable: bool,
}

/// Permissions that let the auditor see everything the simulator serves.
pub const FULL: [&str; 16] = [
    "Application.Read.All",
    "AuditLog.Read.All",
    "CrossTenantInformation.ReadBasic.All",
    "Directory.Read.All",
    "GroupMember.Read.All",
    "LicenseAssignment.Read.All",
    "Organization.Read.All",
    "Policy.Read.All",
    "Policy.Read.B2BManagementPolicy",
    "PrivilegedAssignmentSchedule.Read.AzureADGroup",
    "PrivilegedEligibilitySchedule.Read.AzureADGroup",
    "RoleAssignmentSchedule.Read.Directory",
    "RoleEligibilitySchedule.Read.Directory",
    "RoleManagement.Read.Defender",
    "RoleManagement.Read.Directory",
    "User.Read.All",
];

impl Default for Options {
    fn default() -> Self {
        Self {
            auditor: Auditor {
                app_id: ids::guid(&["auditor"]),
                secret: "simulated~client.secret".to_owned(),
                roles: FULL.iter().map(|role| (*role).to_owned()).collect(),
            },
            page_size: None,
            latency: Duration::ZERO,
            device_code_pending: 1,
            writable: false,
        }
    }
}

impl Options {
    /// Takes permissions away from the auditor.
    pub fn without(mut self, permissions: &[&str]) -> Self {
        self.auditor
            .roles
            .retain(|role| !permissions.contains(&role.as_str()));
        self
    }

    /// Gives the auditor these permissions and no others.
    pub fn only(mut self, permissions: &[&str]) -> Self {
        self.auditor.roles = permissions.iter().map(|role| (*role).to_owned()).collect();
        self
    }

    /// Sets the page size.
    pub fn pages_of(mut self, size: usize) -> Self {
        self.page_size = Some(size);
        self
    }

    /// Delays every answer.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Serves the requests of a runbook too. The auditor is then an application of the tenant,
    /// with a service principal that its permissions are granted to.
    pub fn writable(mut self) -> Self {
        self.writable = true;
        self
    }
}
