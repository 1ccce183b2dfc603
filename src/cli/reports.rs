//! Reports and snapshots into files, or a report's trouble in words.

use super::atomic_file::AtomicFile;
use super::error::CliError;
use super::new_file::Readers;
use crate::assess::Assessment;
use crate::report::{Format, ReportError, Settings, write_all};
use crate::snapshot::{self, Snapshot};
use std::path::Path;
use std::sync::Arc;

/// The stem of the overview's files, where there are several guides.
pub(super) const OVERVIEW: &str = "overview";

/// The stem of the snapshot's file beside an audit's reports.
pub(super) const SNAPSHOT_STEM: &str = "snapshot";

/// The name of the snapshot's file beside an audit's reports.
pub(super) const SNAPSHOT_FILE: &str = "snapshot.json";

/// The stems of an audit's reports: each guide's id, and the overview where they are several.
pub(super) fn stems<'a>(guides: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut stems: Vec<&str> = guides.collect();
    if stems.len() > 1 {
        stems.push(OVERVIEW);
    }
    stems
}

/// Each report of an audit: the stem of its files, and the assessments that it shows.
fn files(assessments: &[Arc<Assessment>]) -> Vec<(&str, &[Arc<Assessment>])> {
    let stems = stems(assessments.iter().map(|one| one.guide.id.as_str()));
    let shown = assessments.chunks(1).chain([assessments]);
    stems.into_iter().zip(shown).collect()
}

/// Writes a report into a file that is not yet in its place: of one guide, or the overview of several.
pub(super) fn draft(
    path: &Path,
    assessments: &[Arc<Assessment>],
    format: Format,
    settings: &Settings,
) -> Result<AtomicFile, CliError> {
    let mut draft = AtomicFile::new(path, Readers::Umask)?;
    match write_all(assessments, format, settings, &mut draft) {
        Err(ReportError::Output(error)) => draft.check(Err(error))?,
        Err(other) => return Err(problem(other)),
        Ok(()) => {}
    }
    Ok(draft)
}

/// The reports of each guide, and the overview of several, as files of a folder that are not yet in their places.
pub(super) fn drafts(
    folder: &Path,
    assessments: &[Arc<Assessment>],
    formats: &[Format],
    settings: &Settings,
) -> Result<Vec<AtomicFile>, CliError> {
    let mut drafts = Vec::new();
    for (stem, shown) in files(assessments) {
        for format in formats {
            let path = folder.join(name(stem, *format));
            drafts.push(draft(&path, shown, *format, settings)?);
        }
    }
    Ok(drafts)
}

/// The name of a report's file.
pub(super) fn name(stem: &str, format: Format) -> String {
    format!("{stem}.{}", format.extension())
}

/// The same in memory.
pub(super) fn printed(
    assessments: &[Arc<Assessment>],
    format: Format,
    settings: &Settings,
) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    write_all(assessments, format, settings, &mut bytes).map_err(problem)?;
    Ok(bytes)
}

/// Writes a snapshot into a file that is not yet in its place.
pub(super) fn snapshot(path: &Path, snapshot: &Snapshot) -> Result<AtomicFile, CliError> {
    let mut draft = AtomicFile::new(path, Readers::Owner)?;
    if let Err(error) = snapshot::write_to(snapshot, &mut draft) {
        // What the file refused, in words; anything else is a bug.
        return match error.io_error_kind() {
            Some(kind) => draft.check(Err(kind.into())),
            None => Err(CliError::failed(error)),
        };
    }
    Ok(draft)
}

/// A template of the user is an input file like any other: what is wrong with it is theirs to mend.
fn problem(problem: ReportError) -> CliError {
    match problem {
        ReportError::Template(template) if template.is_callers() => CliError::input(template),
        other => CliError::failed(other),
    }
}
