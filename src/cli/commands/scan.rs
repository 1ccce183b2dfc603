//! `rolecall scan`: a tenant in, a snapshot out.

use crate::cli::arguments::ScanArguments;
use crate::cli::error::CliError;
use crate::cli::tenant::Scanned;
use crate::cli::terminal::Screen;
use crate::cli::{files, inputs, recording, reports, tenant};
use crate::scan::Traffic;
use crate::snapshot::{self, SectionName, Snapshot, State};
use std::fmt::Write as _;
use std::io::Write as _;

/// Reads a tenant into a snapshot file and says what could not be read.
pub(in crate::cli) fn run(arguments: &ScanArguments, screen: Screen) -> Result<(), CliError> {
    let asked = inputs::asked(&arguments.guide, None)?;
    let scan = tenant::prepare(&arguments.tenant)?;
    let output = &arguments.output;
    let printed = files::is_standard_output(output);
    if !printed {
        recording::apart(arguments.tenant.record.as_deref(), output)?;
        files::writable(output)?;
    }
    let Scanned { snapshot, traffic } = tenant::scan(&asked, scan, screen)?;
    let summary = summary(&snapshot, traffic);
    if printed {
        // Standard output is the snapshot's; who pipes it on reads this beside it.
        if !screen.is_quiet() {
            let _ = std::io::stderr().write_all(summary.as_bytes());
        }
        let bytes = snapshot::write(&snapshot).map_err(CliError::failed)?;
        return files::print(&bytes);
    }
    reports::snapshot(output, &snapshot)?.finish()?;
    if screen.is_quiet() {
        return Ok(());
    }
    files::print(summary.as_bytes())
}

/// One line per section: what became of it, and what is in the way; then what the scan cost the
/// service. Nothing of the tenant's text.
fn summary(snapshot: &Snapshot, traffic: Traffic) -> String {
    let mut text = String::new();
    for &name in SectionName::ALL {
        let head = snapshot.sections.head(name);
        let _ = write!(
            text,
            "{:<26} {:<13} {:>5} items",
            name.as_str(),
            head.state.words(),
            head.items
        );
        if let Some(problem) = head.problem.filter(|_| head.state != State::Collected) {
            let _ = write!(text, "  {}", problem.message);
        }
        text.push('\n');
    }
    text.push_str(&cost(traffic));
    text
}

/// Requests, resource units, and how near the service's limit the scan came.
fn cost(traffic: Traffic) -> String {
    let mut text = format!("\n{} requests", traffic.requests);
    if traffic.resource_units > 0 {
        let _ = write!(text, ", {} resource units", traffic.resource_units);
    }
    if traffic.busiest_percent > 0 {
        let _ = write!(
            text,
            ", at most {} % of the service's limit",
            traffic.busiest_percent
        );
    }
    if traffic.throttled > 0 {
        let _ = write!(text, ", {} times asked to slow down", traffic.throttled);
    }
    text.push('\n');
    text
}
