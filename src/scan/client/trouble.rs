//! What kept an answer from coming, as a short list with words that are safe to print.

use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io;

/// What kept an answer from coming, or from coming whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Trouble {
    /// TLS with a certificate that nobody vouches for.
    Certificate,
    /// No such host name.
    Name,
    /// The proxy stood in the way.
    Proxy,
    /// Nothing came in time.
    Timeout,
    /// Nobody listens there.
    ConnectionRefused,
    /// The connection ended too early.
    BrokeOff,
    /// No connection, for another reason.
    NoConnection,
    /// The request itself could not be made.
    NotMade,
    /// The body came too slowly.
    BodyTimeout,
    /// The body ended too early.
    BodyCut,
}

impl Trouble {
    /// What happened and what to look at.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Certificate => {
                "its certificate is not trusted; behind a company proxy, give the company's root certificate with --ca-file"
            }
            Self::Name => "its name could not be resolved; check the host name and the network",
            Self::Proxy => "the proxy did not let the connection through; check HTTPS_PROXY",
            Self::Timeout => "no answer came in time; check the network and HTTPS_PROXY",
            Self::ConnectionRefused => {
                "the connection was refused; check the host, its port and any firewall in between"
            }
            Self::BrokeOff => "the connection broke off",
            Self::NoConnection => "no connection could be made; check the network and HTTPS_PROXY",
            Self::NotMade => "the request could not be made",
            Self::BodyTimeout => "the answer did not come to an end in time",
            Self::BodyCut => "the answer was cut short",
        }
    }

    /// Whether another try may fare better.
    pub(crate) const fn may_pass(self) -> bool {
        !matches!(self, Self::Certificate | Self::NotMade)
    }

    /// Sorts out an error of the HTTP client before an answer began.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
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
            return Self::Certificate;
        }
        if text.contains("dns error") || text.contains("failed to lookup") {
            return Self::Name;
        }
        if text.contains("tunnel") || text.contains("proxy") {
            return Self::Proxy;
        }
        if error.is_timeout() || kind == Some(io::ErrorKind::TimedOut) {
            return Self::Timeout;
        }
        match kind {
            Some(io::ErrorKind::ConnectionRefused) => Self::ConnectionRefused,
            Some(io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof) => Self::BrokeOff,
            _ if error.is_connect() => Self::NoConnection,
            _ if error.is_builder() => Self::NotMade,
            _ => Self::BrokeOff,
        }
    }
}
