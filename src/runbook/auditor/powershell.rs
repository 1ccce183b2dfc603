//! PowerShell with the Microsoft Graph module.

use super::application::{NAME, by_hand, granted};
use crate::actions::Action;
use crate::catalog::Cloud;
use crate::catalog::MICROSOFT_GRAPH as GRAPH;

pub(super) fn text(actions: &[Action], cloud: Cloud) -> String {
    let environment = cloud.powershell();
    let ids = granted(actions, |id, name| format!("    '{id}' # {name}\n"));
    let by_hand = by_hand(actions);
    format!(
        "\
# Creates the application that rolecall reads this tenant with. It can only read.
# Run it as a Privileged Role Administrator or Global Administrator.
# auditor.cer is the public half of a certificate; its private key stays where rolecall runs.
#   openssl req -x509 -newkey rsa:3072 -nodes -days 90 -subj '/CN={NAME}' -keyout auditor.key -out auditor.cer
#   cat auditor.key auditor.cer > auditor.pem
#Requires -Modules Microsoft.Graph.Applications
# Cmdlets of Graph do not see a script's preference, so each is told to end it at the first error.
$ErrorActionPreference = 'Stop'

Connect-MgGraph -Environment {environment} -NoWelcome -ErrorAction Stop -Scopes 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'

# Application permissions on Microsoft Graph
$permissions = @(
{ids})
{by_hand}
$pem = (Get-Content auditor.cer -Raw) -replace '-----[A-Z ]+-----|\\s'
if (Get-MgApplication -Filter \"displayName eq '{NAME}'\" -ErrorAction Stop) {{
    throw 'An application named {NAME} is there already: look whose it is before you make another.'
}}
$app = New-MgApplication -DisplayName '{NAME}' -SignInAudience AzureADMyOrg -ErrorAction Stop `
    -RequiredResourceAccess @(@{{
        ResourceAppId  = '{GRAPH}'
        ResourceAccess = @($permissions | ForEach-Object {{ @{{ Id = $_; Type = 'Role' }} }})
    }}) `
    -KeyCredentials @(@{{
        Type  = 'AsymmetricX509Cert'
        Usage = 'Verify'
        Key   = [Convert]::FromBase64String($pem)
    }})
$auditor = New-MgServicePrincipal -AppId $app.AppId -ErrorAction Stop
$graph = Get-MgServicePrincipal -Filter \"appId eq '{GRAPH}'\" -ErrorAction Stop
foreach ($id in $permissions) {{
    New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $auditor.Id -PrincipalId $auditor.Id `
        -ResourceId $graph.Id -AppRoleId $id -ErrorAction Stop | Out-Null
}}

# What rolecall needs, beside AZURE_CLIENT_CERTIFICATE_PATH=auditor.pem
\"AZURE_TENANT_ID=$((Get-MgContext).TenantId)\"
\"AZURE_CLIENT_ID=$($app.AppId)\"
"
    )
}
