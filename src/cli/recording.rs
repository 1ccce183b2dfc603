//! The folder of a recording: written whole or not at all, read file by file.

use super::files;
use super::problem::Problem;
use crate::scan::{Recording, RecordingProblem};
use anyhow::{Context, anyhow};
use std::fs;
use std::path::Path;

/// Refuses, before a scan, a folder that a recording cannot be put into.
pub(super) fn check(folder: &Path) -> Result<(), Problem> {
    let taken = fs::symlink_metadata(folder).is_ok();
    if taken {
        return Err(Problem::input(anyhow!(
            "{} is there already; give --record a folder that is not",
            folder.display()
        )));
    }
    match above(folder) {
        Some(parent) if !parent.is_dir() => Err(Problem::input(anyhow!(
            "there is no folder {} to put the recording into",
            parent.display()
        ))),
        _ => Ok(()),
    }
}

/// Writes a recording beside its place, and puts it there in one step.
pub(super) fn write(folder: &Path, recording: &Recording) -> Result<(), Problem> {
    let put = || -> anyhow::Result<()> {
        let parent = above(folder).unwrap_or(Path::new("."));
        let beside = tempfile::Builder::new()
            .prefix(".rolecall-")
            .tempdir_in(parent)?;
        for (name, bytes) in recording.files()? {
            files::write(&beside.path().join(name), &bytes).map_err(|error| anyhow!("{error}"))?;
        }
        // From here on nothing is taken away behind it.
        fs::rename(beside.path(), folder)?;
        drop(beside.keep());
        Ok(())
    };
    put()
        .with_context(|| format!("cannot write the recording {}", folder.display()))
        .map_err(Problem::failed)
}

/// Reads a recording.
pub(super) fn read(folder: &Path) -> Result<Recording, Problem> {
    Recording::read(|name| files::read(&folder.join(name)))
}

impl From<RecordingProblem> for Problem {
    fn from(problem: RecordingProblem) -> Self {
        Self::input(problem)
    }
}

fn above(folder: &Path) -> Option<&Path> {
    folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
}
