//! The tools, and the text for each.

use super::{azure_cli, powershell, terraform};
pub(super) use crate::catalog::MICROSOFT_GRAPH as GRAPH;
use crate::scan::{AuditorPermission, Cloud, Plan};

/// A tool that can create an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// PowerShell with the Microsoft Graph module.
    PowerShell,
    /// The Azure CLI.
    AzureCli,
    /// Terraform with the `azuread` provider.
    Terraform,
}

impl Tool {
    /// Every tool, in the order in which help lists them.
    pub const ALL: [Self; 3] = [Self::PowerShell, Self::AzureCli, Self::Terraform];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PowerShell => "powershell",
            Self::AzureCli => "azure-cli",
            Self::Terraform => "terraform",
        }
    }
}

/// The display name of the application that is created.
pub(super) const NAME: &str = "rolecall auditor";

/// The commands that create an application with a plan's permissions, in a cloud.
///
/// A permission whose id the catalog does not know is a comment that says so.
pub fn create(tool: Tool, plan: &Plan, cloud: Cloud) -> String {
    match tool {
        Tool::PowerShell => powershell::text(plan.permissions(), cloud),
        Tool::AzureCli => azure_cli::text(plan.permissions(), cloud),
        Tool::Terraform => terraform::text(plan.permissions(), cloud),
    }
}

/// The permissions with an id, as (id, name).
pub(super) fn known(permissions: &[AuditorPermission]) -> Vec<(String, &'static str)> {
    permissions
        .iter()
        .filter_map(|one| Some((one.id?.to_string(), one.name)))
        .collect()
}

/// A comment for each permission whose id is not known, each line ended.
pub(super) fn unknown(permissions: &[AuditorPermission]) -> String {
    let lines: Vec<String> = permissions
        .iter()
        .filter(|one| one.id.is_none())
        .map(|one| {
            format!(
                "# Grant {} by hand too: its id is not in the catalog.\n",
                one.name
            )
        })
        .collect();
    lines.concat()
}
