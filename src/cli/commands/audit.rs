//! `rolecall audit`: scan or read, judge, write every report, print the table.

use crate::assess::Assessment;
use crate::cli::arguments::{AuditArguments, TenantArguments};
use crate::cli::exit::Exit;
use crate::cli::inputs::Asked;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs, templates, tenant, terminal};
use crate::report::{Format, Settings, render, render_with};
use crate::snapshot::{self, Snapshot};
use std::path::Path;

/// The snapshot's name in the folder of reports.
const SNAPSHOT: &str = "snapshot.json";

/// The main job, end to end.
pub(in crate::cli) fn run(arguments: &AuditArguments) -> Result<Exit, Problem> {
    // Before anything is asked of the tenant: a slip in a template should not cost a scan.
    let settings = Settings {
        csv_bom: arguments.report.csv_bom,
        templates: templates::read(arguments.report.template_dir.as_deref())?,
        ..Settings::default()
    };
    let mut asked = inputs::asked(&arguments.guide)?;
    inputs::decisions(&asked, &arguments.judge)?;
    let snapshot = match &arguments.snapshot {
        Some(path) => inputs::snapshot(path)?,
        None if arguments.demo => inputs::demo()?,
        None => scan_into(&arguments.output, &asked, &arguments.tenant)?,
    };
    inputs::of_snapshot(&mut asked, &arguments.guide, &snapshot)?;
    let assessment = inputs::assess(&asked, &arguments.judge, &snapshot)?;
    files::folder(&arguments.output)?;
    write_all(&arguments.output, &asked, &snapshot, &assessment, &settings)?;
    let table = render(&assessment, Format::Table, &terminal::style()).map_err(Problem::failed)?;
    files::print(&table)?;
    Ok(Exit::from(assessment.readiness))
}

/// Scans, and keeps what was read even if judging it goes wrong.
///
/// The folder is made and tried first: a scan may take minutes, and a path that
/// cannot be written must not waste them.
fn scan_into(
    folder: &Path,
    asked: &Asked,
    arguments: &TenantArguments,
) -> Result<Snapshot, Problem> {
    let scan = tenant::prepare(arguments)?;
    let new = files::folder(folder)?;
    let scanned = files::writable(&folder.join(SNAPSHOT))
        .and_then(|()| tenant::scan(asked, scan))
        .and_then(|scanned| write_snapshot(folder, &scanned.snapshot).map(|()| scanned.snapshot));
    if new && scanned.is_err() {
        files::take_back(folder);
    }
    scanned
}

/// Renders everything before it writes anything.
fn write_all(
    folder: &Path,
    asked: &Asked,
    snapshot: &Snapshot,
    assessment: &Assessment,
    settings: &Settings,
) -> Result<(), Problem> {
    let name = |format: Format| format!("{}.{}", asked.guide.id, format.extension());
    let mut reports = Vec::new();
    for format in Format::ALL {
        let bytes = render_with(assessment, format, settings).map_err(Problem::failed)?;
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
    files::write(&folder.join(SNAPSHOT), &bytes)
}
