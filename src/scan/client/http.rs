//! The HTTP client underneath.

use crate::scan::ScanProblem;
use crate::scan::options::{ScanOptions, is_loopback};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, ClientBuilder};
use std::time::Duration;
use url::Url;

/// A token service of this machine answers at once, or is not there.
const LOCAL_CONNECT: Duration = Duration::from_secs(3);

/// What a host may send of one answer before it is read, over HTTP/2.
const STREAM_WINDOW: u32 = 128 * 1024;

/// What a host may send of all answers: an answer that waits to be read must not stop another.
fn window(in_flight: usize) -> u32 {
    let streams = u32::try_from(in_flight).unwrap_or(u32::MAX);
    STREAM_WINDOW.saturating_mul(streams.saturating_add(4))
}

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
            .timeout(options.request_timeout)
            .http2_initial_stream_window_size(STREAM_WINDOW)
            .http2_initial_connection_window_size(window(options.in_flight));
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
        self.build(builder)
    }

    /// A client for this machine's own token service, which speaks plain http and no proxy's language.
    pub(crate) fn local_client(&self, options: &ScanOptions) -> Result<Client, ScanProblem> {
        let builder = Client::builder()
            .user_agent(concat!("rolecall/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(options.connect_timeout.min(LOCAL_CONNECT))
            .timeout(options.request_timeout)
            .tls_certs_only(self.0.iter().cloned());
        self.build(builder)
    }

    fn build(&self, builder: ClientBuilder) -> Result<Client, ScanProblem> {
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
