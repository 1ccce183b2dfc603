//! `rolecall audit`: scan or read, judge, write every report, print the table.

use crate::assess::Assessment;
use crate::cli::arguments::AuditArguments;
use crate::cli::exit::Exit;
use crate::cli::inputs::Asked;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs, tenant, terminal};
use crate::report::{Format, Style, render};
use crate::snapshot::{self, Snapshot};
use std::path::Path;

/// The main job, end to end.
pub(in crate::cli) fn run(arguments: &AuditArguments) -> Result<Exit, Problem> {
    let mut asked = inputs::asked(&arguments.guide)?;
    files::folder(&arguments.output)?;
    let snapshot = match &arguments.snapshot {
        Some(path) => inputs::snapshot(path)?,
        None if arguments.demo => inputs::demo()?,
        None => {
            let snapshot = tenant::scan(&asked, &arguments.tenant)?.snapshot;
            // What was read is kept even if judging it goes wrong.
            write_snapshot(&arguments.output, &snapshot)?;
            snapshot
        }
    };
    inputs::of_snapshot(&mut asked, &arguments.guide, &snapshot)?;
    let assessment = inputs::assess(&asked, &arguments.judge, &snapshot)?;
    write_all(&arguments.output, &asked, &snapshot, &assessment)?;
    let table = render(&assessment, Format::Table, &terminal::style()).map_err(Problem::failed)?;
    files::print(&table)?;
    Ok(Exit::from(assessment.readiness))
}

/// Renders everything before it writes anything.
fn write_all(
    folder: &Path,
    asked: &Asked,
    snapshot: &Snapshot,
    assessment: &Assessment,
) -> Result<(), Problem> {
    let name = |format: Format| format!("{}.{}", asked.guide.id, format.extension());
    let mut reports = Vec::new();
    for format in Format::ALL {
        let bytes = render(assessment, format, &Style::default()).map_err(Problem::failed)?;
        reports.push((name(format), bytes));
    }
    write_snapshot(folder, snapshot)?;
    for (name, bytes) in reports {
        files::write(&folder.join(name), &bytes)?;
    }
    Ok(())
}

fn write_snapshot(folder: &Path, snapshot: &Snapshot) -> Result<(), Problem> {
    let bytes = snapshot::write(snapshot).map_err(Problem::failed)?;
    files::write(&folder.join("snapshot.json"), &bytes)
}
