//! The ways to sign in.

use super::certificate::Certificate;
use super::device_code::ShowPrompt;
use crate::scan::secrets::Redactor;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::path::PathBuf;
use url::Url;

/// A way to sign in.
#[derive(Clone)]
#[non_exhaustive]
pub enum SignIn {
    /// An application with a client secret.
    ClientSecret {
        /// The tenant, by id or by domain.
        tenant: String,
        /// The application (client) id.
        client_id: String,
        /// The secret's value.
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
        /// The application (client) id.
        client_id: String,
        /// The file that the other issuer's token is kept in.
        token_file: PathBuf,
    },
    /// The identity that Azure gives a host.
    ManagedIdentity {
        /// The client id of a user-assigned identity; the system-assigned one without it.
        client_id: Option<String>,
        /// Where the host's token service is (`IDENTITY_ENDPOINT`); a virtual machine's without it.
        endpoint: Option<Url>,
    },
    /// Whoever is signed in to the Azure CLI.
    AzureCli {
        /// The tenant, by id or by domain; the CLI's own choice without it.
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
    /// A token that somebody else got, bare or as `az account get-access-token` prints it.
    AccessToken {
        /// The token.
        token: SecretString,
        /// Where it came from, such as `the variable ROLECALL_ACCESS_TOKEN`; it is shown.
        from: String,
    },
}

impl SignIn {
    /// How a snapshot and a report name the way.
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

    /// Tenant and client id, where the way names both.
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

    /// Lets the redactor know the secrets that the way itself holds.
    pub(super) fn teach(&self, secrets: &Redactor) {
        match self {
            Self::ClientSecret { secret, .. } => secrets.learn(secret.expose_secret()),
            Self::AccessToken { token, .. } => secrets.learn(token.expose_secret()),
            // What these send is learnt where it is sent.
            Self::ClientCertificate { .. }
            | Self::WorkloadIdentity { .. }
            | Self::ManagedIdentity { .. }
            | Self::AzureCli { .. }
            | Self::DeviceCode { .. } => {}
        }
    }

    /// Returns `true` if the way can give another token without a person.
    pub(super) const fn renews(&self) -> bool {
        !matches!(self, Self::DeviceCode { .. } | Self::AccessToken { .. })
    }

    /// Returns `true` if a person is waited for.
    pub(crate) const fn waits_for_a_person(&self) -> bool {
        matches!(self, Self::DeviceCode { .. })
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SignIn");
        shown.field("way", &self.words());
        if let Some((tenant, client_id)) = self.application() {
            shown
                .field("tenant", &tenant)
                .field("client_id", &client_id);
        }
        shown.finish_non_exhaustive()
    }
}
