//! Terraform with the `azuread` provider.

use super::application::{NAME, by_hand, granted};
use crate::actions::Action;
use crate::catalog::Cloud;
use crate::catalog::MICROSOFT_GRAPH as GRAPH;

// Long because: it is the text of one script, from its first line to its last.
pub(super) fn text(actions: &[Action], cloud: Cloud) -> String {
    let environment = cloud.terraform();
    let ids = granted(actions, |id, name| format!("    \"{id}\", # {name}\n"));
    let by_hand = by_hand(actions);
    format!(
        "\
# Creates the application that rolecall reads this tenant with. It can only read.
# Apply it as a Privileged Role Administrator or Global Administrator.
terraform {{
  required_providers {{
    azuread = {{
      source  = \"hashicorp/azuread\"
      version = \"~> 3.0\"
    }}
  }}
}}

provider \"azuread\" {{
  environment = \"{environment}\"
}}

variable \"certificate_file\" {{
  description = \"PEM file with the public half of the auditor's certificate; the private key stays where rolecall runs.\"
  type        = string
  default     = \"auditor.cer\"
}}

{by_hand}locals {{
  # Application permissions on Microsoft Graph
  permissions = toset([
{ids}  ])
}}

data \"azuread_client_config\" \"current\" {{}}

data \"azuread_service_principal\" \"graph\" {{
  client_id = \"{GRAPH}\"
}}

resource \"azuread_application\" \"auditor\" {{
  display_name     = \"{NAME}\"
  sign_in_audience = \"AzureADMyOrg\"

  required_resource_access {{
    resource_app_id = \"{GRAPH}\"

    dynamic \"resource_access\" {{
      for_each = local.permissions
      content {{
        id   = resource_access.value
        type = \"Role\"
      }}
    }}
  }}
}}

resource \"azuread_application_certificate\" \"auditor\" {{
  application_id = azuread_application.auditor.id
  type           = \"AsymmetricX509Cert\"
  encoding       = \"pem\"
  value          = file(var.certificate_file)
}}

resource \"azuread_service_principal\" \"auditor\" {{
  client_id = azuread_application.auditor.client_id
}}

resource \"azuread_app_role_assignment\" \"auditor\" {{
  for_each            = local.permissions
  app_role_id         = each.value
  principal_object_id = azuread_service_principal.auditor.object_id
  resource_object_id  = data.azuread_service_principal.graph.object_id
}}

output \"AZURE_CLIENT_ID\" {{
  value = azuread_application.auditor.client_id
}}

output \"AZURE_TENANT_ID\" {{
  value = data.azuread_client_config.current.tenant_id
}}
"
    )
}
