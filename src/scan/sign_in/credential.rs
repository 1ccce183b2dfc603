//! From a sign-in method to a token, by Azure's own library where it supports the method.

use super::Certificate;
use super::assertion::Assertion;
use super::authority::{
    authority, authority_transport, check_client, check_tenant, client_options, problem,
};
use super::device_code::DeviceCode;
use super::method::SignIn;
use super::transport::{Failure, Transport};
use crate::quote::Quoted;
use crate::scan::ScanError;
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

/// A token source with the transport that it uses; a command uses none of ours.
pub(super) struct Credential {
    pub(super) source: Arc<dyn TokenCredential>,
    transport: Option<Arc<Transport>>,
    host: String,
}

/// Gets a new token for the cloud's Graph. The redactor learns it, and the secrets that were sent for it.
pub(super) async fn token(
    method: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<SecretString, ScanError> {
    let credential = credential(method, options, trust, secrets)?;
    let scope = options.cloud.scope();
    let most = options.budget.saturating_sub(options.reserve);
    let answer = timeout(most, credential.source.get_token(&[&scope], None)).await;
    let host = Quoted::new(&credential.host);
    match answer {
        Ok(Ok(token)) => {
            secrets.learn(token.token.secret());
            Ok(SecretString::from(token.token.secret().to_owned()))
        }
        Err(_) => Err(ScanError::Authority {
            host,
            why: "no answer came in time".to_owned(),
        }),
        // The library's error holds the raw answer, so it goes no further.
        Ok(Err(error)) => Err(explain(method, &credential, &error.to_string())),
    }
}

fn credential(
    method: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<Credential, ScanError> {
    match method {
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
        _ => at_authority(method, options, trust, secrets),
    }
}

/// The credential of a method that asks the cloud's sign-in host.
fn at_authority(
    method: &SignIn,
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<Credential, ScanError> {
    let (tenant, client_id) = method.application().unwrap_or_default();
    check_tenant(tenant)?;
    check_client(client_id)?;
    let (tenant, client_id) = (tenant.trim().to_owned(), client_id.trim().to_owned());
    let transport = authority_transport(options, trust, secrets)?;
    let assertion_options = || ClientAssertionCredentialOptions {
        client_options: client_options(&transport),
    };
    let created: azure_core::Result<Arc<dyn TokenCredential>> = match method {
        SignIn::ClientSecret { secret, .. } => {
            let given = given_secret(secret)?;
            let options = ClientSecretCredentialOptions {
                client_options: client_options(&transport),
            };
            ClientSecretCredential::new(&tenant, client_id, given, Some(options))
                .map(|created| created as _)
        }
        SignIn::ClientCertificate { certificate, .. } => {
            let assertion = assertion(certificate, (&tenant, &client_id), options)?;
            ClientAssertionCredential::new(tenant, client_id, assertion, Some(assertion_options()))
                .map(|created| created as _)
        }
        SignIn::WorkloadIdentity { token_file, .. } => {
            let options = WorkloadIdentityCredentialOptions {
                credential_options: assertion_options(),
                client_id: Some(client_id),
                tenant_id: Some(tenant),
                token_file_path: Some(token_file.clone()),
            };
            WorkloadIdentityCredential::new(Some(options)).map(|created| created as _)
        }
        SignIn::DeviceCode { show, .. } => Ok(Arc::new(DeviceCode {
            transport: Arc::clone(&transport),
            tenant,
            client_id,
            show: Arc::clone(show),
        })),
        SignIn::ManagedIdentity { .. } | SignIn::AzureCli { .. } | SignIn::AccessToken { .. } => {
            return Err(problem("this method does not ask the sign-in host"));
        }
    };
    let source = created.map_err(|_| match method {
        SignIn::WorkloadIdentity { .. } => {
            problem("the federated token file cannot be read; check AZURE_FEDERATED_TOKEN_FILE")
        }
        _ => problem("the tenant id is neither an id nor a domain; check AZURE_TENANT_ID"),
    })?;
    Ok(Credential {
        source,
        host: transport.host().host_str().unwrap_or_default().to_owned(),
        transport: Some(transport),
    })
}

/// The client secret, which may not be empty.
fn given_secret(secret: &SecretString) -> Result<Secret, ScanError> {
    if secret.expose_secret().trim().is_empty() {
        return Err(problem(
            "the client secret is empty; set AZURE_CLIENT_SECRET",
        ));
    }
    Ok(Secret::new(secret.expose_secret().to_owned()))
}

/// The assertion that a certificate signs. A key that cannot sign is reported here, before anything is sent.
fn assertion(
    certificate: &Certificate,
    (tenant, client_id): (&str, &str),
    options: &ScanOptions,
) -> Result<Assertion, ScanError> {
    let audience = authority(options)?
        .join(&format!("/{tenant}/oauth2/v2.0/token"))
        .map_err(|_| problem("the tenant id is neither an id nor a domain"))?;
    let assertion = Assertion {
        certificate: certificate.clone(),
        client_id: client_id.to_owned(),
        audience: audience.to_string(),
        clock: options.clock,
    };
    assertion.sign()?;
    Ok(assertion)
}

fn managed_identity(
    client_id: Option<&str>,
    endpoint: Option<&Url>,
    options: &ScanOptions,
    (trust, secrets): (&Trust, &Redactor),
) -> Result<Credential, ScanError> {
    if let Some(client_id) = client_id {
        check_client(client_id)?;
    }
    let host = match endpoint {
        Some(endpoint) => endpoint.clone(),
        None => Url::parse(MACHINE).map_err(|_| problem("there is no token service"))?,
    };
    let transport = Arc::new(Transport::new(
        trust.local_client(options)?,
        host,
        secrets.clone(),
    ));
    machine(client_id, transport)
}

/// A managed identity, whose token service is asked through this transport.
pub(super) fn machine(
    client_id: Option<&str>,
    transport: Arc<Transport>,
) -> Result<Credential, ScanError> {
    let source = ManagedIdentityCredential::new(Some(ManagedIdentityCredentialOptions {
        user_assigned_id: client_id.map(|id| UserAssignedId::ClientId(id.trim().to_owned())),
        client_options: client_options(&transport),
    }))
    .map_err(|_| {
        problem("this kind of host is not supported for a managed identity; App Service, Functions, Container Apps and virtual machines are")
    })?;
    Ok(Credential {
        source,
        transport: Some(transport),
        host: "this machine's token service".to_owned(),
    })
}

fn azure_cli(tenant: Option<&str>) -> Result<Credential, ScanError> {
    if let Some(tenant) = tenant {
        check_tenant(tenant)?;
    }
    let source = AzureCliCredential::new(Some(AzureCliCredentialOptions {
        tenant_id: tenant.map(|tenant| tenant.trim().to_owned()),
        ..AzureCliCredentialOptions::default()
    }))
    .map_err(|_| problem("the tenant id is neither an id nor a domain; check AZURE_TENANT_ID"))?;
    Ok(Credential {
        source,
        transport: None,
        host: "the Azure CLI".to_owned(),
    })
}

/// The reason for the missing token, in our own words. The library's text is read, never passed on.
fn explain(method: &SignIn, credential: &Credential, text: &str) -> ScanError {
    let host = Quoted::new(&credential.host);
    let why = |why: &str| ScanError::Authority {
        host: host.clone(),
        why: why.to_owned(),
    };
    if let SignIn::AzureCli { .. } = method {
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
    let failure = credential.transport.as_ref().and_then(|c| c.failure());
    match (method, failure) {
        (SignIn::ManagedIdentity { .. }, Some(Failure::Refused(refusal)))
            if refusal.code.is_none() =>
        {
            why(match refusal.status {
                400 | 404 => {
                    "this machine has no such managed identity; check that one is assigned, and AZURE_CLIENT_ID for a user-assigned one"
                }
                _ => "it refused; check that a managed identity is assigned to this machine",
            })
        }
        (SignIn::ManagedIdentity { .. }, Some(Failure::Unreachable(_))) => {
            why("it does not answer; a managed identity exists only on a host in Azure")
        }
        (_, Some(Failure::Refused(refusal))) => ScanError::Refused(refusal),
        (_, Some(Failure::Unreachable(what) | Failure::Ended(what))) => why(what),
        (SignIn::WorkloadIdentity { .. }, None) if text.contains("federated token") => {
            problem("the federated token file cannot be read; check AZURE_FEDERATED_TOKEN_FILE")
        }
        (_, None) => {
            why("its answer was not a token; check --authority-host and any proxy in between")
        }
    }
}
