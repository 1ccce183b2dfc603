//! `rolecall audit`: scan or read, judge, write every report, print the table.

use crate::assess::Assessment;
use crate::cli::arguments::{AuditArguments, TenantArguments};
use crate::cli::atomic_file::{self, AtomicFile};
use crate::cli::error::CliError;
use crate::cli::exit::Answer;
use crate::cli::inputs::Asked;
use crate::cli::tenant::Scanned;
use crate::cli::{
    files, inputs, messages, recording, reports, reports_folder, templates, tenant, terminal,
};
use crate::report::{Format, Settings};
use crate::snapshot::Snapshot;
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

/// The snapshot's name in the folder of reports.
const SNAPSHOT: &str = "snapshot.json";

/// The main job, end to end.
pub(in crate::cli) fn run(arguments: &AuditArguments, answer: &mut Answer) -> Result<(), CliError> {
    files::no_dash(&arguments.output, "--output")?;
    let extensions = Format::ALL.map(Format::extension);
    files::no_file_name(&arguments.output, "--output", extensions)?;
    // Before anything is asked of the tenant: a slip in a template should not cost a scan.
    let settings = Settings {
        csv_bom: arguments.report.csv_bom,
        templates: templates::read(arguments.report.template_dir.as_deref())?,
        ..Settings::default()
    };
    let mut asked = inputs::asked(&arguments.guide, Some(&arguments.judge))?;
    inputs::options(&arguments.judge, Timestamp::UNIX_EPOCH)?;
    let new = !arguments.output.exists();
    let (snapshot, scanned) = match inputs::given(&arguments.seen)? {
        Some(snapshot) => (snapshot, false),
        None => (
            scan_for(&arguments.output, &asked, &arguments.tenant)?,
            true,
        ),
    };
    reports_folder::check(&arguments.output, snapshot.tenant_id())?;
    let judged = judge(arguments, &mut asked, &snapshot, &settings, answer);
    if judged.is_err() {
        if scanned {
            // What was read is kept even if judging or writing goes wrong; where it cannot be, that was said.
            let kept = reports::snapshot(&arguments.output.join(SNAPSHOT), &snapshot);
            let _ = kept.and_then(AtomicFile::finish);
        }
        if new {
            files::take_back(&arguments.output);
        }
    }
    let settings = Settings {
        style: terminal::style(),
        ..Settings::default()
    };
    let judged = judged?;
    let table = reports::printed(&judged, Format::Table, &settings)?;
    files::print(&table)?;
    let written = names(&asked);
    if let Some(left) = reports_folder::left(&arguments.output, &written) {
        messages::warn(left);
    }
    Ok(())
}

/// Judges a snapshot and writes every report.
fn judge(
    arguments: &AuditArguments,
    asked: &mut Asked,
    snapshot: &Snapshot,
    settings: &Settings,
    answer: &mut Answer,
) -> Result<Vec<Arc<Assessment>>, CliError> {
    inputs::of_snapshot(asked, snapshot)?;
    let assessments = inputs::assess(asked, &arguments.judge, snapshot)?;
    answer.is(&assessments);
    let assessments: Vec<Arc<Assessment>> = assessments.into_iter().map(Arc::new).collect();
    files::folder(&arguments.output)?;
    write_all(&arguments.output, snapshot, &assessments, settings)?;
    Ok(assessments)
}

/// Scans for a folder of reports, which is made and tried first: a scan may take minutes, and a path that cannot
/// be written must not waste them.
fn scan_for(
    folder: &Path,
    asked: &Asked,
    arguments: &TenantArguments,
) -> Result<Snapshot, CliError> {
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
            Ok(snapshot)
        });
    if new && scanned.is_err() {
        files::take_back(folder);
    }
    scanned
}

/// Every file of an audit.
fn names(asked: &Asked) -> Vec<String> {
    let guides = asked.guides.iter().map(|guide| guide.id.as_str());
    let mut names: Vec<String> = reports::stems(guides)
        .iter()
        .flat_map(|stem| Format::ALL.map(|format| name(stem, format)))
        .collect();
    names.push(SNAPSHOT.to_owned());
    names
}

fn name(stem: &str, format: Format) -> String {
    format!("{stem}.{}", format.extension())
}

/// Renders everything before it puts anything in its place.
fn write_all(
    folder: &Path,
    snapshot: &Snapshot,
    assessments: &[Arc<Assessment>],
    settings: &Settings,
) -> Result<(), CliError> {
    let mut drafts = Vec::new();
    for (stem, shown) in reports::files(assessments) {
        for format in Format::ALL {
            let path = folder.join(name(stem, format));
            drafts.push(reports::draft(&path, shown, format, settings)?);
        }
    }
    drafts.push(reports::snapshot(&folder.join(SNAPSHOT), snapshot)?);
    atomic_file::finish(drafts)
}
