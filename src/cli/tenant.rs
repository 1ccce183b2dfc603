//! From arguments and environment to a scan.

use super::arguments::{Auth, Command, TenantArguments};
use super::content::Bound;
use super::error::CliError;
use super::inputs::Asked;
use super::terminal::Screen;
use super::{clock, input, progress, recording, sign_in};
use crate::ids::TenantId;
use crate::quote::Quoted;
use crate::scan::{self, Recording, ScanError, ScanOptions, SignIn, Traffic};
use crate::snapshot::Snapshot;
use anyhow::Context;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// A scan that the arguments and the environment describe, not begun yet.
pub(super) enum Prepared {
    /// Of a tenant.
    Live(Box<Live>),
    /// Of a recording: no sign-in, no network.
    Replay(Box<Recording>),
}

impl Prepared {
    /// The tenant that will be asked, where its id is given.
    pub(super) fn tenant_id(&self) -> Option<TenantId> {
        let Self::Live(live) = self else {
            return None;
        };
        let tenant = match &live.sign_in {
            SignIn::ClientSecret { tenant, .. }
            | SignIn::ClientCertificate { tenant, .. }
            | SignIn::WorkloadIdentity { tenant, .. }
            | SignIn::DeviceCode { tenant, .. } => tenant,
            SignIn::AzureCli { tenant } => tenant.as_ref()?,
            SignIn::AccessToken { .. } | SignIn::ManagedIdentity { .. } => return None,
        };
        tenant.parse().ok()
    }
}

/// Everything that a scan of a tenant needs.
pub(super) struct Live {
    options: ScanOptions,
    sign_in: SignIn,
    /// The folder that the answers are kept in.
    record: Option<PathBuf>,
}

/// A scan with what it cost the service.
pub(super) struct Scanned {
    pub(super) snapshot: Snapshot,
    pub(super) traffic: Traffic,
}

/// Reads everything that a scan needs from arguments and environment, or the recording.
pub(super) fn prepare(arguments: &TenantArguments) -> Result<Prepared, CliError> {
    if let Some(folder) = &arguments.replay {
        return recording::read(folder).map(|read| Prepared::Replay(Box::new(read)));
    }
    Ok(Prepared::Live(Box::new(Live {
        options: options(arguments)?,
        sign_in: sign_in::choose(arguments)?,
        record: arguments.record.clone(),
    })))
}

/// The time that a command may take in all; `None` for one that asks no tenant.
///
/// The time that a person takes to enter a code is not the scan's: it has as much again.
pub(super) fn most_time(command: &Command) -> Option<Duration> {
    let arguments = match command {
        Command::Audit(arguments) => &arguments.tenant,
        Command::Scan(arguments) => &arguments.tenant,
        _ => return None,
    };
    let budget = Duration::from_secs(u64::from(arguments.budget));
    let person = arguments.auth == Auth::DeviceCode;
    Some(if person { budget * 2 } else { budget })
}

/// The part of a budget that is left for judging and writing: a quarter, at least a second where half of it is that
/// much, and never more than ten seconds.
fn reserve(budget: Duration) -> Duration {
    let least = Duration::from_secs(1).min(budget / 2);
    (budget / 4).max(least).min(Duration::from_secs(10))
}

/// Scans the tenant, or the recording of one.
pub(super) fn scan(asked: &Asked, prepared: Prepared, screen: Screen) -> Result<Scanned, CliError> {
    let progress = progress::Line::new(screen);
    let scanned = match prepared {
        Prepared::Replay(recording) => {
            let subject = asked.scan();
            let scan = scan::replay(subject, &recording, &progress);
            waited(scan, &progress)?
        }
        Prepared::Live(live) => look(asked, *live, &progress)?,
    };
    Ok(Scanned {
        snapshot: scanned.map_err(of_scan)?,
        traffic: progress.traffic(),
    })
}

fn look(
    asked: &Asked,
    live: Live,
    progress: &progress::Line,
) -> Result<Result<Snapshot, ScanError>, CliError> {
    let Live {
        options,
        sign_in,
        record,
    } = live;
    let subject = asked.scan();
    let Some(folder) = record else {
        let scan = scan::scan(subject, sign_in, options, progress);
        return waited(scan, progress);
    };
    // Asked here and not earlier: it may lie in the folder of reports, which is new.
    recording::check(&folder)?;
    let scan = scan::scan_and_record(subject, sign_in, options, progress);
    let (snapshot, recorded) = waited(scan, progress)?;
    if let Some(recorded) = recorded {
        recording::write(&folder, &recorded)?;
    }
    Ok(snapshot)
}

/// Runs a scan to its end. Whoever stops the program does not wait for it.
fn waited<T>(scan: impl Future<Output = T>, progress: &progress::Line) -> Result<T, CliError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the network runtime")
        .map_err(CliError::failed)?;
    let done = runtime.block_on(scan);
    progress.clear();
    // A name lookup that hangs must not keep the program from ending.
    runtime.shutdown_background();
    Ok(done)
}

/// The usage error for a fault that the user can mend on the command line, or the failure for any other.
fn of_scan(problem: ScanError) -> CliError {
    match problem {
        ScanError::Options { .. }
        | ScanError::CaFile { .. }
        | ScanError::SignIn { .. }
        | ScanError::Token { .. } => CliError::input(problem),
        other => CliError::failed(other),
    }
}

fn options(arguments: &TenantArguments) -> Result<ScanOptions, CliError> {
    let mut options =
        ScanOptions::new(arguments.cloud.cloud, clock::now).map_err(CliError::input)?;
    if let Some(host) = sign_in::given(arguments.graph_host.as_deref()) {
        options.graph_host = url("--graph-host", &host)?;
    }
    if let Some(host) = sign_in::given(arguments.authority_host.as_deref()) {
        options.authority_host = Some(url("--authority-host", &host)?);
    }
    if let Some(path) = &arguments.ca_file {
        options.ca_pem = Some(input::read("--ca-file", path, Bound::OTHER)?.into_owned());
    }
    options.in_flight = usize::from(arguments.in_flight);
    options.budget = Duration::from_secs(u64::from(arguments.budget));
    options.reserve = reserve(options.budget);
    Ok(options)
}

/// A host's address. Without a scheme it is https, as other tools take `AZURE_AUTHORITY_HOST`.
fn url(flag: &str, text: &str) -> Result<Url, CliError> {
    let whole = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    Url::parse(&whole)
        .with_context(|| {
            let text = Quoted::new(text);
            format!("{flag} {text} is no address; give a scheme and a host, such as https://host.example")
        })
        .map_err(CliError::input)
}
