//! The Azure CLI, in a POSIX shell.

use super::application::{NAME, by_hand, granted};
use crate::actions::Action;
use crate::catalog::Cloud;
use crate::catalog::MICROSOFT_GRAPH as GRAPH;

// Long because: it is the text of one script, from its first line to its last.
pub(super) fn text(actions: &[Action], cloud: Cloud) -> String {
    let name = cloud.azure_cli();
    let graph = cloud.graph();
    // The CLI knows one cloud of the US government, and that one's Graph is GCC High's.
    // It is not documented whether the CLI's own application may get a token for DoD's Graph.
    let (remark, resource) = if cloud == Cloud::Dod {
        let remark = "# The Azure CLI asks the Graph host of GCC High, which does not answer for DoD:\n\
                      # prefer --create powershell there. Only az rest can be told another host, and whether\n\
                      # the sign-in gives the Azure CLI a token for it is not known.\n";
        (remark, format!("--resource https://{graph} "))
    } else {
        ("", String::new())
    };
    let ids = granted(actions, |id, name| format!("  {id} # {name}\n"));
    let by_hand = by_hand(actions);
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
# What is there already is kept: az ad app create would change an application of the same name.
app=$(az ad app list --filter \"displayName eq '{NAME}'\" --query '[].appId' --output tsv)
case $app in
  *$'\\n'*) echo \"several applications are named {NAME}; delete or rename all but one\" >&2; exit 1 ;;
  '') app=$(az ad app create --display-name '{NAME}' --sign-in-audience AzureADMyOrg --query appId --output tsv) ;;
esac
auditor=$(az ad sp list --filter \"appId eq '$app'\" --query '[].id' --output tsv)
if [ -z \"$auditor\" ]; then
  auditor=$(az ad sp create --id \"$app\" --query id --output tsv)
fi
graph=$(az ad sp show --id {GRAPH} --query id --output tsv)
asked=$(az ad app permission list --id \"$app\" --query '[].resourceAccess[].id' --output tsv)
granted=$(az rest --method GET {resource}\\
  --url \"https://{graph}/v1.0/servicePrincipals/$auditor/appRoleAssignments\" \\
  --url-parameters '$top=999' --query 'value[].appRoleId' --output tsv)
for id in \"${{permissions[@]}}\"; do
  if [[ $asked != *$id* ]]; then
    az ad app permission add --id \"$app\" --api {GRAPH} --api-permissions \"$id=Role\" --output none
  fi
  if [[ $granted != *$id* ]]; then
    az rest --method POST --output none {resource}\\
      --url \"https://{graph}/v1.0/servicePrincipals/$auditor/appRoleAssignments\" \\
      --headers Content-Type=application/json \\
      --body \"{{\\\"principalId\\\":\\\"$auditor\\\",\\\"resourceId\\\":\\\"$graph\\\",\\\"appRoleId\\\":\\\"$id\\\"}}\"
  fi
done

# A certificate of its own, beside those that are there; the private key stays in the file that is named.
az ad app credential reset --id \"$app\" --append --create-cert --years 1 \\
  --query fileWithCertAndPrivateKey --output tsv | sed 's/^/AZURE_CLIENT_CERTIFICATE_PATH=/'
echo \"AZURE_CLIENT_ID=$app\"
echo \"AZURE_TENANT_ID=$(az account show --query tenantId --output tsv)\"
"
    )
}
