//! The folder of a recording: written whole or not at all, read file by file.

use super::draft::Draft;
use super::files::{self, Readers};
use super::links::followed;
use super::problem::Problem;
use crate::scan::{Recording, RecordingProblem};
use anyhow::{Context, anyhow};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::{NamedTempFile, TempDir};

/// Refuses, before a scan, a folder that a recording cannot be put into. Leaves nothing.
pub(super) fn check(folder: &Path) -> Result<(), Problem> {
    files::no_dash(folder, "--record")?;
    let taken = fs::symlink_metadata(folder).is_ok();
    if taken {
        return Err(Problem::input(anyhow!(
            "{} is there already; give --record a folder that is not",
            folder.display()
        )));
    }
    if let Some(parent) = above(folder).filter(|parent| !parent.is_dir()) {
        return Err(Problem::input(anyhow!(
            "there is no folder {} to put the recording into",
            parent.display()
        )));
    }
    // Made and taken away again: a name, a file system and an account can each refuse it.
    let tried = || -> anyhow::Result<()> {
        let target = followed(folder)?;
        fs::create_dir(&target)?;
        let inside = files::beside(&target.join("recording"), Readers::Owner);
        let inside = inside.and_then(NamedTempFile::close);
        fs::remove_dir(&target)?;
        inside?;
        drop(begin(&target)?);
        Ok(())
    };
    tried()
        .map_err(files::worded)
        .with_context(|| doing(folder))
        .map_err(Problem::failed)
}

/// Refuses a recording in the place of another output of the same run.
pub(super) fn apart(folder: Option<&Path>, output: &Path) -> Result<(), Problem> {
    let place = |path: &Path| followed(path).and_then(|path| Ok(std::path::absolute(path)?));
    let same = |folder: &&Path| {
        let (one, other) = (place(folder), place(output));
        one.is_ok_and(|one| other.is_ok_and(|other| one == other))
    };
    match folder.filter(same) {
        Some(folder) => Err(Problem::input(anyhow!(
            "{} is to be the folder of the recording and another file as well; give --record another place",
            folder.display()
        ))),
        None => Ok(()),
    }
}

/// Writes a recording beside its place, and puts it there in one step.
pub(super) fn write(folder: &Path, recording: &Recording) -> Result<(), Problem> {
    let put = || -> anyhow::Result<()> {
        let folder = followed(folder)?;
        let beside = begin(&folder)?;
        for (name, bytes) in recording.files()? {
            let mut draft = Draft::new(&beside.path().join(name), Readers::Owner)
                .map_err(|error| anyhow!("{error}"))?;
            let written = draft.write_all(&bytes);
            let done = draft.check(written).and_then(|()| draft.finish());
            done.map_err(|error| anyhow!("{error}"))?;
        }
        // From here on nothing is taken away behind it.
        fs::rename(beside.path(), &folder)?;
        drop(beside.keep());
        Ok(())
    };
    put()
        .with_context(|| doing(folder))
        .map_err(Problem::failed)
}

/// A new folder beside the one that a recording is to be.
fn begin(folder: &Path) -> io::Result<TempDir> {
    let parent = above(folder).unwrap_or(Path::new("."));
    tempfile::Builder::new()
        .prefix(".rolecall-")
        .tempdir_in(parent)
}

fn doing(folder: &Path) -> String {
    format!("cannot write the recording {}", folder.display())
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
