//! From arguments and environment to a scan.

use super::arguments::TenantArguments;
use super::inputs::Asked;
use super::problem::Problem;
use super::{clock, files, progress, recording, sign_in};
use crate::scan::{self, Cloud, ScanOptions, ScanProblem, Traffic};
use crate::snapshot::Snapshot;
use anyhow::{Context, anyhow};
use std::time::Duration;
use url::Url;

/// Scans the tenant that the arguments and the environment name, or a recording of one.
pub(super) fn scan(asked: &Asked, arguments: &TenantArguments) -> Result<Scanned, Problem> {
    let progress = progress::Line::new();
    let scanned = match &arguments.replay {
        Some(folder) => {
            let recording = recording::read(folder)?;
            let Asked {
                guide,
                parameters,
                catalog,
            } = asked;
            waited(
                scan::replay(guide, parameters, catalog, &recording, &progress),
                &progress,
            )?
        }
        None => live(asked, arguments, &progress)?,
    };
    Ok(Scanned {
        snapshot: scanned.map_err(of_scan)?,
        traffic: progress.traffic(),
    })
}

/// A scan with what it cost the service.
pub(super) struct Scanned {
    pub(super) snapshot: Snapshot,
    pub(super) traffic: Traffic,
}

fn live(
    asked: &Asked,
    arguments: &TenantArguments,
    progress: &progress::Line,
) -> Result<Result<Snapshot, ScanProblem>, Problem> {
    let options = options(arguments)?;
    let Asked {
        guide,
        parameters,
        catalog,
    } = asked;
    let Some(folder) = &arguments.record else {
        let sign_in = sign_in::choose(arguments)?;
        let scan = scan::scan(guide, parameters, catalog, sign_in, options, progress);
        return waited(scan, progress);
    };
    recording::check(folder)?;
    let sign_in = sign_in::choose(arguments)?;
    let scan = scan::scan_and_record(guide, parameters, catalog, sign_in, options, progress);
    let (snapshot, recorded) = waited(scan, progress)?;
    if let Some(recorded) = recorded {
        recording::write(folder, &recorded)?;
    }
    Ok(snapshot)
}

/// Runs a scan to its end, or until it is interrupted.
fn waited<T>(scan: impl Future<Output = T>, progress: &progress::Line) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the network runtime")
        .map_err(Problem::failed)?;
    let done = runtime.block_on(async {
        tokio::select! {
            done = scan => Some(done),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    progress.clear();
    done.ok_or_else(|| Problem::failed(anyhow!("interrupted; nothing was written")))
}

/// What the user can mend on the command line is a usage error; the rest is a failure.
fn of_scan(problem: ScanProblem) -> Problem {
    match problem {
        ScanProblem::Options { .. } | ScanProblem::SignIn { .. } => Problem::input(problem),
        other => Problem::failed(other),
    }
}

fn options(arguments: &TenantArguments) -> Result<ScanOptions, Problem> {
    let cloud: Cloud = arguments.cloud.parse().map_err(Problem::input)?;
    let mut options = ScanOptions::new(cloud, clock::now).map_err(Problem::input)?;
    if let Some(host) = &arguments.graph_host {
        options.graph_host = url("--graph-host", host)?;
    }
    if let Some(host) = &arguments.authority_host {
        options.authority_host = Some(url("--authority-host", host)?);
    }
    if let Some(path) = &arguments.ca_file {
        options.ca_pem = Some(files::read(path)?);
    }
    options.in_flight = usize::from(arguments.in_flight);
    options.budget = Duration::from_secs(u64::from(arguments.budget));
    Ok(options)
}

fn url(flag: &str, text: &str) -> Result<Url, Problem> {
    Url::parse(text)
        .with_context(|| {
            format!("{flag} {text}: not a URL; give one such as https://graph.microsoft.com")
        })
        .map_err(Problem::input)
}
