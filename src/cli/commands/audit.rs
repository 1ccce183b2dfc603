//! `rolecall audit`: scan or read, judge, write every report, print the table.

use crate::assess::Assessment;
use crate::cli::arguments::{AuditArguments, TenantArguments};
use crate::cli::draft::Draft;
use crate::cli::exit::Answer;
use crate::cli::inputs::Asked;
use crate::cli::problem::Problem;
use crate::cli::tenant::Scanned;
use crate::cli::{files, inputs, recording, reports, reports_folder, templates, tenant, terminal};
use crate::report::{Format, Settings, render};
use crate::snapshot::Snapshot;
use std::path::Path;

/// The snapshot's name in the folder of reports.
const SNAPSHOT: &str = "snapshot.json";

/// The main job, end to end.
pub(in crate::cli) fn run(arguments: &AuditArguments, answer: &mut Answer) -> Result<(), Problem> {
    files::no_dash(&arguments.output, "--output")?;
    // Before anything is asked of the tenant: a slip in a template should not cost a scan.
    let settings = Settings {
        csv_bom: arguments.report.csv_bom,
        templates: templates::read(arguments.report.template_dir.as_deref())?,
        ..Settings::default()
    };
    let mut asked = inputs::asked(&arguments.guide)?;
    inputs::decisions(&asked, &arguments.judge)?;
    let snapshot = match &arguments.snapshot {
        Some(path) => inputs::snapshot("--snapshot", path)?,
        None if arguments.demo => inputs::demo()?,
        None => scan_into(&arguments.output, &asked, &arguments.tenant)?,
    };
    reports_folder::check(&arguments.output, snapshot.tenant_id())?;
    inputs::of_snapshot(&mut asked, &arguments.guide, &snapshot)?;
    let assessment = inputs::assess(&asked, &arguments.judge, &snapshot)?;
    answer.is(assessment.readiness);
    let new = files::folder(&arguments.output)?;
    let written = write_all(&arguments.output, &asked, &snapshot, &assessment, &settings);
    if new && written.is_err() {
        files::take_back(&arguments.output);
    }
    written?;
    let table = render(&assessment, Format::Table, &terminal::style()).map_err(Problem::failed)?;
    files::print(&table)
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
    // Where the tenant is given by its id, nothing needs to be asked of it first.
    if let Some(known) = scan.tenant_id() {
        reports_folder::check(folder, Some(known))?;
    }
    for name in names(asked) {
        recording::apart(arguments.record.as_deref(), &folder.join(name))?;
    }
    let new = files::folder(folder)?;
    let scanned = files::writable(&folder.join(SNAPSHOT))
        .and_then(|()| tenant::scan(asked, scan))
        .and_then(|Scanned { snapshot, .. }| {
            reports_folder::check(folder, snapshot.tenant_id())?;
            write_snapshot(folder, &snapshot).map(|()| snapshot)
        });
    if new && scanned.is_err() {
        files::take_back(folder);
    }
    scanned
}

/// Every file of an audit.
fn names(asked: &Asked) -> Vec<String> {
    let mut names: Vec<String> = Format::ALL.map(|format| name(asked, format)).into();
    names.push(SNAPSHOT.to_owned());
    names
}

fn name(asked: &Asked, format: Format) -> String {
    format!("{}.{}", asked.guide.id, format.extension())
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
        reports::draft(
            &folder.join(name(asked, format)),
            assessment,
            format,
            settings,
        )
    });
    let drafts: Vec<Draft> = drafts.into_iter().collect::<Result<_, _>>()?;
    write_snapshot(folder, snapshot)?;
    drafts.into_iter().try_for_each(Draft::finish)
}

fn write_snapshot(folder: &Path, snapshot: &Snapshot) -> Result<(), Problem> {
    reports::snapshot(&folder.join(SNAPSHOT), snapshot)?.finish()
}
