//! The HTTP client underneath, and what its errors mean.

use crate::scan::ScanProblem;
use crate::scan::options::{ScanOptions, is_loopback};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client};
use std::error::Error;
use std::io;
use url::Url;

/// Certificates that are trusted beside the system's.
#[derive(Clone, Default)]
pub(crate) struct Trust(Vec<Certificate>);

impl Trust {
    /// Reads the options' PEM. A PEM without a certificate is refused.
    pub(crate) fn of(options: &ScanOptions) -> Result<Self, ScanProblem> {
        let Some(pem) = &options.ca_pem else {
            return Ok(Self::default());
        };
        let certificates = Certificate::from_pem_bundle(pem).map_err(|_| ScanProblem::CaFile {
            why: "it is not valid PEM".to_owned(),
        })?;
        if certificates.is_empty() {
            return Err(ScanProblem::CaFile {
                why: "there is no certificate in it".to_owned(),
            });
        }
        Ok(Self(certificates))
    }

    /// A client for one host: no redirects, https unless the host is this machine.
    ///
    /// The system's proxy is honoured, but never for this machine.
    pub(crate) fn client(&self, host: &Url, options: &ScanOptions) -> Result<Client, ScanProblem> {
        let mut builder = Client::builder()
            .user_agent(concat!("rolecall/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(options.connect_timeout)
            .timeout(options.request_timeout);
        if is_loopback(host) {
            builder = builder.no_proxy();
            if host.scheme() == "http" {
                // No TLS, so a machine without a certificate store will do.
                builder = builder.tls_certs_only(std::iter::empty());
            }
        } else {
            builder = builder.https_only(true);
        }
        if !self.0.is_empty() && host.scheme() == "https" {
            builder = builder.tls_certs_merge(self.0.iter().cloned());
        }
        builder.build().map_err(|error| {
            let why = if self.0.is_empty() {
                "the system's certificate store could not be used".to_owned()
            } else {
                "a certificate in it could not be used".to_owned()
            };
            if error.is_builder() && !self.0.is_empty() {
                ScanProblem::CaFile { why }
            } else {
                ScanProblem::Options { what: why }
            }
        })
    }
}

/// What kept an answer from coming, in words that are safe to print, and whether it may pass.
pub(crate) fn connection_trouble(error: &reqwest::Error) -> (&'static str, bool) {
    let mut text = String::new();
    let mut kind = None;
    let mut source: Option<&(dyn Error + 'static)> = error.source();
    while let Some(cause) = source {
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            kind = Some(io.kind());
        }
        text.push_str(&cause.to_string().to_ascii_lowercase());
        text.push('\n');
        source = cause.source();
    }
    if text.contains("certificate") || text.contains("unknownissuer") {
        return (
            "its certificate is not trusted; behind a company proxy, give the company's root certificate with --ca-file",
            false,
        );
    }
    if text.contains("dns error") || text.contains("failed to lookup") {
        return (
            "its name could not be resolved; check the host name and the network",
            true,
        );
    }
    if text.contains("tunnel") || text.contains("proxy") {
        return (
            "the proxy did not let the connection through; check HTTPS_PROXY",
            true,
        );
    }
    if error.is_timeout() || kind == Some(io::ErrorKind::TimedOut) {
        return (
            "no answer came in time; check the network and HTTPS_PROXY",
            true,
        );
    }
    match kind {
        Some(io::ErrorKind::ConnectionRefused) => (
            "the connection was refused; check the host, its port and any firewall in between",
            true,
        ),
        Some(io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof) => {
            ("the connection broke off", true)
        }
        _ if error.is_connect() => (
            "no connection could be made; check the network and HTTPS_PROXY",
            true,
        ),
        _ if error.is_builder() => ("the request could not be made", false),
        _ => ("the connection broke off", true),
    }
}
