//! `rolecall runbook`: a guide and a snapshot in, the steps that a person takes out.

use crate::catalog::Cloud;
use crate::cli::arguments::RunbookArguments;
use crate::cli::error::CliError;
use crate::cli::scanned::Scanned;
use crate::cli::{clock, files, inputs, templates};
use crate::runbook::{Inputs, Kind, Needed, RunbookError, render, write};
use crate::scan::plan;
use anyhow::anyhow;

/// Writes a runbook. It changes nothing, and asks nobody: it is made from a file.
pub(in crate::cli) fn run(arguments: &RunbookArguments) -> Result<(), CliError> {
    if arguments.since.is_some() && arguments.kind != Kind::Review {
        return Err(CliError::input(anyhow!(
            "--since belongs to --kind review, which says what has changed"
        )));
    }
    let own = templates::read(arguments.template_dir.as_deref())?;
    let cloud: Cloud = arguments.cloud.parse().map_err(CliError::input)?;
    let mut asked = inputs::asked(&arguments.guide)?;
    let choose = inputs::chosen(&asked, &arguments.judge)?;
    let since = arguments
        .since
        .as_deref()
        .map(|path| inputs::snapshot("--since", path))
        .transpose()?;
    let seen = inputs::seen(
        &mut asked,
        (&arguments.guide, &arguments.judge),
        (arguments.snapshot.as_deref(), arguments.demo),
    )?;
    let as_of = match &seen {
        Some((_, assessment)) => assessment.as_of,
        None => arguments.judge.as_of.unwrap_or_else(clock::now),
    };
    let scanned = Scanned::of(&asked)?;
    let plan = plan(scanned.subject(&asked));
    let needed = plan.permissions().iter().map(|one| (one.name, one.id));
    let needed: Vec<Needed<'_>> = needed.collect();
    let runbook = write(
        arguments.kind,
        Inputs {
            guide: &asked.guide,
            parameters: &asked.parameters,
            catalog: &asked.catalog,
            seen: seen
                .as_ref()
                .map(|(snapshot, assessment)| (snapshot, assessment)),
            choose: &choose,
            as_of,
            cloud,
            since: since.as_ref(),
            needed: &needed,
        },
    )
    .map_err(problem)?;
    let bytes = render(&runbook, arguments.format, &own).map_err(problem)?;
    files::deliver(arguments.output.as_deref(), &bytes)
}

/// A template of the user, or a snapshot that is lacking, is the user's to mend; anything else is ours.
fn problem(problem: RunbookError) -> CliError {
    if problem.is_callers() {
        CliError::input(problem)
    } else {
        CliError::failed(problem)
    }
}
