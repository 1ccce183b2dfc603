//! The Azure CLI, in a POSIX shell.

use super::tool::{GRAPH, NAME, known, unknown};
use crate::scan::{AuditorPermission, Cloud};

pub(super) fn text(permissions: &[AuditorPermission], cloud: Cloud) -> String {
    let name = cloud.azure_cli();
    let graph = cloud.graph();
    // The CLI knows one cloud of the US government, and that one's Graph is GCC High's.
    let remark = if cloud == Cloud::Dod {
        "# The Azure CLI asks the Graph host of GCC High, which does not answer for DoD:\n\
         # prefer --create powershell there.\n"
    } else {
        ""
    };
    let ids: Vec<String> = known(permissions)
        .iter()
        .map(|(id, name)| format!("  {id} # {name}\n"))
        .collect();
    let ids = ids.concat();
    let by_hand = unknown(permissions);
    format!(
        "\
#!/usr/bin/env bash
# Creates the application that rolecall reads this tenant with. It can only read.
# Run it as a Privileged Role Administrator or Global Administrator.
{remark}set -euo pipefail

az cloud set --name {name}
az login --allow-no-subscriptions --output none

# Application permissions on Microsoft Graph
permissions=(
{ids})
{by_hand}
app=$(az ad app create --display-name '{NAME}' --sign-in-audience AzureADMyOrg --query appId --output tsv)
auditor=$(az ad sp create --id \"$app\" --query id --output tsv)
graph=$(az ad sp show --id {GRAPH} --query id --output tsv)
az ad app permission add --id \"$app\" --api {GRAPH} \\
  --api-permissions \"${{permissions[@]/%/=Role}}\" --output none
for id in \"${{permissions[@]}}\"; do
  az rest --method POST --output none \\
    --url \"https://{graph}/v1.0/servicePrincipals/$auditor/appRoleAssignments\" \\
    --headers Content-Type=application/json \\
    --body \"{{\\\"principalId\\\":\\\"$auditor\\\",\\\"resourceId\\\":\\\"$graph\\\",\\\"appRoleId\\\":\\\"$id\\\"}}\"
done

# A certificate of its own; the private key stays in the file that is named.
az ad app credential reset --id \"$app\" --create-cert --years 1 \\
  --query fileWithCertAndPrivateKey --output tsv | sed 's/^/AZURE_CLIENT_CERTIFICATE_PATH=/'
echo \"AZURE_CLIENT_ID=$app\"
echo \"AZURE_TENANT_ID=$(az account show --query tenantId --output tsv)\"
"
    )
}
