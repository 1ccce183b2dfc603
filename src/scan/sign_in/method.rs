//! The sign-in methods.

use super::certificate::Certificate;
use super::device_code::ShowPrompt;
use crate::scan::secrets::Redactor;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::path::PathBuf;
use url::Url;

/// A sign-in method.
#[derive(Clone)]
#[non_exhaustive]
pub enum SignIn {
    /// An application with a client secret.
    ClientSecret {
        /// The tenant, by id or by domain.
        tenant: String,
        /// The application (client) id.
        client_id: String,
        /// The secret.
        secret: SecretString,
    },
    /// An application with a certificate.
    ClientCertificate {
        /// The tenant, by id or by domain.
        tenant: String,
        /// The application (client) id.
        client_id: String,
        /// The certificate with its private key.
        certificate: Certificate,
    },
    /// An application that trusts the tokens of another issuer (workload identity federation).
    WorkloadIdentity {
        /// The tenant, by id or by domain.
        tenant: String,
        /// The client id.
        client_id: String,
        /// The file that holds the other issuer's token.
        token_file: PathBuf,
    },
    /// The identity that Azure gives to a host.
    ManagedIdentity {
        /// The client id of a user-assigned identity; `None` for the system-assigned one.
        client_id: Option<String>,
        /// The address of the host's token service (`IDENTITY_ENDPOINT`); `None` on a virtual machine.
        endpoint: Option<Url>,
    },
    /// The identity that is signed in to the Azure CLI.
    AzureCli {
        /// The tenant, by id or by domain; `None` for the CLI's own default.
        tenant: Option<String>,
    },
    /// A person who enters a code on another device.
    DeviceCode {
        /// The tenant, by id or by domain.
        tenant: String,
        /// The client id of an application that allows public client flows.
        client_id: String,
        /// Shows the code and the address.
        show: ShowPrompt,
    },
    /// An access token that was obtained elsewhere, bare or as `az account get-access-token` prints it.
    AccessToken {
        /// The token.
        token: SecretString,
        /// Its origin, such as `the variable ROLECALL_ACCESS_TOKEN`; it is shown.
        from: String,
    },
}

impl SignIn {
    /// The method's name in a snapshot and a report.
    pub fn words(&self) -> String {
        match self {
            Self::ClientSecret { .. } => "client secret".to_owned(),
            Self::ClientCertificate { .. } => "client certificate".to_owned(),
            Self::WorkloadIdentity { .. } => "workload identity federation".to_owned(),
            Self::ManagedIdentity { client_id, .. } => match client_id {
                Some(_) => "managed identity (user-assigned)".to_owned(),
                None => "managed identity (system-assigned)".to_owned(),
            },
            Self::AzureCli { .. } => "Azure CLI".to_owned(),
            Self::DeviceCode { .. } => "device code".to_owned(),
            Self::AccessToken { from, .. } => format!("access token from {from}"),
        }
    }

    /// Tenant and client id, where the method names both.
    pub(super) fn application(&self) -> Option<(&str, &str)> {
        match self {
            Self::ClientSecret {
                tenant, client_id, ..
            }
            | Self::ClientCertificate {
                tenant, client_id, ..
            }
            | Self::WorkloadIdentity {
                tenant, client_id, ..
            }
            | Self::DeviceCode {
                tenant, client_id, ..
            } => Some((tenant, client_id)),
            Self::ManagedIdentity { .. } | Self::AzureCli { .. } | Self::AccessToken { .. } => None,
        }
    }

    /// Makes the redactor learn the secrets that the method itself holds.
    pub(super) fn register_secrets(&self, secrets: &Redactor) {
        match self {
            Self::ClientSecret { secret, .. } => secrets.learn(secret.expose_secret()),
            Self::AccessToken { token, .. } => secrets.learn(token.expose_secret()),
            // The redactor learns these secrets where they are sent.
            Self::ClientCertificate { .. }
            | Self::WorkloadIdentity { .. }
            | Self::ManagedIdentity { .. }
            | Self::AzureCli { .. }
            | Self::DeviceCode { .. } => {}
        }
    }

    /// Returns `true` if the method can give another token without a person.
    pub(super) const fn renews(&self) -> bool {
        !matches!(self, Self::DeviceCode { .. } | Self::AccessToken { .. })
    }

    /// Returns `true` if the method waits for a person.
    pub(crate) const fn waits_for_a_person(&self) -> bool {
        matches!(self, Self::DeviceCode { .. })
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SignIn");
        shown.field("method", &self.words());
        if let Some((tenant, client_id)) = self.application() {
            shown
                .field("tenant", &tenant)
                .field("client_id", &client_id);
        }
        shown.finish_non_exhaustive()
    }
}
