//! The tools, and the text for each.

use super::application::{Needed, actions};
use super::{azure_cli, powershell, terraform};
use crate::actions::{Api, Handle, Text};
use crate::catalog::{Cloud, MICROSOFT_GRAPH};

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

/// The commands that create the auditor's application with the permissions that it needs, in a cloud.
///
/// A permission whose id the catalog does not know is a comment that says so.
pub fn create_auditor(tool: Tool, permissions: &[Needed<'_>], cloud: Cloud) -> String {
    let app_id = MICROSOFT_GRAPH;
    let graph = Api {
        app_id,
        title: "Microsoft Graph".to_owned(),
        handle: Handle::service_principal("api", &Text::known(app_id)),
        is_graph: true,
    };
    let actions = actions(&graph, permissions);
    match tool {
        Tool::PowerShell => powershell::text(&actions, cloud),
        Tool::AzureCli => azure_cli::text(&actions, cloud),
        Tool::Terraform => terraform::text(&actions, cloud),
    }
}
