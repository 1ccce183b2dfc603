//! Signing in before the first step.

use crate::catalog::Cloud;
use crate::document::escape::{hcl, posix, powershell};
use crate::ids::TenantId;
use crate::runbook::model::{Phase, Preparation};
use std::collections::BTreeSet;

/// The sign-in, with all that the open steps need together.
pub(in crate::runbook) fn preparation(
    (cloud, tenant): (Cloud, Option<TenantId>),
    phases: &[Phase],
) -> Option<Preparation> {
    let steps = || phases.iter().flat_map(|phase| &phase.steps);
    if !steps().any(|step| step.powershell.is_some()) {
        return None;
    }
    let roles: BTreeSet<String> = steps().flat_map(|step| step.who.clone()).collect();
    let scopes: BTreeSet<String> = steps().flat_map(|step| step.scopes.clone()).collect();
    let tenant = tenant.map(|id| id.to_string());
    let tenant = tenant.unwrap_or_else(|| "<tenant-id>".to_owned());
    let scopes: Vec<String> = scopes
        .iter()
        .map(|scope| format!("    {}", powershell(scope)))
        .collect();
    let modules: BTreeSet<String> = steps().flat_map(|step| step.modules.clone()).collect();
    let modules: Vec<String> = modules.into_iter().collect();
    let powershell = format!(
        "#Requires -Modules {}\nConnect-MgGraph -Environment {} -TenantId {} -NoWelcome -Scopes @(\n{}\n)\n",
        modules.join(", "),
        cloud.powershell(),
        powershell(&tenant),
        scopes.join("\n"),
    );
    let remark = if cloud == Cloud::Dod {
        "# The Azure CLI knows the Graph host of GCC High alone. The commands name the one of DoD, but whether the\n\
         # sign-in gives the Azure CLI a token for it is not known: prefer PowerShell.\n"
    } else {
        ""
    };
    let azure_cli = format!(
        "{remark}az cloud set --name {}\naz login --tenant {} --allow-no-subscriptions --output none\n",
        cloud.azure_cli(),
        posix(&tenant),
    );
    let terraform = format!(
        "terraform {{\n  required_providers {{\n    azuread = {{\n      source  = \"hashicorp/azuread\"\n      version = \"~> 3.0\"\n    }}\n  }}\n}}\n\nprovider \"azuread\" {{\n  environment = \"{}\"\n  tenant_id   = {}\n}}\n",
        cloud.terraform(),
        hcl(&tenant),
    );
    Some(Preparation {
        roles: roles.into_iter().collect(),
        powershell,
        azure_cli,
        terraform,
    })
}
