//! `rolecall audit`: scan or read, judge, write every report, print the table.

use crate::assess::Assessment;
use crate::cli::arguments::{AuditArguments, TenantArguments};
use crate::cli::draft::{self, Draft};
use crate::cli::exit::Exit;
use crate::cli::inputs::Asked;
use crate::cli::problem::Problem;
use crate::cli::{files, inputs, reports, templates, tenant, terminal};
use crate::report::{Format, Settings, render};
use crate::snapshot::Snapshot;
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
    let new = !arguments.output.exists();
    let (snapshot, scanned) = match &arguments.snapshot {
        Some(path) => (inputs::snapshot(path)?, false),
        None if arguments.demo => (inputs::demo()?, false),
        None => (
            scan_for(&arguments.output, &asked, &arguments.tenant)?,
            true,
        ),
    };
    let judged = judge(arguments, &mut asked, &snapshot, &settings);
    if judged.is_err() {
        if scanned {
            // What was read is kept even if judging or writing goes wrong; where it cannot be, that was said.
            let kept = reports::snapshot(&arguments.output.join(SNAPSHOT), &snapshot);
            let _ = kept.and_then(Draft::finish);
        }
        if new {
            files::take_back(&arguments.output);
        }
    }
    let assessment = judged?;
    let table = render(&assessment, Format::Table, &terminal::style()).map_err(Problem::failed)?;
    files::print(&table)?;
    Ok(Exit::from(assessment.readiness))
}

/// Judges a snapshot and writes every report.
fn judge(
    arguments: &AuditArguments,
    asked: &mut Asked,
    snapshot: &Snapshot,
    settings: &Settings,
) -> Result<Assessment, Problem> {
    inputs::of_snapshot(asked, &arguments.guide, snapshot)?;
    let assessment = inputs::assess(asked, &arguments.judge, snapshot)?;
    files::folder(&arguments.output)?;
    write_all(&arguments.output, asked, snapshot, &assessment, settings)?;
    Ok(assessment)
}

/// Scans for a folder of reports, which is made and tried first: a scan may take minutes, and a path that cannot
/// be written must not waste them.
fn scan_for(
    folder: &Path,
    asked: &Asked,
    arguments: &TenantArguments,
) -> Result<Snapshot, Problem> {
    let scan = tenant::prepare(arguments)?;
    let new = files::folder(folder)?;
    let scanned = files::writable(&folder.join(SNAPSHOT))
        .and_then(|()| tenant::scan(asked, scan))
        .map(|scanned| scanned.snapshot);
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
    let mut drafts: Vec<Draft> = drafts.into_iter().collect::<Result<_, _>>()?;
    drafts.push(reports::snapshot(&folder.join(SNAPSHOT), snapshot)?);
    draft::finish(drafts)
}
