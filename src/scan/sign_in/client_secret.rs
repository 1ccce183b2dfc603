//! An application with a client secret.

use super::transport::{Transport, Trouble};
use crate::ids::AppId;
use crate::scan::ScanProblem;
use crate::scan::client::Trust;
use crate::scan::options::ScanOptions;
use azure_core::cloud::CustomConfiguration;
use azure_core::credentials::{Secret, TokenCredential};
use azure_core::http::{
    ClientOptions, ExponentialRetryOptions, RetryOptions, Transport as Carrier,
};
use azure_core::time::Duration;
use azure_identity::{ClientSecretCredential, ClientSecretCredentialOptions};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::time::timeout;
use url::Url;

/// Gets a token for the cloud's Graph.
pub(super) async fn token(
    tenant: &str,
    client_id: &str,
    secret: &SecretString,
    options: &ScanOptions,
    trust: &Trust,
) -> Result<SecretString, ScanProblem> {
    check(tenant, client_id, secret)?;
    let authority = authority(options)?;
    let host = authority.host_str().unwrap_or_default().to_owned();
    let carrier = Arc::new(Transport::new(
        trust.client(&authority, options)?,
        authority.clone(),
    ));
    let credential = ClientSecretCredential::new(
        tenant.trim(),
        client_id.trim().to_owned(),
        Secret::new(secret.expose_secret().to_owned()),
        Some(ClientSecretCredentialOptions {
            client_options: client_options(&authority, Arc::clone(&carrier)),
        }),
    )
    .map_err(|_| problem("the tenant id is neither an id nor a domain; check AZURE_TENANT_ID"))?;
    let scope = options.cloud.scope();
    let asked = timeout(options.budget, credential.get_token(&[&scope], None)).await;
    match asked {
        Ok(Ok(token)) => Ok(SecretString::from(token.token.secret().to_owned())),
        Err(_) => Err(ScanProblem::Authority {
            host,
            why: "no answer came in time".to_owned(),
        }),
        // The library's error holds the raw answer, so it goes no further.
        Ok(Err(_)) => Err(match carrier.trouble() {
            Some(Trouble::Refused(refusal)) => ScanProblem::Refused(refusal),
            Some(Trouble::Unreachable(why)) => ScanProblem::Authority {
                host,
                why: why.to_owned(),
            },
            None => ScanProblem::Authority {
                host,
                why: "its answer was not a token; check --authority-host and any proxy in between"
                    .to_owned(),
            },
        }),
    }
}

fn check(tenant: &str, client_id: &str, secret: &SecretString) -> Result<(), ScanProblem> {
    if tenant.trim().is_empty() {
        return Err(problem("the tenant id is empty; set AZURE_TENANT_ID"));
    }
    if client_id.trim().is_empty() {
        return Err(problem("the client id is empty; set AZURE_CLIENT_ID"));
    }
    if client_id.parse::<AppId>().is_err() {
        return Err(problem(
            "the client id is not a GUID; AZURE_CLIENT_ID is the application (client) id",
        ));
    }
    if secret.expose_secret().trim().is_empty() {
        return Err(problem(
            "the client secret is empty; set AZURE_CLIENT_SECRET",
        ));
    }
    Ok(())
}

fn problem(what: &str) -> ScanProblem {
    ScanProblem::SignIn {
        what: what.to_owned(),
    }
}

fn authority(options: &ScanOptions) -> Result<Url, ScanProblem> {
    if let Some(authority) = &options.authority_host {
        return Ok(authority.clone());
    }
    Url::parse(&format!("https://{}/", options.cloud.login()))
        .map_err(|_| problem("the cloud has no sign-in host"))
}

/// Our transport, this authority, and few tries: a wrong secret is wrong the third time too.
fn client_options(authority: &Url, carrier: Arc<Transport>) -> ClientOptions {
    let mut cloud = CustomConfiguration::default();
    authority.as_str().clone_into(&mut cloud.authority_host);
    ClientOptions {
        retry: RetryOptions::exponential(ExponentialRetryOptions {
            initial_delay: Duration::milliseconds(300),
            max_retries: 2,
            max_total_elapsed: Duration::seconds(20),
            max_delay: Duration::seconds(5),
        }),
        transport: Some(Carrier::new(carrier)),
        cloud: Some(Arc::new(cloud.into())),
        ..ClientOptions::default()
    }
}
