//! `rolecall audit`: scan or read, judge, write every report, print the table.

use crate::assess::Assessment;
use crate::cli::arguments::{AuditArguments, TenantArguments};
use crate::cli::draft::Draft;
use crate::cli::exit::Exit;
use crate::cli::inputs::Asked;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs, reports, templates, tenant, terminal};
use crate::report::{Format, Settings, render};
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
    let new = files::folder(&arguments.output)?;
    let written = write_all(&arguments.output, &asked, &snapshot, &assessment, &settings);
    if new && written.is_err() {
        files::take_back(&arguments.output);
    }
    written?;
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

/// Renders everything before it puts anything in its place.
fn write_all(
    folder: &Path,
    asked: &Asked,
    snapshot: &Snapshot,
    assessment: &Assessment,
    settings: &Settings,
) -> Result<(), Problem> {
    let drafts = Format::ALL.map(|format| {
        let name = format!("{}.{}", asked.guide.id, format.extension());
        reports::draft(&folder.join(name), assessment, format, settings)
    });
    let drafts: Vec<Draft> = drafts.into_iter().collect::<Result<_, _>>()?;
    write_snapshot(folder, snapshot)?;
    drafts.into_iter().try_for_each(Draft::finish)
}

fn write_snapshot(folder: &Path, snapshot: &Snapshot) -> Result<(), Problem> {
    let bytes = snapshot::write(snapshot).map_err(Problem::failed)?;
    files::write(&folder.join(SNAPSHOT), &bytes)
}
