//! From a way to sign in to a token, by Azure's own library wherever it knows the way.

use super::assertion::Assertion;
use super::authority::{authority, carrier, check_client, check_tenant, client_options, problem};
use super::device_code::DeviceCode;
use super::transport::{Transport, Trouble};
use super::way::SignIn;
use crate::quote::Quoted;
use crate::scan::ScanProblem;
use crate::scan::client::Trust;
use crate::scan::options::ScanOptions;
use crate::scan::secrets::Redactor;
use azure_core::credentials::{Secret, TokenCredential};
use azure_identity::{
    AzureCliCredential, AzureCliCredentialOptions, ClientAssertionCredential,
    ClientAssertionCredentialOptions, ClientSecretCredential, ClientSecretCredentialOptions,
    ManagedIdentityCredential, ManagedIdentityCredentialOptions, UserAssignedId,
    WorkloadIdentityCredential, WorkloadIdentityCredentialOptions,
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::time::timeout;
use url::Url;

/// The token service of an Azure virtual machine.
pub(super) const MACHINE: &str = "http://169.254.169.254/";

/// A credential with what it asks over; a command is asked over nothing of ours.
pub(super) struct Credential {
    pub(super) ask: Arc<dyn TokenCredential>,
    carrier: Option<Arc<Transport>>,
    host: String,
}

/// Gets a new token for the cloud's Graph. It and what it took to get it are learnt as secrets.
pub(super) async fn token(
    way: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<SecretString, ScanProblem> {
    let credential = credential(way, options, trust, secrets)?;
    let scope = options.cloud.scope();
    let most = options.budget.saturating_sub(options.reserve);
    let asked = timeout(most, credential.ask.get_token(&[&scope], None)).await;
    let host = Quoted::new(&credential.host);
    match asked {
        Ok(Ok(token)) => {
            secrets.learn(token.token.secret());
            Ok(SecretString::from(token.token.secret().to_owned()))
        }
        Err(_) => Err(ScanProblem::Authority {
            host,
            why: "no answer came in time".to_owned(),
        }),
        // The library's error holds the raw answer, so it goes no further.
        Ok(Err(error)) => Err(explain(way, &credential, &error.to_string())),
    }
}

fn credential(
    way: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<Credential, ScanProblem> {
    match way {
        SignIn::ManagedIdentity {
            client_id,
            endpoint,
        } => managed_identity(
            client_id.as_deref(),
            endpoint.as_ref(),
            options,
            (trust, secrets),
        ),
        SignIn::AzureCli { tenant } => azure_cli(tenant.as_deref()),
        SignIn::AccessToken { .. } => {
            Err(problem("a token that was handed over cannot be renewed"))
        }
        _ => at_authority(way, options, trust, secrets),
    }
}

/// The ways that ask the cloud's sign-in host.
fn at_authority(
    way: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<Credential, ScanProblem> {
    let (tenant, client_id) = way.application().unwrap_or_default();
    check_tenant(tenant)?;
    check_client(client_id)?;
    let (tenant, client_id) = (tenant.trim().to_owned(), client_id.trim().to_owned());
    let carrier = carrier(options, trust, secrets)?;
    let asserting = || ClientAssertionCredentialOptions {
        client_options: client_options(&carrier),
    };
    let made: azure_core::Result<Arc<dyn TokenCredential>> = match way {
        SignIn::ClientSecret { secret, .. } => {
            if secret.expose_secret().trim().is_empty() {
                return Err(problem(
                    "the client secret is empty; set AZURE_CLIENT_SECRET",
                ));
            }
            ClientSecretCredential::new(
                &tenant,
                client_id,
                Secret::new(secret.expose_secret().to_owned()),
                Some(ClientSecretCredentialOptions {
                    client_options: client_options(&carrier),
                }),
            )
            .map(|made| made as _)
        }
        SignIn::ClientCertificate { certificate, .. } => {
            let audience = authority(options)?
                .join(&format!("/{tenant}/oauth2/v2.0/token"))
                .map_err(|_| problem("the tenant id is neither an id nor a domain"))?;
            let assertion = Assertion {
                certificate: certificate.clone(),
                client_id: client_id.clone(),
                audience: audience.to_string(),
                clock: options.clock,
            };
            // A key that cannot sign is said so here, before anything is sent.
            assertion.sign()?;
            ClientAssertionCredential::new(tenant, client_id, assertion, Some(asserting()))
                .map(|made| made as _)
        }
        SignIn::WorkloadIdentity { token_file, .. } => {
            let options = WorkloadIdentityCredentialOptions {
                credential_options: asserting(),
                client_id: Some(client_id),
                tenant_id: Some(tenant),
                token_file_path: Some(token_file.clone()),
            };
            WorkloadIdentityCredential::new(Some(options)).map(|made| made as _)
        }
        SignIn::DeviceCode { show, .. } => Ok(Arc::new(DeviceCode {
            carrier: Arc::clone(&carrier),
            tenant,
            client_id,
            show: Arc::clone(show),
        })),
        SignIn::ManagedIdentity { .. } | SignIn::AzureCli { .. } | SignIn::AccessToken { .. } => {
            return Err(problem("this way does not ask the sign-in host"));
        }
    };
    let ask = made.map_err(|_| match way {
        SignIn::WorkloadIdentity { .. } => {
            problem("the federated token file cannot be read; check AZURE_FEDERATED_TOKEN_FILE")
        }
        _ => problem("the tenant id is neither an id nor a domain; check AZURE_TENANT_ID"),
    })?;
    Ok(Credential {
        ask,
        host: carrier.host().host_str().unwrap_or_default().to_owned(),
        carrier: Some(carrier),
    })
}

fn managed_identity(
    client_id: Option<&str>,
    endpoint: Option<&Url>,
    options: &ScanOptions,
    (trust, secrets): (&Trust, &Redactor),
) -> Result<Credential, ScanProblem> {
    if let Some(client_id) = client_id {
        check_client(client_id)?;
    }
    let host = match endpoint {
        Some(endpoint) => endpoint.clone(),
        None => Url::parse(MACHINE).map_err(|_| problem("there is no token service"))?,
    };
    let carrier = Arc::new(Transport::new(
        trust.local_client(options)?,
        host,
        secrets.clone(),
    ));
    machine(client_id, carrier)
}

/// A managed identity, whose token service is asked over this transport.
pub(super) fn machine(
    client_id: Option<&str>,
    carrier: Arc<Transport>,
) -> Result<Credential, ScanProblem> {
    let ask = ManagedIdentityCredential::new(Some(ManagedIdentityCredentialOptions {
        user_assigned_id: client_id.map(|id| UserAssignedId::ClientId(id.trim().to_owned())),
        client_options: client_options(&carrier),
    }))
    .map_err(|_| {
        problem("this kind of host is not supported for a managed identity; App Service, Functions, Container Apps and virtual machines are")
    })?;
    Ok(Credential {
        ask,
        carrier: Some(carrier),
        host: "this machine's token service".to_owned(),
    })
}

fn azure_cli(tenant: Option<&str>) -> Result<Credential, ScanProblem> {
    if let Some(tenant) = tenant {
        check_tenant(tenant)?;
    }
    let ask = AzureCliCredential::new(Some(AzureCliCredentialOptions {
        tenant_id: tenant.map(|tenant| tenant.trim().to_owned()),
        ..AzureCliCredentialOptions::default()
    }))
    .map_err(|_| problem("the tenant id is neither an id nor a domain; check AZURE_TENANT_ID"))?;
    Ok(Credential {
        ask,
        carrier: None,
        host: "the Azure CLI".to_owned(),
    })
}

/// Why there is no token, in our own words. The library's text is looked at, never passed on.
fn explain(way: &SignIn, credential: &Credential, text: &str) -> ScanProblem {
    let host = Quoted::new(&credential.host);
    let why = |why: &str| ScanProblem::Authority {
        host: host.clone(),
        why: why.to_owned(),
    };
    if let SignIn::AzureCli { .. } = way {
        return if text.contains("not found on PATH") {
            why("`az` is not installed, or not on the PATH")
        } else if text.contains("az login") {
            why("nobody is signed in, or the sign-in has expired; run `az login`")
        } else {
            why(
                "it gave none; run `az account get-access-token --resource-type ms-graph` to see why",
            )
        };
    }
    let trouble = credential.carrier.as_ref().and_then(|c| c.trouble());
    match (way, trouble) {
        (SignIn::ManagedIdentity { .. }, Some(Trouble::Refused(refusal)))
            if refusal.code.is_none() =>
        {
            why(match refusal.status {
                400 | 404 => {
                    "this machine has no such managed identity; check that one is assigned, and AZURE_CLIENT_ID for a user-assigned one"
                }
                _ => "it refused; check that a managed identity is assigned to this machine",
            })
        }
        (SignIn::ManagedIdentity { .. }, Some(Trouble::Unreachable(_))) => {
            why("it does not answer; a managed identity exists only on a host in Azure")
        }
        (_, Some(Trouble::Refused(refusal))) => ScanProblem::Refused(refusal),
        (_, Some(Trouble::Unreachable(what) | Trouble::Ended(what))) => why(what),
        (SignIn::WorkloadIdentity { .. }, None) if text.contains("federated token") => {
            problem("the federated token file cannot be read; check AZURE_FEDERATED_TOKEN_FILE")
        }
        (_, None) => {
            why("its answer was not a token; check --authority-host and any proxy in between")
        }
    }
}
