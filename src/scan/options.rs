//! The options of a scan: hosts, time, and bounds.

use super::{Cloud, ScanError};
use jiff::Timestamp;
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// Requests under way at once, by default: a phase has some twenty, and a quarter of the
/// turns are for advisory requests. Graph's quota for one application is thousands in ten seconds.
pub const IN_FLIGHT: u16 = 32;

/// The options of a scan. [`ScanOptions::new`] gives what suits a real tenant.
#[derive(Clone, Debug)]
pub struct ScanOptions {
    /// The tenant's cloud: it decides the scope of a token and the audience that it may have.
    pub cloud: Cloud,
    /// The address of Graph; the cloud's own host unless set. Plain http is accepted for a loopback host only.
    pub graph_host: Url,
    /// The address of the authority; the cloud's own host unless set. https only.
    pub authority_host: Option<Url>,
    /// Further root certificates, PEM.
    pub ca_pem: Option<Vec<u8>>,
    /// Requests under way at once, at most: three quarters for sections that verdicts need. At least 1.
    pub in_flight: usize,
    /// The whole run, signing in and waiting included, at most.
    pub budget: Duration,
    /// The part of the budget that is kept for what follows the scan: judging and writing.
    pub reserve: Duration,
    /// The clock. A parameter, so that a test can fix the time.
    pub clock: fn() -> Timestamp,
    /// The most time to reach a host.
    pub connect_timeout: Duration,
    /// The most time for one answer, body included.
    pub request_timeout: Duration,
    /// The first wait before a retry for which the service gives no time; it doubles from there.
    pub first_wait: Duration,
    /// The bounds on each request, and on all of them.
    pub limits: Limits,
}

/// Bounds on what a broken or hostile server can cost a scan, per request and in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one page, after decompression.
    pub page_bytes: usize,
    /// Pages of one request.
    pub pages: u32,
    /// Items of one request, over all pages.
    pub items: usize,
    /// Tries of one page.
    pub tries: u32,
    /// Bytes of one text; a longer one is cut, and its section is not whole.
    pub text_bytes: usize,
    /// Bytes of all answers of a scan together, after decompression.
    pub read_bytes: usize,
    /// The most memory for all objects of a scan together, approximately, in bytes.
    pub kept_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // The largest page that Graph is asked for, several APIs with their permissions, has 1 to 3 MiB.
            page_bytes: 6 * 1024 * 1024,
            pages: 200,
            items: 20_000,
            tries: 5,
            // The longest text that Graph documents is a B2B policy's, with 25,000 characters.
            text_bytes: 32 * 1024,
            read_bytes: 32 * 1024 * 1024,
            kept_bytes: 16 * 1024 * 1024,
        }
    }
}

impl ScanOptions {
    /// Options that suit a real tenant of the given cloud.
    pub fn new(cloud: Cloud, clock: fn() -> Timestamp) -> Result<Self, ScanError> {
        let graph_host = cloud.graph_url().ok_or_else(|| ScanError::Options {
            what: format!("the cloud {cloud} has no Graph host"),
        })?;
        Ok(Self {
            cloud,
            graph_host,
            authority_host: None,
            ca_pem: None,
            in_flight: usize::from(IN_FLIGHT),
            budget: Duration::from_mins(10),
            reserve: Duration::ZERO,
            clock,
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_mins(1),
            first_wait: Duration::from_millis(500),
            limits: Limits::default(),
        })
    }

    /// Refuses options that cannot work or would send a token in the clear.
    pub(crate) fn check(&self) -> Result<(), ScanError> {
        bare_host("--graph-host", &self.graph_host)?;
        if self.graph_host.scheme() != "https" && !is_loopback(&self.graph_host) {
            return Err(refused(
                "--graph-host",
                "must be https; plain http is taken for a loopback address only",
            ));
        }
        if let Some(authority) = &self.authority_host {
            bare_host("--authority-host", authority)?;
            if authority.scheme() != "https" {
                return Err(refused("--authority-host", "must be https"));
            }
        }
        if self.in_flight == 0 {
            return Err(refused(
                "the number of requests at once",
                "must be at least 1",
            ));
        }
        if self.reserve >= self.budget {
            return Err(refused(
                "the time budget",
                "must be longer than what is left of it for the reports",
            ));
        }
        if self.limits.tries == 0 || self.limits.pages == 0 {
            return Err(refused("the limits", "must allow one try and one page"));
        }
        Ok(())
    }
}

fn refused(what: &str, why: &str) -> ScanError {
    ScanError::Options {
        what: format!("{what} {why}"),
    }
}

fn bare_host(what: &str, url: &Url) -> Result<(), ScanError> {
    let bare = matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none();
    if bare {
        return Ok(());
    }
    Err(refused(
        what,
        "must be a scheme and a host only, such as https://host.example",
    ))
}

/// Returns `true` if an address stays on this machine: `127.0.0.0/8`, `::1` or `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}
