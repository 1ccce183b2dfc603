//! The host that gives tokens, and the options under which the sign-in library asks it.

use super::transport::Transport;
use crate::ids::AppId;
use crate::scan::ScanError;
use crate::scan::client::Trust;
use crate::scan::options::ScanOptions;
use crate::scan::secrets::Redactor;
use azure_core::cloud::CustomConfiguration;
use azure_core::http::{
    ClientOptions, ExponentialRetryOptions, RetryOptions, Transport as AzureTransport,
};
use azure_core::time::Duration;
use std::sync::Arc;
use url::Url;

/// The sign-in host: the cloud's own, unless another is given.
pub(super) fn authority(options: &ScanOptions) -> Result<Url, ScanError> {
    if let Some(authority) = &options.authority_host {
        return Ok(authority.clone());
    }
    Url::parse(&format!("https://{}/", options.cloud.login()))
        .map_err(|_| problem("the cloud has no sign-in host"))
}

/// Our transport to the sign-in host.
pub(super) fn authority_transport(
    options: &ScanOptions,
    trust: &Trust,
    secrets: &Redactor,
) -> Result<Arc<Transport>, ScanError> {
    let authority = authority(options)?;
    let http = trust.client(&authority, options)?;
    Ok(Arc::new(Transport::new(http, authority, secrets.clone())))
}

/// Our transport, this authority, and few tries: a wrong secret stays wrong.
pub(super) fn client_options(transport: &Arc<Transport>) -> ClientOptions {
    let mut cloud = CustomConfiguration::default();
    transport
        .host()
        .as_str()
        .clone_into(&mut cloud.authority_host);
    ClientOptions {
        retry: RetryOptions::exponential(ExponentialRetryOptions {
            initial_delay: Duration::milliseconds(300),
            max_retries: 2,
            max_total_elapsed: Duration::seconds(20),
            max_delay: Duration::seconds(5),
        }),
        transport: Some(AzureTransport::new(Arc::clone(transport) as _)),
        cloud: Some(Arc::new(cloud.into())),
        ..ClientOptions::default()
    }
}

/// Refuses a tenant that is empty, or neither an id nor a domain: it becomes part of an address.
pub(super) fn check_tenant(tenant: &str) -> Result<(), ScanError> {
    let tenant = tenant.trim();
    if tenant.is_empty() {
        return Err(problem("the tenant id is empty; set AZURE_TENANT_ID"));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if tenant.len() > 255 || !tenant.bytes().all(plain) {
        return Err(problem(
            "the tenant id is neither an id nor a domain; check AZURE_TENANT_ID",
        ));
    }
    Ok(())
}

/// Refuses a client id that is no GUID.
pub(super) fn check_client(client_id: &str) -> Result<(), ScanError> {
    if client_id.trim().is_empty() {
        return Err(problem("the client id is empty; set AZURE_CLIENT_ID"));
    }
    if client_id.trim().parse::<AppId>().is_err() {
        return Err(problem(
            "the client id is not a GUID; AZURE_CLIENT_ID is the application (client) id",
        ));
    }
    Ok(())
}

pub(super) fn problem(what: &str) -> ScanError {
    ScanError::SignIn {
        what: what.to_owned(),
    }
}
