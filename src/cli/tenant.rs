//! From arguments and environment to a scan.

use super::arguments::TenantArguments;
use super::inputs::Asked;
use super::problem::Problem;
use super::{clock, files, progress};
use crate::scan::{self, Cloud, ScanOptions, ScanProblem, SignIn};
use crate::snapshot::Snapshot;
use anyhow::{Context, anyhow};
use secrecy::SecretString;
use std::io::Read;
use std::path::Path;
use std::time::Duration;
use url::Url;

/// A scan that the arguments and the environment describe, not begun yet.
pub(super) struct Prepared {
    options: ScanOptions,
    sign_in: SignIn,
}

/// Reads everything that a scan needs from arguments and environment.
pub(super) fn prepare(arguments: &TenantArguments) -> Result<Prepared, Problem> {
    Ok(Prepared {
        options: options(arguments)?,
        sign_in: sign_in(arguments)?,
    })
}

/// Scans the tenant. Ctrl-C ends it at once.
pub(super) fn scan(asked: &Asked, prepared: Prepared) -> Result<Snapshot, Problem> {
    let Prepared { options, sign_in } = prepared;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start the network runtime")
        .map_err(Problem::failed)?;
    let progress = progress::Line::new();
    let Asked {
        guide,
        parameters,
        catalog,
    } = asked;
    let scanned = runtime.block_on(async {
        tokio::select! {
            done = scan::scan(guide, parameters, catalog, sign_in, options, &progress) => Some(done),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    progress.clear();
    // A name lookup that hangs must not keep the program from ending.
    runtime.shutdown_background();
    match scanned {
        Some(done) => done.map_err(of_scan),
        None => Err(Problem::failed(anyhow!("interrupted; nothing was written"))),
    }
}

/// What the user can mend on the command line is a usage error; the rest is a failure.
fn of_scan(problem: ScanProblem) -> Problem {
    match problem {
        ScanProblem::Options { .. }
        | ScanProblem::CaFile { .. }
        | ScanProblem::SignIn { .. }
        | ScanProblem::Token { .. } => Problem::input(problem),
        other => Problem::failed(other),
    }
}

fn options(arguments: &TenantArguments) -> Result<ScanOptions, Problem> {
    let cloud = arguments
        .cloud
        .parse::<Cloud>()
        .context("--cloud")
        .map_err(Problem::input)?;
    let mut options = ScanOptions::new(cloud, clock::now).map_err(Problem::input)?;
    if let Some(host) = given(arguments.graph_host.as_deref()) {
        options.graph_host = url("--graph-host", host)?;
    }
    if let Some(host) = given(arguments.authority_host.as_deref()) {
        options.authority_host = Some(url("--authority-host", host)?);
    }
    if let Some(path) = &arguments.ca_file {
        options.ca_pem = Some(files::read(path)?);
    }
    options.in_flight = usize::from(arguments.in_flight);
    options.budget = Duration::from_secs(u64::from(arguments.budget));
    Ok(options)
}

/// A host's address. Without a scheme it is https, as other tools take `AZURE_AUTHORITY_HOST`.
fn url(flag: &str, text: &str) -> Result<Url, Problem> {
    let whole = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    Url::parse(&whole)
        .with_context(|| {
            format!("{flag} {text} is no address; give a scheme and a host, such as https://host.example")
        })
        .map_err(Problem::input)
}

/// A token that was handed over comes first, then the application's secret.
fn sign_in(arguments: &TenantArguments) -> Result<SignIn, Problem> {
    let file = arguments.access_token_file.as_deref();
    if let Some(path) = file.filter(|path| !path.is_empty()).map(Path::new) {
        let bytes = if path.as_os_str() == "-" {
            standard_input()?
        } else {
            files::read(path)?
        };
        let text = String::from_utf8(bytes)
            .map_err(|_| Problem::input(anyhow!("{} is not text; hand over what `az account get-access-token` prints, or the token alone", path.display())))?;
        let from = format!("the file {}", name(path));
        return Ok(SignIn::AccessToken {
            token: SecretString::from(text),
            from,
        });
    }
    if let Some(token) = variable("ROLECALL_ACCESS_TOKEN") {
        let from = "the variable ROLECALL_ACCESS_TOKEN".to_owned();
        return Ok(SignIn::AccessToken {
            token: SecretString::from(token),
            from,
        });
    }
    let tenant = given(arguments.tenant.as_deref());
    let client_id = given(arguments.client_id.as_deref());
    let secret = variable("AZURE_CLIENT_SECRET");
    match (tenant, client_id, secret) {
        (Some(tenant), Some(client_id), Some(secret)) => Ok(SignIn::ClientSecret {
            tenant: tenant.to_owned(),
            client_id: client_id.to_owned(),
            secret: SecretString::from(secret),
        }),
        (tenant, client_id, secret) => {
            let missing: Vec<&str> = [
                ("AZURE_TENANT_ID", tenant.is_none()),
                ("AZURE_CLIENT_ID", client_id.is_none()),
                ("AZURE_CLIENT_SECRET", secret.is_none()),
            ]
            .into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(name, _)| name)
            .collect();
            Err(Problem::input(anyhow!(
                "no way to sign in: {} not set or empty; set AZURE_TENANT_ID, AZURE_CLIENT_ID and \
                 AZURE_CLIENT_SECRET, or hand over a token with --access-token-file or \
                 ROLECALL_ACCESS_TOKEN (for a look without a tenant: rolecall audit --demo -o DIR)",
                missing.join(", ")
            )))
        }
    }
}

fn given(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

fn standard_input() -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(1024 * 1024)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")
        .map_err(Problem::input)?;
    Ok(bytes)
}

/// A file's own name: a report handed to others need not show whose folder it lay in.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || "-".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}
