//! One report or snapshot into a file, or a report's trouble in words.

use super::atomic_file::AtomicFile;
use super::error::CliError;
use super::new_file::Readers;
use crate::assess::Assessment;
use crate::report::{Format, ReportError, Settings, write};
use crate::snapshot::{self, Snapshot};
use std::path::Path;
use std::sync::Arc;

/// Writes a report into a file that is not yet in its place.
pub(super) fn draft(
    path: &Path,
    assessment: &Arc<Assessment>,
    format: Format,
    settings: &Settings,
) -> Result<AtomicFile, CliError> {
    let mut draft = AtomicFile::new(path, Readers::Umask)?;
    match write(assessment, format, settings, &mut draft) {
        Err(ReportError::Output(error)) => draft.check(Err(error))?,
        Err(other) => return Err(problem(other)),
        Ok(()) => {}
    }
    Ok(draft)
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
pub(super) fn problem(problem: ReportError) -> CliError {
    match problem {
        ReportError::Template(template) if template.is_callers() => CliError::input(template),
        other => CliError::failed(other),
    }
}
